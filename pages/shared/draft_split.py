"""The split assistant beside the form: one draft that is about too much, and the small programs that it could be."""

from collections.abc import Callable

import streamlit as st

from core.rules.drafts import Draft
from core.rules.splitting import is_too_much, propose
from pages.shared.text import md


def split_assistant(draft: Draft, make: Callable[[], None]) -> None:
    """Old and new side by side; ``make`` is called by the button. Nothing where the draft is about one thing."""
    if not is_too_much(draft):
        return
    proposal = propose(draft)
    with st.expander(f"This looks like {len(proposal.programs)} programs. See a proposal", icon=":material/call_split:", key="split"):
        old, new = st.columns(2, gap="large")
        with old:
            st.markdown("**As it is**")
            _in_short(draft, draft.title or "A program without a title")
        with new:
            st.markdown(f"**As a pathway of {len(proposal.programs)} programs**{', one after the other' if proposal.in_order else ''}")
            for part in proposal.programs:
                _in_short(part, part.title or "A program without a title")
        st.caption("Each becomes a draft of its own, in which you can change everything. This draft stays as it is.")
        if st.button("Make these drafts", icon=":material/call_split:"):
            make()


def _in_short(draft: Draft, title: str) -> None:
    with st.container(border=True):
        st.markdown(f"**{md(title)}**")
        st.caption(" · ".join(_facts(draft)))
        if draft.criteria:
            st.markdown("\n".join(f"- {md(row.title) or 'a criterion without a title'}" for row in draft.criteria))


def _facts(draft: Draft) -> list[str]:
    names = [md(skill.name or skill.statement) for skill in draft.skills if skill.name or skill.statement]
    hours = [f"{draft.effort_hours:g} hour{'' if draft.effort_hours == 1 else 's'}"] if draft.effort_hours else []
    activities = [f"{len(draft.activities)} activit{'y' if len(draft.activities) == 1 else 'ies'}"] if draft.activities else []
    return [*names, *hours, *activities] or ["nothing named yet"]
