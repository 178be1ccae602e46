"""What the first numbers say, each in one sentence, and how sure one can be of it."""

from collections.abc import Sequence
from itertools import pairwise

from core.queries.analytics import EARLY, STEPS, TOO_FEW, DecisionTime, FunnelStep, PassRate, median_days
from core.queries.sharing import Sharing


def how_sure(n: int) -> str:
    """A word for small numbers: below 10 too few, below 30 an early signal, else nothing.

    >>> how_sure(9), how_sure(10), how_sure(30)
    ('too few to say', 'early signal', '')
    """
    if n < TOO_FEW:
        return "too few to say"
    return "early signal" if n < EARLY else ""


def people_on_step(funnel: Sequence[FunnelStep]) -> dict[str, int]:
    """How many reached each step, all programs together; somebody in two programs counts in both."""
    return {step: sum(row.people for row in funnel if row.step == step) for step in STEPS}


def funnel_finding(funnel: Sequence[FunnelStep]) -> str:
    """Where most people stop."""
    reached = people_on_step(funnel)
    first, last = STEPS[0], STEPS[-1]
    if reached[first] < TOO_FEW:
        return f"Too few to say: {_counted(reached[first], 'participation')} so far, {_counted(reached[last], 'badge')}."
    lost, step = max((reached[before] - reached[after], after) for before, after in pairwise(STEPS))
    earned = f"{reached[last]} of {reached[first]} participations led to a badge"
    return f"{earned}; of the others the largest group, {lost}, stands before “{step}”." if lost else f"{earned}."


def _counted(n: int, what: str) -> str:
    return f"{n} {what}" if n == 1 else f"{n} {what}s"


def decision_finding(times: Sequence[DecisionTime], waiting: int | None) -> str:
    """The median in words, how often the promise held, and the longest wait of what is still undecided."""
    longest = f" The oldest undecided one waits for {_days(waiting)}." if waiting is not None else " Nothing waits."
    median = median_days(list(times))
    if median is None:
        return f"Nothing was decided yet.{longest}"
    kept = sum(row.working_days <= row.promised_days for row in times)
    caution = "Too few to say much: " if len(times) < TOO_FEW else ""
    half = f"half of the decisions came within {_days(median)}"
    return f"{caution}{half if caution else half.capitalize()}; {kept} of {len(times)} came in the promised time.{longest}"


def _days(days: float) -> str:
    return "1 working day" if days == 1 else f"{days:g} working days"


def pass_finding(rates: Sequence[PassRate]) -> str:
    """What can be said of the first attempts; a rate is named only where there are enough of them."""
    sayable = [row for row in rates if row.decided >= TOO_FEW]
    if not sayable:
        most = max((row.decided for row in rates), default=0)
        return f"Too few to say: no program has {TOO_FEW} decided first attempts yet (the most: {most})."
    hardest = min(sayable, key=lambda row: row.share)
    interval = f"between {hardest.low:.0%} and {hardest.high:.0%}"
    return f"Hardest at first: “{hardest.title}”, {hardest.passed} of {hardest.decided} first attempts were approved ({interval})."


def sharing_finding(sharing: Sharing) -> str:
    """How many holders showed their badge to others, as far as the portal knows."""
    if sharing.badges < TOO_FEW:
        return f"Too few to say: {sharing.shared} of {_counted(sharing.badges, 'badge')} shared."
    return f"{sharing.shared} of {sharing.badges} badges were shared by their holders ({sharing.shared / sharing.badges:.0%})."
