"""Who may tick off an activity, and when its turn has come."""

from collections.abc import Sequence

from core.errors import BadInput, RuleBroken
from core.rules.completion import Activity, Said, Source, comes_first, leaves, percent, satisfied
from core.rules.completion_words import in_a_sentence
from core.rules.programs import ProgramVersion
from core.rules.quizzes import Try, check_may_try

_NOT_ONESELF: dict[Source, str] = {
    "facilitator": "is confirmed by the facilitator.",
    "quiz": "is ticked off by its quiz.",
    "import": "is ticked off by a list of the organisers.",
}


def activity_of(program: ProgramVersion, key: str) -> Activity:
    """The activity with this key; refuses when there is none."""
    found = next((row for row in program.activities if row.key == key), None)
    if found is None:
        raise RuleBroken("The program has no such activity.")
    return found


def check_may_tick_off(program: ProgramVersion, said: Said, activity: Activity) -> None:
    """Refuses what one cannot tick off oneself, and what is not one's turn yet."""
    if activity.source != "self":
        raise RuleBroken(f"“{activity.title}” {_NOT_ONESELF[activity.source]}")
    check_turn(program, said, activity)


def check_turn(program: ProgramVersion, said: Said, activity: Activity) -> None:
    """Refuses an activity before what stands before it in an order. A facilitator is not held to it: they saw it happen."""
    if sentence := waits_for(program, said, activity.key):
        raise RuleBroken(sentence)


def check_may_take(program: ProgramVersion, said: Said, activity: Activity, tried: Sequence[Try]) -> None:
    """Refuses a quiz that is over, one whose activity is done otherwise, and one whose turn has not come."""
    if activity.quiz is None:
        raise RuleBroken(f"“{activity.title}” has no quiz.")
    check_may_try(activity.quiz, tried)
    if is_done(program, said, activity.key):
        raise RuleBroken(f"“{activity.title}” is done already.")
    check_turn(program, said, activity)


def waits_for(program: ProgramVersion, said: Said, key: str) -> str:
    """What comes first, as a sentence; empty when the turn of the activity has come."""
    first = comes_first(program.completion, said, key) if program.completion else None
    if first is None:
        return ""
    titles = {row.key: row.title for row in program.activities}
    return f"First comes {in_a_sentence(first, titles)}."


def is_done(program: ProgramVersion, said: Said, key: str) -> bool:
    """Whether the activity is done, with the score that the rule may ask for in it."""
    asked = [leaf for leaf in leaves(program.completion) if leaf.activity == key] if program.completion else []
    return satisfied(asked[0], said) if asked else key in said and said[key].is_good


def needed_score(program: ProgramVersion, key: str) -> int | None:
    """The score that the completion rule asks for in an activity, in basis points."""
    return next((leaf.min_score_bp for leaf in leaves(program.completion) if leaf.activity == key), None) if program.completion else None


def check_score(program: ProgramVersion, activity: Activity, score_bp: int | None) -> None:
    """Refuses a confirmation without the score that the rule asks for: the facilitator's word counts before the quiz's, so it would
    take away what somebody has."""
    needed = needed_score(program, activity.key)
    if needed is not None and (score_bp is None or score_bp < needed):
        raise BadInput({"score": f"The program asks for at least {percent(needed)} here. Give the score, or waive it with a reason."})
