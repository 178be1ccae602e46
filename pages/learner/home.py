"""The first screen of everybody who is signed in: what do I do next?"""

import streamlit as st

from core.queries import catalogue, learning
from core.queries.catalogue import CatalogueFilter
from core.queries.journey import left, steps
from core.queries.learning import OwnBadge, Participation
from core.queries.revocations import own_cases
from core.rules.permissions import Permission, allowed
from pages.shared import frame, registry, session, wiring
from pages.shared.badge_card import badge_shown, is_new
from pages.shared.dates import day
from pages.shared.draft_notices import draft_notices
from pages.shared.journey import bar, count_left
from pages.shared.pathway_strip import strip
from pages.shared.program_card import program_card
from pages.shared.renewal_notice import notices
from pages.shared.text import md

SUGGESTED = 3
portal, actor = wiring.portal(), session.actor()
today = portal.now().date()


def first_name() -> str:
    return actor.name.split()[0]


def welcome() -> None:
    """Nothing started yet: one question, and a few short programs as answers."""
    offered = sorted(catalogue.search(portal, CatalogueFilter()), key=lambda card: card.program.effort_hours)[:SUGGESTED]
    if not offered:
        new_portal()
        return
    frame.open_page(f"Welcome, {first_name()}. What do you want to get better at?", "Each program stands for one skill.")
    notices()
    draft_notices()
    strip()
    if st.button("See all programs", type="primary"):
        st.switch_page(registry.path_of("catalogue"))
    st.header("Short ones to begin with", anchor=False)
    for column, card in zip(st.columns(SUGGESTED), offered, strict=False):
        with column:
            program_card(card)


def new_portal() -> None:
    """No program is published yet: whoever can change that is led there, the others are told what comes."""
    if not allowed(actor, Permission.PROGRAM_PUBLISH):
        frame.open_page(f"Welcome, {first_name()}", "There are no programs yet. They will stand here as soon as the first is published.")
        return
    frame.open_page(f"Welcome, {first_name()}. The portal is new.", "First a program, then people who review and people who take part.")
    draft_notices()
    if st.button("Design the first program", type="primary", icon=":material/arrow_forward:"):
        st.switch_page(registry.path_of("studio"))
    if allowed(actor, Permission.MEMBER_MANAGE):
        st.page_link(registry.path_of("people"), label="Invite people", icon=":material/group:")


def next_step(way: Participation) -> None:
    """The one card with the one button."""
    phrases = left(way)
    with st.container(border=True, key="next_step"):
        st.caption("Your next step")
        st.header(md(count_left(phrases, way.program.title)), anchor=False)
        st.markdown("\n".join(f"- {md(phrase[0].upper() + phrase[1:])}" for phrase in phrases))
        if st.button("Go on", type="primary", icon=":material/arrow_forward:"):
            go_on(way)


def go_on(way: Participation) -> None:
    """Straight to where the step is made: feedback to answer, evidence to gather, or the program with its activities."""
    if returned := [attempt for attempt in way.attempts if attempt.decision]:
        st.switch_page(registry.path_of("feedback"), query_params={"s": returned[-1].submission.id})
    page = "submit" if way.program.benchmark == "performance" else "my_learning"
    st.switch_page(registry.path_of(page), query_params={"e": way.enrolment.id})


def waiting(way: Participation) -> None:
    """A submission that is with the reviewers, with the day that was promised."""
    latest = way.latest
    assert latest is not None and latest.submission.submitted_at is not None and latest.due is not None
    sent = f"Submitted on {day(latest.submission.submitted_at, today)}"
    promise = f"you will hear by {day(latest.due, today)} at the latest"
    if latest.due < today:
        promise = f"we promised an answer by {day(latest.due, today)}; we are late, and we are sorry"
    with st.container(border=True):
        st.page_link(registry.path_of("submit"), label=f"**{md(way.program.title)}**", query_params={"e": way.enrolment.id})
        st.markdown(f":material/schedule: {sent}; {promise}.")


def running(way: Participation) -> None:
    with st.container(border=True):
        st.page_link(registry.path_of("my_learning"), label=f"**{md(way.program.title)}**", query_params={"e": way.enrolment.id})
        bar(steps(way))


def newest(badge: OwnBadge) -> None:
    st.header("Your newest badge", anchor=False)
    badge_shown(badge, new=is_new(badge, today))
    st.page_link(registry.path_of("badges"), label="All my badges", icon=":material/workspace_premium:")


def is_waiting(way: Participation) -> bool:
    return bool(way.latest and way.latest.submission.state in ("submitted", "in_review"))


def turn(way: Participation) -> tuple[bool, int]:
    """Returned work comes first, then what needs the fewest steps."""
    attempt = way.latest.submission.attempt if way.latest else 1
    return attempt == 1, len(left(way))


def at_home(ways: list[Participation], badges: list[OwnBadge]) -> None:
    mine = sorted((way for way in ways if left(way)), key=turn)
    frame.open_page(f"Hello {first_name()}", "" if mine or asked else "There is nothing for you to do at the moment.")
    notices()
    draft_notices()
    if mine:
        next_step(mine[0])
    elif st.button("Find a program", type="primary"):
        st.switch_page(registry.path_of("catalogue"))
    if others := [way for way in ways if way.enrolment.is_open and not is_waiting(way) and way not in mine[:1]]:
        st.header("Also running", anchor=False)
        for way in others:
            running(way)
    strip()
    if with_us := [way for way in ways if is_waiting(way)]:
        st.header("Waiting on us", anchor=False)
        for way in with_us:
            waiting(way)
    if badges:
        newest(badges[0])


def question() -> None:
    """A question about one of one's badges comes before everything else: the time to answer runs."""
    st.warning("There is a question about one of your badges. Please read it and answer in time.", icon=":material/balance:")
    st.page_link(registry.path_of("badges"), label="Read it under My badges", icon=":material/arrow_forward:")


asked = any(case.is_open and not case.answered_at for case in own_cases(portal, actor).values())
if asked:
    question()
ways, badges = learning.participations(portal, actor), learning.badges(portal, actor)
if ways:
    at_home(ways, badges)
else:
    welcome()
