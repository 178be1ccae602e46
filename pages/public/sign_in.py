"""Coming in, for people who have an account."""

import streamlit as st

from pages.shared import frame, session
from pages.shared.sign_in import sign_in_form

NOTES = {
    "changed": "Your password was changed, and you were signed out everywhere. Please sign in with the new one.",
    "joined": "Your password is set. Please sign in with it.",
    "set_up": "The portal is set up. Please sign in.",
}

frame.open_page("Sign in")
if "again" in st.query_params:
    st.info("That took too long or came from another browser. Please sign in again.")
elif note := NOTES.get(st.query_params.get("note", "")):
    st.success(note, icon=":material/check_circle:")
if session.actor().signed_in:
    st.info("You are signed in already.")
    st.stop()
sign_in_form(st.query_params.get("next", "/"))
st.caption("No account yet, or the password is gone? Ask the association for an invitation; the address is below.")
