"""The rubric as a form: a level for each criterion, reasons, a closing message. Kept in the database as it is typed."""

from dataclasses import dataclass

import streamlit as st

from core.queries.review_queue import ReviewDesk
from core.rules.reviews import Review
from core.rules.rubrics import Criterion, Rubric
from core.services import reviews
from pages.shared import frame, session, wiring
from pages.shared.dates import clock
from pages.shared.text import md

FORM = "review"
UNABLE = "unable"  # the choice beside the levels; None is “nothing chosen yet”
UNABLE_MEANS = "The evidence cannot be opened or read. Say why; the submission then goes to another reviewer."
_SHEET = """
<style>
.st-key-rubric_form [data-testid="stRadio"] label { padding-top: 0.35rem; }
.st-key-rubric_form [data-testid="stRadio"] [data-testid="stCaptionContainer"] { color: inherit !important; opacity: 1; }
.st-key-rubric_form [data-testid="stRadio"] [data-testid="stCaptionContainer"] p { font-size: 1rem; line-height: 1.45; }
</style>
"""


@dataclass(frozen=True)
class Filled:
    """What the reviewer has filled in so far; a rating of ``None`` is *unable to judge*."""

    ratings: dict[str, int | None]
    reasons: dict[str, str]
    feedback: str


def _key(submission_id: str, field: str) -> str:
    return f"review_{submission_id}_{field}"


def filled(rubric: Rubric, submission_id: str) -> Filled:
    """What stands in the form at this moment, also in callbacks."""
    chosen = {row.key: session.typed(_key(submission_id, f"level_{row.key}")) for row in rubric.criteria}
    reasons = {row.key: session.typed(_key(submission_id, f"reason_{row.key}")) or "" for row in rubric.criteria}
    return Filled(
        ratings={key: None if choice == UNABLE else choice for key, choice in chosen.items() if choice is not None},
        reasons={key: reason for key, reason in reasons.items() if reason.strip()},
        feedback=session.typed(_key(submission_id, "feedback")) or "",
    )


def _keep(rubric: Rubric, submission_id: str) -> None:
    """Called on every change."""
    with frame.problems_kept(FORM):
        reviews.save(wiring.portal(), session.actor(), submission_id=submission_id, **vars(filled(rubric, submission_id)))


def rubric_form(desk: ReviewDesk, mine: Review) -> Filled:
    """The form with what was kept; gives what stands in it."""
    rubric, submission_id = desk.program.rubric, desk.submission.id
    assert rubric is not None
    st.html(_SHEET)
    with st.container(key="rubric_form"):
        for number, row in enumerate(rubric.criteria, 1):
            _criterion(rubric, row, number, mine)
        st.header("Closing message", anchor=False)
        st.text_area(
            "To the member: what is good, and the one next thing to do",
            mine.feedback,
            key=_key(submission_id, "feedback"),
            on_change=_keep,
            args=(rubric, submission_id),
        )
        frame.problem_beside(FORM, "feedback")
    st.caption(f":material/cloud_done: Saved {clock(mine.updated_at)}. Text is kept while you type.")
    return filled(rubric, submission_id)


def _criterion(rubric: Rubric, row: Criterion, number: int, mine: Review) -> None:
    st.header(f"{number} of {len(rubric.criteria)}: {md(row.title)}", anchor=False)
    if row.description:
        st.markdown(md(row.description))
    if row.common_mistakes:
        st.markdown(f":material/lightbulb: *Common mistakes:* {md(row.common_mistakes)}")
    _levels(rubric, row, mine)
    needed = rubric.level_name(row.threshold)
    st.text_area(
        f"Reason for “{md(row.title)}” (needed below {md(needed)} and when you cannot judge)",
        mine.reasons.get(row.key, ""),
        key=_key(mine.submission_id, f"reason_{row.key}"),
        placeholder="What you saw, what is missing, what would show it",
        on_change=_keep,
        args=(rubric, mine.submission_id),
    )
    frame.problem_beside(FORM, row.key)


def _levels(rubric: Rubric, row: Criterion, mine: Review) -> None:
    options = [*range(len(rubric.levels)), UNABLE]
    st.radio(
        f"Level for “{md(row.title)}”",
        options,
        index=_index(mine, row, options),
        format_func=lambda option: _level_label(rubric, row, option),
        captions=[*map(md, row.descriptors), UNABLE_MEANS],
        key=_key(mine.submission_id, f"level_{row.key}"),
        on_change=_keep,
        args=(rubric, mine.submission_id),
        label_visibility="collapsed",
    )


def _index(mine: Review, row: Criterion, options: list[int | str]) -> int | None:
    if row.key not in mine.ratings:
        return None
    level = mine.ratings[row.key]
    return options.index(UNABLE if level is None else level)


def _level_label(rubric: Rubric, row: Criterion, option: int | str) -> str:
    if option == UNABLE:
        return "**Unable to judge**"
    meets = " · meets the criterion" if option == row.threshold else ""
    return f"**{md(rubric.level_name(int(option)))}**{meets}"
