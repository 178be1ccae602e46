"""Somebody else vouches for a badge: who may be asked, what they say, and when others see it.

Nothing is shown before the holder accepted it; declined and withdrawn statements are never shown.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from core.errors import RuleBroken
from core.rules.awards import Standing
from core.rules.sharing import shows_evidence
from core.rules.texts import Line, Prose
from core.rules.witnesses import RELATION_WORDS, Relation, check_room

EndorsementState = Literal["asked", "given", "accepted", "declined", "withdrawn"]
LONGEST = 600
MOST_OPEN = 5  # questions about one badge that wait for an answer
MOVES: dict[tuple[EndorsementState, str], EndorsementState] = {
    ("asked", "give"): "given",
    ("given", "accept"): "accepted",
    ("given", "decline"): "declined",
    ("accepted", "withdraw"): "withdrawn",
    ("asked", "withdraw"): "withdrawn",
}


class Statement(BaseModel):
    """What is said about the badge, by somebody under the name that they give."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[Line, Field(max_length=120)]
    words: Annotated[Prose, Field(max_length=LONGEST)]


@dataclass(frozen=True)
class Endorsement:
    """As kept. ``document`` is the signed credential once it was accepted, to the byte."""

    id: str
    award_token: str
    name: str
    relation: Relation
    state: EndorsementState
    words: str
    asked_at: datetime
    expires_at: datetime
    given_at: datetime | None
    document: str


def moved(state: EndorsementState, act: str) -> EndorsementState:
    """The state after an act. Refuses what cannot follow."""
    if (state, act) not in MOVES:
        raise RuleBroken("This was settled already. Please look at it again.")
    return MOVES[state, act]


def check_may_ask(standing: Standing, *, private: bool, waiting: int) -> None:
    """Refuses for a badge that is not in force or kept private, and while five questions wait for an answer."""
    if not shows_evidence(standing, private=private):
        raise RuleBroken("Others can vouch for a badge that is in force and not kept private.")
    check_room(waiting, MOST_OPEN)


def is_shown(endorsement: Endorsement, standing: Standing, *, private: bool) -> bool:
    """Whether the world sees it: accepted, beside a badge that is shown and was not taken back, suspended or replaced."""
    return endorsement.state == "accepted" and shows_evidence(standing, private=private)


def in_words(endorsement: Endorsement, title: str, issuer: str) -> str:
    """What is signed: whose words these are, and what the issuer vouches for itself.

    The issuer signs that the statement was made to it through a link of its own; it does not sign what somebody else says.
    """
    assert endorsement.given_at is not None
    who = f"{endorsement.name} ({RELATION_WORDS[endorsement.relation]})"
    return (
        f"{who} about “{title}”, on {endorsement.given_at:%Y-%m-%d}: “{endorsement.words}”"
        f" — Stated to {issuer} through a personal link that its holder passed on; {issuer} did not check who {endorsement.name} is."
    )
