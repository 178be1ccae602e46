"""Fourth step of the designer: what members do on the way, and where colleagues help."""

import streamlit as st

from core.rules.drafts import Draft
from pages.shared.activities_editor import activities_editor
from pages.shared.draft_editing import Change, text


def learning_step(draft: Draft, change: Change) -> None:
    """Activities with their rule, then the step with colleagues."""
    if draft.wants_progress:
        st.markdown("What do they do, in which order, and who sees that it is done?")
    else:
        st.markdown("What helps them to get there? Whoever can do it already hands in the evidence and skips this.")
    activities_editor(draft, change)
    st.subheader("With colleagues", anchor=False)
    text(
        draft,
        change,
        "peer_step",
        "How colleagues help",
        lines=3,
        placeholder="Before you submit, show it to a colleague who was there. Ask what they would have done differently.",
        why="People stay with what they do together. What colleagues say is for learning only; it never counts towards the decision.",
    )
