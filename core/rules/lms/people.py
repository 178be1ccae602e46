"""Who the ids of a learning system are: the Brightspace data set *Users*, or any table with ids and an e-mail address."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import BinaryIO, Literal

from core.errors import BadInput
from core.rules.lms.lines import Cells, sheet
from core.rules.lms.rows import Bad
from core.rules.lms.tables import missing
from core.rules.lms.values import cell, first_of, places, plain
from core.rules.members import check_email

Kind = Literal["id", "username", "any"]
_MAIL = ("External Email", "Email", "E-mail", "Email address", "E-mail address", "Mail")
_IDS: dict[str, Kind] = {
    "User Id": "id",
    "Org Defined Id": "id",
    "Student Id": "id",
    "Learner Id": "id",
    "ID number": "id",
    "Id": "id",
    "Username": "username",
    "User Name": "username",
    "Login": "username",
}


@dataclass(frozen=True)
class Known:
    """One person's id in the learning system, as a key of the table of known people, and their address here."""

    key: str
    mail: str


def key_of(kind: Kind, value: str) -> str:
    """How an id stands in the table of known people."""
    return f"{kind}:{value.casefold()}"


def parse(stream: BinaryIO) -> Iterator[Known | Bad]:
    """Every id with its address; a row without an address is passed over. Refuses a file in which neither is found."""
    rows = sheet(stream)
    first = next(rows, None)
    if not isinstance(first, Cells):
        raise BadInput({"people": first.sentence if first else "The file is empty."})
    mail, ids = _columns(first.cells)
    for row in rows:
        yield from [row] if isinstance(row, Bad) else _known(row, mail, ids)


def _columns(heads: Sequence[str]) -> tuple[int, dict[int, Kind]]:
    there = places(heads)
    mail = first_of(there, *_MAIL)
    if mail is None:
        raise BadInput({"people": missing("a column with e-mail addresses", heads).message})
    ids = {place: kind for name, kind in _IDS.items() if (place := first_of(there, name)) is not None and place != mail}
    if not ids and len(heads) == 2:
        ids = {1 - mail: "any"}
    if not ids:
        raise BadInput({"people": missing("a column with ids or user names", heads).message})
    return mail, ids


def _known(row: Cells, mail: int, ids: dict[int, Kind]) -> Iterator[Known | Bad]:
    written = cell(row.cells, mail)
    if not written:
        return
    try:
        address = check_email(written)
    except ValueError:
        yield Bad(row.line, f"“{plain(written)[:80]}” is no e-mail address.")
        return
    for place, kind in ids.items():
        if value := plain(cell(row.cells, place)):
            yield Known(key_of(kind, value), address)
