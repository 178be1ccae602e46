"""Imports of progress, for those who run them: what can be imported into, which files were, what became of each row."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

from sqlite_utils import Database

from core.portal import Portal
from core.rules.completion import State
from core.rules.lms import IMPORTERS, headings
from core.rules.lms.moodle import told_word
from core.rules.lms_imports import VERDICT_WORDS, Import, ImportRow, Verdict
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.programs import ProgramVersion
from core.storage import files, lms_imports, programs
from core.storage.database import reading

NEWEST = 50
MOST_WORDS = 60
RESULT_COLUMNS = {
    "line": "line",
    "column": "column",
    "who": "person",
    "told": "activity in the file",
    "word": "state in the file",
    "activity": "activity here",
    "score": "score in %",
    "at": "time (UTC)",
    "verdict": "verdict",
    "sentence": "explanation",
}


@dataclass(frozen=True)
class ImportView:
    """A file and how many of its rows have which verdict; ``not_passed`` of those that count. ``title`` is that of the program."""

    found: Import
    title: str
    counts: Mapping[Verdict, int]
    not_passed: int

    @property
    def source(self) -> str:
        return IMPORTERS[self.found.choices.format].title

    @property
    def taken_over(self) -> int:
        return self.counts.get("applied", 0)

    @property
    def waiting(self) -> int:
        return self.counts.get("apply", 0)


@dataclass(frozen=True)
class Desk:
    """One file with everything that has to be chosen for it: words that are not known, activities to choose from, headings.

    ``said_states`` and ``said_activities`` are what people explained already, here or for an earlier file, and may want to correct.
    """

    view: ImportView
    activities: Mapping[str, str]
    unknown_states: Mapping[str, int]
    unknown_activities: Mapping[str, int]
    said_states: Mapping[str, State]
    said_activities: Mapping[str, str]
    unknown_ids: bool
    heads: tuple[str, ...]


def programs_to_import(portal: Portal, actor: Actor) -> list[ProgramVersion]:
    """The newest version of every program with activities that is or was public, by code."""
    require(actor, Permission.PROGRESS_IMPORT)
    with reading(portal.database) as db:
        return sorted(_newest(db).values(), key=lambda program: program.code)


def _newest(db: Database) -> dict[str, ProgramVersion]:
    """Code -> the version that is open, else the latest."""
    every = [one for one in programs.every_version(db) if one.state != "draft" and one.program.wants_progress]
    found = {one.program.code: one.program for one in reversed(every)}
    return found | {one.program.code: one.program for one in every if one.state == "published"}


def imports_of(portal: Portal, actor: Actor) -> list[ImportView]:
    """The newest files, whoever brought them."""
    require(actor, Permission.PROGRESS_IMPORT)
    with reading(portal.database) as db:
        titles = {code: program.title for code, program in _newest(db).items()}
        return [_view(db, found, titles) for found in lms_imports.everything(db)[:NEWEST]]


def _view(db: Database, found: Import, titles: Mapping[str, str]) -> ImportView:
    return ImportView(found, titles.get(found.program_code, ""), lms_imports.counts(db, found.id), lms_imports.not_passed(db, found.id))


def how_far(portal: Portal, actor: Actor, import_id: str) -> ImportView:
    """One file without its rows, for a bar that is drawn again and again."""
    require(actor, Permission.PROGRESS_IMPORT)
    with reading(portal.database) as db:
        found = lms_imports.get(db, import_id)
        return _view(db, found, {code: program.title for code, program in _newest(db).items()})


def desk(portal: Portal, actor: Actor, import_id: str) -> Desk:
    """One file with what can be chosen for it."""
    view = how_far(portal, actor, import_id)
    choices = view.found.choices
    family = IMPORTERS[choices.format].family
    with reading(portal.database) as db:
        states: dict[str, int] = {}
        for word, number in lms_imports.unknown(db, import_id, "unknown_state", MOST_WORDS * 10):
            states[told_word(word)] = states.get(told_word(word), 0) + number
        return Desk(
            view,
            _activities(db, view.found.program_code),
            dict(list(states.items())[:MOST_WORDS]),
            dict(lms_imports.unknown(db, import_id, "no_activity", MOST_WORDS)),
            cast(dict[str, State], lms_imports.meanings(db, "state", family) | choices.states),
            lms_imports.meanings(db, "activity", family, view.found.program_code) | choices.activities,
            lms_imports.has_unknown_ids(db, import_id),
            tuple(_heads(portal, view.found)),
        )


def _activities(db: Database, code: str) -> dict[str, str]:
    """The activities of every version that somebody may be in; of equal keys the newest title."""
    every = [one.program for one in programs.every_version(db) if one.program.code == code and one.state != "draft"]
    return {activity.key: activity.title for program in reversed(every) for activity in program.activities}


def _heads(portal: Portal, found: Import) -> list[str]:
    """The headings of a general table, to choose from."""
    if found.choices.format != "generic_csv" or found.state in ("applied", "undone"):
        return []
    with files.path_of(portal.folder / "imports", found.file_sha256).open("rb") as file:
        return [head for head in headings(file) if head.strip()]


def first_rows(portal: Portal, actor: Actor, import_id: str, verdict: Verdict, limit: int) -> list[ImportRow]:
    """The first rows with a verdict, in the order of the file."""
    require(actor, Permission.PROGRESS_IMPORT)
    with reading(portal.database) as db:
        return lms_imports.first_rows(db, import_id, verdict, limit)


def result_rows(portal: Portal, actor: Actor, import_id: str) -> Iterator[dict[str, object]]:
    """Every row for a file or a program that reads it, with the columns of ``RESULT_COLUMNS``, one at a time."""
    require(actor, Permission.PROGRESS_IMPORT)
    with reading(portal.database) as db:
        for row in lms_imports.each_row(db, import_id):
            yield {
                **{name: getattr(row, name) for name in ("line", "column", "who", "told", "word", "activity", "sentence")},
                "score": "" if row.score_bp is None else f"{row.score_bp / 100:g}",
                "at": f"{row.at:%Y-%m-%d %H:%M:%S}" if row.at else "",
                "verdict": VERDICT_WORDS[row.verdict],
            }
