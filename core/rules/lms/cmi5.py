"""cmi5 sessions: xAPI statements of assignable units, of which each says what it takes to satisfy it (cmi5 Quartz, 10.2.4 *moveOn*).

The statement ``launched`` carries ``moveOn`` (9.6.3.6), and stands behind the others in files with the newest first: so it is looked for
before anything is weighed. Where a file does not hold it, the person who imports says it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, BinaryIO

from core.errors import BadInput
from core.rules.lms import xapi
from core.rules.lms.choices import Choices
from core.rules.lms.json_parts import Part, objects
from core.rules.lms.rows import Bad, Read, Row

_LAUNCHED = "http://adlnet.gov/expapi/verbs/launched"
_EXTENSIONS = "https://w3id.org/xapi/cmi5/context/extensions/"
MOST_UNITS = 1_000
MOST_HALVES = 20_000
# moveOn -> which verbs of the unit satisfy it by themselves; both are needed for what stands in neither.
_ENOUGH: dict[str, frozenset[str]] = {
    "Passed": frozenset({"passed"}),
    "Completed": frozenset({"completed"}),
    "CompletedOrPassed": frozenset({"passed", "completed"}),
    "NotApplicable": frozenset({"passed", "completed"}),
    "": frozenset({"passed", "completed"}),
    "CompletedAndPassed": frozenset(),
}


@dataclass(frozen=True)
class _Half:
    word: str
    score_bp: int | None
    at: datetime | None


def parse(stream: BinaryIO, choices: Choices) -> Iterator[Read]:
    """The statements of the units, each weighed by what its unit asks for."""
    units = _Units(choices.move_on)
    for part in objects(stream):
        if isinstance(part, Part):
            units.learn(part.value)
    stream.seek(0)
    for part in objects(stream):
        yield part if isinstance(part, Bad) else units.weigh(part)


class _Units:
    """What is known of the units so far: what each asks for, and who did one half of two."""

    def __init__(self, otherwise: str) -> None:
        self.otherwise = otherwise
        self.asks: dict[str, str] = {}
        self.halves: dict[int, _Half] = {}

    def learn(self, statement: dict[str, Any]) -> None:
        """What a unit asks for, where the statement says it."""
        verb, about = statement.get("verb"), statement.get("object")
        if isinstance(verb, dict) and verb.get("id") == _LAUNCHED and isinstance(about, dict) and isinstance(about.get("id"), str):
            move_on = _extension(statement, "moveon")
            if move_on and move_on in _ENOUGH and len(self.asks) < MOST_UNITS:
                self.asks[about["id"].strip()] = move_on

    def weigh(self, part: Part) -> Read:
        """What the statement comes to for its unit."""
        row = xapi.read(part)
        if not isinstance(row, Row) or row.word not in ("passed", "completed") or row.state == "failed":
            return row
        asked = self.asks.get(row.activity, self.otherwise)
        if row.word in _ENOUGH[asked]:
            return row
        return self._with_other_half(row) if asked == "CompletedAndPassed" else replace(row, state="not_complete")

    def _with_other_half(self, row: Row) -> Row:
        """Passed where the other half stood before it in the file, with the score of either and the time of the later."""
        before = self.halves.setdefault(hash((row.who, row.activity)), _Half(row.word, row.score_bp, row.at))
        if len(self.halves) > MOST_HALVES:
            raise BadInput({"file": "Too many units wait for their second half. Please split the file by time."})
        if before.word == row.word:
            return replace(row, state="not_complete")
        score = row.score_bp if row.score_bp is not None else before.score_bp
        at = max((at for at in (row.at, before.at) if at), default=None)
        return replace(row, state="passed", score_bp=score, at=at)


def _extension(statement: dict[str, Any], name: str) -> str:
    context = statement.get("context")
    extensions = context.get("extensions") if isinstance(context, dict) else None
    value = extensions.get(_EXTENSIONS + name) if isinstance(extensions, dict) else None
    return value if isinstance(value, str) else ""
