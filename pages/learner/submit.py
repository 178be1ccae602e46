"""Submitting evidence (``?e=<enrolment>&step=…``): four short steps; afterwards, what happens now and until when."""

import streamlit as st

from core.errors import NotFound, RuleBroken
from core.queries import learning
from core.queries.journey import steps
from core.queries.learning import Attempt, Participation
from core.rules.submissions import WAITING_STATES
from core.services import submissions
from pages.shared import frame, registry, session, wiring
from pages.shared.dates import clock, day
from pages.shared.evidence_form import SUBMIT_FORM, evidence_form
from pages.shared.evidence_list import evidence_list
from pages.shared.journey import journey
from pages.shared.peer_feedback import peer_feedback
from pages.shared.submit_steps import context_step, preview_step, self_check_step
from pages.shared.text import md

STEPS = {"context": "Context", "evidence": "Evidence", "self-check": "Self-check", "preview": "Preview and submit"}
portal, actor = wiring.portal(), session.actor()


def my_way() -> Participation:
    """The participation that the address names."""
    try:
        return learning.participation(portal, actor, st.query_params.get("e", ""))
    except NotFound:
        frame.open_page("Submit evidence")
        st.page_link(registry.path_of("my_learning"), label="Choose one of your programs", icon=":material/arrow_back:")
        raise


def step_chosen() -> str:
    """The step of the address; a click on another one changes the address."""
    asked = st.query_params.get("step", "")
    here = asked if asked in STEPS else "context"
    names = {key: f"{number} {name}" for number, (key, name) in enumerate(STEPS.items(), 1)}
    chosen = st.segmented_control(
        "Steps", list(STEPS), format_func=names.__getitem__, default=here, required=True, key=f"steps_{here}", label_visibility="collapsed"
    )
    if chosen != here:
        to_step(chosen)
    return here


def to_step(step: str) -> None:
    st.query_params["step"] = step
    st.rerun()


def neighbours(here: str) -> None:
    """Back and on. What was typed is kept already when the button is reached."""
    order = list(STEPS)
    place = order.index(here)
    with st.container(horizontal=True):
        if place and st.button("Back", icon=":material/arrow_back:"):
            to_step(order[place - 1])
        if place < len(order) - 1 and st.button(f"Continue to {STEPS[order[place + 1]].lower()}", type="primary"):
            to_step(order[place + 1])


def refused() -> None:
    """What the last try to submit lacked, with the way to it."""
    problems = session.problems(SUBMIT_FORM)
    if not problems:
        return
    frame.problems_above(SUBMIT_FORM)
    gaps = [key for key in problems if key != "own_work"]
    if gaps and st.button("Go to what is missing", icon=":material/arrow_back:"):
        to_step("context" if "context" in gaps else "evidence")


def saved(draft: Attempt) -> str:
    """When the database last took something; an older day is named."""
    at, today = draft.submission.updated_at, portal.now().date()
    return f"Saved {clock(at)}" if at.date() == today else f"Saved {day(at, today)}, {clock(at)}"


def write(way: Participation, draft: Attempt) -> None:
    """The four steps of a draft."""
    frame.open_page(f"Submit: {way.program.title}")
    if draft.submission.attempt > 1:
        before = way.attempts[-2].submission.id
        st.page_link(registry.path_of("feedback"), label="Read the feedback again", icon=":material/forum:", query_params={"s": before})
    here = step_chosen()
    which = f"This is attempt {draft.submission.attempt} of {way.program.max_attempts}."
    st.caption(f":material/cloud_done: {saved(draft)}. Text is kept while you type. {which}")
    match here:
        case "context":
            context_step(way.program, draft)
        case "evidence":
            evidence_form(way.program, draft)
        case "self-check" if way.program.rubric:
            self_check_step(way.program.rubric, draft)
        case _:
            refused()
            preview_step(draft)
    neighbours(here)
    if way.program.rubric:
        peer_feedback(draft.submission.id, has_items=bool(draft.items))


def wait(way: Participation, attempt: Attempt) -> None:
    """What happens now, until when, and the way back while nobody has begun to read."""
    frame.open_page(f"Submitted: {way.program.title}")
    today = portal.now().date()
    if attempt.due and attempt.due < today:
        st.warning(f"We promised you an answer by {day(attempt.due, today)}. We are late, and we are sorry.", icon=":material/schedule:")
    journey(steps(way))
    if attempt.submission.state == "submitted":
        st.markdown("You can take it back and change it until a reviewer has begun. That uses no attempt.")
        if st.button("Take it back", icon=":material/undo:"):
            with frame.errors_shown():
                submissions.take_back(portal, actor, submission_id=attempt.submission.id)
                st.rerun()
    with st.expander("What you submitted"):
        st.markdown(md(attempt.submission.context))
        evidence_list(way.program, attempt.items)
    st.page_link(registry.path_of("my_learning"), label="Back to the program", query_params={"e": way.enrolment.id})


def draft_of(way: Participation) -> Participation:
    """The participation with its draft, which is made when there is none."""
    submissions.open_draft(portal, actor, enrolment_id=way.enrolment.id)
    return learning.participation(portal, actor, way.enrolment.id)


def nothing_to_submit(way: Participation) -> None:
    frame.open_page(f"Submit: {way.program.title}", way.next_step)
    st.page_link(registry.path_of("my_learning"), label="Back to the program", query_params={"e": way.enrolment.id})


way = my_way()
if way.latest and way.latest.submission.state in WAITING_STATES:
    wait(way, way.latest)
else:
    try:
        way = draft_of(way)
    except RuleBroken:
        nothing_to_submit(way)
    else:
        assert way.latest is not None
        write(way, way.latest)
