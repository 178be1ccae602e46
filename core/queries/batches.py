"""Cohorts from files, for those who issue them: what may be issued, which files were run, what became of each row."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlite_utils import Database

from core.errors import NotFound
from core.portal import Portal
from core.rules.batches import VERDICT_WORDS, Batch, BatchRow, Verdict
from core.rules.members import Actor
from core.rules.permissions import Permission, allowed, require
from core.rules.programs import ProgramVersion
from core.storage import batches, programs
from core.storage.database import reading

NEWEST = 50
RESULT_COLUMNS = {"line": "line", "email": "e-mail", "verdict": "verdict", "sentence": "explanation", "address": "public address"}


@dataclass(frozen=True)
class BatchView:
    """A file that was run, how many of its rows have which verdict; ``rows`` only where one of them is looked at."""

    batch: Batch
    program: ProgramVersion
    counts: Mapping[Verdict, int]
    rows: tuple[BatchRow, ...] = ()

    @property
    def issued(self) -> int:
        return self.counts.get("issued", 0)

    @property
    def waiting(self) -> int:
        return self.counts.get("ready", 0)


def programs_to_issue(portal: Portal, actor: Actor) -> list[ProgramVersion]:
    """The published programs that the actor may issue to a cohort, by code."""
    require(actor, Permission.COHORT_ISSUE)
    with reading(portal.database) as db:
        published = [
            stored.program for stored in programs.every_version(db) if stored.state == "published" and stored.program.benchmark != "pathway"
        ]
    return [program for program in published if not program.wants_performance or allowed(actor, Permission.RESULTS_IMPORT)]


def batches_of(portal: Portal, actor: Actor) -> list[BatchView]:
    """The newest files that were run: administrators see everybody's, others their own."""
    require(actor, Permission.COHORT_ISSUE)
    with reading(portal.database) as db:
        seen = [batch for batch in batches.everything(db) if _may_see(actor, batch)]
        return [_view(db, batch) for batch in seen[:NEWEST]]


def batch(portal: Portal, actor: Actor, batch_id: str) -> BatchView:
    """One file with all its rows. Somebody else's is *not found*."""
    return _one(portal, actor, batch_id, with_rows=True)


def how_far(portal: Portal, actor: Actor, batch_id: str) -> BatchView:
    """One file without its rows, for a bar that is drawn again and again."""
    return _one(portal, actor, batch_id, with_rows=False)


def _one(portal: Portal, actor: Actor, batch_id: str, *, with_rows: bool) -> BatchView:
    require(actor, Permission.COHORT_ISSUE)
    with reading(portal.database) as db:
        found = batches.get(db, batch_id)
        if not _may_see(actor, found):
            raise NotFound("There is no such cohort.")
        return _view(db, found, tuple(batches.rows_of(db, batch_id)) if with_rows else ())


def _may_see(actor: Actor, found: Batch) -> bool:
    return allowed(actor, Permission.RESULTS_IMPORT) or found.started_by == actor.id


def _view(db: Database, found: Batch, kept: tuple[BatchRow, ...] = ()) -> BatchView:
    return BatchView(found, programs.get(db, found.version_id).program, batches.counts(db, found.id), kept)


def result_rows(portal: Portal, rows: Sequence[BatchRow]) -> list[dict[str, object]]:
    """The rows for a file or a program that reads them, with the columns of ``RESULT_COLUMNS``."""
    return [
        {
            "line": row.line,
            "email": row.email,
            "verdict": VERDICT_WORDS[row.verdict],
            "sentence": row.sentence,
            "address": f"{portal.base_url}/b/{row.award_token}" if row.award_token else "",
        }
        for row in rows
    ]
