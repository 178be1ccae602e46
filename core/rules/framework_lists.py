"""An in-house list of skills as a CSV file: one skill a row, with a code, a name, and where it belongs.

Headings may stand in any order and under several names. What is wrong in a row is said of that row with its line; the others
are taken.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from pydantic import ValidationError

from core.errors import BadInput
from core.rules.addresses import check_uri
from core.rules.frameworks import (
    LONGEST_CODE,
    LONGEST_NAME,
    LONGEST_STATEMENT,
    MOST_ITEMS,
    Framework,
    FrameworkItem,
    Read,
    Remark,
    is_key,
    settled,
)
from core.rules.lms.lines import Cells
from core.rules.lms.rows import Bad
from core.rules.spreadsheets import unguarded
from core.rules.texts import clean_line, clean_text, filled_line

LARGEST_BYTES = 5 * 1024 * 1024


@dataclass(frozen=True)
class ListColumn:
    """A column that a list may have. ``key`` is a field of ``FrameworkItem``."""

    key: str
    heading: str
    needed: bool
    explanation: str
    aliases: tuple[str, ...] = ()


COLUMNS = (
    ListColumn(
        "key",
        "code",
        True,
        "Short and steady, such as COM.1: letters, digits, dots and hyphens. A later list changes the skill with the same code.",
        ("id", "number", "notation", "humancodingscheme", "skill code"),
    ),
    ListColumn("name", "name", True, "A few words, as people say it.", ("title", "skill", "short name", "abbreviatedstatement")),
    ListColumn("statement", "statement", False, "A whole sentence that begins with a verb.", ("description", "text", "fullstatement")),
    ListColumn(
        "parent",
        "parent code",
        False,
        "The code of the skill above it; empty at the top.",
        ("parent", "belongs to", "broader", "ischildof"),
    ),
    ListColumn(
        "uri",
        "address",
        False,
        "A web address that says more. Without one the skill gets a page of this portal.",
        ("uri", "url", "link", "web address"),
    ),
    ListColumn("level", "level", False, "What the list says of its level.", ("education level", "educationlevel")),
    ListColumn("type", "type", False, "For example skill, knowledge or area.", ("kind", "cfitemtype", "item type")),
)


def read_list(rows: Iterable[Cells | Bad], *, code: str, title: str, publisher: str = "") -> Read:
    """The framework that a list of rows is, the first of them the headings.

    Refuses (``BadInput``) a code or title that cannot be used, a list without the needed columns, and one without any skill.
    """
    empty = _named(code, title, publisher)
    lines = iter(rows)
    heading = next(lines, None)
    if heading is None:
        raise BadInput({"file": "The file is empty."})
    if isinstance(heading, Bad):
        raise BadInput({"file": f"Line {heading.line}: {heading.sentence}"})
    columns = _columns(heading.cells)
    items: list[FrameworkItem] = []
    remarks: list[Remark] = []
    for row in lines:
        found = Remark(f"Line {row.line}", row.sentence) if isinstance(row, Bad) else _item(columns, row)
        if isinstance(found, Remark):
            remarks.append(found)
        else:
            items.append(found)
        if len(items) + len(remarks) > MOST_ITEMS:
            raise BadInput({"file": f"The list has more than {MOST_ITEMS:,} rows. Please split it."})
    if not items:
        raise BadInput({"file": " ".join(["There is no skill in this list that can be taken.", *(_told(row) for row in remarks[:3])])})
    return settled(empty.model_copy(update={"items": tuple(items)}), remarks)


def _told(remark: Remark) -> str:
    return f"{remark.place}: {remark.sentence}"


def _named(code: str, title: str, publisher: str) -> Framework:
    if not is_key(code.strip()):
        raise BadInput({"code": "Please give the list a short code of letters, digits, dots and hyphens, such as SKILLS."})
    try:
        return Framework(id=code.strip(), kind="list", title=title, publisher=publisher)
    except ValidationError as problem:
        field = str(problem.errors()[0]["loc"][0])
        raise BadInput({field: f"Please give the list a {field} of one line, at most {LONGEST_NAME} characters."}) from problem


def _columns(cells: Sequence[str]) -> tuple[ListColumn | None, ...]:
    names = {_folded(name): column for column in COLUMNS for name in (column.heading, *column.aliases)}
    found = tuple(names.get(_folded(unguarded(cell))) for cell in cells)
    missing = [column.heading for column in COLUMNS if column.needed and column not in found]
    if missing:
        there = ", ".join(f"“{_shown(cell)}”" for cell in cells[:20] if cell.strip()) or "nothing"
        raise BadInput(
            {"file": f"The first row must name the columns. Not found: {', '.join(f'“{name}”' for name in missing)}. It has: {there}."}
        )
    doubled = {column.heading for column in found if column and found.count(column) > 1}
    if doubled:
        raise BadInput({"file": f"The file has more than one column “{min(doubled)}”. Please keep the right one."})
    return found


def _item(columns: Sequence[ListColumn | None], row: Cells) -> FrameworkItem | Remark:
    fields: dict[str, str] = {}
    problems = []
    if any(cell.strip() for cell in row.cells[len(columns) :]):
        problems.append("It has more cells than there are columns. Text with the separator in it needs quotation marks around it.")
    for column, cell in zip(columns, row.cells, strict=False):
        if column is None:
            continue
        try:
            fields[column.key] = _CHECKS[column.key](_plain(cell))
        except ValueError as problem:
            problems.append(f"{column.heading}: {problem}")
    for column in COLUMNS:
        if column.needed and column.key not in fields and not problems:
            problems.append(f"{column.heading}: Please fill this in.")
    if problems:
        return Remark(f"Line {row.line}", " ".join(problems))
    return FrameworkItem.model_validate({**fields, "code": fields["key"]})


def _plain(cell: str) -> str:
    """The cell as text. Refuses formulas: what they show is not what they say."""
    if cell.lstrip().startswith("="):
        raise ValueError("This is a formula. Please write its value, as text.")
    return unguarded(cell).strip()


def _key(text: str) -> str:
    if not is_key(text):
        raise ValueError(f"“{_shown(text)}” is no code. Please use letters, digits, dots and hyphens only, at most {LONGEST_CODE}.")
    return text


def _parent(text: str) -> str:
    return _key(text) if text else ""


def _address(text: str) -> str:
    return check_uri(text) if text else ""


def _at_most(limit: int, clean: Callable[[str], str]) -> Callable[[str], str]:
    def checked(text: str) -> str:
        if len(cleaned := clean(text)) > limit:
            raise ValueError(f"Please use at most {limit:,} characters.")
        return cleaned

    return checked


_CHECKS: dict[str, Callable[[str], str]] = {
    "key": _key,
    "name": _at_most(LONGEST_NAME, filled_line),
    "statement": _at_most(LONGEST_STATEMENT, clean_text),
    "parent": _parent,
    "uri": _address,
    "level": _at_most(LONGEST_CODE, clean_line),
    "type": _at_most(LONGEST_CODE, clean_line),
}


def _folded(name: str) -> str:
    return " ".join(name.replace("_", " ").split()).casefold()


def _shown(cell: str) -> str:
    return " ".join("".join(character if character.isprintable() else " " for character in cell).split())[:60]
