"""The design check with its surroundings: what the portal knows of the program's people, of other programs, and of how it did."""

from collections.abc import Collection

from sqlite_utils import Database

from core.portal import Portal
from core.rules.design_check import Measured, OtherProgram, Report, Surroundings, check
from core.rules.drafts import Draft
from core.rules.members import Role
from core.storage import program_events
from core.storage.database import one, reading, rows

DAYS_PER_WEEK = 7


def report_on(portal: Portal, draft: Draft, *, waivers: Collection[str] = ()) -> Report:
    """What the design check says of a draft, here and today. ``waivers`` are keys of findings that the owner lets pass."""
    with reading(portal.database) as db:
        around = _surroundings(db, draft)
    return check(draft, around, waivers)


def _surroundings(db: Database, draft: Draft) -> Surroundings:
    owners = program_events.owners(db, draft.code)
    country = one(db, "SELECT country FROM association")
    return Surroundings(
        others=_others(db, draft.code),
        designers=_active(db, Role.DESIGNER),
        reviewers=_active(db, Role.REVIEWER),
        has_backup_owner=bool(owners.backup) if owners.owner else None,
        country_known=bool(country and country["country"].strip()),
        submissions=_submissions(db, draft.code),
        measured=_measured(db, draft.code),
    )


def _others(db: Database, code: str) -> tuple[OtherProgram, ...]:
    found = rows(
        db,
        "SELECT code, title, outcome FROM program_versions WHERE state = 'published' AND benchmark <> 'pathway' AND code <> :code"
        " ORDER BY code",
        code=code,
    )
    return tuple(OtherProgram(**row) for row in found)


def _active(db: Database, role: Role) -> int:
    found = one(
        db,
        "SELECT count(*) AS n FROM member_roles r JOIN members m ON m.id = r.member_id WHERE r.role = :role AND m.active = 1",
        role=role,
    )
    return int(found["n"]) if found else 0


def _submissions(db: Database, code: str) -> int:
    found = one(
        db,
        "SELECT count(*) AS n FROM enrolments e JOIN submissions s ON s.enrolment_id = e.id AND s.submitted_at IS NOT NULL"
        " WHERE e.program_code = :code",
        code=code,
    )
    return int(found["n"]) if found else 0


def _measured(db: Database, code: str) -> Measured:
    """Of the published version only: a revised one begins anew. Agreement of reviewers is not measured yet."""
    version = one(db, "SELECT id FROM program_versions WHERE code = :code AND state = 'published'", code=code)
    if version is None:
        return Measured()
    weeks = _weeks_to_the_badge(db, code, version["id"])
    passed, decided = _first_attempts(db, code, version["id"])
    return Measured(
        weeks_p75=weeks[(3 * len(weeks) - 1) // 4] if weeks else 0,  # the nearest rank: three quarters took no longer
        finished=len(weeks),
        passed=passed,
        decided=decided,
        below=_below_threshold(db, code, version["id"]),
        rated=decided,
    )


def _weeks_to_the_badge(db: Database, code: str, version_id: str) -> list[float]:
    """From enrolling to the badge, the shortest first."""
    found = rows(
        db,
        "SELECT julianday(a.awarded_at) - julianday(e.enrolled_at) AS days FROM enrolments e JOIN awards a ON a.enrolment_id = e.id"
        " WHERE e.program_code = :code AND e.version_id = :version ORDER BY days",
        code=code,
        version=version_id,
    )
    return [row["days"] / DAYS_PER_WEEK for row in found]


_DECIDED_FIRST = (
    " FROM enrolments e JOIN submissions s ON s.enrolment_id = e.id AND s.attempt = 1 JOIN decisions d ON d.submission_id = s.id"
)


def _first_attempts(db: Database, code: str, version_id: str) -> tuple[int, int]:
    """First attempts that were approved, and all that were decided."""
    found = one(
        db,
        "SELECT coalesce(sum(d.outcome = 'approved'), 0) AS passed, count(*) AS decided"
        + _DECIDED_FIRST
        + " WHERE e.program_code = :code AND e.version_id = :version",
        code=code,
        version=version_id,
    )
    return (found["passed"], found["decided"]) if found else (0, 0)


def _below_threshold(db: Database, code: str, version_id: str) -> dict[str, int]:
    """Per criterion how many first attempts did not reach its threshold."""
    found = rows(
        db,
        "SELECT r.key, count(*) AS n"
        + _DECIDED_FIRST
        + " JOIN program_versions v ON v.id = e.version_id, json_each(d.ratings) r, json_each(v.content, '$.rubric.criteria') c"
        " WHERE e.program_code = :code AND e.version_id = :version AND json_extract(c.value, '$.key') = r.key"
        " AND r.value < json_extract(c.value, '$.threshold') GROUP BY r.key",
        code=code,
        version=version_id,
    )
    return {row["key"]: row["n"] for row in found}
