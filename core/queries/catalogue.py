"""The catalogue: which programs are there, and what a visitor sees before any click."""

from dataclasses import dataclass

from core.portal import Portal
from core.rules.design_check import Seal
from core.rules.design_snapshots import earned_seals
from core.rules.job_roles import importance
from core.rules.programs import Benchmark, ProgramVersion, SkillKind, VersionState
from core.storage import job_roles, programs
from core.storage.database import Row, reading, rows
from core.storage.programs import StoredVersion


@dataclass(frozen=True)
class CatalogueFilter:
    """What the visitor asked for; ``None`` and empty mean *any*. ``longest_hours`` limits the effort, ``job_role`` is an id;
    one that is not there asks for nothing."""

    words: str = ""
    skill_kind: SkillKind | None = None
    benchmark: Benchmark | None = None
    longest_hours: float | None = None
    job_role: str | None = None


@dataclass(frozen=True)
class ProgramCard:
    """One program in the catalogue. ``earners`` counts people who hold or held its badge; ``seals`` are the earned ones."""

    program: ProgramVersion
    earners: int
    seals: tuple[Seal, ...]


def _match_expression(words: str) -> str:
    """A full-text query in which the visitor's words are beginnings of words and nothing else."""
    visible = "".join(character if character.isprintable() else " " for character in words)  # a zero would end the query
    return " ".join('"' + word.replace('"', '""') + '"*' for word in visible.split()[:12])


def search(portal: Portal, wanted: CatalogueFilter) -> list[ProgramCard]:
    """Published programs that fit, by title; best matches first when words were given."""
    match = _match_expression(wanted.words)
    fits = "JOIN program_words ON program_words.rowid = v.rowid AND program_words MATCH :match " if match else ""
    sql = (
        "SELECT v.*, (SELECT count(DISTINCT member_id) FROM awards a WHERE a.program_code = v.code) AS earners"  # noqa: S608
        f" FROM program_versions v {fits}WHERE v.state = 'published' AND v.benchmark <> 'pathway'"
        " AND (:skill_kind IS NULL OR v.skill_kind = :skill_kind)"
        " AND (:benchmark IS NULL OR v.benchmark = :benchmark)"
        " AND (:longest IS NULL OR v.effort_hours <= :longest)"
        f" ORDER BY {'program_words.rank' if match else 'v.title'}"
    )
    with reading(portal.database) as db:
        found = rows(db, sql, match=match, skill_kind=wanted.skill_kind, benchmark=wanted.benchmark, longest=wanted.longest_hours)
        cards = [_card(row) for row in found]
        role = next((role for role in job_roles.everything(db) if role.id == wanted.job_role), None) if wanted.job_role else None
    return [card for card in cards if importance(card.program, role)] if role else cards


def _card(row: Row) -> ProgramCard:
    stored = programs.version_of(row)
    return ProgramCard(stored.program, row["earners"], earned_seals(stored.design_check))


def program(portal: Portal, code: str) -> StoredVersion:
    """The published version of a program; refuses codes that are not there."""
    with reading(portal.database) as db:
        return programs.published(db, code)


def offered(portal: Portal, code: str, version: str = "") -> StoredVersion | None:
    """The version with this number; without one the version that takes participants, else the last that did."""
    with reading(portal.database) as db:
        return programs.by_version(db, code, version) if version else programs.newest(db, code)


def program_version(portal: Portal, code: str, version: str) -> ProgramVersion:
    """A version that is or was public; refuses what is not there."""
    with reading(portal.database) as db:
        return programs.by_version(db, code, version).program


@dataclass(frozen=True)
class VersionRow:
    """One version in the designers' list."""

    code: str
    version: str
    state: VersionState
    title: str
    benchmark: Benchmark
    published_at: str
    enrolments: int
    awards: int


def versions(portal: Portal) -> list[VersionRow]:
    """Every version of every program with how much it is used."""
    with reading(portal.database) as db:
        found = rows(
            db,
            "SELECT code, version, state, title, benchmark, coalesce(published_at, '') AS published_at,"
            " (SELECT count(*) FROM enrolments e WHERE e.version_id = v.id) AS enrolments,"
            " (SELECT count(*) FROM awards a WHERE a.version_id = v.id) AS awards"
            " FROM program_versions v WHERE benchmark <> 'pathway' ORDER BY code, published_at DESC",
        )
        return [VersionRow(**row) for row in found]
