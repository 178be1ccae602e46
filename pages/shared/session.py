"""Who is looking, and what this browser tab remembers. The only place that names keys of ``st.session_state``.

The person is read from the HttpOnly cookie and the database in every run. What the session state holds grants nothing.
"""

from typing import Any
from urllib.parse import quote

import streamlit as st

from core.rules.members import Actor
from core.services import sessions
from core.services.sessions import Candidate
from core.web import cookies
from core.web.limits import network_of
from core.web.this_machine import is_this_machine
from pages.shared import framework, wiring

_OWNER, _FLASH, _ONCE, _PROBLEMS, _PAGE = "portal_owner", "portal_flash", "portal_once", "portal_problems", "portal_page"


def cookie(name: str) -> str:
    """A cookie of the connection; empty when there is none."""
    return st.context.cookies.get(name, "")


def token() -> str:
    return cookie(cookies.session_cookie(wiring.portal().settings))


def at_this_machine() -> bool:
    """Whether the browser runs on the server's own machine."""
    return is_this_machine(st.context.headers, st.context.ip_address)


def network() -> str:
    """Where the browser is, as limits count it."""
    return network_of(st.context.ip_address or "this machine")


def actor() -> Actor:
    """Who acts now. Call it in callbacks and fragments too: they run without the front door.

    When somebody else looks than before (signed out, session ended, another person), everything kept is thrown away.
    """
    found = sessions.actor_of(wiring.portal(), token())
    if st.session_state.get(_OWNER, found.id) != found.id:
        st.session_state.clear()
    st.session_state[_OWNER] = found.id
    return found


def sign_in(candidate: Candidate, next_address: str) -> bool:
    """Let a candidate in whose password was right: the browser leaves and comes back with its cookie.

    ``False`` when the browser keeps no cookies.
    """
    portal = wiring.portal()
    browser = cookie(cookies.browser_cookie(portal.settings))
    ticket = sessions.open_ticket(portal, candidate=candidate, browser=browser)
    if ticket is not None:
        framework.leave_for(f"/session/start?t={ticket}&next={quote(next_address)}")
    return ticket is not None


def sign_out() -> None:
    """End the session in the database at once, then let the browser drop its cookie."""
    if token():
        sessions.end(wiring.portal(), token())
    framework.leave_for("/session/end")


def forget(*widget_keys: str) -> None:
    """Drop what others left in this tab's memory."""
    for key in widget_keys:
        st.session_state.pop(key, None)


def flash(message: str) -> None:
    """A sentence for the next run, after a rerun or a change of page."""
    st.session_state[_FLASH] = message


def take_flash() -> str | None:
    return st.session_state.pop(_FLASH, None)


def show_once(value: str, place: str = "") -> None:
    """Something that the next run may show, at one place of the page, and nobody may see again."""
    st.session_state[_ONCE] = {place: value}


def take_once(place: str = "") -> str | None:
    return st.session_state.get(_ONCE, {}).pop(place, None)


def keep_problems(form: str, fields: dict[str, str]) -> None:
    st.session_state.setdefault(_PROBLEMS, {})[form] = fields


def forget_problems(form: str) -> None:
    st.session_state.get(_PROBLEMS, {}).pop(form, None)


def problems(form: str) -> dict[str, str]:
    """Field -> sentence, of the last time this form was refused."""
    return st.session_state.get(_PROBLEMS, {}).get(form, {})


def typed(widget_key: str) -> Any:
    """What stands in a widget at this moment, for callbacks; ``None`` when it is not on the page."""
    return st.session_state.get(widget_key)


def put(widget_key: str, value: object) -> None:
    """Fill a widget; in callbacks only, before the page draws it."""
    st.session_state[widget_key] = value


def arrive(page: str) -> None:
    """Remember the page; what was refused on another page is not said again here."""
    if st.session_state.get(_PAGE) != page:
        st.session_state.pop(_PROBLEMS, None)
    st.session_state[_PAGE] = page
