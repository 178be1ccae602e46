"""The pathways that somebody follows, small, for the pages where their day begins; and milestones, each told once."""

import streamlit as st

from core.queries import pathways as shown
from core.queries.pathways import PathwayView, Told
from core.services import pathways
from pages.shared import frame, registry, session, wiring
from pages.shared.pathway_way import progress
from pages.shared.text import md


def strip() -> None:
    """Nothing for people who follow none."""
    portal, actor = wiring.portal(), session.actor()
    for told in shown.milestones_to_tell(portal, actor):
        milestone(told)
    followed = shown.followed(portal, actor)
    if followed:
        st.header("Your pathway" if len(followed) == 1 else "Your pathways", anchor=False)
    for view in followed:
        _one(view)


def milestone(told: Told) -> None:
    reached = told.reached
    with st.container(border=True, key=f"milestone_{reached.code}_{reached.milestone}"):
        st.markdown(f":material/flag: **{md(reached.title)}** · a milestone of “{md(told.title)}”. {md(reached.message)}")
        st.button("Nice", key=f"thank_{reached.code}_{reached.milestone}", on_click=_thank, args=(reached.code, reached.milestone))


def _thank(code: str, key: str) -> None:
    with frame.problems_kept("milestone"):
        pathways.thank(wiring.portal(), session.actor(), code=code, milestone=key)


def _one(view: PathwayView) -> None:
    with st.container(border=True, key=f"strip_{view.pathway.code}"):
        st.page_link(registry.path_of("pathway"), label=f"**{md(view.pathway.title)}**", query_params={"code": view.pathway.code})
        progress(view)
        if view.next_programs:
            following = view.next_programs[0]
            page = "pathway" if following.benchmark == "pathway" else "program"
            label = f"Next: {md(following.title)}"
            st.page_link(registry.path_of(page), label=label, icon=":material/arrow_forward:", query_params={"code": following.code})
