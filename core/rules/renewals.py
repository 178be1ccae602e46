"""Badges that run out: when their holders are reminded, when and how they can be renewed, and from when the new badge counts.

Days are whole days (UTC), as everywhere in badges (domain, 3.8).
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

from core.errors import BadInput, NotFound, RuleBroken
from core.rules.evidence import EvidenceItem
from core.rules.pass_rules import RuleResult, TraceLine
from core.rules.programs import ProgramVersion, Renewal
from core.rules.times import long_day

REMINDERS = (60, 30, 7, 0)  # days before the end
OPENS_BEFORE = timedelta(days=60)
GRACE = timedelta(days=30)
REQUIREMENT = "PRACTICE"  # what the one piece of evidence is filed under
DEFAULT_TITLE = "Evidence of practice"
State = Literal["draft", "in_review", "renewed", "returned"]
Answer = Literal["renewed", "returned"]
ANSWERS: tuple[Answer, ...] = ("renewed", "returned")


@dataclass(frozen=True)
class Window:
    """The days of a badge that ends: it can be renewed from ``opens_on`` until ``closes_on``, both included."""

    opens_on: date
    ends_on: date
    closes_on: date

    def is_open(self, today: date) -> bool:
        return self.opens_on <= today <= self.closes_on

    def days_left(self, today: date) -> int:
        """Negative once the badge has run out."""
        return (self.ends_on - today).days


def window(awarded_at: datetime, ends_at: datetime) -> Window:
    """From 60 days before the end until 30 days after it; badges of less than 120 days can be renewed in the second half of their life."""
    end, awarded = ends_at.date(), awarded_at.date()
    return Window(max(end - OPENS_BEFORE, awarded + (end - awarded) / 2), end, end + GRACE)


def reminder_due(days: Window, today: date, already: Collection[int]) -> int | None:
    """Which of the reminders is due: the last one whose day has come, never one that was sent or that came before one that was.

    Whoever slept over several sends the last of them only; after the time to renew there is nothing left to remind of.
    Revoked, suspended, replaced badges and those whose renewal is being judged never come here.

    >>> days = Window(date(2026, 1, 1), date(2026, 3, 2), date(2026, 4, 1))
    >>> reminder_due(days, date(2026, 1, 1), ()), reminder_due(days, date(2026, 2, 27), (60,)), reminder_due(days, date(2026, 2, 27), (7,))
    (60, 7, None)
    """
    if not days.is_open(today):
        return None
    reached = [before for before in REMINDERS if days.days_left(today) <= before]
    latest = min(reached, default=None)
    return None if latest is None or any(sent <= latest for sent in already) else latest


def counts_from(now: datetime, awarded_at: datetime, ends_at: datetime | None) -> datetime:
    """From when the time of a renewed badge is counted: from the end of the old one where that is still to come.

    The new badge is valid from today; renewing early costs nobody a day. Domain, 3.8, counts from the day of the award, which
    would make people wait until the last week. Outside the time to renew, today.
    """
    if ends_at is None or not window(awarded_at, ends_at).is_open(now.date()):
        return now
    return max(now, ends_at)


def promised(own: ProgramVersion, of_today: ProgramVersion | None) -> Renewal:
    """How a badge is renewed: as its own version promised, or where that promised nothing, as today's version does."""
    if own.renewal.kind != "none" or of_today is None:
        return own.renewal
    return of_today.renewal


@dataclass(frozen=True)
class Piece:
    """The one thing that is handed in; which fields are filled depends on ``kind`` (empty: nothing yet)."""

    kind: Literal["", "text", "link", "file"] = ""
    text: str = ""
    url: str = ""
    file_name: str = ""
    sha256: str = ""
    media_type: str = ""
    size: int = 0

    @property
    def is_there(self) -> bool:
        return bool(self.text.strip()) if self.kind == "text" else bool(self.kind)


