"""Putting aside what the portal said on Home."""

import streamlit as st

from core.services import mail
from pages.shared import frame, session, wiring


def put_aside(about: str, word: str) -> None:
    """The button that takes a notice away; ``about`` is what the message is about."""
    st.button(word, key=f"aside_{about}", type="tertiary", on_click=_seen, args=(about,))


def _seen(about: str) -> None:
    with frame.problems_kept("notices"):
        mail.seen(wiring.portal(), session.actor(), about=about)
