"""Choosing a password: typed twice, so that a slip of the finger locks nobody out."""

import streamlit as st

from core.errors import BadInput
from core.rules.members import PASSWORD_MINIMUM, check_password
from core.services.fields import field_errors
from pages.shared import frame


def new_password(form: str, field: str = "password", label: str = "Password") -> tuple[str, str]:
    """Two fields with their sentences beside them; ``field`` is the name under which the service refuses."""
    help_text = f"At least {PASSWORD_MINIMUM} characters. A few random words work well; spaces are fine."
    first = st.text_input(label, type="password", key=f"{form}_{field}", help=help_text, autocomplete="new-password")
    frame.problem_beside(form, field)
    second = st.text_input(f"{label} again", type="password", key=f"{form}_again", autocomplete="new-password")
    frame.problem_beside(form, "again")
    return first, second


def typed_twice(first: str, second: str, field: str = "password") -> str:
    """The password; refuses two different ones, and what no service would take."""
    with field_errors(field):
        check_password(first)
    if first != second:
        raise BadInput({"again": "The two passwords are not the same. Please type it again."})
    return first
