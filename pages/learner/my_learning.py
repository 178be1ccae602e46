"""One's own programs; with ``?e=<enrolment>`` the workspace of one of them: steps, activities, attempts, rubric, leaving."""

from datetime import date

import streamlit as st

from core.errors import NotFound
from core.queries import learning
from core.queries.journey import left, steps
from core.queries.learning import Attempt, Participation
from core.rules.programs import effort_in_words
from core.rules.reviews import OUTCOME_WORDS
from core.rules.times import long_day
from core.services import enrolments
from pages.shared import frame, registry, session, wiring
from pages.shared.activities import activities
from pages.shared.dates import day
from pages.shared.goal_question import goal_question
from pages.shared.journey import bar, journey
from pages.shared.plan import plan
from pages.shared.rubric_table import rubric_table
from pages.shared.text import md

ATTEMPT_WORDS = {
    "draft": ":material/edit: Draft",
    "submitted": ":material/schedule: Submitted, waiting for a reviewer",
    "in_review": ":material/visibility: A reviewer is reading it",
    "withdrawn": ":material/undo: Taken back",
}
portal, actor = wiring.portal(), session.actor()
today = portal.now().date()


def overview() -> None:
    """All programs, the running ones first."""
    ways = learning.participations(portal, actor)
    if not ways:
        frame.open_page("My learning", "You have not started a program yet. Pick one skill that would help you this month.")
        if st.button("Look at the programs", type="primary"):
            st.switch_page(registry.path_of("catalogue"))
        return
    frame.open_page("My learning")
    running = [way for way in ways if way.enrolment.is_open]
    finished = [way for way in ways if not way.enrolment.is_open]
    for title, group in (("Running", running), ("Finished", finished)):
        if group:
            st.header(title, anchor=False)
        for way in group:
            card(way)
    st.page_link(registry.path_of("catalogue"), label="Find another program", icon=":material/menu_book:")


def card(way: Participation) -> None:
    """One program with where it stands."""
    with st.container(border=True):
        st.page_link(registry.path_of("my_learning"), label=f"**{md(way.program.title)}**", query_params={"e": way.enrolment.id})
        st.markdown(md(way.next_step))
        if way.enrolment.is_open:
            bar(steps(way))


def workspace(way: Participation) -> None:
    """Everything about one program."""
    st.page_link(registry.path_of("my_learning"), label="All my programs", icon=":material/arrow_back:")
    frame.open_page(way.program.title, way.next_step)
    st.caption(f"{effort_in_words(way.program).capitalize()} · started {day(way.enrolment.enrolled_at, today)}{finish(way)}")
    main_button(way)
    if way.teach_out_on and way.enrolment.is_open and way.program.wants_performance:
        st.info(last_day(way.teach_out_on), icon=":material/event:")
    goal_question(way.enrolment)
    if way.enrolment.goal and way.enrolment.is_open:
        st.markdown(f":material/flag: Your goal: {md(way.enrolment.goal)}")
    journey(steps(way))
    if way.enrolment.is_open:
        plan(way)
    if way.program.wants_progress:
        st.header("Activities", anchor=False)
        activities(way)
    if way.attempts:
        st.header("Your evidence", anchor=False)
        for attempt in reversed(way.attempts):
            attempt_line(attempt)
    if way.program.rubric:
        st.header("The rubric", anchor=False)
        rubric_table(way.program.rubric, reached=reached(way))
    if way.enrolment.is_open:
        leave(way)


def finish(way: Participation) -> str:
    """The planned end while it lies ahead; it is a plan, and nobody is told that they are late."""
    ahead = way.enrolment.is_open and way.enrolment.target_on >= today
    return f" · planned until {day(way.enrolment.target_on, today)}" if ahead else ""


def last_day(until: date) -> str:
    """Of a program that was retired."""
    if until < today:
        return f"This program was retired. The last day to submit was {long_day(until)}."
    return f"This program is being retired. You can submit until {long_day(until)}; what you hand in by then is judged as always."


def main_button(way: Participation) -> None:
    """The one thing to do next, where it is done on another page."""
    if way.award:
        label, page, params = "See my badge", "badges", {}
    elif (todo := left(way)) and way.program.wants_performance:
        label = "Revise and submit again" if "submit again" in todo else "Gather and submit evidence"
        page, params = "submit", {"e": way.enrolment.id}
    else:
        return
    if st.button(label, type="primary", icon=":material/arrow_forward:"):
        st.switch_page(registry.path_of(page), query_params=params)


def attempt_line(attempt: Attempt) -> None:
    """One attempt: its state, and the way to its feedback or to what is submitted."""
    submission, decision = attempt.submission, attempt.decision
    words = ATTEMPT_WORDS.get(submission.state, "")
    if decision:
        words = f":material/forum: {OUTCOME_WORDS[decision.outcome]} on {day(decision.decided_at, today)}"
    pieces = f"{len(attempt.items)} piece{'' if len(attempt.items) == 1 else 's'} of evidence"
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        st.markdown(f"**Attempt {submission.attempt}** · {words} · {pieces}", width="stretch")
        if decision:
            st.page_link(registry.path_of("feedback"), label="Read the feedback", query_params={"s": submission.id}, width="content")
        elif submission.state != "withdrawn":
            st.page_link(registry.path_of("submit"), label="Open", query_params={"e": submission.enrolment_id}, width="content")


def reached(way: Participation) -> dict[str, int]:
    """The levels of the latest decision, to stand in the rubric."""
    return next((dict(attempt.decision.ratings) for attempt in reversed(way.attempts) if attempt.decision), {})


def leave(way: Participation) -> None:
    """Leaving takes two steps, so that nobody leaves by a slip."""
    with st.expander("Leave this program", icon=":material/logout:"):
        st.markdown("Your draft and a submission that nobody has begun to read go with it. You can start again at any time.")
        sure = st.checkbox("Yes, I want to leave", key=f"leave_{way.enrolment.id}")
        if st.button("Leave", disabled=not sure):
            with frame.errors_shown():
                enrolments.withdraw(portal, actor, enrolment_id=way.enrolment.id)
                session.flash(f"You left “{way.program.title}”.")
                st.switch_page(registry.path_of("my_learning"))


if wanted := st.query_params.get("e", ""):
    try:
        workspace(learning.participation(portal, actor, wanted))
    except NotFound:
        frame.open_page("My learning")
        st.page_link(registry.path_of("my_learning"), label="All my programs", icon=":material/arrow_back:")
        raise
else:
    overview()
