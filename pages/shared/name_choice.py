"""How one's badge calls one: in full, by initials, or not at all."""

import streamlit as st

from core.queries.sharing import Shareable
from core.rules.names_shown import IN_WORDS, as_shown
from core.services import names_shown
from pages.shared import frame, session, wiring
from pages.shared.text import md


def name_choice(badge: Shareable) -> None:
    """A change makes the public page, the picture and every file that is taken from now on anew."""
    offered = list(IN_WORDS)
    words = {shown: f"{IN_WORDS[shown]} ({md(as_shown(badge.full_name, shown))})" for shown in offered}
    # the stored state is in the key: a change in another tab must not be undone by the choice of this one
    key = f"name_{badge.token}_{badge.name_shown}"
    wanted = st.radio("Your name on it", offered, offered.index(badge.name_shown), format_func=words.__getitem__, key=key)
    st.caption(
        "Whoever has your e-mail address can still ask the page whether the badge is yours. Files that you gave away keep your name."
    )
    if wanted != badge.name_shown:
        with frame.errors_shown():
            names_shown.show_name(wiring.portal(), session.actor(), token=badge.token, shown=wanted)
            session.flash("The badge was signed anew, and calls you so from now on.")
            st.rerun()
