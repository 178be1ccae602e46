"""xAPI statements (Experience API 1.0.3, 4.1): who did what to which activity, with which score, when.

Verbs that say nothing about progress are passed over. A statement that was voided in the file is told by its id (2.3.2).
"""

import hashlib
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any, BinaryIO

from core.rules.completion import State
from core.rules.lms.choices import Choices
from core.rules.lms.json_parts import Part, objects
from core.rules.lms.rows import Bad, Other, Read, Row, Void, Who
from core.rules.lms.values import basis_points, moment_of, plain, shown

_ADL = "http://adlnet.gov/expapi/verbs/"
_CMI5 = "https://w3id.org/xapi/adl/verbs/"
VERBS: dict[str, State] = {
    f"{_ADL}completed": "complete",
    f"{_ADL}passed": "passed",
    f"{_ADL}failed": "failed",
    f"{_CMI5}waived": "waived",
    f"{_CMI5}satisfied": "complete",
}
VOIDED = f"{_ADL}voided"


def parse(stream: BinaryIO, choices: Choices) -> Iterator[Read]:
    """The statements of the file about progress; each that cannot be read is told with its line."""
    for part in objects(stream):
        yield part if isinstance(part, Bad) else read(part)


def read(part: Part) -> Read:
    """What one statement says."""
    try:
        return _read(part)
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError) as problem:
        return Bad(part.line, f"This statement lacks what a statement needs ({shown(problem)}).")


def _read(part: Part) -> Read:
    statement = part.value
    verb = text_in(statement, "verb", "id")
    if verb == VOIDED:
        return Void(part.line, text_in(statement, "object", "id"))
    if verb not in VERBS:
        return Other(part.line)
    for needed in ("actor", "object"):
        if not isinstance(statement.get(needed), dict):
            raise ValueError(f"no {needed}")
    if not _is_one_activity(statement):
        return Other(part.line)
    result = statement.get("result") or {}
    score, problem = score_in(result)
    at, late = time_in(statement)
    return Row(
        part.line,
        who_in(statement["actor"]),
        plain(text_in(statement, "object", "id")),
        verb.rpartition("/")[2],
        _state(VERBS[verb], result),
        score_bp=score,
        at=at,
        key=plain(str(statement.get("id") or "")).casefold(),
        problem=problem or late,
    )


def _state(state: State, result: dict[str, Any]) -> State:
    """Who completed something without success did not pass it."""
    return "failed" if state == "complete" and result.get("success") is False else state


def _is_one_activity(statement: dict[str, Any]) -> bool:
    """Groups and statements about statements or persons are nobody's progress."""
    about = statement["object"].get("objectType", "Activity")
    return bool(about == "Activity" and statement["actor"].get("objectType", "Agent") == "Agent")


def text_in(statement: dict[str, Any], *way: str) -> str:
    """The text at the end of a way through members; ``ValueError`` where there is none."""
    value: Any = statement
    for name in way:
        value = value.get(name) if isinstance(value, dict) else None
    if not isinstance(value, str) or not value.strip():
        raise ValueError(f"no {'.'.join(way)}")
    return value.strip()


def who_in(actor: dict[str, Any]) -> Who:
    """The person by one of the identifiers of xAPI: ``mbox``, ``mbox_sha1sum`` or ``account`` (4.1.2.1)."""
    name = plain(str(actor.get("name") or ""))
    if "mbox" in actor:
        address = text_in(actor, "mbox")
        return Who(mail=plain(address[7:] if address[:7].casefold() == "mailto:" else address).casefold(), name=name)
    if "mbox_sha1sum" in actor:
        return Who(mail_sha1=plain(text_in(actor, "mbox_sha1sum")).casefold(), name=name)
    account = plain(text_in(actor, "account", "name"))
    return Who(mail=account.casefold() if "@" in account else "", id=account, name=name)


def score_in(result: dict[str, Any]) -> tuple[int | None, str]:
    """The score in basis points, and what is wrong with it. Where ``scaled`` is missing, from ``raw``, ``min`` and ``max``."""
    score = result.get("score") or {}
    try:
        if "scaled" in score:
            return basis_points(Decimal(score["scaled"])), ""
        if "raw" in score and "max" in score:
            least = Decimal(score.get("min", 0))
            return basis_points((Decimal(score["raw"]) - least) / (Decimal(score["max"]) - least)), ""
    except (ValueError, TypeError, ArithmeticError):
        return None, "Its score cannot be read."
    return None, ""


def time_in(statement: dict[str, Any]) -> tuple[datetime | None, str]:
    """When it happened: its own time, else when it was stored."""
    try:
        return moment_of(str(statement.get("timestamp") or statement.get("stored") or "")), ""
    except ValueError as problem:
        return None, str(problem)


def sha1_of(mail: str) -> str:
    """An address as ``mbox_sha1sum`` writes it: the SHA-1 of the whole ``mailto:`` address."""
    return hashlib.sha1(f"mailto:{mail}".encode(), usedforsecurity=False).hexdigest()
