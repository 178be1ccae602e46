"""Activities that lead somewhere, and hours that are honest (L21, L22)."""

from collections.abc import Iterator

from core.rules.design_check.findings import Finding, Fix, Surroundings
from core.rules.design_check.focus import FEW_HOURS, weeks_needed
from core.rules.drafts import Draft, DraftActivity
from core.rules.rubric_drafts import new_key

PASSIVE = ("read", "watch")
TOLERANCE = 0.25
_ENDLESS = 10**9  # minutes; more than this is a slip of the finger


def something_to_do(draft: Draft, around: Surroundings) -> Iterator[Finding]:
    """*Completed* means something when more was done than reading and watching."""
    if draft.wants_progress and draft.activities and all(row.kind in PASSIVE and not row.quiz for row in draft.activities):
        yield Finding(
            severity="warn",
            penalty=6,
            step="learning",
            place="activities",
            message="All activities are reading or watching. Add something to do, or a short quiz.",
            why="The badge will say “Completed”. Whoever reads it expects more than pages that were turned, and people remember what they"
            " tried.",
            fixes=(Fix("Add a task at work", add_task),),
        )


def add_task(draft: Draft) -> Draft:
    """One more activity, to be tried at work, which the completion rule asks for too."""
    task = DraftActivity(
        key=new_key("A", (row.key for row in draft.activities)),
        title="Try it at work",
        kind="workplace_task",
        instructions="Use it once in your own work, and note what went differently from what you expected.",
        minutes=30,
        attestation="I have used it once in my own work and noted what went differently.",
    )
    return draft.with_(activities=(*draft.activities, task), completion=_asked_too(draft, task.key))


def _asked_too(draft: Draft, key: str) -> dict[str, object]:
    rule = draft.completion or {}
    parts = rule.get("of")
    if rule.get("kind") in ("all", "in_order") and isinstance(parts, list | tuple):
        return {**rule, "of": [*parts, key]}
    if rule.get("kind") in ("k_of", "activity"):
        return {"kind": "all", "of": [rule, key]}
    return {"kind": "all", "of": [*(row.key for row in draft.activities), key]}


def honest_hours(draft: Draft, around: Surroundings) -> Iterator[Finding]:
    """The hours that are promised and the minutes of the activities agree within a quarter.

    Where work is judged its making takes hours too, so that only activities that take longer than all of it are told.
    """
    minutes = min(sum(row.minutes for row in draft.activities), _ENDLESS)
    hours = draft.effort_hours
    if hours is None or minutes <= 0 or not hours > 0:
        return
    too_long, too_short = minutes > 60 * hours * (1 + TOLERANCE), minutes < 60 * hours * (1 - TOLERANCE)
    if too_long or (too_short and not draft.wants_performance):
        yield Finding(
            severity="advise",
            penalty=2,
            step="learning",
            place="effort_hours",
            message=f"The activities take {minutes / 60:.1f} hours, the program says {hours:g}.",
            why="People plan their week by this number, and it stands on the badge as the notional workload.",
            fixes=_take_over(draft, minutes),
        )


def _take_over(draft: Draft, minutes: int) -> tuple[Fix, ...]:
    hours = round(minutes / 30) / 2
    needed = weeks_needed(draft.with_(effort_hours=hours))
    if not 1 <= hours <= FEW_HOURS or (draft.weeks is not None and needed is not None and needed > draft.weeks):
        return ()
    return (Fix(f"Set the effort to {hours:g} hours", lambda old: old.with_(effort_hours=hours)),)
