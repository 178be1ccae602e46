"""A program for somebody's work: a problem, a task, a job, a goal, and people who learn from each other (L15, L16, L18, L19)."""

from collections.abc import Iterator

from core.rules.design_check.findings import Finding, Fix, Step, Surroundings
from core.rules.drafts import Draft

TOGETHER = ("peer_feedback", "discussion")
PEER_STEP = "Before you hand in, show your draft to somebody who takes the same program. Each of you names one strength and one suggestion."
_JOB = "People take the time for what helps them in their work next week. The first lines of the program's page say what that is."


def a_real_problem(draft: Draft, around: Surroundings) -> Iterator[Finding]:
    for place, message in (
        ("problem_solved", "Which problem at work does this solve?"),
        ("on_the_job_task", "What will people do at work with it? Name one task."),
    ):
        if not getattr(draft, place).strip():
            yield _missing("people", place, message, _JOB)


def a_job(draft: Draft, around: Surroundings) -> Iterator[Finding]:
    if not any(role.strip() for role in draft.job_roles):
        why = f"{_JOB} A job role also lets the catalogue suggest the program to those who have the job."
        yield _missing("people", "job_roles", "Whose job is it for? Name at least one role.", why)


def a_goal(draft: Draft, around: Surroundings) -> Iterator[Finding]:
    if not any(goal.strip() for goal in draft.goals):
        why = "With a goal of the association behind it somebody will ask after a year whether it helped, and will pay for the next one."
        yield _missing("skill", "goals", "Which goal of the association does it serve?", why)


def _missing(step: Step, place: str, message: str, why: str) -> Finding:
    return Finding(severity="warn", penalty=8, step=step, place=place, message=message, why=why)


def has_peers(draft: Draft) -> bool:
    """A peer step, an activity that is done together, or the word of a colleague among the evidence."""
    together = any(row.kind in TOGETHER for row in draft.activities)
    return (
        bool(draft.peer_step.strip()) or together or (draft.wants_performance and any(row.genre == "attestation" for row in draft.evidence))
    )


def learning_together(draft: Draft, around: Surroundings) -> Iterator[Finding]:
    if not has_peers(draft):
        yield Finding(
            severity="warn",
            penalty=8,
            step="learning",
            place="peer_step",
            message="People do this alone. Add a step with a colleague.",
            why="People finish what they talked about with somebody, and hand in better work. It needs no forum: one look at each other's"
            " draft is enough. It never counts in the decision.",
            fixes=(Fix("Add a look at each other’s draft", lambda old: old.with_(peer_step=old.peer_step.strip() or PEER_STEP)),),
        )
