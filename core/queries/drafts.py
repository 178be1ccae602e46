"""What designers see of their programs: every draft and every program on its card, and the words that others used before."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from sqlite_utils import Database

from core.portal import Portal
from core.rules.design_snapshots import read_snapshot
from core.rules.drafts import Draft, draft_of
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.programs import VersionState
from core.rules.times import moment
from core.storage import drafts, programs
from core.storage.database import reading, rows
from core.storage.drafts import DraftState, StoredDraft


@dataclass(frozen=True)
class Sheet:
    """A draft on its designer's desk. ``live`` is the number of the version that members take part in today, or empty."""

    stored: StoredDraft
    changed_by: str
    live: str

    @property
    def draft(self) -> Draft:
        return self.stored.draft


@dataclass(frozen=True)
class StudioCard:
    """A draft (``draft_id``) or a program as it is live. ``open_draft`` leads from a program to the draft of its next version."""

    kind: Literal["draft", "program"]
    draft: Draft
    state: DraftState | VersionState
    changed_at: datetime | None
    changed_by: str = ""
    draft_id: str = ""
    version_id: str = ""
    open_draft: str = ""
    waivers: tuple[str, ...] = ()
    comment: str = ""
    enrolled: int = 0
    awards: int = 0


@dataclass(frozen=True)
class UsedWords:
    """What programs were given before, to be chosen again instead of written a little differently."""

    job_roles: tuple[str, ...]
    goals: tuple[str, ...]
    tags: tuple[str, ...]


def sheet(portal: Portal, actor: Actor, draft_id: str) -> Sheet:
    """One draft. Refuses unknown ones, and people who design nothing."""
    require(actor, Permission.PROGRAM_PUBLISH)
    with reading(portal.database) as db:
        stored = drafts.get(db, draft_id)
        live = {row.program.code: row.program.version for row in programs.every_version(db) if row.state == "published"}
        return Sheet(stored, _names(db).get(stored.updated_by or "", ""), live.get(stored.draft.code, ""))


def studio(portal: Portal, actor: Actor) -> list[StudioCard]:
    """A card for each open draft, the last change first, then one for each program, by code."""
    require(actor, Permission.PROGRAM_PUBLISH)
    with reading(portal.database) as db:
        names, open_ones = _names(db), drafts.open_ones(db)
        return [*(_of_draft(row, names) for row in open_ones), *_of_programs(db, open_ones)]


def _of_draft(row: StoredDraft, names: dict[str, str]) -> StudioCard:
    return StudioCard(
        kind="draft",
        draft=row.draft,
        state=row.state,
        changed_at=row.updated_at,
        changed_by=names.get(row.updated_by or "", ""),
        draft_id=row.id,
        version_id=row.based_on or "",
        waivers=tuple(waiver.finding for waiver in row.waivers),
        comment=row.comment,
    )


def _of_programs(db: Database, open_ones: Iterable[StoredDraft]) -> list[StudioCard]:
    """The version that takes participants, else the latest one of each program."""
    revised = {row.draft.code: row.id for row in open_ones}
    use = _use(db)
    latest: dict[str, StudioCard] = {}
    for row in programs.every_version(db):
        code = row.program.code
        if row.program.benchmark == "pathway":  # the badge of a pathway, which is designed elsewhere
            continue
        if code in latest and row.state != "published":
            continue
        published_at, enrolled, awards = use[row.id]
        snapshot = read_snapshot(row.design_check)
        latest[code] = StudioCard(
            kind="program",
            draft=draft_of(row.program),
            state=row.state,
            changed_at=moment(published_at) if published_at else None,
            version_id=row.id,
            open_draft=revised.get(code, ""),
            waivers=tuple(finding.key for finding in snapshot.waived) if snapshot else (),
            enrolled=enrolled,
            awards=awards,
        )
    return list(latest.values())


def _use(db: Database) -> dict[str, tuple[str, int, int]]:
    found = rows(
        db,
        "SELECT id, coalesce(published_at, '') AS at,"
        " (SELECT count(*) FROM enrolments e JOIN program_versions o ON o.id = e.version_id WHERE o.code = v.code) AS enrolled,"
        " (SELECT count(*) FROM awards a WHERE a.program_code = v.code) AS awards FROM program_versions v",
    )
    return {row["id"]: (row["at"], row["enrolled"], row["awards"]) for row in found}


def _names(db: Database) -> dict[str, str]:
    return {row["id"]: row["display_name"] for row in rows(db, "SELECT id, display_name FROM members")}


def used_words(portal: Portal) -> UsedWords:
    """Job roles, goals and tags of all versions, each once, by the alphabet."""
    with reading(portal.database) as db:
        versions = [row.program for row in programs.every_version(db)]
    return UsedWords(
        job_roles=_once(role for program in versions for role in program.job_roles),
        goals=_once(goal for program in versions for goal in program.goals),
        tags=_once(tag for program in versions for tag in program.tags),
    )


def _once(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(texts), key=str.casefold))
