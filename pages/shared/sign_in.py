"""The sign-in form. Of streamlit-authenticator the portal uses the form and the hasher, and nothing else.

Its cookie, counters, roles and reset forms stay off: identity is our session in the database (``core.services.sessions``).
"""

import secrets
from collections.abc import Mapping
from threading import BoundedSemaphore
from urllib.parse import urlencode

import streamlit as st
import streamlit_authenticator as stauth
from streamlit_authenticator.controllers import AuthenticationController

from core.errors import TooManyTries
from core.rules.members import PASSWORD_MAXIMUM_BYTES
from core.services import sessions
from core.services.sessions import Candidate
from core.web.sessions import own_path
from pages.shared import session, wiring

WRONG = "E-mail or password is not right."
_LABELS = {"Form name": "Welcome back", "Username": "E-mail", "Password": "Password", "Login": "Sign in"}
_PACKAGE_KEYS = ("authentication_status", "username", "name", "email", "roles", "logout")
_HASHING = BoundedSemaphore(2)  # a check costs a quarter of a second of a core; pages need the others


class _NoCookie:
    """What the package sees in place of its cookie, which a script could read and nobody could revoke."""

    def get_cookie(self) -> None:
        return None

    def set_cookie(self) -> None:
        return None


class _Controller(AuthenticationController):
    """Counts the try, then lets the package compare the password with the hash of that one person."""

    def __init__(self) -> None:
        super().__init__({"usernames": {}}, auto_hash=False, secret_key=secrets.token_hex(32))
        self.tried = False
        self.welcome: Candidate | None = None

    def login(self, username: str | None = None, password: str | None = None, *_args: object, **_options: object) -> bool:
        """Called by the form with what was typed, exactly as it was typed."""
        if not (username and password):
            return False
        self.tried = True
        candidate = sessions.sign_in_check(wiring.portal(), email=username, address=session.network())
        fits = len(password.encode()) <= PASSWORD_MAXIMUM_BYTES
        self.authentication_model.credentials["usernames"] = {candidate.email: {"password": candidate.password_hash}}
        with _HASHING:
            matches = self.authentication_model.check_credentials(candidate.email, password if fits else "-")
        if matches and fits and candidate.member_id:
            self.welcome = candidate
        return self.welcome is not None


class _Form(stauth.Authenticate):
    """The package's login form without the rest. Its own constructor would start the cookie component."""

    def __init__(self) -> None:
        self.path = self.api_key = None
        self.attrs = {"login_sleep_time": 0}
        self.cookie_controller = _NoCookie()
        self.authentication_controller = _Controller()


def address_of(page: str, query: Mapping[str, str]) -> str:
    """
    >>> address_of("submit", {"e": "01M8", "step": "a&b"}), address_of("home", {})
    ('/submit?e=01M8&step=a%26b', '/home')
    """
    return f"/{page}?{urlencode(query)}" if query else f"/{page}"


def sign_in_form(next_address: str = "/") -> None:
    """Show the form; after the right password the browser comes back, signed in, at ``next_address``.

    One sentence for every reason, so that nobody learns who has an account here.
    """
    form = _Form()
    controller = form.authentication_controller
    with st.container(key="portal_sign_in"):
        _answer(form, controller, next_address)


def _answer(form: _Form, controller: _Controller, next_address: str) -> None:
    try:
        form.login(fields=_LABELS, key="sign_in_form")
    except TooManyTries as refusal:
        st.error(refusal.message)
        return
    finally:
        session.forget(*_PACKAGE_KEYS)
    if controller.welcome:
        if not session.sign_in(controller.welcome, own_path(next_address)):
            st.error("Your browser keeps no cookies for this portal. Please allow them, then load this page again.")
    elif controller.tried:
        st.error(WRONG)
