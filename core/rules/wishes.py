"""What somebody looked for and did not find: a sign of demand for whoever designs programs."""

from core.errors import BadInput, RuleBroken
from core.rules.texts import clean_line

LONGEST = 80
MOST_IN_A_DAY = 10


def check_words(typed: str) -> str:
    """The words as they are kept, so that the same wish of two people is one. Refuses empty and long ones.

    >>> check_words("  Forklift  Licence ")
    'forklift licence'
    """
    try:
        words = clean_line(typed).casefold()
    except ValueError as problem:
        raise BadInput({"words": str(problem)}) from problem
    if not words:
        raise BadInput({"words": "Please write what you looked for."})
    if len(words) > LONGEST:
        raise BadInput({"words": f"Please use at most {LONGEST} characters; a skill or a task is enough."})
    return words


def check_has_not_wished_enough(today: int) -> None:
    """Refuses more wishes in a day than anybody has in earnest. ``today``: how many there were."""
    if today >= MOST_IN_A_DAY:
        raise RuleBroken("You told us enough for today, thank you. We read all of it.")
