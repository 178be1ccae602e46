"""Somebody else vouches for a badge: who may be asked, what they say, and when others see it.

Nothing is shown before the holder accepted it; declined and withdrawn statements are never shown.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from core.errors import BadInput, RuleBroken
from core.rules.awards import Standing
from core.rules.members import Actor
from core.rules.sharing import shows_evidence
from core.rules.texts import Line, Prose

EndorsementState = Literal["asked", "given", "accepted", "declined", "withdrawn"]
Relation = Literal["colleague", "manager", "employer", "client", "other"]
RELATION_WORDS: dict[Relation, str] = {
    "colleague": "a colleague",
    "manager": "their manager",
    "employer": "their employer",
    "client": "a client",
    "other": "somebody who saw it",
}
LASTS = timedelta(days=30)
LONGEST = 600
MOST_OPEN = 5  # questions about one badge that wait for an answer
MOVES: dict[tuple[EndorsementState, str], EndorsementState] = {
    ("asked", "give"): "given",
    ("given", "accept"): "accepted",
    ("given", "decline"): "declined",
    ("accepted", "withdraw"): "withdrawn",
    ("asked", "withdraw"): "withdrawn",
}


class Asked(BaseModel):
    """Whom the holder asks."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[Line, Field(max_length=120)]
    relation: Relation


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
    if waiting >= MOST_OPEN:
        raise RuleBroken(f"{MOST_OPEN} people were asked and have not answered yet. Please wait, or take a question back.")


def check_open(endorsement: Endorsement, now: datetime) -> None:
    """Refuses a link that was used, taken back or ran out, in the words of whoever opens it."""
    if endorsement.state != "asked":
        raise RuleBroken("This link was used already, or taken back. Thank you all the same.")
    if now >= endorsement.expires_at:
        raise RuleBroken("This link is older than thirty days and works no longer. The person can send you a new one.")


def check_somebody_else(actor: Actor, member_id: str) -> None:
    """Refuses words about oneself, as far as one is signed in."""
    if actor.id == member_id:
        raise RuleBroken("This link is for somebody else: nobody vouches for themselves. Please send it to the person you asked.")


def check_saw_it(saw_it: bool) -> None:
    """Refuses a statement that its author does not stand for."""
    if not saw_it:
        raise BadInput({"saw_it": "Please confirm that you saw it yourself; that is what makes your words worth something."})


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
