"""Tips of people who hold the badge, for those who come after them; and people who offer to help."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from core.errors import BadInput, RuleBroken

LONGEST = 280
AN_EARNER = "An earner"
Help = Literal["coach", "reviewer"]
HELP_WORDS: dict[Help, str] = {
    "coach": "I would help others as a peer coach",
    "reviewer": "I would like to become a reviewer",
}


@dataclass(frozen=True)
class Tip:
    """``named``: signed with the author's name; otherwise *An earner*."""

    id: str
    program_code: str
    member_id: str
    words: str
    named: bool
    is_hidden: bool
    written_at: datetime


def check_words(words: str) -> str:
    """Refuses nothing, and more than a tip."""
    if not words:
        raise BadInput({"words": "Please write your tip."})
    if len(words) > LONGEST:
        raise BadInput({"words": f"Please use at most {LONGEST} characters: one tip."})
    return words


def check_holds(holds_badge: bool) -> None:
    """Tips and offers come from people who hold the badge and whose badge is in force."""
    if not holds_badge:
        raise RuleBroken("This is for people who hold a valid badge of the program.")
