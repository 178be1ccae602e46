"""Home before anything was started: three questions and three programs as answers; or the way to a first program."""

import streamlit as st

from core.portal import Portal
from core.queries import catalogue
from core.queries.catalogue import CatalogueFilter
from core.queries.job_roles import own_work
from core.queries.peers import waiting
from core.queries.recommendations import next_best
from core.rules.members import Actor
from core.rules.permissions import Permission, allowed
from pages.shared import frame, registry
from pages.shared.draft_notices import draft_notices
from pages.shared.job_choice import three_questions
from pages.shared.notices import notices
from pages.shared.pathway_strip import strip
from pages.shared.peer_tasks import could_use_an_eye
from pages.shared.program_card import program_card
from pages.shared.suggestions import suggestions

SUGGESTED = 3


def first_name(actor: Actor) -> str:
    return actor.name.split()[0]


def welcome(portal: Portal, actor: Actor) -> None:
    """Nothing started yet: three questions, and three programs as answers."""
    if not catalogue.search(portal, CatalogueFilter()):
        new_portal(actor)
        return
    frame.open_page(f"Welcome, {first_name(actor)}. What do you want to get better at?", "Each program stands for one skill.")
    notices()
    draft_notices()
    strip()
    could_use_an_eye(waiting(portal, actor))
    work = own_work(portal, actor)
    if not work.was_asked:
        three_questions(work)
    first_suggestions(portal, actor)
    see_all()


def first_suggestions(portal: Portal, actor: Actor) -> None:
    """What suits somebody, as far as they said something; else the quickest ones."""
    if found := next_best(portal, actor):
        st.header("Three to begin with" if len(found) == SUGGESTED else "To begin with", anchor=False)
        suggestions(found)
        return
    quickest = sorted(catalogue.search(portal, CatalogueFilter()), key=lambda card: card.program.effort_hours)[:SUGGESTED]
    st.header("Short ones to begin with", anchor=False)
    for column, card in zip(st.columns(SUGGESTED), quickest, strict=False):
        with column:
            program_card(card)


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
