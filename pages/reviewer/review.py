"""One submission on the desk: what was handed in on one side, the rubric on the other. Blind: no member is named."""

import streamlit as st

from core.errors import NotFound
from core.queries import review_queue
from core.queries.review_queue import ReviewDesk
from core.rules.reviews import OUTCOME_WORDS, Review, judge, outcome_of
from core.services import reviews
from pages.shared import frame, registry, session, wiring
from pages.shared.dates import clock, day, due_in_words
from pages.shared.handed_in import handed_in, title_of
from pages.shared.outcome import outcome_shown
from pages.shared.rubric_form import FORM, Filled, filled, rubric_form
from pages.shared.text import md

_SHEET = """
<style>
[data-testid="stMainBlockContainer"] { max-width: 90rem; }
@media (min-width: 64rem) {
  [data-testid="stColumn"]:has(.st-key-handed_in) { position: sticky; top: 4rem; align-self: flex-start; padding-right: 0.75rem;
    max-height: calc(100vh - 5rem); overflow-y: auto; }
}
</style>
"""
portal, actor = wiring.portal(), session.actor()


def on_the_desk() -> ReviewDesk:
    try:
        return review_queue.desk(portal, actor, st.query_params.get("s", ""))
    except NotFound:
        frame.open_page("Review")
        st.page_link(registry.path_of("queue"), label="Back to the queue", icon=":material/arrow_back:")
        raise


def to_begin(desk: ReviewDesk) -> None:
    """Looking is free; beginning is said to the others."""
    st.header("Judge it", anchor=False)
    st.markdown("Look at the evidence first if you like. Once you begin, the member can no longer take it back.")
    if st.button("Begin the review", type="primary"):
        with frame.errors_shown():
            reviews.begin(portal, actor, submission_id=desk.submission.id)
            st.rerun()


def in_hand(desk: ReviewDesk, mine: Review) -> None:
    """The form, and once everything is rated, what follows from it."""
    if desk.others:
        st.info(f"{md(', '.join(desk.others))} is reading this too. Whoever decides first decides.", icon=":material/visibility:")
    now = rubric_form(desk, mine)
    rubric = desk.program.rubric
    assert rubric is not None
    open_rows = [row.title for row in rubric.criteria if row.key not in now.ratings]
    if open_rows:
        st.info(f"Still without a level: {md(', '.join(open_rows))}. What follows is shown when all are rated.")
        return
    shown = preview(desk, now)
    frame.problems_above(FORM)
    if shown:
        st.button("Decide", type="primary", on_click=finish, args=(desk,))
    else:
        st.button("Pass on to another reviewer", type="primary", on_click=finish, args=(desk,))


def preview(desk: ReviewDesk, now: Filled) -> bool:
    """What the member will read; ``False`` when nothing is decided because something could not be judged."""
    levels = {key: level for key, level in now.ratings.items() if level is not None}
    outcome = outcome_of(judge(desk.program, now.ratings), desk.submission.attempt, desk.program.max_attempts)
    if outcome is None:
        st.warning("You could not judge everything, so nothing is decided: another reviewer reads it. The member is told nothing yet.")
        return False
    st.header("What the member will read", anchor=False)
    with st.container(border=True):
        outcome_shown(desk.program, outcome, levels, now.reasons, now.feedback)
    return True


def finish(desk: ReviewDesk) -> None:
    """Decide as of the state that the reviewer had before them when the button was drawn."""
    assert desk.program.rubric is not None
    with frame.problems_kept(FORM):
        now = filled(desk.program.rubric, desk.submission.id)
        reviews.decide(wiring.portal(), session.actor(), submission_id=desk.submission.id, seen=desk.submission.row_version, **vars(now))


def decided(desk: ReviewDesk) -> None:
    """The decision; and whatever this reviewer had typed when somebody else was quicker."""
    decision, rubric = desk.decision, desk.program.rubric
    assert decision is not None and rubric is not None
    by_me = decision.decided_by == actor.id
    when = f"{day(decision.decided_at, portal.now().date())} at {clock(decision.decided_at)}"
    if by_me:
        st.success(f"You decided on {when}: {OUTCOME_WORDS[decision.outcome]}. The member can read it now.", icon=":material/check_circle:")
    else:
        st.warning(
            f"{md(desk.decided_by)} decided on {when}: {OUTCOME_WORDS[decision.outcome]}. Your own text is kept below.",
            icon=":material/lock:",
        )
    st.page_link(registry.path_of("queue"), label="Back to the queue", icon=":material/arrow_back:")
    if desk.mine and not by_me:
        kept_text(desk, desk.mine)
    st.header("What the member reads", anchor=False)
    with st.container(border=True):
        outcome_shown(desk.program, decision.outcome, decision.ratings, decision.reasons, decision.feedback)


def kept_text(desk: ReviewDesk, mine: Review) -> None:
    """Nothing typed is lost: each text can be copied."""
    texts = {title_of(desk, key): reason for key, reason in mine.reasons.items()} | {"Closing message": mine.feedback}
    if any(texts.values()):
        st.header("Your text, to copy", anchor=False)
    for title, text in texts.items():
        if text:
            st.markdown(f"**{md(title)}**")
            st.code(text, language=None, wrap_lines=True)


def passed_on() -> None:
    st.success("You passed this on. Another reviewer reads it from the beginning.", icon=":material/check_circle:")
    st.page_link(registry.path_of("queue"), label="Back to the queue", icon=":material/arrow_back:")


def judgement(desk: ReviewDesk) -> None:
    if desk.decision:
        decided(desk)
    elif desk.mine is None:
        to_begin(desk)
    elif desk.mine.state == "completed":
        passed_on()
    else:
        in_hand(desk, desk.mine)


desk = on_the_desk()
due = due_in_words(desk.due, portal.now().date()) if desk.due else ""
frame.open_page(desk.program.title, f"{desk.label} · attempt {desk.submission.attempt} of {desk.program.max_attempts} · {due}")
st.html(_SHEET)
left, right = st.columns(2, gap="large")
with left, st.container(key="handed_in"):
    handed_in(desk)
with right:
    judgement(desk)
