"""For the printer in the office: black on white, little ink, no more pages than needed."""

from core.badges.formats.layouts import furniture
from core.badges.formats.layouts.furniture import Content
from core.badges.formats.sheet import BOLD, Sheet, Stock, Style

STOCK = Stock(width=210, height=297, left=22, right=22, top=20, bottom=22, foot=14)
_BADGE, _CODE, _MARK = 40, 38, 12


def ground(_sheet: Sheet) -> None:
    """Nothing."""


def lay_out(sheet: Sheet, content: Content) -> None:
    """One after the other, down the page."""
    top, room = sheet.y, STOCK.room
    sheet.width = room - _BADGE - 8
    furniture.mark(sheet, content, STOCK.left, top, 50, _MARK, "L")
    sheet.y += _MARK + 2
    sheet.paragraph(content.view.issuer.name, Style(11, BOLD), gap=6)
    furniture.heading(sheet, content, Style(26, BOLD), Style(17, BOLD), "L")
    furniture.badge(sheet, content, STOCK.width - STOCK.right - _BADGE, top, _BADGE)
    sheet.y, sheet.width = max(sheet.y, top + _BADGE + 3), room
    furniture.story(sheet, content, "")
    sheet.y += 4
    sheet.make_room(max(_CODE, furniture.height_of_facts(sheet, content, STOCK.room - _CODE - 4)) + 4)
    _facts(sheet, content)
    furniture.details(sheet, content, 92, beside=False)


def _facts(sheet: Sheet, content: Content) -> None:
    sheet.rule(sheet.y, 0.15)
    top, room = sheet.y + 3, sheet.width
    sheet.y, sheet.width = top, room - _CODE - 4
    furniture.facts(sheet, content)
    bottom = max(sheet.y, top + _CODE - 2)
    furniture.code(sheet, content, STOCK.width - STOCK.right - _CODE + 4, top - 2, _CODE)
    sheet.y, sheet.width = bottom, room
    sheet.rule(bottom, 0.15)
    sheet.y += 2
