"""What every layout of the certificate has in it, whatever the page around it looks like."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

import segno

from core.badges.appearance import Appearance, Wording
from core.badges.formats.paper import Link, Squares
from core.badges.formats.sheet import BOLD, QUIET, Align, Sheet, Style
from core.badges.ordering import begins_at
from core.badges.typesetting import tidy
from core.badges.view import BadgeView, CriterionView, EvidenceView

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_QUIET_ZONE = 4  # modules around a QR code that stay white (ISO/IEC 18004, 9.1)
_SMALL, _SMALL_BOLD, _SMALL_QUIET = Style(9), Style(9, BOLD), Style(9, colour=QUIET)
_TEXT = Style(8.5, colour=QUIET)
_HEADING = Style(12, BOLD)
_FACT, _FACT_LABEL = Style(8.5), Style(8.5, colour=QUIET)
_LABEL_ROOM, _GUTTER, _SOME_LINES = 24, 8, 20
_BETWEEN_FACTS = 0.6
_SCHEMES = ("https://", "http://")

Entry = tuple[str, str, str]
"""A title, a remark beside it, and the text below."""


@dataclass(frozen=True)
class Content:
    """What is printed: what was signed, in the looks and with the words that were frozen with it."""

    view: BadgeView
    looks: Appearance
    words: Wording

    @property
    def title(self) -> str:
        return f"{self.view.title} – {self.view.holder_name}"


def day(moment: datetime) -> str:
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def mark(sheet: Sheet, content: Content, x: float, y: float, width: float, height: float, align: Align) -> None:
    """The sign of the association."""
    sheet.picture(content.looks.mark, f"{content.words.mark}: {content.view.issuer.name}", x, y, width, height, align)


def badge(sheet: Sheet, content: Content, x: float, y: float, side: float) -> None:
    """The picture of the badge, as it was frozen."""
    view, words = content.view, content.words
    shows = f"{words.badge}: {view.title} ({view.category}, {view.issuer.name})"
    sheet.picture(content.looks.artwork.png_large, shows, x, y, side, side, "C")


def heading(sheet: Sheet, content: Content, name: Style, title: Style, align: Align) -> None:
    """Who has shown what: three lines, and one sentence for whoever listens."""
    view, words = content.view, content.words
    with sheet.inside("H1"):
        sheet.headline(view.holder_name, name, smallest=name.size * 0.62, lines=1, tag="Span", align=align)
        sheet.paragraph(words.earned[view.benchmark], Style(12, colour=QUIET), tag="Span", align=align, gap=0.8, language=words.language)
        sheet.headline(view.title, title, smallest=title.size * 0.7, lines=1, tag="Span", align=align, gap=2)


def story(sheet: Sheet, content: Content, align: Align) -> None:
    """What the holder can do now, and how that was found."""
    view, words = content.view, content.words
    sheet.paragraph(view.outcome, Style(11), align=align, gap=4)
    statement, style = view.statement, Style(9.5, BOLD, sheet.colour)
    sheet.headline(statement, style, smallest=8.5, lines=1, tag="P", align=align, gap=0.8, language=words.language)
    sheet.paragraph(view.how, Style(9.5, colour=QUIET), align=align)


def _facts(content: Content) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Who issued it, when, for how long, and where to check."""
    view, words, issuer = content.view, content.words, content.view.issuer
    ends = day(view.valid_until) if view.valid_until else words.no_end
    return (
        (words.issued_by, (", ".join(filter(None, (issuer.name, issuer.country))), issuer.url, issuer.email)),
        (words.awarded_on, (day(view.awarded_at),)),
        (words.valid_until, (ends,)),
        (words.program, (f"{view.program_code}, {words.version} {view.program_version}",)),
        (words.skill, (f"{view.skill_name} ({view.skill_kind}, {view.category})",)),
        (words.check, (view.url,)),
    )


def height_of_facts(sheet: Sheet, content: Content, width: float) -> float:
    """How many millimetres of paper they take."""
    room = width - _LABEL_ROOM
    heights = [sum(sheet.height_of(value, _style_of(sheet, value, room), room) for value in values) for _, values in _facts(content)]
    return sum(heights) + len(heights) * _BETWEEN_FACTS


def _style_of(sheet: Sheet, value: str, room: float) -> Style:
    """An address is a little smaller where it stands in one line then."""
    return sheet.fitting(value, _FACT, room, smallest=7, lines=1) if value.startswith(_SCHEMES) else _FACT


def facts(sheet: Sheet, content: Content) -> None:
    """Labels and values from the cursor down."""
    with sheet.inside("Table"):
        for label, values in _facts(content):
            _fact(sheet, label, values, content.words.language)


def _fact(sheet: Sheet, label: str, values: Iterable[str], language: str) -> None:
    left, top, width = sheet.x, sheet.y, sheet.width
    with sheet.inside("TR"):
        with sheet.inside("TH", language):
            sheet.width = _LABEL_ROOM
            sheet.paragraph(label, _FACT_LABEL)
        bottom = sheet.y
        sheet.x, sheet.y, sheet.width = left + _LABEL_ROOM, top, width - _LABEL_ROOM
        with sheet.inside("TD"):
            for value in filter(None, values):
                _value(sheet, value)
    sheet.x, sheet.y, sheet.width = left, max(bottom, sheet.y) + _BETWEEN_FACTS, width


