"""Certificates laid out, before they are drawn."""

from dataclasses import replace

from core.badges.appearance import WORDINGS
from core.badges.formats.layouts import LAYOUTS
from core.badges.formats.layouts.furniture import Content
from core.badges.formats.paper import Line, Page
from core.badges.formats.sheet import Sheet
from core.badges.view import BadgeView
from tests.badges.appearances import an_appearance
from tests.badges.formats.certificates import artwork
from tests.badges.views import ISSUER, a_view

BLUE = (11, 83, 148)
LONG = a_view(
    holder_name="Dr. Maria-Theresia Wilhelmine von Hohenberg-Schwarzenfels de la Fuente y Montenegro",
    title="Facilitate Difficult Conversations in Multicultural Teams Now",
    outcome="Lead a conversation about a contested decision, so that everybody can say afterwards what was decided. " * 3,
    issuer=replace(ISSUER, name="A very long name of an association, with everything that it looks after, " * 3),
    url="https://badges.internationaler-fachverband-gebaeudebewirtschaftung.example/portal/b/Zk3v9QmT0xN7pRbL2sWcYg",
)


def content(view: BadgeView | None = None) -> Content:
    return Content(view or a_view(), an_appearance(artwork()), WORDINGS["en-1"])


def laid_out(layout: str, view: BadgeView | None = None) -> Sheet:
    plan = LAYOUTS[layout]
    sheet = Sheet(plan.stock, "en", plan.colour or BLUE, plan.ground)
    plan.lay_out(sheet, content(view))
    return sheet


def lines(page: Page) -> list[Line]:
    return [item for _, item in page.items if isinstance(item, Line)]


def says(page: Page) -> list[str]:
    return ["".join(run.text for run in line.runs).strip() for line in lines(page)]


def lowest(page: Page) -> float:
    """Where the text of a page ends, before the small print is written."""
    return max(line.baseline for line in lines(page))
