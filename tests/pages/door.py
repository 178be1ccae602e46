"""Opening the portal's front door in tests: as a visitor or as somebody, at a page. Real services, a real database.

There is no browser here, so the one thing that a browser brings, the session cookie, is handed over in its place; the
browser stories in ``tests/e2e`` prove the cookie itself.
"""

from dataclasses import replace

import pytest
from streamlit.testing.v1 import AppTest

from core.portal import Portal
from core.rules.members import Actor
from core.services import sessions
from core.services.sessions import Candidate
from core.settings import ROOT
from pages.shared import registry, session
from tests.cast import Cast

SLOWEST = 30  # seconds; the first page of a process imports a good part of Streamlit


def a_session(cast: Cast, who: Actor) -> str:
    """The token of a new session, as the sign-in form would open it (on today's clock, like the pages)."""
    today = Portal(cast.portal.settings)
    ticket = sessions.open_ticket(today, candidate=Candidate(who.id, "", "somebody@northshore.example", "127.0.0.1"), browser="a browser")
    token = sessions.redeem(today, ticket=ticket or "", browser="a browser")
    assert token
    return token


class Door:
    """The front door of one portal. ``open`` gives the page as the person sees it."""

    def __init__(self, cast: Cast, patch: pytest.MonkeyPatch) -> None:
        self.cast, self.patch = cast, patch
        patch.setenv("PROOFMARK_DATA", str(cast.portal.folder))

    def open(self, who: Actor | None = None, page: str = "", **query: str) -> AppTest:
        """Open a page by its address (empty: the front page). ``ValueError`` when this person has no such page."""
        token = a_session(self.cast, who) if who else ""
        self.patch.setattr(session, "token", lambda: token)
        app = AppTest.from_file(str(ROOT / "pages" / "portal.py"), default_timeout=SLOWEST)
        for name, value in query.items():
            app.query_params[name] = value
        app.run()
        if page:
            app.switch_page(str(next(entry.path for entry in registry.PAGES if entry.name == page)))
            for name, value in query.items():
                app.query_params[name] = value
            app.run()
        return app


def words(app: AppTest) -> str:
    """Everything that the page says, in one text."""
    kinds = ("title", "header", "subheader", "markdown", "caption", "error", "warning", "info", "success", "text", "table")
    shown = [str(element.value) for kind in kinds for element in app.get(kind)]
    shown += [element.proto.body for element in app.get("html")]
    shown += [widget.label for kind in ("button", "text_input", "text_area", "checkbox", "radio", "selectbox") for widget in app.get(kind)]
    return "\n".join(shown)


def today(cast: Cast) -> Cast:
    """The same portal on today's clock, which is the one that pages have."""
    return replace(cast, portal=Portal(cast.portal.settings))