@dataclass(frozen=True)
class Practice:
    """Evidence of practice, from draft to answer. ``row_version`` rises with every write."""

    id: str
    award_token: str
    member_id: str
    program_code: str
    created_at: datetime
    state: State = "draft"
    title: str = DEFAULT_TITLE
    description: str = ""
    piece: Piece = Piece()
    submitted_at: datetime | None = None
    decided_by: str | None = None
    decided_at: datetime | None = None
    reason: str = ""
    new_token: str | None = None
    row_version: int = 1

    @property
    def item(self) -> EvidenceItem | None:
        """The piece as evidence is shown and served, ``None`` while there is none."""
        piece = self.piece
        if not piece.kind:
            return None
        return EvidenceItem(
            id=self.id,
            submission_id=self.id,
            requirement=REQUIREMENT,
            kind=piece.kind,
            title=self.title,
            description=self.description,
            file_name=piece.file_name,
            sha256=piece.sha256,
            media_type=piece.media_type,
            size=piece.size,
            url=piece.url,
            text=piece.text,
        )


def check_may_begin(renewal: Renewal, days: Window | None, today: date) -> None:
    """Refuses badges that are not renewed by evidence, and days outside the time to renew."""
    if days is None:
        raise RuleBroken("This badge does not run out; there is nothing to renew.")
    if renewal.kind != "evidence":
        raise RuleBroken("This badge is not renewed by evidence of practice.")
    if today < days.opens_on:
        raise RuleBroken(f"This badge can be renewed from {long_day(days.opens_on)}.")
    if today > days.closes_on:
        raise RuleBroken(f"The time to renew this badge ended on {long_day(days.closes_on)}. You can earn it again.")


def check_may_edit(practice: Practice, member_id: str) -> None:
    """Only the holder edits, and only a draft. Somebody else's is *not found*."""
    if practice.member_id != member_id:
        raise NotFound("There is no such renewal among yours.")
    if practice.state != "draft":
        raise RuleBroken("This has been handed in and can no longer be changed.")


def check_may_hand_in(practice: Practice, *, own_work: bool) -> None:
    """Refuses what lacks the piece or the statement, all at once."""
    problems = {}
    if not practice.piece.is_there:
        problems[REQUIREMENT] = "Please give one piece of evidence: a text, a link or a file."
    if not own_work:
        problems["own_work"] = "Please confirm that this is your own work."
    if problems:
        raise BadInput(problems)


def check_may_judge(practice: Practice, reviewer_id: str) -> None:
    """Nobody judges their own: to its holder it is *not found* here. Refuses what is not waiting for an answer."""
    if practice.member_id == reviewer_id or practice.state == "draft":
        raise NotFound("There is no such renewal to judge.")
    if practice.state != "in_review":
        raise RuleBroken("This renewal has its answer already.")


def check_answer(answer: str, reason: str) -> Answer:
    """The answer. Refuses none at all, and *returned* without a reason that helps."""
    if answer not in ANSWERS:
        raise BadInput({"answer": "Please choose whether the badge is renewed."})
    if answer == "returned" and not reason:
        raise BadInput({"reason": "Please say what is missing, so that the holder can add it."})
    return "renewed" if answer == "renewed" else "returned"


def judged(practice: Practice) -> RuleResult:
    """The rule of a renewal by evidence: one piece, handed in, judged by one reviewer who is not its holder. Can be replayed."""
    lines = (
        TraceLine(
            text="One piece of evidence of practice was handed in", holds=practice.piece.is_there and practice.submitted_at is not None
        ),
        TraceLine(text="A reviewer, who is not the holder, judged it", holds=practice.decided_by not in (None, practice.member_id)),
        TraceLine(text=f"The answer: {practice.state}", holds=practice.state == "renewed"),
    )
    return RuleResult(verdict="pass" if all(line.holds for line in lines) else "not_yet", trace=lines)


def updated(program: str, earned: Collection[str]) -> RuleResult:
    """The rule of a renewal by an update program: its badge was earned in the time to renew."""
    holds = program in earned
    return RuleResult(verdict="pass" if holds else "not_yet", trace=(TraceLine(text=f"Earned the badge of {program}", holds=holds),))


def renewed_by_practice() -> str:
    """The public sentence on how the renewed badge came about; what was judged the first time stays with the badge before it."""
    return "Renewed on evidence of practice, judged by 1 reviewer."


def renewed_by_update(title: str) -> str:
    """
    >>> renewed_by_update("Build a schedule")
    'Renewed by earning “Build a schedule”.'
    """
    return f"Renewed by earning “{title}”."
