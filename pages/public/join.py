"""Coming in for the first time (``?token=…``): an invited person chooses a password."""

import streamlit as st

from core.services import members
from pages.shared import frame, framework, session, wiring
from pages.shared.new_password import new_password, typed_twice
from pages.shared.text import md

FORM = "join"


def no_invitation() -> None:
    frame.open_page("This invitation does not work")
    st.warning(
        "It was used already, is older than two weeks, or the address was not copied as a whole. "
        "Ask the association for a new one; the address is below.",
        icon=":material/mail:",
    )
    st.markdown("If you have chosen a password before, sign in with it.")


def sign_out_first(name: str) -> None:
    frame.open_page("Join")
    st.warning(f"You are signed in as {md(name)}. Sign out first, then open the invitation again.", icon=":material/logout:")


def choose_password(name: str, email: str, token: str) -> None:
    frame.open_page(f"Welcome, {name}", "Choose a password, then sign in with it and your e-mail address.")
    with st.form(FORM):
        st.text_input("E-mail", value=email, disabled=True, autocomplete="username")
        typed = new_password(FORM)
        if st.form_submit_button("Join", type="primary"):
            with frame.errors_shown(FORM):
                members.join(portal, token=token, password=typed_twice(*typed))
                framework.leave_for("/sign_in?note=joined")


portal, actor = wiring.portal(), session.actor()
token = st.query_params.get("token", "")
invited = members.invited(portal, token=token)
if actor.signed_in:
    sign_out_first(actor.name)
elif invited is None:
    no_invitation()
else:
    choose_password(invited.display_name, invited.email, token)
