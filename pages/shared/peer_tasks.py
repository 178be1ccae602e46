"""Drafts of colleagues that wait for one's eye, small, for Home."""

from collections.abc import Sequence

import streamlit as st

from core.queries.peers import Task
from pages.shared import registry, wiring
from pages.shared.dates import day
from pages.shared.text import md


def could_use_an_eye(tasks: Sequence[Task]) -> None:
    """Nothing where nobody waits."""
    if not tasks:
        return
    today = wiring.portal().now().date()
    st.header("A colleague could use your eye" if len(tasks) == 1 else "Colleagues could use your eye", anchor=False)
    for task in tasks:
        with st.container(border=True, key=f"eye_{task.match_id}"):
            label = f"**{md(task.title)}** · {md(task.author)} · until {day(task.until, today)}"
            st.page_link(registry.path_of("peers"), label=label, icon=":material/handshake:", query_params={"m": task.match_id})
