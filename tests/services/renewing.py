"""Badges that run out, in tests: programs with each kind of renewal, and the days around the end."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from core.queries import learning
from core.rules.members import Actor
from core.rules.programs import ProgramVersion
from core.services import enrolments, programs, renewals
from core.storage import renewals as stored
from core.storage.awards import Award
from core.storage.database import reading
from tests.builders import a_performance_program, a_progress_program
from tests.cast import Cast

ACTIVITIES: Sequence[str] = ("A1", "A2")
_SELF = [
    {"key": key, "title": f"Task {key}", "kind": "read", "minutes": 30, "attestation": "I did it."} for key in ACTIVITIES
]  # fmt: skip


def a_program_that_ends(code: str = "END-100", **changes: Any) -> ProgramVersion:
    """Progress, ticked off by oneself, valid for a year; renewed by evidence of practice unless told otherwise."""
    renewal = {"kind": "evidence", "prompt": "Show one lockout that you verified this year."}
    content = {"code": code, "title": f"Verify lockouts {code}", "validity": "P1Y", "renewal": renewal}
    return a_progress_program(activities=_SELF, completion={"kind": "all", "of": list(ACTIVITIES)}, **(content | changes))


def publish(cast: Cast, *several: ProgramVersion) -> None:
    for program in several:
        programs.publish(cast.portal, cast.dee, program=program)


def earn(cast: Cast, who: Actor, code: str = "END-100") -> Award:
    """Start the program and tick everything off; gives the badge."""
    started = enrolments.enrol(cast.portal, who, code=code)
    for key in ACTIVITIES:
        enrolments.complete_activity(cast.portal, who, enrolment_id=started.id, activity=key, attested=True)
    return badge(cast, who, code)


def badge(cast: Cast, who: Actor, code: str = "END-100") -> Award:
    """The newest badge of the program."""
    return next(each.award for each in learning.badges(cast.portal, who) if each.award.program_code == code)


def to_days_before_the_end(cast: Cast, award: Award, days: int) -> None:
    """Move the clock; negative is after the end."""
    assert award.valid_until is not None
    at: datetime = cast.clock.time
    cast.clock.pass_days((award.valid_until.date() - at.date()).days - days)


def hand_in(cast: Cast, who: Actor, award: Award, text: str = "In May I verified the chiller lockout.") -> str:
    """Evidence of practice as a text, handed in; gives its id."""
    draft = renewals.open_draft(cast.portal, who, token=award.token)
    renewals.give_text(cast.portal, who, practice_id=draft.id, text=text)
    renewals.hand_in(cast.portal, who, practice_id=draft.id, own_work=True)
    return draft.id


def answer(cast: Cast, practice_id: str, verdict: str = "renewed", reason: str = "") -> str | None:
    """Rui's answer; gives the token of the new badge."""
    with reading(cast.portal.database) as db:
        seen = stored.get(db, practice_id).row_version
    return renewals.judge(cast.portal, cast.rui, practice_id=practice_id, seen=seen, answer=verdict, reason=reason)


def a_judged_program_that_ends() -> ProgramVersion:
    return a_performance_program(code="JDG-100", title="Verify by hand", validity="P1Y", renewal={"kind": "reassess"})
