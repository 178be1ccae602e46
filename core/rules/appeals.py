"""Appealing against a revocation: once, within thirty days, on one of a few grounds, to somebody who had no part in the case.

Only this way does a revoked badge come back into force.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, get_args

from core.errors import RuleBroken
from core.rules.awards import RecordedState
from core.rules.revocations import RevocationCase, check_is_not_own
from core.rules.times import add_business_days, end_of_day, long_day

Ground = Literal["process_error", "conflict_of_interest", "evidence_overlooked", "new_information"]
AppealOutcome = Literal["upheld", "dismissed"]
GROUNDS: tuple[Ground, ...] = get_args(Ground)
GROUND_LABELS: dict[Ground, str] = {
    "process_error": "The steps were not followed",
    "conflict_of_interest": "Somebody who decided was not impartial",
    "evidence_overlooked": "Something that was there was overlooked",
    "new_information": "There is something new",
}

APPEAL_DAYS = 30
DECIDED_WITHIN = 20  # working days after the appeal


@dataclass(frozen=True)
class Appeal:
    """The holder's appeal against the decision of a case.

    ``statement`` is the holder's, ``reasons`` are those of the decision; neither is public. ``due_on``: the last day of the
    time in which it should be decided.
    """

    case_id: str
    ground: Ground
    statement: str
    made_at: datetime
    due_on: date
    outcome: AppealOutcome | None
    decided_by: str | None
    decided_at: datetime | None
    reasons: str

    @property
    def is_open(self) -> bool:
        return self.outcome is None


def appeal_until(decided_at: datetime) -> datetime:
    """The end of the thirtieth day after the decision (UTC)."""
    return end_of_day((decided_at + timedelta(days=APPEAL_DAYS)).date())


def due_on(made_at: datetime) -> date:
    """Twenty working days after the appeal."""
    return add_business_days(made_at.date(), DECIDED_WITHIN)


def check_may_appeal(case: RevocationCase, *, has_appealed: bool, now: datetime) -> None:
    """Refuses where the badge was not revoked, a second appeal, and whatever comes too late."""
    if case.outcome != "revoked" or case.decided_at is None:
        raise RuleBroken("The badge was not revoked in this case, so there is nothing to appeal against.")
    if has_appealed:
        raise RuleBroken("There is an appeal in this case already. A case is appealed once.")
    if now > (until := appeal_until(case.decided_at)):
        raise RuleBroken(f"The time to appeal ended on {long_day(until.date())}.")


def check_may_judge(appeal: Appeal, case: RevocationCase, *, judge_id: str, holder_id: str) -> None:
    """Refuses everybody who had a part in the case, whoever else there may be, and an appeal that is decided."""
    if not appeal.is_open:
        raise RuleBroken("This appeal is decided already.")
    check_is_not_own(holder_id, judge_id)
    if judge_id in (case.opened_by, case.decided_by):
        raise RuleBroken("You had a part in this case, so somebody else has to decide the appeal.")


def state_restored(*, holds_another: bool) -> RecordedState:
    """How a badge stands again after an upheld appeal. Of two badges for the same program the newer one counts."""
    return "superseded" if holds_another else "active"
