"""What is running as rings: how far, what is next, and how much time is left. The ring is a picture of the words beside it."""

from datetime import date

import streamlit as st

from core.queries.journey import hours_left_in_words, share_done, steps
from core.queries.learning import Participation
from pages.shared import registry
from pages.shared.dates import day
from pages.shared.text import md

SHOWN = 3
_SHEET = """
<style>
.ring { position: relative; width: 72px; height: 72px; border-radius: 50%; display: grid; place-items: center; font-weight: 600; }
.ring::before { content: ""; position: absolute; inset: 0; border-radius: 50%;
  background: conic-gradient(#3f7d58 calc(var(--share) * 1turn), color-mix(in srgb, currentColor 18%, transparent) 0);
  mask: radial-gradient(closest-side, transparent calc(100% - 8px), #000 calc(100% - 7px)); }
</style>
"""


def ring(share: float) -> None:
    """A ring that is filled to a share of 0 to 1. It stands still."""
    words = f"{share:.0%}"
    picture = f'<div class="ring" style="--share: {share:.3f}" role="img" aria-label="{words} of the steps done">{words}</div>'
    with st.container(width=84):
        st.html(_SHEET + picture)


def rings(open_ways: list[Participation], today: date) -> None:
    """What is running beside the next step, what is nearest to its end first; at most three."""
    if not open_ways:
        return
    st.header("Also running", anchor=False)
    nearest = sorted(open_ways, key=share_done, reverse=True)
    for column, way in zip(st.columns(min(len(nearest), SHOWN)), nearest, strict=False):
        with column:
            running(way, today)
    if len(nearest) > SHOWN:
        st.page_link(registry.path_of("my_learning"), label=f"All {len(nearest)} that are running", icon=":material/route:")


def running(way: Participation, today: date) -> None:
    """One participation: its ring, its title as a link, the step one is at, and the time that is left."""
    with (
        st.container(border=True, height="stretch", key=f"running_{way.enrolment.id}"),
        st.container(horizontal=True, vertical_alignment="center"),
    ):
        ring(share_done(way))
        with st.container(width="stretch", gap="xsmall"):
            st.page_link(registry.path_of("my_learning"), label=f"**{md(way.program.title)}**", query_params={"e": way.enrolment.id})
            st.markdown(md(_where(way)))
            st.caption(md(time_left(way, today)))


def _where(way: Participation) -> str:
    ahead = next((step for step in steps(way) if step.state != "done"), None)
    return f"{ahead.title}: {ahead.detail}" if ahead else "All steps done"


def time_left(way: Participation, today: date) -> str:
    """The plan never presses: a day that has passed is not mentioned."""
    planned = f" · planned until {day(way.enrolment.target_on, today)}" if way.enrolment.target_on >= today else ""
    return f"{hours_left_in_words(way).capitalize()}{planned}"
