"""The short steps of submitting beside the evidence: where it was done, one's own view, the preview. Kept as they are typed."""

import streamlit as st

from core.queries.learning import Attempt
from core.queries.preview import preview
from core.rules.programs import ProgramVersion
from core.rules.rubrics import Criterion, Rubric
from core.services import submissions
from pages.shared import frame, session, wiring
from pages.shared.evidence_form import SUBMIT_FORM
from pages.shared.handed_in import handed_in
from pages.shared.keeping import is_kept
from pages.shared.text import md

CONTEXT_FORM = "context"
OWN_WORK = "This is my own work. Where others helped or I used their material, I say so."
_SHEET = """
<style>
.st-key-self_check [data-testid="stRadio"] [data-testid="stCaptionContainer"] { color: inherit; opacity: 0.85; }
.st-key-self_check [data-testid="stRadio"] [data-testid="stCaptionContainer"] p { font-size: 0.95rem; line-height: 1.45; }
</style>
"""


def context_step(program: ProgramVersion, draft: Attempt) -> None:
    """Where and when this happened, and what the member's own part was."""
    st.header("Where did you do this?", anchor=False)
    st.markdown(f"The task: {md(program.on_the_job_task)}")
    typed = st.text_area(
        "What kind of place, what happened, and what your part was",
        draft.submission.context,
        height=200,
        max_chars=4000,
        key=f"context_{draft.submission.id}",
        on_change=_keep_context,
        args=(draft,),
    )
    if not is_kept(typed, draft.submission.context):
        _keep_context(draft)
    st.caption("A few sentences are enough. Please name no person: your own name is hidden from the reviewer too.")
    for field in ("context", ""):
        frame.problem_beside(CONTEXT_FORM, field)
    if not draft.submission.context:
        frame.problem_beside(SUBMIT_FORM, "context")


def _keep_context(draft: Attempt) -> None:
    context = session.typed(f"context_{draft.submission.id}") or ""
    _keep(draft, context, draft.submission.self_ratings)


def _keep(draft: Attempt, context: str, ratings: dict[str, int]) -> None:
    with frame.problems_kept(CONTEXT_FORM):
        submissions.save_draft(wiring.portal(), session.actor(), submission_id=draft.submission.id, context=context, self_ratings=ratings)


def self_check_step(rubric: Rubric, draft: Attempt) -> None:
    """One's own view, criterion by criterion; it helps to find gaps before the reviewer does."""
    st.header("How do you see it yourself?", anchor=False)
    st.markdown("Choose the level that your evidence shows. Your reviewer sees your view and judges on their own. You may leave this out.")
    st.html(_SHEET)
    with st.container(key="self_check"):
        for row in rubric.criteria:
            _own_level(rubric, row, draft)
    if _chosen(rubric, draft) != draft.submission.self_ratings:
        _keep_levels(rubric, draft)
    frame.problem_beside(CONTEXT_FORM, "")


def _own_level(rubric: Rubric, row: Criterion, draft: Attempt) -> None:
    names = [f"{md(level.name)}{' · meets the criterion' if n == row.threshold else ''}" for n, level in enumerate(rubric.levels)]
    st.radio(
        f"**{md(row.title)}**",
        range(len(rubric.levels)),
        index=draft.submission.self_ratings.get(row.key),
        format_func=names.__getitem__,
        captions=[*map(md, row.descriptors)],
        key=f"own_level_{draft.submission.id}_{row.key}",
        on_change=_keep_levels,
        args=(rubric, draft),
    )


def _chosen(rubric: Rubric, draft: Attempt) -> dict[str, int]:
    chosen = {row.key: session.typed(f"own_level_{draft.submission.id}_{row.key}") for row in rubric.criteria}
    return {key: level for key, level in chosen.items() if level is not None}


def _keep_levels(rubric: Rubric, draft: Attempt) -> None:
    _keep(draft, draft.submission.context, _chosen(rubric, draft))


def preview_step(draft: Attempt) -> None:
    """What the reviewer will find, what would give the author away, the own-work statement, and the button."""
    portal, submission_id = wiring.portal(), draft.submission.id
    found = preview(portal, session.actor(), submission_id)
    st.header("This is what your reviewer will see", anchor=False)
    st.markdown(f"Your name and the names of your files are not shown; for them this is “{md(found.desk.label)}”.")
    for sentence in found.telling:
        st.warning(f"{md(sentence)} Your reviewer could see who you are. You can change it, or leave it.", icon=":material/visibility:")
    with st.container(border=True):
        handed_in(found.desk)
    st.header("Submit", anchor=False)
    own_work = st.checkbox(OWN_WORK, key=f"own_work_{submission_id}")
    frame.problem_beside(SUBMIT_FORM, "own_work")
    if st.button("Submit", type="primary", icon=":material/send:"):
        with frame.errors_shown(SUBMIT_FORM):
            submissions.submit(portal, session.actor(), submission_id=submission_id, own_work=own_work)
            session.flash("Your evidence is submitted.")
            st.rerun()
