"""Coming in, for people who have an account."""

import streamlit as st

from pages.shared import frame
from pages.shared.sign_in import sign_in_form

frame.open_page("Sign in")
if "again" in st.query_params:
    st.info("That took too long or came from another browser. Please sign in again.")
sign_in_form(st.query_params.get("next", "/"))
st.caption("No account yet, or the password is gone? Ask the association for an invitation; the address is below.")
