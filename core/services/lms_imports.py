"""Progress from learning systems: a file is kept, its choices are made, every row gets its verdict, and what is ready is taken over.

Nothing is taken over that was not looked at. Rows are judged and stored in groups, and taken over in groups: whoever stops asking
stops it, between two groups, and can go on later. Undoing stands next door.
"""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby, islice
from pathlib import Path
from sqlite3 import IntegrityError
from typing import BinaryIO, TypeVar, cast

from sqlite_utils import Database

from core.errors import BadInput, Conflict, PortalError, RuleBroken, StorageTrouble
from core.portal import Portal, new_id
from core.rules.audit_actions import Action
from core.rules.completion import Completion, State
from core.rules.enrolments import Enrolment
from core.rules.evidence import display_file_name
from core.rules.lms import IMPORTERS, guess
from core.rules.lms import people as people_files
from core.rules.lms.choices import NOT_OURS, Choices, folded
from core.rules.lms.people import Known
from core.rules.lms.rows import Bad, Other, Read, Row, Void
from core.rules.lms_imports import KEPT_UNUSED, Import, ImportRow, Knowledge, People, Person, Place, judge, newest_places
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.texts import clean_line
from core.rules.times import stamp
from core.services.awards import grant_if_earned
from core.services.press import open_press
from core.services.recording import record
from core.storage import enrolments, files, lms_imports, members, programs
from core.storage.database import reading, writing

LARGEST_BYTES = 100 * 1024 * 1024
GROUP = 1_000  # rows that are judged and stored together
STEP = 500  # rows that are taken over together, of so many people at most, since each may get a badge that has to be signed
PEOPLE = 20
LONGEST_NOTE = 200


@dataclass(frozen=True)
class Progress:
    """How far a file is: bytes read of how many, or rows taken over of how many."""

    done: int
    whole: int


def folder_of(portal: Portal) -> Path:
    """Where uploaded files lie until they are applied or dropped."""
    return portal.folder / "imports"


T = TypeVar("T")


def _groups(source: Iterable[T], size: int = GROUP) -> Iterator[list[T]]:
    taken = iter(source)
    while group := list(islice(taken, size)):
        yield group


