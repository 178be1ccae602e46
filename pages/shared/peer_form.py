"""What somebody writes about a colleague's draft: by criterion, one strength and one suggestion. Kept while it is typed."""

import streamlit as st

from core.queries.peers import PeerDesk
from core.rules.peers import LONGEST_NOTE, Note
from core.rules.rubrics import Criterion, Rubric
from core.services import peers
from pages.shared import frame, registry, session, wiring
from pages.shared.text import md

FORM = "peer_feedback"


def peer_form(desk: PeerDesk) -> None:
    """One open block for the first criterion, the others folded: one is enough."""
    rubric = desk.program.rubric
    assert rubric is not None
    st.header("What do you see?", anchor=False)
    st.markdown("One criterion is enough. Say what is strong, and one thing that would make it stronger.")
    frame.problem_beside(FORM, "")
    for number, row in enumerate(rubric.criteria):
        with st.expander(f"**{md(row.title)}**", expanded=number == 0 or row.key in desk.match.notes):
            _criterion(desk, rubric, row)
    st.checkbox("Do not tell them my name", desk.match.anonymous, key=_key(desk, "anonymous"), on_change=_keep, args=(desk,))
    with st.container(horizontal=True):
        if st.button("Give the feedback", type="primary", icon=":material/send:"):
            _give(desk)
        if st.button("I cannot do this one", type="tertiary"):
            _decline(desk)
    st.caption(":material/cloud_done: Text is kept while you type.")


def _criterion(desk: PeerDesk, rubric: Rubric, row: Criterion) -> None:
    note = desk.match.notes.get(row.key, Note())
    st.markdown(f"{md(rubric.level_name(row.threshold))}: {md(row.descriptors[row.threshold])}")
    for field, label, kept in (("strength", "One strength", note.strength), ("suggestion", "One suggestion", note.suggestion)):
        st.text_area(
            f"{label}: {md(row.title)}",
            kept,
            max_chars=LONGEST_NOTE,
            height=90,
            key=_key(desk, f"{field}_{row.key}"),
            on_change=_keep,
            args=(desk,),
        )
    st.selectbox(
        f"Which level do you see? (optional): {md(row.title)}",
        range(len(rubric.levels)),
        note.level,
        format_func=lambda level: rubric.level_name(level),
        placeholder="A guess is welcome",
        key=_key(desk, f"level_{row.key}"),
        on_change=_keep,
        args=(desk,),
    )
    frame.problem_beside(FORM, row.key)


def _key(desk: PeerDesk, field: str) -> str:
    return f"peer_{desk.match.id}_{field}"


def _typed(desk: PeerDesk) -> dict[str, Note]:
    assert desk.program.rubric is not None
    return {
        row.key: Note(
            strength=session.typed(_key(desk, f"strength_{row.key}")) or "",
            suggestion=session.typed(_key(desk, f"suggestion_{row.key}")) or "",
            level=session.typed(_key(desk, f"level_{row.key}")),
        )
        for row in desk.program.rubric.criteria
    }


def _keep(desk: PeerDesk) -> None:
    anonymous = bool(session.typed(_key(desk, "anonymous")))
    with frame.problems_kept(FORM):
        peers.keep(wiring.portal(), session.actor(), match_id=desk.match.id, notes=_typed(desk), anonymous=anonymous)


def _give(desk: PeerDesk) -> None:
    anonymous = bool(session.typed(_key(desk, "anonymous")))
    with frame.errors_shown(FORM):
        peers.give(wiring.portal(), session.actor(), match_id=desk.match.id, notes=_typed(desk), anonymous=anonymous)
        session.flash("Your feedback is with your colleague. Thank you.")
        st.switch_page(registry.path_of("peers"))


def _decline(desk: PeerDesk) -> None:
    with frame.errors_shown():
        peers.decline(wiring.portal(), session.actor(), match_id=desk.match.id)
        session.flash("No harm done: somebody else is asked.")
        st.switch_page(registry.path_of("peers"))
