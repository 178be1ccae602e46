"""The letter to one's manager, to be downloaded. It is written when somebody asks for it."""

from functools import partial

import streamlit as st

from core.queries.sharing import Shareable
from core.services.letters import letter
from pages.shared import session, wiring


def letter_button(badge: Shareable) -> None:
    st.header("For your manager", anchor=False)
    st.caption("One page: what you can now do, how that was found, and one way to use it.")
    make = partial(letter, wiring.portal(), session.actor(), token=badge.token)
    st.download_button("Download the letter (PDF)", make, badge.letter_name, "application/pdf", icon=":material/mail:", on_click="ignore")