class _Limited:
    """A stream that refuses to give more than a file may have."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._left = stream, LARGEST_BYTES

    def read(self, size: int = -1) -> bytes:
        data = self._stream.read(size)
        self._left -= len(data)
        if self._left < 0:
            raise BadInput({"file": f"The file is larger than {LARGEST_BYTES // 1024**2} MB. Please split it into several."})
        return data


def upload(portal: Portal, actor: Actor, *, code: str, stream: BinaryIO, file_name: str) -> str:
    """Keep a file for a program and guess its format; gives the id of the import. Nothing is read from it yet.

    Refuses what is no text, what is empty or larger than ``LARGEST_BYTES``, and programs without activities.
    """
    require(actor, Permission.PROGRESS_IMPORT)
    kept = files.keep(folder_of(portal), cast(BinaryIO, _Limited(stream)))
    try:
        with files.path_of(folder_of(portal), kept.sha256).open("rb") as file:
            choices = guess(file)
        with writing(portal.database) as db:
            _check_has_activities(db, code)
            unused = _drop_unused(db, portal)
            started = Import(
                new_id(),
                code,
                display_file_name(file_name),
                kept.sha256,
                kept.size,
                choices,
                "uploaded",
                actor.id,
                portal.now(),
                0,
                None,
                None,
            )
            lms_imports.add(db, started)
    finally:
        _let_go(portal, kept.sha256)
    for sha256 in unused:
        _let_go(portal, sha256)
    return started.id


def _check_has_activities(db: Database, code: str) -> None:
    if not any(one.program.wants_progress for one in programs.every_version(db) if one.program.code == code and one.state != "draft"):
        raise RuleBroken("This program has no activities, so there is no progress to take over.")


def _drop_unused(db: Database, portal: Portal) -> list[str]:
    """Files that nobody came back to hold names of people, and are not kept."""
    unused = lms_imports.unused_since(db, stamp(portal.now() - KEPT_UNUSED))
    for old in unused:
        lms_imports.drop(db, old.id)
    return [old.file_sha256 for old in unused]


def _let_go(portal: Portal, sha256: str) -> None:
    """The file goes when no import reads it any more."""
    with reading(portal.database) as db:
        if not lms_imports.needs_file(db, sha256):
            files.let_go(folder_of(portal), sha256)


def choose(portal: Portal, actor: Actor, *, import_id: str, choices: Choices) -> None:
    """Say what the file is and what its words mean; it has to be looked at again. Meanings are remembered for the next file.

    Refuses files that were applied already, and activities that no version of the program has.
    """
    require(actor, Permission.PROGRESS_IMPORT)
    with writing(portal.database) as db:
        found = _still_open(db, import_id)
        _check_activities_exist(db, found.program_code, choices)
        lms_imports.set_choices(db, import_id, choices)
        family, at = IMPORTERS[choices.format].family, stamp(portal.now())
        lms_imports.remember(db, "state", family, "", choices.states.items(), at=at)
        lms_imports.remember(db, "activity", family, found.program_code, choices.activities.items(), at=at)


def _check_activities_exist(db: Database, code: str, choices: Choices) -> None:
    """A key with a slip in it would be remembered, and asked for again with every later file."""
    every = [one.program for one in programs.every_version(db) if one.program.code == code and one.state != "draft"]
    keys = dict.fromkeys(activity.key for program in every for activity in program.activities)
    for key in (choices.activity, *choices.activities.values()):
        if key not in ("", NOT_OURS, *keys):
            raise BadInput({"activity": f"The program has no activity “{key}”. It has: {', '.join(keys)}."})


def _still_open(db: Database, import_id: str) -> Import:
    found = lms_imports.get(db, import_id)
    if found.state in ("applied", "undone"):
        raise RuleBroken("This file was taken over already. Upload it again to look at it once more.")
    return found


def drop(portal: Portal, actor: Actor, *, import_id: str) -> None:
    """Throw a file away that was not applied."""
    require(actor, Permission.PROGRESS_IMPORT)
    with writing(portal.database) as db:
        found = _still_open(db, import_id)
        lms_imports.drop(db, import_id)
    _let_go(portal, found.file_sha256)


@dataclass(frozen=True)
class Learned:
    """How many ids of people were understood; ``bad`` are lines that could not be."""

    known: int
    bad: tuple[Bad, ...]


def learn_people(portal: Portal, actor: Actor, *, import_id: str, stream: BinaryIO) -> Learned:
    """Read who the ids of a learning system are, and remember it for later files of that system too.

    Refuses tables in which no addresses or no ids are found. The file of the import has to be looked at again.
    """
    require(actor, Permission.PROGRESS_IMPORT)
    with reading(portal.database) as db:
        found = _still_open(db, import_id)
    family, at, known = IMPORTERS[found.choices.format].family, stamp(portal.now()), 0
    bad: list[Bad] = []
    for group in _groups(people_files.parse(cast(BinaryIO, _Limited(stream)))):
        told = [(one.key, one.mail) for one in group if isinstance(one, Known)]
        bad += [one for one in group if isinstance(one, Bad)][: max(0, 20 - len(bad))]
        known += len(told)
        with writing(portal.database) as db:
            lms_imports.remember(db, "person", family, "", told, at=at)
    with writing(portal.database) as db:
        lms_imports.set_choices(db, import_id, found.choices)
    return Learned(known, tuple(bad))


def look(portal: Portal, actor: Actor, *, import_id: str) -> Iterator[Progress]:
    """Read the file and give every row its verdict, group by group; tells after each how far it is.

    Refuses what the format refuses (``BadInput``). Afterwards the import is *previewed*, and nothing else has changed.
    """
    require(actor, Permission.PROGRESS_IMPORT)
    with writing(portal.database) as db:
        found = _still_open(db, import_id)
        lms_imports.set_choices(db, import_id, found.choices)
        known = knowledge(db, portal, actor, found)
    with files.path_of(folder_of(portal), found.file_sha256).open("rb") as file:
        others = 0
        numbered = enumerate(IMPORTERS[found.choices.format].parse(file, found.choices))
        for group in _groups(numbered):
            others += sum(isinstance(read, Other) for _, read in group)
            _keep(portal, found, [judged(n, read, known) for n, read in group if not isinstance(read, Other)])
            yield Progress(min(os.lseek(file.fileno(), 0, os.SEEK_CUR), found.size), found.size)
    with writing(portal.database) as db:
        lms_imports.see_withdrawn(db, import_id)
        lms_imports.see_duplicates(db, import_id)
        lms_imports.set_state(db, import_id, "previewed", others=others)
    yield Progress(found.size, found.size)


def _keep(portal: Portal, found: Import, rows: list[ImportRow]) -> None:
    try:
        with writing(portal.database) as db:
            _still_open(db, found.id)
            lms_imports.add_rows(db, found.id, found.program_code, rows)
    except IntegrityError as problem:
        raise Conflict("Somebody else is looking at this file at the moment. Please look again when they are done.") from problem


def judged(n: int, read: Read, known: Knowledge) -> ImportRow:
    """The verdict on whatever the importer gave, a statement or a line that cannot be read."""
    match read:
        case Row():
            return judge(n, read, known)
        case Void():
            return ImportRow(n, read.line, 0, "", "", "", "voids", "Withdraws another statement.", statement=f"id:{read.key.casefold()}")
        case Bad():
            return ImportRow(n, read.line, 0, "", "", "", "malformed", read.sentence)
        case _:
            raise AssertionError("what says nothing is not judged")


def knowledge(db: Database, portal: Portal, actor: Actor, found: Import) -> Knowledge:
    """Inside a transaction: everything by which the rows of a file are judged. As large as the association, whatever the file."""
    importer = IMPORTERS[found.choices.format]
    by_mail = {one.email: Person(one.id, one.email, one.active) for one in members.everybody(db)}
    states = {**lms_imports.meanings(db, "state", importer.family), **found.choices.states}
    activities = {**lms_imports.meanings(db, "activity", importer.family, found.program_code), **found.choices.activities}
    return Knowledge(
        importer=importer,
        people=People(by_mail, lms_imports.known_people(db, importer.family)),
        places=_places(db, found.program_code),
        states=cast(dict[str, State], {folded(word): state for word, state in states.items()}),
        activities={folded(name): key for name, key in activities.items()},
        fixed_activity=found.choices.activity,
        actor_id=actor.id,
        now=portal.now(),
    )


def _places(db: Database, code: str) -> dict[str, Place]:
    every = [enrolments.get(db, one) for one in lms_imports.participations(db, code)]
    versions = {one: programs.get(db, one).program for one in {enrolment.version_id for enrolment in every}}
    return newest_places(Place(enrolment, versions[enrolment.version_id]) for enrolment in every)


def begin(portal: Portal, actor: Actor, *, import_id: str) -> None:
    """Decide to take over what is ready. Refuses files that were not looked at to the end, and those with nothing in them to take over."""
    require(actor, Permission.PROGRESS_IMPORT)
    with writing(portal.database) as db:
        found = _still_open(db, import_id)
        ready = lms_imports.counts(db, import_id).get("apply", 0)
        if found.state != "previewed":
            raise RuleBroken("Look at the whole file first.")
        if not ready:
            raise RuleBroken("There is nothing in this file to take over.")
        lms_imports.set_state(db, import_id, "applied", at=stamp(portal.now()))
        record(db, portal, actor, Action.PROGRESS_IMPORTED, import_id, f"{found.program_code}, {ready} rows")
    _let_go(portal, found.file_sha256)


def apply(portal: Portal, actor: Actor, *, import_id: str) -> Iterator[Progress]:
    """Take over what is ready, group by group, and issue the badges that this earns; tells after each how far it is.

    A row is looked at once more in the transaction in which it is taken over. One that cannot be stored says why and harms no other.
    Refuses files that were not begun.
    """
    require(actor, Permission.PROGRESS_IMPORT)
    while True:
        try:
            progress = _apply_group(portal, actor, import_id, STEP)
        except StorageTrouble:
            raise
        except (PortalError, IntegrityError, ValueError):
            _apply_singly(portal, actor, import_id)
            progress = _apply_group(portal, actor, import_id, 0)
        yield progress
        if progress.done >= progress.whole:
            return


def _apply_group(portal: Portal, actor: Actor, import_id: str, size: int) -> Progress:
    with writing(portal.database) as db:
        found = _begun(db, import_id)
        by_enrolment = groupby(lms_imports.waiting(db, import_id, size), lambda row: row.enrolment_id)
        for enrolment_id, rows in islice(by_enrolment, PEOPLE):
            assert enrolment_id, "rows that are ready lead to somebody"
            changed = _take_over_all(db, portal, actor, found, enrolments.get(db, enrolment_id), rows)
            if changed and not lms_imports.has_waiting(db, import_id, enrolment_id):  # a badge names everything that the file says
                grant_if_earned(db, portal, enrolment_id)
        counts = lms_imports.counts(db, import_id)
        done, left = counts.get("applied", 0), counts.get("apply", 0)
        return Progress(done, done + left)


def _begun(db: Database, import_id: str) -> Import:
    found = lms_imports.get(db, import_id)
    if found.state != "applied":
        raise RuleBroken("This file was not decided to be taken over, or was undone.")
    return found


def _take_over_all(db: Database, portal: Portal, actor: Actor, found: Import, enrolment: Enrolment, rows: Iterable[ImportRow]) -> bool:
    """Make rows of one participation completions; whether any of them became one."""
    changed = False
    for row in rows:
        if not enrolment.is_open:
            lms_imports.settle(db, found.id, row.n, "finished", "Was finished or left meanwhile.")
        elif lms_imports.is_taken(db, found.program_code, row):
            lms_imports.settle(db, found.id, row.n, "duplicate", "Was taken over meanwhile from another file.")
        else:
            completion_id = new_id()
            enrolments.add_completion(db, completion_id, enrolment.id, _statement(row, found, portal), by=actor.id)
            lms_imports.settle(db, found.id, row.n, "applied", row.sentence, completion_id)
            changed = True
    if changed and enrolment.state == "active":
        enrolments.set_state(db, enrolment, "in_progress")
    return changed


def _statement(row: ImportRow, found: Import, portal: Portal) -> Completion:
    """What a row says, as of its own time; without one, as of the day on which the file came."""
    assert row.state, "rows that are ready say something"
    at, note = min(row.at or found.started_at, portal.now()), clean_line(row.note)[:LONGEST_NOTE]
    return Completion(activity=row.activity, state=row.state, source="import", at=at, score_bp=row.score_bp, note=note)


def _apply_singly(portal: Portal, actor: Actor, import_id: str) -> None:
    """The group over again, each row by itself: one of them cannot be taken over, and says why."""
    with writing(portal.database) as db:
        open_press(db, portal)  # what lets nobody sign (a clock that went back) is no fault of a row, and settles none
        waiting = [row.n for row in lms_imports.waiting(db, import_id, STEP)]
    for n in waiting:
        try:
            _apply_group(portal, actor, import_id, 1)
        except StorageTrouble:
            raise
        except (PortalError, IntegrityError, ValueError) as problem:
            sentence = problem.message if isinstance(problem, PortalError) else f"It could not be stored ({problem})."
            with writing(portal.database) as db:
                lms_imports.settle(db, import_id, n, "look", sentence)
