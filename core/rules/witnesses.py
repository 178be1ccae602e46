"""Witnesses: people who saw it, asked by a member through a personal link that works once, for thirty days. They need no account.

An endorsement is what a witness says about a badge, an attestation what they say about work in a draft.
"""

from datetime import datetime, timedelta
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from core.errors import BadInput, RuleBroken
from core.rules.members import Actor
from core.rules.texts import Line

Relation = Literal["colleague", "manager", "employer", "client", "other"]
RELATION_WORDS: dict[Relation, str] = {
    "colleague": "a colleague",
    "manager": "their manager",
    "employer": "their employer",
    "client": "a client",
    "other": "somebody who saw it",
}
LASTS = timedelta(days=30)


class Asked(BaseModel):
    """Whom the member asks, and what they are to the member."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: Annotated[Line, Field(max_length=120)]
    relation: Relation


def check_room(waiting: int, most: int) -> None:
    """Refuses one more question than may wait for an answer at the same time."""
    if waiting >= most:
        raise RuleBroken(f"{most} people were asked and have not answered yet. Please wait, or take a question back.")


def check_link(state: str, expires_at: datetime, now: datetime) -> None:
    """Refuses a link that was used, taken back or ran out, in the words of whoever opens it."""
    if state != "asked":
        raise RuleBroken("This link was used already, or taken back. Thank you all the same.")
    if now >= expires_at:
        raise RuleBroken("This link is older than thirty days and works no longer. The person can send you a new one.")


def check_somebody_else(actor: Actor, member_id: str) -> None:
    """Refuses words about oneself, as far as one is signed in."""
    if actor.id == member_id:
        raise RuleBroken("This link is for somebody else: nobody vouches for themselves. Please send it to the person you asked.")


def check_saw_it(saw_it: bool) -> None:
    """Refuses a statement that its author does not stand for."""
    if not saw_it:
        raise BadInput({"saw_it": "Please confirm that you saw it yourself; that is what makes your words worth something."})
