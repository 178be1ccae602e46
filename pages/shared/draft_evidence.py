"""Third step of the designer: what members hand in, which criteria it shows, and how it is judged."""

import streamlit as st

from core.rules.drafts import Draft, DraftEvidence
from core.rules.evidence_drafts import MOST_EVIDENCE, add_evidence, move_evidence, remove_evidence
from core.rules.programs import GENRE_WORDS
from pages.shared.draft_editing import Change, choice, key, number, several, text
from pages.shared.program_story import FORM_WORDS
from pages.shared.rubric_editor import rubric_editor
from pages.shared.text import md

BENCHMARKS = {
    "performance": "Work is judged against a rubric: the badge says *Demonstrated*",
    "progress": "Activities are completed: the badge says *Completed*",
    "both": "Both: activities are completed, and work is judged",
}
CONTEXTS = {"workplace": "From real work", "simulated": "May be simulated, such as a rehearsal"}
GENRES = {genre: word.capitalize() for genre, word in GENRE_WORDS.items()}


def evidence_step(draft: Draft, change: Change) -> None:
    """How it is shown; then evidence and rubric, where work is judged."""
    st.markdown("What would convince a colleague who was not there?")
    choice(
        draft,
        change,
        "benchmark",
        "How is the badge earned?",
        BENCHMARKS,
        radio=True,
        why="The badge says which of the two it is. Never promise a judged skill for completed activities.",
    )
    if not draft.wants_performance:
        st.info("Nothing is judged here, so there is no evidence and no rubric. Go on to the activities.", icon=":material/task_alt:")
        return
    st.subheader("What members hand in", anchor=False)
    for count, row in enumerate(draft.evidence, 1):
        heading = f"**{count}. {md(row.title) or 'a new piece of evidence'}**{_shows(draft, row)}"
        with st.expander(heading, expanded=not row.title, key=key(f"card_{row.key}")):
            _requirement(draft, row, change)
    if not draft.evidence:
        st.info("Nothing yet. One or two pieces from real work say more than five.", icon=":material/inventory_2:")
    st.button(
        "Add a piece of evidence",
        key=key("add_evidence"),
        icon=":material/add:",
        on_click=change,
        args=(add_evidence,),
        disabled=len(draft.evidence) >= MOST_EVIDENCE,
    )
    st.subheader("How it is judged", anchor=False)
    rubric_editor(draft, change)


def _shows(draft: Draft, row: DraftEvidence) -> str:
    """In the heading of a closed card: how many criteria it can show."""
    if not draft.criteria:
        return ""
    many = len(row.criteria)
    return f" · shows {many} criteri{'on' if many == 1 else 'a'}" if many else " · shows no criterion yet"


def _requirement(draft: Draft, row: DraftEvidence, change: Change) -> None:
    place = f"evidence.{row.key}"
    text(
        draft,
        change,
        f"{place}.title",
        "What it is",
        placeholder="The minutes as you sent them",
        why="In a few words, as it stands on the badge.",
    )
    text(
        draft,
        change,
        f"{place}.prompt",
        "What exactly to hand in",
        lines=4,
        placeholder="Two pages at most. Black out names that are not yours to share.",
        why="Say how long, from when, and what to leave out. Whoever reads it should have no question left.",
    )
    choice(draft, change, f"{place}.genre", "Kind of work", GENRES, why="Reviewers see at once what to open; the badge lists it.")
    several(draft, change, f"{place}.accepts", "Taken as", dict(FORM_WORDS), why="More ways let more people take part.")
    titles = {one.key: one.title or f"criterion {n}" for n, one in enumerate(draft.criteria, 1)}
    several(
        draft,
        change,
        f"{place}.criteria",
        "Criteria that it can show",
        titles,
        placeholder="Choose criteria of the rubric below",
        why="Every criterion needs a piece of evidence in which a reviewer can find it, and every piece a criterion.",
    )
    choice(
        draft,
        change,
        f"{place}.context",
        "Where it comes from",
        CONTEXTS,
        why="Real work says most. A rehearsal is better than waiting a year.",
    )
    low, high = st.columns(2)
    with low:
        number(draft, change, f"{place}.minimum", "At least", least=0, most=10, why="0 makes it optional.")
    with high:
        number(draft, change, f"{place}.maximum", "At most", least=1, most=10, why="How many files, links or texts it takes.")
    text(
        draft,
        change,
        f"{place}.alternatives",
        "Another way to show it",
        lines=2,
        placeholder="Instead of a recording: …",
        why="Somebody cannot record, draw or travel. Say what counts instead, so that nobody has to ask.",
    )
    _row_buttons(row, change)


def _row_buttons(row: DraftEvidence, change: Change) -> None:
    with st.container(horizontal=True):
        for label, icon, act in (
            ("Up", "arrow_upward", lambda draft: move_evidence(draft, row.key, -1)),
            ("Down", "arrow_downward", lambda draft: move_evidence(draft, row.key, 1)),
            ("Remove", "delete", lambda draft: remove_evidence(draft, row.key)),
        ):
            st.button(label, key=key(f"{label}_{row.key}"), on_click=change, args=(act,), icon=f":material/{icon}:")
