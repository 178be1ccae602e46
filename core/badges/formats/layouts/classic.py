"""The certificate for the wall: a framed page with everything in its middle. Details follow on the next page."""

from core.badges.formats.layouts import furniture
from core.badges.formats.layouts.furniture import Content
from core.badges.formats.sheet import BOLD, DISPLAY, Sheet, Stock, Style

STOCK = Stock(width=210, height=297, left=22, right=22, top=24, bottom=20, foot=16)
_FRAMES = ((9, 1.1), (10.9, 0.25))
_BADGE, _MARK, _CODE = 72, 18, 40
_FACTS, _USUAL, _ABOVE = 122, 232, 5  # the width of the facts, where their rule usually stands, the room between both


def ground(sheet: Sheet) -> None:
    """Two frames."""
    for inset, thickness in _FRAMES:
        sheet.box(inset, inset, STOCK.width - 2 * inset, STOCK.height - 2 * inset, sheet.colour, thickness)


def lay_out(sheet: Sheet, content: Content) -> None:
    """A first page that is complete in itself; how the badge was earned, criterion by criterion, from the second on."""
    facts_top = _facts_top(sheet, content)
    sheet.floor = facts_top - 4
    with sheet.centred_above(sheet.floor):
        furniture.mark(sheet, content, STOCK.left, sheet.y, STOCK.room, _MARK, "C")
        sheet.y += _MARK + 2
        sheet.paragraph(content.view.issuer.name, Style(14, BOLD, sheet.colour), align="C", gap=4)
        furniture.badge(sheet, content, (STOCK.width - _BADGE) / 2, sheet.y, _BADGE)
        sheet.y += _BADGE + 5
        furniture.heading(sheet, content, Style(36, DISPLAY, serif=True), Style(22, DISPLAY, serif=True), "C")
        furniture.story(sheet, content, "C")
    with sheet.elsewhere(0, STOCK.width - STOCK.right - _FACTS, facts_top + _ABOVE, _FACTS):
        sheet.rule(facts_top)
        furniture.facts(sheet, content)
        furniture.code(sheet, content, STOCK.left - 4, facts_top + 2, _CODE)
    furniture.details_apart(sheet, content, 92, beside=False)


def _facts_top(sheet: Sheet, content: Content) -> float:
    """They end above the small print, however many lines a long name takes."""
    return min(_USUAL, STOCK.height - STOCK.foot - 2 - _ABOVE - furniture.height_of_facts(sheet, content, _FACTS))
