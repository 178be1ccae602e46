"""A wide page in bold letters: the badge on its colour at the left, who and what at the right."""

from core.badges.formats.layouts import furniture
from core.badges.formats.layouts.furniture import Content
from core.badges.formats.sheet import BLACK, BOLD, Sheet, Stock, Style

STOCK = Stock(width=297, height=210, left=22, right=20, top=20, bottom=20, foot=13, foot_at="R")
_PANEL, _STRIPE, _BADGE = 98, 7, 80
_LEFT, _RIGHT = _PANEL + 14, STOCK.width - STOCK.right
_CODE, _MARK = 38, 15
_FACTS, _USUAL, _ABOVE = _RIGHT - _LEFT - _CODE, 150, 4  # the width of the facts, where their rule usually stands, the room between


def ground(sheet: Sheet) -> None:
    """A field of colour on the first page, a stripe of it on the others."""
    wide = _STRIPE if len(sheet.pages) > 1 else _PANEL
    sheet.box(0, 0, wide, STOCK.height, sheet.colour)


def lay_out(sheet: Sheet, content: Content) -> None:
    """A first page that is complete in itself; how the badge was earned, criterion by criterion, from the second on."""
    facts_top = min(_USUAL, STOCK.height - STOCK.foot - 2 - _ABOVE - furniture.height_of_facts(sheet, content, _FACTS))
    sheet.x, sheet.width, sheet.floor = _LEFT, _RIGHT - _LEFT, facts_top - 4
    furniture.mark(sheet, content, _LEFT, sheet.y, 40, _MARK, "L")
    sheet.y += _MARK + 2
    sheet.paragraph(content.view.issuer.name, Style(11, BOLD, sheet.colour), align="L", gap=2)
    furniture.badge(sheet, content, (_PANEL - _BADGE) / 2, (STOCK.height - _BADGE) / 2, _BADGE)
    with sheet.centred_above(sheet.floor):
        furniture.heading(sheet, content, Style(42, BLACK), Style(25, BLACK, sheet.colour), "L")
        furniture.story(sheet, content, "L")
    with sheet.elsewhere(0, _LEFT, facts_top + _ABOVE, _FACTS):
        sheet.box(_LEFT, facts_top, _RIGHT - _LEFT, 0.6, sheet.colour)
        furniture.facts(sheet, content)
        furniture.code(sheet, content, _RIGHT - _CODE + 4, facts_top + 3, _CODE)
    furniture.details_apart(sheet, content, 84, beside=True)