def _value(sheet: Sheet, value: str) -> None:
    if value.startswith(_SCHEMES):
        with sheet.inside("P"):
            sheet.paragraph(value, _style_of(sheet, value, sheet.width), tag="Link", url=value)
    else:
        sheet.paragraph(value, _FACT)


def code(sheet: Sheet, content: Content, x: float, y: float, side: float) -> None:
    """A QR code of the address (ISO/IEC 18004, level M) in a square with its quiet zone; it opens the address, too."""
    url, label = content.view.url, f"{content.words.check}: {content.view.url}"
    matrix = tuple(tuple(map(bool, row)) for row in segno.make(url, error="m", micro=False).matrix)
    dot = side / (len(matrix) + 2 * _QUIET_ZONE)
    squares = Squares(matrix, x + _QUIET_ZONE * dot, y + _QUIET_ZONE * dot, dot)
    if not url.startswith(_SCHEMES):
        sheet.code(squares, label)
        return
    with sheet.inside("P"), sheet.inside("Link") as link:
        sheet.code(squares, label)
        link.alt = label
        sheet.page.links.append((link, Link(url, label, x, y, side, side)))


def details(sheet: Sheet, content: Content, title_room: float, *, beside: bool) -> None:
    """Criterion by criterion and piece by piece, how the badge was earned."""
    view, words = content.view, content.words
    _section(sheet, words.judged, [_criterion(row, words) for row in view.criteria], words.language, title_room, beside)
    _section(sheet, words.evidence[view.benchmark], list(map(_evidence, view.evidence)), words.language, title_room, beside)


def details_apart(sheet: Sheet, content: Content, title_room: float, *, beside: bool) -> None:
    """The same on pages of their own, where there is anything to say."""
    if content.view.criteria or content.view.evidence:
        sheet.leave_first_page()
        details(sheet, content, title_room, beside=beside)


def _criterion(row: CriterionView, words: Wording) -> Entry:
    reached = f"{words.reached}: {row.achieved_level}" + ("" if row.met else f" ({words.below})")
    return row.title, reached, f"{words.required}: {row.required_level}. {row.required_text}"


def _evidence(item: EvidenceView) -> Entry:
    print_of_file = f"{item.media_type}, SHA-256 {item.sha256}".removeprefix(", ") if item.sha256 else ""
    return item.name, item.genre.replace("_", " "), "\n".join(filter(None, (item.narrative, print_of_file)))


def _section(sheet: Sheet, words: str, entries: list[Entry], language: str, title_room: float, beside: bool) -> None:
    """Titled texts below a heading, which never stands alone at the end of a page."""
    if not entries:
        return
    style, write = replace(_HEADING, colour=sheet.colour), _beside if beside else _below
    above = sheet.height_of(words, style) + 5
    sheet.make_room(above + _height(sheet, entries[0], title_room, beside))
    sheet.y += 3
    sheet.paragraph(words, style, tag="H2", gap=2, language=language)
    with sheet.inside("L"):
        for entry in entries:
            sheet.make_room(_height(sheet, entry, title_room, beside))
            with sheet.inside("LI"), sheet.inside("LBody"):
                write(sheet, entry, title_room)


def _height(sheet: Sheet, entry: Entry, title_room: float, beside: bool) -> float:
    """What an entry needs of a page: all of it, or where no page has so much room, its title and some lines."""
    title, aside, text = entry
    rest = sheet.width - title_room
    head = sheet.height_of(title, _SMALL_BOLD, title_room)
    if beside:
        head += sheet.height_of(aside, _SMALL_QUIET, title_room)
        whole = max(head, sheet.height_of(text, _TEXT, rest))
    else:
        head = max(head, sheet.height_of(aside, _SMALL, rest))
        whole = head + sheet.height_of(text, _TEXT)
    return whole if whole < sheet.stock.height / 2 else head + _SOME_LINES


def _below(sheet: Sheet, entry: Entry, title_room: float) -> None:
    """The title, at the other side the remark, and the text below both."""
    title, aside, text = entry
    left, top, width, mirrored = sheet.x, sheet.y, sheet.width, begins_at(tidy(title)) == "R"
    rest = width - title_room
    sheet.x, sheet.width = left + rest if mirrored else left, title_room
    sheet.paragraph(title, _SMALL_BOLD)
    bottom = sheet.y
    sheet.x, sheet.y, sheet.width = left if mirrored else left + title_room, top, rest
    sheet.paragraph(aside, _SMALL, align="L" if mirrored else "R")
    sheet.x, sheet.y, sheet.width = left, max(bottom, sheet.y), width
    sheet.paragraph(text, _TEXT)
    sheet.y += 1.8


def _beside(sheet: Sheet, entry: Entry, title_room: float) -> None:
    """Title and remark in one column, the text in the other."""
    title, aside, text = entry
    left, top, width, page = sheet.x, sheet.y, sheet.width, sheet.page
    sheet.width = title_room - _GUTTER
    sheet.paragraph(title, _SMALL_BOLD)
    sheet.paragraph(aside, _SMALL_QUIET)
    bottom = sheet.y
    sheet.x, sheet.width = left + title_room, width - title_room
    sheet.y = top
    sheet.paragraph(text, _TEXT)
    lowest = max(bottom, sheet.y) if sheet.page is page else sheet.y
    sheet.x, sheet.y, sheet.width = left, lowest + 1.8, width
