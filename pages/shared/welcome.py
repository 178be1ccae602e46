"""Home before anything was started: three questions and three programs as answers; or the way to a first program."""

import streamlit as st

from core.portal import Portal
from core.queries import catalogue
from core.queries.catalogue import CatalogueFilter
from core.queries.job_roles import own_work
from core.queries.peers import waiting
from core.queries.recommendations import next_best, short_ones
from core.rules.job_roles import Work
from core.rules.members import Actor
from core.rules.permissions import Permission, allowed
from pages.shared import frame, registry
from pages.shared.draft_notices import draft_notices
from pages.shared.job_choice import three_questions
from pages.shared.notices import notices
from pages.shared.pathway_strip import strip
from pages.shared.peer_tasks import could_use_an_eye
from pages.shared.suggestions import suggestions
from pages.shared.use_question import use_notices

SUGGESTED = 3


def first_name(actor: Actor) -> str:
    return actor.name.split()[0]


def welcome(portal: Portal, actor: Actor) -> None:
    """Nothing started yet: three questions, and three programs as answers."""
    if not catalogue.search(portal, CatalogueFilter()):
        new_portal(actor)
        return
    work = own_work(portal, actor)
    asking = "" if work.was_asked else " What do you want to get better at?"
    frame.open_page(f"Welcome, {first_name(actor)}.{asking}", "Each program stands for one skill.")
    notices()
    draft_notices()
    strip()
    could_use_an_eye(waiting(portal, actor))
    if not work.was_asked:
        three_questions(work)
    first_suggestions(portal, actor, work)
    use_notices()
    see_all()


def first_suggestions(portal: Portal, actor: Actor, work: Work) -> None:
    """Three: what suits somebody, as far as they said something, and short ones for the rest."""
    found = next_best(portal, actor, most=SUGGESTED)
    suited = {one.card.program.code for one in found}
    short = short_ones(portal, actor, most=SUGGESTED) if len(found) < SUGGESTED else []
    if work.was_asked and not found and (work.goal or work.current or work.wanted):
        st.info("No program fits what you wrote yet. You can say it in other words under Profile.", icon=":material/search_off:")
    st.header("Three to begin with" if found else "Short ones to begin with", anchor=False)
    suggestions([*found, *(one for one in short if one.card.program.code not in suited)][:SUGGESTED])


def see_all() -> None:
    st.page_link(registry.path_of("catalogue"), label="See all programs", icon=":material/menu_book:")


def new_portal(actor: Actor) -> None:
    """No program is published yet: whoever can change that is led there, the others are told what comes."""
    if not allowed(actor, Permission.PROGRAM_PUBLISH):
        lead = "There are no programs yet. They will stand here as soon as the first is published."
        frame.open_page(f"Welcome, {first_name(actor)}", lead)
        return
    lead = "First a program, then people who review and people who take part."
    frame.open_page(f"Welcome, {first_name(actor)}. The portal is new.", lead)
    draft_notices()
    if st.button("Design the first program", type="primary", icon=":material/arrow_forward:"):
        st.switch_page(registry.path_of("studio"))
    if allowed(actor, Permission.MEMBER_MANAGE):
        st.page_link(registry.path_of("people"), label="Invite people", icon=":material/group:")
