"""Somebody who saw it confirms it: a third person's statement as evidence in a draft, given through a one-time link."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from core.errors import RuleBroken
from core.rules.texts import Line, Prose
from core.rules.witnesses import Relation, check_link, check_room

AttestationState = Literal["asked", "given", "withdrawn"]
WHO: dict[Relation, str] = {
    "colleague": "a colleague",
    "manager": "the author's manager",
    "employer": "the author's employer",
    "client": "a client",
    "other": "somebody who saw it",
}
LONGEST = 2000
MOST_OPEN = 3


class Statement(BaseModel):
    """What somebody saw, and their own name, which reviewers do not read."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[Line, Field(max_length=120)]
    words: Annotated[Prose, Field(max_length=LONGEST)]


@dataclass(frozen=True)
class Attestation:
    """As kept: a question about one requirement of a draft, and its answer."""

    id: str
    submission_id: str
    requirement: str
    name: str
    relation: Relation
    state: AttestationState
    asked_at: datetime
    expires_at: datetime
    given_at: datetime | None


def check_may_ask(accepts: tuple[str, ...], *, waiting: int) -> None:
    """Refuses requirements that take no text, and a fourth open question."""
    if "text" not in accepts:
        raise RuleBroken("This piece of evidence has to be a file or a link.")
    check_room(waiting, MOST_OPEN)


def check_open(attestation: Attestation, now: datetime, *, is_draft: bool) -> None:
    """Refuses a link that was used, taken back, ran out, or comes too late, in the words of whoever opens it."""
    check_link(attestation.state, attestation.expires_at, now)
    if not is_draft:
        raise RuleBroken("The work was handed in meanwhile. Thank you all the same.")


def as_evidence(relation: Relation, words: str, on: datetime) -> tuple[str, str]:
    """Title and text of the piece of evidence. Without the name: reviewing is blind, and a name could tell whose work it is.

    >>> as_evidence("manager", "Calm.", datetime(2026, 4, 14))
    ("Confirmed by the author's manager", "“Calm.”\\n\\nConfirmed by the author's manager on 2026-04-14, through a personal link.")
    """
    who = WHO[relation]
    return f"Confirmed by {who}", f"“{words}”\n\nConfirmed by {who} on {on:%Y-%m-%d}, through a personal link."
