"""Taking a badge back: for one of a few causes, after the holder could answer, and never by one person alone.

A case is opened by somebody who looks after badges; the holder has fourteen days to say something; somebody else decides.
In public stands only the cause in two or three words, and the day.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, get_args

from core.errors import RuleBroken
from core.rules.awards import Origin, RecordedState, Standing
from core.rules.times import end_of_day, long_day

Cause = Literal["error", "integrity", "policy", "duplicate", "holder_request"]
Outcome = Literal["revoked", "kept", "withdrawn"]
Verdict = Literal["revoked", "kept"]
StatusPurpose = Literal["revocation", "suspension"]
"""What the status lists speak of: each badge has the same place in the list for either purpose."""
CAUSES: tuple[Cause, ...] = get_args(Cause)

ANSWER_DAYS = 14
ALONE_WAITS = timedelta(hours=48)
UNDER_SUSPICION = "a question about it is being looked into"
CORRECTED = "the name on it was corrected"


@dataclass(frozen=True)
class CauseWords:
    """``label`` for those who open and decide cases, ``to_holder`` for whose badge it is, ``public`` for everybody."""

    label: str
    to_holder: str
    public: str


CAUSE_WORDS: dict[Cause, CauseWords] = {
    "error": CauseWords("It was issued by mistake", "it may have been issued by mistake", "issued in error"),
    "integrity": CauseWords(
        "The evidence was not the holder's own, or was made up", "the evidence may not have been your own work", "for reasons of integrity"
    ),
    "policy": CauseWords(
        "A rule of the association asks for it", "a rule of the association may ask for it", "under a rule of the association"
    ),
    "duplicate": CauseWords(
        "The person holds another badge for the same achievement", "you may hold another badge for the same achievement", "issued twice"
    ),
    "holder_request": CauseWords("The holder asked for it", "you asked for it", "at the holder's request"),
}


@dataclass(frozen=True)
class RevocationCase:
    """One question whether a badge stays. ``opened_by`` is ``None`` where the case was opened at the command line.

    ``explanation`` is for the holder and for whoever decides, ``answer`` is the holder's, ``grounds`` those of the decision;
    none of them is public. ``answer_until`` ends the time to answer.
    """

    id: str
    award_token: str
    cause: Cause
    explanation: str
    opened_by: str | None
    opened_at: datetime
    answer_until: datetime
    answer: str
    answered_at: datetime | None
    outcome: Outcome | None
    decided_by: str | None
    decided_at: datetime | None
    grounds: str

    @property
    def is_open(self) -> bool:
        return self.outcome is None


def answer_until(opened_at: datetime) -> datetime:
    """The end of the fourteenth day after the opening (UTC)."""
    return end_of_day((opened_at + timedelta(days=ANSWER_DAYS)).date())


def check_is_not_own(holder_id: str, actor_id: str | None) -> None:
    """Refuses whoever holds the badge: what happens to it is for somebody else to ask, to do and to decide."""
    if actor_id == holder_id:
        raise RuleBroken("Nobody decides about their own badge.")


def check_may_open(state: RecordedState, replaced_by: Origin | None, *, has_open_case: bool) -> None:
    """Refuses badges that are out of force already, and a second case beside an open one."""
    if state == "revoked":
        raise RuleBroken("This badge is revoked already.")
    if state == "superseded" and replaced_by == "correction":
        raise RuleBroken("A corrected badge took the place of this one. Please open the case about that one.")
    if has_open_case:
        raise RuleBroken("There is an open case about this badge already. It has to be decided or withdrawn first.")


def check_may_suspend(cause: Cause | None, state: RecordedState) -> None:
    """Refuses to suspend for anything but a question of integrity, and badges that are not in force.

    ``cause`` is the one of the open case; ``None`` where there is none.
    """
    if cause != "integrity":
        raise RuleBroken("A badge is suspended only while a question of integrity is open. Please open such a case first.")
    if state != "active":
        raise RuleBroken("Only a badge that is in force can be suspended.")


def check_may_correct(today: Standing, *, has_open_case: bool) -> None:
    """Refuses to put the name right on badges that were taken back, suspended or replaced, and while a case about the badge is open."""
    if today not in ("valid", "expired"):
        raise RuleBroken("Only a badge that is in force, or has run out, can be corrected.")
    if has_open_case:
        raise RuleBroken("There is an open case about this badge. It has to be decided or withdrawn first.")


def check_may_answer(case: RevocationCase, now: datetime) -> None:
    """Refuses after the decision and after the time to answer."""
    if not case.is_open:
        raise RuleBroken("This case is closed already.")
    if now > case.answer_until:
        raise RuleBroken(f"The time to answer ended on {long_day(case.answer_until)}.")


def check_may_withdraw(case: RevocationCase, actor_id: str | None) -> None:
    """Refuses everybody but the one who opened the case (``None``: the command line), and a closed case."""
    if case.opened_by != actor_id:
        raise RuleBroken("Only the person who opened this case can withdraw it. You can decide that the badge stays.")
    if not case.is_open:
        raise RuleBroken("This case is closed already.")


def decided_from(case: RevocationCase, *, alone: bool) -> datetime:
    """From when on the case may be decided.

    A second person: at once where the holder asked for it or has answered, else when the time to answer is over. Whoever is
    ``alone`` (opened the case, and nobody else could decide it) waits 48 hours more, whether or not there is an answer.
    """
    if alone:
        return (case.opened_at if case.cause == "holder_request" else case.answer_until) + ALONE_WAITS
    if case.cause == "holder_request":
        return case.opened_at
    return case.answered_at or case.answer_until


def check_may_decide(case: RevocationCase, *, decider_id: str, holder_id: str, others: int, now: datetime) -> None:
    """Refuses the holder, the person who opened the case, and everybody before its time.

    ``others``: how many people besides holder and opener could decide. Where there are none, in an office of one person,
    the opener may, later.
    """
    check_is_not_own(holder_id, decider_id)
    alone = decider_id == case.opened_by
    if alone and others:
        raise RuleBroken("You opened this case, so somebody else has to decide it.")
    if now < (ready := decided_from(case, alone=alone)):
        raise RuleBroken(_not_yet(case, ready, alone))


def _not_yet(case: RevocationCase, ready: datetime, alone: bool) -> str:
    when = f"{long_day(ready)} at {ready:%H:%M} UTC"
    if alone:
        return f"Nobody else can decide this, so you may do it yourself, but not before {when}. Sleep on it."
    return f"The holder can answer until {when}. Please decide after that, or as soon as there is an answer."
