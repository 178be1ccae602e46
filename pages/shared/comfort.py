"""How the person who looks reads: three choices on the profile, kept at once."""

from dataclasses import replace

import streamlit as st

from core.queries.comfort import comfort
from core.rules.comfort import TEXT_SIZES, Comfort
from core.services import comfort as service
from pages.shared import frame, session, wiring

KEPT = "comfort"


def how_i_read() -> None:
    """The stored choice is in the keys: a change on another device must not be undone by the widgets of this page."""
    st.subheader("Reading comfortably", anchor=False)
    frame.problems_above(KEPT)
    now = comfort(wiring.portal(), session.actor())
    size, still, clear = (f"comfort_{name}_{value}" for name, value in vars(now).items())
    st.segmented_control(
        "Size of the text",
        list(TEXT_SIZES),
        default=now.text_size,
        required=True,
        format_func=TEXT_SIZES.__getitem__,
        key=size,
        on_change=_keep,
        args=(now, "text_size", size),
    )
    st.toggle("Nothing moves", now.still, key=still, on_change=_keep, args=(now, "still", still))
    st.toggle("Stronger contrast", now.clear, key=clear, on_change=_keep, args=(now, "clear", clear))
    st.caption("On every device on which you are signed in. What your device asks for holds in any case.")


def _keep(before: Comfort, name: str, key: str) -> None:
    with frame.problems_kept(KEPT):
        service.choose(wiring.portal(), session.actor(), comfort=replace(before, **{name: session.typed(key)}))
