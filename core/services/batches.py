"""Issuing to a cohort from a file: looked at first, then issued in small groups. It can be stopped and taken up at any row.

The file itself is the key: the same file for the same version is the same batch, so that running it again goes on where it
ended and issues nothing twice.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from sqlite3 import IntegrityError

from sqlite_utils import Database

from core.errors import BadInput, PortalError, RuleBroken, StorageTrouble
from core.portal import Portal, new_id
from core.rules.audit_actions import Action
from core.rules.batch_files import Heading, read_heading, read_row
from core.rules.batches import Batch, BatchRow, Progress, Verdict, check_may_issue
from core.rules.enrolments import check_is_program
from core.rules.evidence import display_file_name
from core.rules.members import Actor
from core.rules.programs import ProgramVersion
from core.rules.texts import clean_line
from core.rules.times import stamp
from core.services.batch_files import Cells, rows_of
from core.services.batch_rows import judgement, known_of, settle
from core.services.fields import field_errors
from core.services.press import open_press
from core.services.printing import check_printable
from core.services.recording import record
from core.storage import batches, programs
from core.storage.database import reading, writing
from core.storage.programs import StoredVersion

GROUP = 20  # rows that are committed together: others who write wait no longer than signing these takes
LONGEST_ORIGIN = 200


@dataclass(frozen=True)
class Preview:
    """What would become of a file; nothing was written. ``ignored`` are columns that the portal does not know."""

    program: ProgramVersion
    rows: tuple[BatchRow, ...]
    ignored: tuple[str, ...]

    @property
    def counts(self) -> Counter[Verdict]:
        return Counter(row.verdict for row in self.rows)


def preview(portal: Portal, actor: Actor, *, code: str, data: bytes) -> Preview:
    """Every row of the file with its verdict. Refuses files that cannot be read, and programs that the actor may not issue."""
    with reading(portal.database) as db:
        stored = _version_to_issue(db, actor, code)
        lines = rows_of(data, stored.program)
        if (first := next(lines, None)) is None:
            raise BadInput({"file": "The file is empty."})
        heading = read_heading(stored.program, first.cells)
        seen: dict[str, int] = {}
        judged = tuple(_judged(db, portal, actor, stored, heading, row, seen) for row in lines)
    if not judged:
        raise BadInput({"file": "The file names its columns, and nobody. Please write one row for each person."})
    return Preview(stored.program, judged, heading.ignored)


def _version_to_issue(db: Database, actor: Actor, code: str) -> StoredVersion:
    stored = programs.published(db, code)
    check_is_program(stored.program)
    check_may_issue(actor, stored.program)
    return stored


def _judged(
    db: Database, portal: Portal, actor: Actor, stored: StoredVersion, heading: Heading, row: Cells, seen: dict[str, int]
) -> BatchRow:  # fmt: skip
    try:
        facts = read_row(stored.program, heading, row.cells, today=portal.now().date())
    except BadInput as problem:
        written = next((cell for cell, column in zip(row.cells, heading.columns, strict=False) if column and column.key == "email"), "")
        return BatchRow(row.line, " ".join(written.split())[:254], None, "wrong", problem.message, None)
    if facts.email in seen:
        return BatchRow(row.line, facts.email, None, "twice", f"The same person as in line {seen[facts.email]}.", None)
    seen[facts.email] = row.line
    told = judgement(portal, actor, stored=stored, facts=facts, known=known_of(db, facts.email, stored.program.code))
    return BatchRow(row.line, facts.email, facts, told.verdict, told.sentence, told.award_token)


def begin(portal: Portal, actor: Actor, *, code: str, data: bytes, file_name: str, origin: str = "") -> str:
    """Keep the rows of a file with their verdicts, ready to be issued; gives the id of the batch. No badge is issued yet.

    The same file again is the same batch: what was issued stays, everything else is looked at anew. ``origin`` is the
    public word for where imported results come from. Refuses what ``preview`` refuses.
    """
    origin = _origin(origin)
    looked_at = preview(portal, actor, code=code, data=data)
    sha256, at = hashlib.sha256(data).hexdigest(), stamp(portal.now())
    with writing(portal.database) as db:
        stored = _version_to_issue(db, actor, code)
        if stored.program != looked_at.program:
            raise RuleBroken("The program has a new version since a moment ago. Please look at the file again.")
        batch = batches.of_file(db, stored.id, sha256)
        if batch is None:
            batch = Batch(new_id(), stored.id, display_file_name(file_name), sha256, origin, actor.id, portal.now(), None)
            batches.add(db, batch)
        batches.keep_rows(db, batch.id, looked_at.rows, at=at)
        batches.set_finished(db, batch.id, at=None if batches.ready(db, batch.id, 1) else at)
        record(db, portal, actor, Action.BATCH_STARTED, batch.id, f"{code}, {len(looked_at.rows)} rows")
        return batch.id


def _origin(text: str) -> str:
    with field_errors("origin"):
        origin = clean_line(text)
    if len(origin) > LONGEST_ORIGIN:
        raise BadInput({"origin": f"Please use at most {LONGEST_ORIGIN} characters."})
    check_printable(origin=origin)
    return origin


def issue(portal: Portal, actor: Actor, *, batch_id: str) -> Iterator[Progress]:
    """Issue what waits, group by group; tells after each how far it is. Whoever stops asking stops it, between two groups.

    Each row is judged once more in the transaction in which it is issued. A row that fails is settled with its reason and
    harms no other. Refuses a version that was superseded meanwhile, and actors who may not issue it.
    """
    seen: Counter[frozenset[str]] = Counter()
    while True:
        try:
            progress = _issue_group(portal, actor, batch_id, seen, GROUP)
        except StorageTrouble:
            raise
        except (PortalError, IntegrityError, ValueError):
            progress = _issue_singly(portal, actor, batch_id, seen)
        yield progress
        if not progress.waiting:
            return


def _issue_group(portal: Portal, actor: Actor, batch_id: str, seen: Counter[frozenset[str]], size: int) -> Progress:
    """In one transaction. The press is opened in it, since what it lays out may be kept with the first badge."""
    with writing(portal.database) as db:
        batch, stored = _batch_to_issue(db, actor, batch_id)
        waiting = batches.ready(db, batch_id, size)
        press = replace(open_press(db, portal), seen=seen) if waiting else None
        for row in waiting:
            assert press and row.facts, "only rows that could be read are ready"
            settle(db, press, actor, batch, stored, row, row.facts)
        return _progress(db, portal, batch_id)


def _issue_singly(portal: Portal, actor: Actor, batch_id: str, seen: Counter[frozenset[str]]) -> Progress:
    """The group over again, each row by itself: one of them cannot be issued, and says why."""
    with writing(portal.database) as db:
        _batch_to_issue(db, actor, batch_id)
        open_press(db, portal)  # what lets nobody sign (a clock that went back) is no fault of a row, and settles none
        lines = [row.line for row in batches.ready(db, batch_id, GROUP)]
    for line in lines:
        try:
            _issue_group(portal, actor, batch_id, seen, 1)
        except StorageTrouble:
            raise
        except (PortalError, IntegrityError, ValueError) as problem:
            sentence = problem.message if isinstance(problem, PortalError) else f"It could not be stored ({problem})."
            with writing(portal.database) as db:
                batches.settle(db, batch_id, line, "look", sentence, None, at=stamp(portal.now()))
    with writing(portal.database) as db:
        return _progress(db, portal, batch_id)


def _batch_to_issue(db: Database, actor: Actor, batch_id: str) -> tuple[Batch, StoredVersion]:
    batch = batches.get(db, batch_id)
    stored = programs.get(db, batch.version_id)
    check_may_issue(actor, stored.program)
    if stored.state != "published":
        raise RuleBroken(f"“{stored.program.title}” {stored.program.version} takes no new participants. Upload the file again.")
    return batch, stored


def _progress(db: Database, portal: Portal, batch_id: str) -> Progress:
    counts = batches.counts(db, batch_id)
    progress = Progress(counts.get("issued", 0), counts.get("ready", 0))
    if not progress.waiting:
        batches.set_finished(db, batch_id, at=stamp(portal.now()))
    return progress
