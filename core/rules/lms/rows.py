"""What every importer gives: one row for each statement about one person and one activity, or a line that cannot be read."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from core.rules.completion import LmsScheme, State
from core.rules.lms.choices import Choices, Format


@dataclass(frozen=True)
class Who:
    """A person as the file names them. ``mail_sha1`` is the SHA-1 of ``mailto:`` and the address, as xAPI writes it."""

    mail: str = ""
    mail_sha1: str = ""
    id: str = ""
    username: str = ""
    name: str = ""

    @property
    def shown(self) -> str:
        """How the row is called for people: the most telling thing that the file says."""
        told = self.mail or self.username or self.id or self.name or self.mail_sha1
        return f"{self.name} ({told})" if self.name and told != self.name else told


@dataclass(frozen=True)
class Row:
    """One statement. ``word`` is the state as the file writes it; ``state`` is ``None`` where nobody said yet what it means.

    ``column`` tells statements of one line apart; ``at`` is ``None`` where the file has no time; ``key`` is the file's own name of
    the statement (an xAPI statement id) or empty; ``problem`` is a sentence about a time or a score that cannot be read.
    """

    line: int
    who: Who
    activity: str
    word: str
    state: State | None
    column: int = 0
    score_bp: int | None = None
    at: datetime | None = None
    key: str = ""
    note: str = ""
    problem: str = ""


@dataclass(frozen=True)
class Bad:
    """A line that cannot be read, and why. The lines after it are not harmed."""

    line: int
    sentence: str


@dataclass(frozen=True)
class Void:
    """The statement with this key is withdrawn by its own system (xAPI: *voided*)."""

    line: int
    key: str


@dataclass(frozen=True)
class Other:
    """Something that says nothing about progress, and is only counted."""

    line: int


Read = Row | Bad | Void | Other
Parser = Callable[[BinaryIO, Choices], Iterator[Read]]


@dataclass(frozen=True)
class Importer:
    """One format. ``family`` is the system whose names of people and activities it uses; ``called`` stands in notes."""

    format: Format
    title: str
    called: str
    family: LmsScheme
    parse: Parser
    explanation: str
