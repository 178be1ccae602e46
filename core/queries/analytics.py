"""First numbers: the funnel per program, time to decision, and how often the first attempt is enough.

Definitions (domain practice): a funnel counts people per program; time to decision is counted in working days from
hand-in to decision; the first-attempt pass rate is approved first attempts among all decided first attempts, with its
Wilson 95 % interval (E. B. Wilson, "Probable inference", 1927).
"""

from dataclasses import dataclass
from datetime import date
from math import sqrt
from statistics import median

from core.portal import Portal
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.times import business_days_between, moment
from core.storage.database import reading, rows

STEPS = ("Enrolled", "Started", "Submitted or completed", "Earned")
TOO_FEW, EARLY = 10, 30
Z_95 = 1.959963984540054


@dataclass(frozen=True)
class FunnelStep:
    program_code: str
    title: str
    step: str
    people: int


def funnel(portal: Portal, actor: Actor) -> list[FunnelStep]:
    """Per published program how many people reached each step, in the order of the steps."""
    require(actor, Permission.ANALYTICS_READ)
    with reading(portal.database) as db:
        found = rows(
            db,
            """
            SELECT v.code, v.title, count(DISTINCT e.member_id) AS enrolled,
                count(DISTINCT CASE WHEN s.id IS NOT NULL OR c.id IS NOT NULL THEN e.member_id END) AS started,
                count(DISTINCT CASE WHEN s.submitted_at IS NOT NULL OR a.token IS NOT NULL THEN e.member_id END) AS submitted,
                count(DISTINCT CASE WHEN a.token IS NOT NULL THEN e.member_id END) AS earned
            FROM program_versions v
            LEFT JOIN enrolments e ON e.program_code = v.code
            LEFT JOIN submissions s ON s.enrolment_id = e.id
            LEFT JOIN completions c ON c.enrolment_id = e.id
            LEFT JOIN awards a ON a.enrolment_id = e.id
            WHERE v.state = 'published' GROUP BY v.code, v.title ORDER BY v.title
            """,
        )
    counts = ("enrolled", "started", "submitted", "earned")
    return [FunnelStep(r["code"], r["title"], step, r[name]) for r in found for step, name in zip(STEPS, counts, strict=True)]


@dataclass(frozen=True)
class DecisionTime:
    program_code: str
    decided_on: date
    working_days: int
    promised_days: int


def decision_times(portal: Portal, actor: Actor) -> list[DecisionTime]:
    """One row per decision, the oldest first."""
    require(actor, Permission.ANALYTICS_READ)
    with reading(portal.database) as db:
        found = rows(
            db,
            "SELECT v.code, s.submitted_at, d.decided_at, json_extract(v.content, '$.decision_days') AS promised FROM decisions d"
            " JOIN submissions s ON s.id = d.submission_id JOIN program_versions v ON v.id = s.version_id ORDER BY d.decided_at",
        )
    return [
        DecisionTime(
            row["code"],
            (decided := moment(row["decided_at"]).date()),
            business_days_between(moment(row["submitted_at"]).date(), decided),
            row["promised"],
        )
        for row in found
    ]


def median_days(times: list[DecisionTime]) -> float | None:
    """The median of finished decisions in working days; ``None`` when there are none."""
    return median(row.working_days for row in times) if times else None


def waiting_longest(portal: Portal, actor: Actor) -> int | None:
    """Working days that the oldest undecided submission has waited; a median of finished ones would hide it."""
    require(actor, Permission.ANALYTICS_READ)
    with reading(portal.database) as db:
        found = rows(db, "SELECT min(submitted_at) AS oldest FROM submissions WHERE state IN ('submitted', 'in_review')")
    oldest = found[0]["oldest"]
    return business_days_between(moment(oldest).date(), portal.now().date()) if oldest else None


@dataclass(frozen=True)
class PassRate:
    """First attempts of one program: ``passed`` of ``decided``, with the Wilson interval as shares from 0 to 1."""

    program_code: str
    title: str
    passed: int
    decided: int
    low: float
    high: float

    @property
    def share(self) -> float:
        return self.passed / self.decided


def first_attempt_pass_rates(portal: Portal, actor: Actor) -> list[PassRate]:
    """Per program with at least one decided first attempt."""
    require(actor, Permission.ANALYTICS_READ)
    with reading(portal.database) as db:
        found = rows(
            db,
            "SELECT e.program_code AS code, max(v.title) AS title, sum(d.outcome = 'approved') AS passed, count(*) AS decided"
            " FROM decisions d JOIN submissions s ON s.id = d.submission_id AND s.attempt = 1 JOIN enrolments e ON e.id = s.enrolment_id"
            " JOIN program_versions v ON v.id = s.version_id GROUP BY e.program_code ORDER BY title",
        )
    return [PassRate(r["code"], r["title"], r["passed"], r["decided"], *wilson(r["passed"], r["decided"])) for r in found]


def wilson(successes: int, trials: int) -> tuple[float, float]:
    """The Wilson score interval at 95 % for a proportion, as shares from 0 to 1.

    >>> tuple(round(bound, 3) for bound in wilson(18, 24))
    (0.551, 0.88)
    """
    share, z2 = successes / trials, Z_95**2
    middle = share + z2 / (2 * trials)
    half = Z_95 * sqrt(share * (1 - share) / trials + z2 / (4 * trials**2))
    return (middle - half) / (1 + z2 / trials), (middle + half) / (1 + z2 / trials)
