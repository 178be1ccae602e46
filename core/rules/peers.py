"""Colleagues look at each other's drafts: who is asked, what a useful answer is, and until when.

It is there to help, and for nothing else: no review, no decision and no badge knows of it.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from core.errors import BadInput, RuleBroken

PER_DRAFT = 2
OPEN_FOR = timedelta(days=14)
MOST_OPEN = 2  # tasks that one person has at the same time
LONGEST_NOTE = 600
LONGEST_QUESTION = 300
HELPFUL = range(1, 6)
HELPFUL_WORDS = {1: "Not helpful", 2: "A little", 3: "Helpful", 4: "Very helpful", 5: "It changed my work"}
MatchState = Literal["assigned", "given", "declined", "expired"]


@dataclass(frozen=True)
class Note:
    """What somebody says about one criterion: one strength, one suggestion, and perhaps which level they see."""

    strength: str = ""
    suggestion: str = ""
    level: int | None = None

    @property
    def is_empty(self) -> bool:
        return not self.strength and not self.suggestion and self.level is None

    @property
    def is_whole(self) -> bool:
        return bool(self.strength and self.suggestion)


@dataclass(frozen=True)
class Peer:
    """Somebody who is willing to help with a program. ``open`` and ``given``: how many tasks they have and gave; ``last_at``: when they
    were asked last, or empty."""

    member_id: str
    open: int
    given: int
    last_at: str


def choose(peers: Collection[Peer], *, author: str, asked_before: Collection[str], wanted: int) -> list[str]:
    """Whom to ask, round-robin: who has least to do, gave least, and was asked longest ago comes first.

    Never the author, never the same person twice for one draft, and nobody who has two open tasks already.
    """
    free = (peer for peer in peers if peer.member_id != author and peer.member_id not in asked_before and peer.open < MOST_OPEN)
    turn = sorted(free, key=lambda peer: (peer.open, peer.given, peer.last_at, peer.member_id))
    return [peer.member_id for peer in turn[:wanted]]


def still_wanted(states: Sequence[MatchState]) -> int:
    """How many more people a draft needs: those who declined, or let the time run out, do not count."""
    return max(PER_DRAFT - sum(state in ("assigned", "given") for state in states), 0)


def check_may_ask(state: str, *, items: int, already: bool) -> None:
    """Refuses what is not a draft, what has nothing to look at yet, and asking twice for the same draft."""
    if state != "draft":
        raise RuleBroken("Colleagues look at drafts. This one is handed in.")
    if not items:
        raise RuleBroken("There is nothing to look at yet. Add a first piece of evidence, however rough.")
    if already:
        raise RuleBroken("Colleagues were asked about this draft already.")


def check_may_give(state: MatchState, *, expires_at: datetime, now: datetime, is_draft: bool) -> None:
    """Refuses an answer to what was answered, declined, ran out, or is a draft no longer."""
    if state == "given":
        raise RuleBroken("You gave this feedback already. Thank you.")
    if state != "assigned" or now >= expires_at:
        raise RuleBroken("The time for this one is over. Somebody else was asked.")
    if not is_draft:
        raise RuleBroken("Your colleague has handed the work in meanwhile. Thank you all the same.")


def check_notes(notes: Mapping[str, Note], criteria: Collection[str]) -> dict[str, Note]:
    """The notes that say something. Refuses criteria that the rubric does not have, long ones, halves (a strength without a suggestion or
    the other way round), and nothing at all; each at its field."""
    said = {key: note for key, note in notes.items() if not note.is_empty}
    problems = {key: "The rubric has no such criterion." for key in said if key not in criteria}
    for key, note in said.items():
        if len(note.strength) > LONGEST_NOTE or len(note.suggestion) > LONGEST_NOTE:
            problems[key] = f"Please use at most {LONGEST_NOTE} characters for each."
        elif not note.is_whole:
            problems[key] = "Please write one strength and one suggestion, or leave this criterion out."
    if not said:
        problems[""] = "Please say something about at least one criterion."
    if problems:
        raise BadInput(problems)
    return said


def may_moderate(*, judges: bool, is_running: bool, is_giver: bool) -> bool:
    """Whether somebody may read a reported feedback and decide about it.

    Nobody does who may still judge the work that it is about, and nobody about their own words.

    >>> may_moderate(judges=True, is_running=True, is_giver=False)
    False
    """
    return not is_giver and not (judges and is_running)
