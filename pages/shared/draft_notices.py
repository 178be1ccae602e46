"""What designers read on Home: what members reported, drafts to be checked by them, and their own that came back with a comment."""

import streamlit as st

from core.queries import checking
from core.queries.checking import SentBack, WaitingDraft
from core.queries.community import reported
from core.queries.peers import to_moderate
from core.rules.permissions import Permission, allowed
from pages.shared import registry, session, wiring
from pages.shared.dates import day
from pages.shared.text import md


def draft_notices() -> None:
    """Nothing for people who design nothing."""
    portal, actor = wiring.portal(), session.actor()
    if not allowed(actor, Permission.PROGRAM_PUBLISH):
        return
    if count := len(reported(portal, actor)) + len(to_moderate(portal, actor).reported):
        _reported(count)
    for row in checking.waiting(portal, actor):
        if not row.hindrance:
            _to_check(row)
    for back in checking.sent_back(portal, actor):
        _came_back(back)


def _reported(count: int) -> None:
    what = "Something that was written here is" if count == 1 else f"{count} things that were written here are"
    with st.container(border=True, key="reported"):
        st.markdown(f":material/flag: **{what} not in order, members say.** Please decide what becomes of it.")
        st.page_link(registry.path_of("groups"), label="Read and decide", icon=":material/arrow_forward:")


def _to_check(row: WaitingDraft) -> None:
    since = day(row.submitted_at, wiring.portal().now().date())
    with st.container(border=True, key=f"check_{row.draft_id}"):
        st.markdown(
            f":material/fact_check: **“{md(row.title)}” waits for your check.** {md(row.submitted_by)} asked for it on {since}; members see"
            " it as soon as you publish it."
        )
        st.page_link(
            registry.path_of("publish_check"), label="Look at it", icon=":material/arrow_forward:", query_params={"d": row.draft_id}
        )


def _came_back(back: SentBack) -> None:
    with st.container(border=True, key=f"back_{back.draft_id}"):
        st.markdown(f":material/undo: **“{md(back.title)}” came back from its check:** {md(back.comment)}")
        st.page_link(
            registry.path_of("edit_program"), label="Go on designing", icon=":material/arrow_forward:", query_params={"d": back.draft_id}
        )
