"""Issuing to a cohort from a file: looked at first, then issued in small groups. It can be stopped and taken up at any row.

The file itself is the key: the same file for the same version is the same batch, so that running it again goes on where it
ended and issues nothing twice. What an imported award rests on stays in its row, to be replayed.
"""

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from sqlite3 import IntegrityError

from sqlite_utils import Database

from core.errors import BadInput, PortalError, RuleBroken, StorageTrouble
from core.portal import Portal, new_id
from core.rules.audit_actions import Action
from core.rules.awards import EvidenceFact, how_it_was_imported
from core.rules.batch_files import CohortRow, Heading, read_heading, read_row
from core.rules.batches import Batch, BatchRow, Judgement, Known, Progress, Verdict, check_may_issue, judge, result_of, statements
from core.rules.enrolments import Enrolment, target_date
from core.rules.evidence import display_file_name
from core.rules.members import Actor, MemberDetails
from core.rules.programs import ProgramVersion
from core.rules.texts import clean_line
from core.rules.times import long_day, stamp
from core.services import awards
from core.services.awards import Grounds, activity_facts
from core.services.batch_files import Cells, rows_of
from core.services.fields import field_errors
from core.services.members import add_member
from core.services.press import Press, open_press
from core.services.printing import check_printable
from core.services.recording import record
from core.storage import batches, enrolments, members, programs, submissions
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
        heading = read_heading(stored.program, next(lines).cells)
        seen: dict[str, int] = {}
        judged = tuple(_judged(db, portal, actor, stored, heading, row, seen) for row in lines)
    if not judged:
        raise BadInput({"file": "The file names its columns, and nobody. Please write one row for each person."})
    return Preview(stored.program, judged, heading.ignored)


def _version_to_issue(db: Database, actor: Actor, code: str) -> StoredVersion:
    stored = programs.published(db, code)
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
    told = _judgement(portal, actor, stored, facts, _known(db, facts.email, stored.program.code))
    return BatchRow(row.line, facts.email, facts, told.verdict, told.sentence, told.award_token)


def _known(db: Database, email: str, code: str) -> Known:
    member = members.by_email(db, email)
    if member is None:
        return Known()
    enrolment = enrolments.open_one(db, member.id, code)
    return Known(
        member=member,
        awards=batches.earlier_awards(db, member.id, code),
        enrolment=enrolment,
        said=tuple(enrolments.completions(db, enrolment.id)) if enrolment else (),
        attempts=tuple(attempt.state for attempt in submissions.of_enrolment(db, enrolment.id)) if enrolment else (),
    )


def _judgement(portal: Portal, actor: Actor, stored: StoredVersion, facts: CohortRow, known: Known) -> Judgement:
    told = judge(stored.program, stored.id, facts, known, actor, portal.now())
    if told.verdict != "ready":
        return told
    printed = {"evidence": f"{facts.evidence_title} {facts.evidence_description}"} | ({} if known.member else {"name": facts.name})
    try:
        check_printable(**printed)
    except BadInput as problem:
        return Judgement("unprintable", " ".join(f"{place}: {sentence}" for place, sentence in problem.fields.items()))
    return told


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
            _settle(db, press, actor, batch, stored, row, row.facts)
        return _progress(db, portal, batch_id)


def _issue_singly(portal: Portal, actor: Actor, batch_id: str, seen: Counter[frozenset[str]]) -> Progress:
    """The group over again, each row by itself: one of them cannot be issued, and says why."""
    with reading(portal.database) as db:
        _batch_to_issue(db, actor, batch_id)
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


def _settle(db: Database, press: Press, actor: Actor, batch: Batch, stored: StoredVersion, row: BatchRow, facts: CohortRow) -> None:
    """Issue one row, or say why it can no longer be."""
    portal = press.portal
    known = _known(db, facts.email, stored.program.code)
    told = _judgement(portal, actor, stored, facts, known)
    if told.verdict == "ready":
        token = _issue_row(db, press, actor, batch, stored, facts, known)
        told = Judgement("issued", told.sentence, token)
    batches.settle(db, batch.id, row.line, told.verdict, told.sentence, told.award_token, at=stamp(portal.now()))


def _issue_row(
    db: Database, press: Press, actor: Actor, batch: Batch, stored: StoredVersion, facts: CohortRow, known: Known
) -> str:  # fmt: skip
    portal, program = press.portal, stored.program
    member_id = known.member.id if known.member else _add_person(db, portal, actor, facts)
    enrolment = known.enrolment or _enrol(db, portal, actor, stored, member_id, facts)
    for statement in statements(facts, known.said, portal.now()):
        enrolments.add_completion(db, new_id(), enrolment.id, statement, by=actor.id)
    if facts.done:
        record(db, portal, actor, Action.ACTIVITY_COMPLETED, enrolment.id, ", ".join(facts.done))
    result = result_of(program, enrolments.completions(db, enrolment.id), facts)
    if not result.passed:
        raise RuleBroken("The rule of the program is not met by what was stored.")
    activities = activity_facts(db, enrolment, program)
    day = portal.now().date()
    grounds = Grounds(
        result=result,
        ratings=facts.levels,
        narrative=how_it_was_imported(program, completed=len(activities), source=batch.origin, day=day),
        evidence=(*activities, *_judged_elsewhere(program, batch, facts)),
        origin="imported" if program.wants_performance else "earned",
    )
    return awards.issue(db, press, enrolment, program, grounds)


def _add_person(db: Database, portal: Portal, actor: Actor, facts: CohortRow) -> str:
    """Somebody new, not invited yet: they choose a password when an administrator invites them."""
    details = MemberDetails(email=facts.email, display_name=facts.name, name_on_badge=facts.name)
    member_id = add_member(db, portal, details)
    record(db, portal, actor, Action.MEMBER_ADDED, member_id, "from a list")
    return member_id


def _enrol(db: Database, portal: Portal, actor: Actor, stored: StoredVersion, member_id: str, facts: CohortRow) -> Enrolment:
    """A participation that began, for all that is known, on the day in the file."""
    began = datetime.combine(facts.completed_on, time(), tzinfo=UTC) if facts.completed_on else portal.now()
    started = Enrolment(
        id=new_id(),
        member_id=member_id,
        version_id=stored.id,
        program_code=stored.program.code,
        state="active",
        goal="",
        enrolled_at=began,
        target_on=target_date(stored.program, began.date()),
        finished_at=None,
        row_version=1,
    )
    enrolments.add(db, started)
    record(db, portal, actor, Action.ENROLMENT_STARTED, started.id, stored.program.code)
    return started


def _judged_elsewhere(program: ProgramVersion, batch: Batch, facts: CohortRow) -> tuple[EvidenceFact, ...]:
    """What was judged outside the portal, as far as the file describes it."""
    if not program.wants_performance:
        return ()
    when = f"Judged on {long_day(facts.completed_on)}, " if facts.completed_on else "Judged "
    where = f"outside this portal; the results come from {batch.origin or 'a list of the association'}."
    described = f"{facts.evidence_description}\n{when}{where}".strip()
    return (EvidenceFact(name=facts.evidence_title or "Work that was judged elsewhere", genre="imported result", narrative=described),)
