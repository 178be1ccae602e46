"""What was learnt from running it: examples, numbers, and who looks after it (L23, L29, L32)."""

from collections.abc import Iterator

from core.rules.design_check.findings import Finding, Measured, Step, Surroundings
from core.rules.drafts import Draft

MANY_SUBMISSIONS = 20
ENOUGH_FINISHED, ENOUGH_DECIDED = 8, 15
LOWEST_PASS, HIGHEST_PASS, HALF, LOWEST_ALPHA = 0.4, 0.95, 0.5, 0.667


def shows_examples(draft: Draft, around: Surroundings) -> Iterator[Finding]:
    """After many submissions one knows what good work looks like and what goes wrong."""
    if not draft.wants_performance or around.submissions <= MANY_SUBMISSIONS:
        return
    for place, there, message in (
        ("what_good_looks_like", draft.what_good_looks_like.strip(), "show what good work looks like"),
        ("common_mistakes", any(row.common_mistakes.strip() for row in draft.criteria), "say which mistakes are common"),
    ):
        if not there:
            yield Finding(
                severity="advise",
                penalty=3,
                step="evidence",
                place=place,
                message=f"{around.submissions} submissions came in: {message}.",
                why="A rubric with an example helps more than a rubric alone. Ask somebody whose work was approved whether"
                " it may be quoted.",
            )


def as_measured(draft: Draft, around: Surroundings) -> Iterator[Finding]:
    """Numbers of the published version, each only where there are enough of them."""
    seen = around.measured
    if draft.weeks is not None and seen.finished >= ENOUGH_FINISHED and seen.weeks_p75 > draft.weeks:
        message = (
            f"A quarter of the {seen.finished} people who finished took longer than {seen.weeks_p75:.1f} weeks; it says {draft.weeks}."
        )
        yield _measured("weeks", "promise", 8, message)
    if seen.decided >= ENOUGH_DECIDED and not LOWEST_PASS <= seen.passed / seen.decided <= HIGHEST_PASS:
        message = f"{seen.passed} of {seen.decided} first tries were approved."
        hint = " It may be too easy to say much." if seen.passed > HALF * seen.decided else " Is something asked that nobody was shown?"
        yield _measured("first_tries", "evidence", 5, message + hint)
    yield from _hard_criteria(draft, seen)
    if seen.alpha is not None and seen.alpha < LOWEST_ALPHA:
        yield _measured("alpha", "evidence", 8, f"Two reviewers often judge the same work differently (alpha {seen.alpha:.2f}).")


def _hard_criteria(draft: Draft, seen: Measured) -> Iterator[Finding]:
    for row in draft.criteria if seen.rated >= ENOUGH_DECIDED else ():
        if (below := seen.below.get(row.key, 0)) > HALF * seen.rated:
            message = f"“{row.title or row.key}” was not met in {below} of {seen.rated} first tries."
            yield _measured(f"criteria.{row.key}", "evidence", 5, message)


def _measured(place: str, step: Step, penalty: int, message: str) -> Finding:
    return Finding(
        severity="warn",
        penalty=penalty,
        step=step,
        place=place,
        part="measured",
        message=message,
        why="This is what happened with the version that is published. Change what it points at, and look again after the next group.",
    )


def looked_after(draft: Draft, around: Surroundings) -> Iterator[Finding]:
    """One person alone is on holiday one day."""
    if around.has_backup_owner is False:
        yield _alone("owner", "Nobody stands in for the owner of this program. Name a second person.")
    if draft.wants_performance and around.reviewers is not None and around.reviewers <= 1:
        who = "Only one person" if around.reviewers else "Nobody"
        yield _alone("reviewers", f"{who} can review. Who submits would wait, and a reviewer cannot judge their own work.")


def _alone(part: str, message: str) -> Finding:
    return Finding(
        severity="warn",
        penalty=4,
        step="promise",
        part=part,
        message=message,
        why="People leave, fall ill and go on holiday. A program that rests on one person stops with them.",
    )
