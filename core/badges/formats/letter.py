"""A letter to somebody's manager, on one page: what the holder of a badge can now do, how that was found, and one way to use it.

It says what was signed; the two sentences about work are the program's own. Whoever doubts it scans the code.
"""

from dataclasses import replace

from core.badges.appearance import WORDINGS, Appearance
from core.badges.formats.archive import About, completed
from core.badges.formats.layouts import furniture
from core.badges.formats.layouts.furniture import Content, day
from core.badges.formats.layouts.plain import STOCK, ground
from core.badges.formats.paper import drawn
from core.badges.formats.sheet import BOLD, QUIET, Sheet, Style
from core.badges.formats.tags import Tree
from core.badges.pictures.artwork import colour_of, shade
from core.badges.view import BadgeView

MOST_CRITERIA = 6
LONGEST = 420  # characters of one paragraph; a letter is read in a minute
_SIZES = (11.0, 10.0, 9.0, 8.0)  # the largest in which it is one page
_CODE, _MARK = 34, 14


def letter(view: BadgeView, looks: Appearance, document_text: str, *, problem: str, task: str) -> bytes:
    """What ``view`` says as a letter (PDF), with the signed document attached unchanged.

    ``problem``: what goes wrong at work without the skill; ``task``: what the program had its people do there. The same badge gives
    the same bytes.
    """
    content = Content(view, looks, WORDINGS[looks.wording])
    sheet = next((one for size in _SIZES if len((one := _written(content, problem, task, size)).pages) == 1), None)
    sheet = sheet or _written(content, "", "", _SIZES[-1])
    about = About(f"What {view.holder_name} can now do", view.issuer.name, view.outcome, view.language, view.awarded_at)
    return completed(drawn(sheet.pages, Tree(sheet.root)), about, document_text)


def _written(content: Content, problem: str, task: str, size: float) -> Sheet:
    view, text = content.view, Style(size)
    sheet = Sheet(STOCK, view.language, shade(colour_of(view.category), 1), ground)
    _head(sheet, content, text)
    _part(sheet, "What was shown", view.outcome, text)
    _judged(sheet, view, text)
    if problem:
        _part(sheet, "Why it matters at work", problem, text)
    if task:
        _part(sheet, "One way to use it", f"Ask for this within the next weeks, and talk about it afterwards: {task}", text)
    _check(sheet, content, text)
    return sheet


def _head(sheet: Sheet, content: Content, text: Style) -> None:
    view = content.view
    furniture.mark(sheet, content, STOCK.left, sheet.y, 60, _MARK, "L")
    sheet.y += _MARK + 2
    sheet.paragraph(view.issuer.name, replace(text, weight=BOLD))
    sheet.paragraph(", ".join(filter(None, (view.issuer.email, view.issuer.url))), Style(9, colour=QUIET), gap=9)
    sheet.headline(f"What {view.holder_name} can now do", Style(20, BOLD, sheet.colour), smallest=13, lines=2, tag="H1", align="L", gap=4)
    until = f" It is valid until {day(view.valid_until)}." if view.valid_until else ""
    told = f"On {day(view.awarded_at)} {view.holder_name} earned our badge “{view.title}”.{until}"
    sheet.paragraph(_clipped(told), text, gap=4)


def _part(sheet: Sheet, title: str, words: str, text: Style) -> None:
    sheet.paragraph(title, Style(text.size + 2, BOLD, sheet.colour), tag="H2", gap=1)
    sheet.paragraph(_clipped(words), text, gap=4)


def _judged(sheet: Sheet, view: BadgeView, text: Style) -> None:
    _part(sheet, "How that was found", view.statement, text)
    if not view.criteria:
        return
    sheet.y -= 2
    with sheet.inside("L"):
        for row in view.criteria[:MOST_CRITERIA]:
            with sheet.inside("LI"), sheet.inside("LBody"):
                sheet.paragraph(f"– {_clipped(row.title, 110)}", text)
    if len(view.criteria) > MOST_CRITERIA:
        sheet.paragraph(f"and {len(view.criteria) - MOST_CRITERIA} more", replace(text, colour=QUIET))
    sheet.y += 4


def _check(sheet: Sheet, content: Content, text: Style) -> None:
    """The address beside its code, as one block."""
    sheet.make_room(_CODE + 4)
    top, room = sheet.y, sheet.width
    sheet.width = room - _CODE - 6
    sheet.paragraph("Check it, and read the criteria", Style(text.size + 2, BOLD, sheet.colour), tag="H2", gap=1)
    sheet.paragraph("Anybody can look this up, without an account. The page says whether the badge is valid today.", text, gap=2)
    with sheet.inside("P"):
        url = content.view.url
        sheet.paragraph(url, sheet.fitting(url, text, sheet.width, smallest=7, lines=1), tag="Link", url=url)
    furniture.code(sheet, content, STOCK.width - STOCK.right - _CODE, top, _CODE)
    sheet.y, sheet.width = max(sheet.y, top + _CODE), room


def _clipped(words: str, most: int = LONGEST) -> str:
    """
    >>> _clipped("one two three", 9), _clipped("one", 9)
    ('one two …', 'one')
    """
    flat = " ".join(words.split())
    return flat if len(flat) <= most else flat[:most].rpartition(" ")[0] + " …"
