"""What to do next: a few programs for one person, each with its reasons in words (domain 3.9).

Of 100 points a program gets 40 when its badge would reach a milestone, 25 when it is next on a pathway that the person follows,
up to 20 for their role of today and up to 10 for the one they want (as a share of the most that any program matters for it), 5 when
it has a word of their own goals, and 5 when at least five people of their role earned it. The points are exact fractions.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from fractions import Fraction

from core.rules.pathway_progress import Held, evaluate, reached
from core.rules.pathways import Node
from core.rules.programs import ProgramVersion

SHOWN = 3
HIDDEN_FOR = timedelta(days=90)
MILESTONE, NEXT, CURRENT, WANTED, GOAL, PEERS = 40, 25, 20, 10, 5, 5
ENOUGH_PEERS = 5  # fewer would tell who
_SHORTEST_WORD = 4
_WORD = re.compile(r"[^\W\d_]+")
_EMPTY_WORDS = (
    "first start starts started stand nobody everybody somebody "
    "about able after also another around because become been before being better between both could does doing "
    "during each every from gain good have help into just know learn less like make many more most much must need "
    "next only other over part people really same should skill skills some something such take than that their them "
    "then there these they thing things this those through time want well were what when where which while will "
    "with work working would year your prevent avoid improve ensure bring keep "
)
_SAYS_NOTHING = frozenset(_EMPTY_WORDS.split())


@dataclass(frozen=True)
class Candidate:
    """A program that somebody could begin, and what speaks for it.

    ``milestones``: titles that its badge would reach; ``pathways``: titles of followed pathways on which it is next; ``current`` and
    ``wanted``: how much it matters for the roles named beside them; ``goals``: what the person wrote; ``peers``: how many people of
    the same role earned it.
    """

    program: ProgramVersion
    milestones: tuple[str, ...] = ()
    pathways: tuple[str, ...] = ()
    current: int = 0
    current_role: str = ""
    wanted: int = 0
    wanted_role: str = ""
    goals: tuple[str, ...] = ()
    peers: int = 0


@dataclass(frozen=True)
class Suggestion:
    """A program with its points, 0 to 105, and the reasons that gave them, the strongest first."""

    program: ProgramVersion
    points: Fraction
    reasons: tuple[str, ...]


def suggestions(candidates: Sequence[Candidate], *, most: int = SHOWN) -> list[Suggestion]:
    """The best, the most points first; of equals the shorter program, then by title. A program without a reason is none."""
    most_now = max((one.current for one in candidates), default=0)
    most_later = max((one.wanted for one in candidates), default=0)
    weighed = [_weigh(one, most_now, most_later) for one in candidates]
    ranked = sorted(weighed, key=lambda one: (-one.points, one.program.effort_hours, one.program.title, one.program.code))
    return [one for one in ranked if one.reasons][:most]


def _weigh(one: Candidate, most_now: int, most_later: int) -> Suggestion:
    parts = list(_parts(one, most_now, most_later))
    return Suggestion(one.program, sum((points for points, _ in parts), Fraction(0)), tuple(words for _, words in parts))


def _parts(one: Candidate, most_now: int, most_later: int) -> Iterable[tuple[Fraction, str]]:
    if one.milestones:
        yield Fraction(MILESTONE), f"Its badge brings you to “{one.milestones[0]}”."
    if one.pathways:
        yield Fraction(NEXT), f"It is next on your pathway “{one.pathways[0]}”."
    if one.current:
        yield Fraction(CURRENT * one.current, most_now), f"It matters in your role: {one.current_role}."
    if one.wanted:
        yield Fraction(WANTED * one.wanted, most_later), f"It matters in the role you want: {one.wanted_role}."
    if shared := matching_words(one.program, one.goals):
        yield Fraction(GOAL), f"You wrote about “{shared[0]}” in your goals."
    if one.peers >= ENOUGH_PEERS:
        yield Fraction(PEERS), f"{one.peers} people of your role earned it."


def milestones_reached_by(program: ProgramVersion, root: Node, held: Sequence[Held], now: datetime) -> tuple[str, ...]:
    """The titles of the milestones of a pathway that are not reached yet, and would be with the badge of this program."""
    badge = Held(program.code, program.version, now, None, "active", "")
    before = {milestone.key for milestone in reached(evaluate(root, held, now))}
    return tuple(one.title for one in reached(evaluate(root, (*held, badge), now)) if one.key not in before)


def matching_words(program: ProgramVersion, goals: Iterable[str]) -> list[str]:
    """Words of somebody's goals that the program has too, in the order in which they were written. Short and empty words say nothing.

    Words match from their beginning on, so that *meetings* finds *meeting*: the shorter of the two may leave out up to three letters,
    where it has at least five.
    """
    own = _words(" ".join((program.title, program.outcome, program.problem_solved, program.skill.name, *program.tags)))
    written = dict.fromkeys(word for goal in goals for word in _words(goal))
    return [word for word in written if any(_akin(word, other) for other in own)]


def _words(text: str) -> list[str]:
    found = (word.casefold() for word in _WORD.findall(text))
    return [word for word in found if len(word) >= _SHORTEST_WORD and word not in _SAYS_NOTHING]


def _akin(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    return one == other or (len(shorter) > _SHORTEST_WORD and longer.startswith(shorter) and len(longer) - len(shorter) <= 3)


def is_hidden(dismissed_on: date | None, today: date) -> bool:
    """Whether *not for me* still holds: for 90 days.

    >>> is_hidden(date(2026, 1, 1), date(2026, 3, 31)), is_hidden(date(2026, 1, 1), date(2026, 4, 1)), is_hidden(None, date(2026, 1, 1))
    (True, False, False)
    """
    return dismissed_on is not None and today < dismissed_on + HIDDEN_FOR
