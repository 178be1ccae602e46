"""Storing a version as published: the same steps whether it comes from a draft that was checked or straight from a file."""

from dataclasses import dataclass

from sqlite_utils import Database

from core.errors import RuleBroken
from core.portal import Portal, new_id
from core.rules.audit_actions import Action
from core.rules.design_snapshots import Snapshot
from core.rules.members import Actor
from core.rules.programs import ProgramVersion
from core.rules.times import stamp
from core.rules.versions import after, check_version_number
from core.services.frameworks import check_skills_are_here
from core.services.recording import record
from core.storage import pathways, program_events, programs
from core.storage.drafts import StoredDraft
from core.storage.program_events import ProgramEvent


@dataclass(frozen=True)
class Where:
    """What an event is about."""

    code: str
    version: str
    draft_id: str | None = None

    @classmethod
    def of_draft(cls, stored: StoredDraft) -> "Where":
        return cls(stored.draft.code, stored.draft.version, stored.id)

    @classmethod
    def of_program(cls, program: ProgramVersion, draft_id: str | None = None) -> "Where":
        return cls(program.code, program.version, draft_id)


def happened(db: Database, portal: Portal, actor: Actor, where: Where, event: str, words: str = "") -> None:
    """Inside a transaction: append to the history of the program."""
    program_events.add(db, ProgramEvent(where.code, where.version, where.draft_id, portal.now(), actor.id, event, words))


def store_published(
    db: Database,
    portal: Portal,
    actor: Actor,
    program: ProgramVersion,
    *,
    snapshot: Snapshot | None,
    draft: StoredDraft | None = None,
    said: str = "",
) -> str:
    """Inside a transaction: freeze the version, supersede the one before, give the program an owner; gives the version's id.

    Refuses a number that is not larger than that of every stored version, and the code of a pathway. ``said`` stands in the
    history beside the event.
    """
    _check_is_no_pathway(db, program)
    check_skills_are_here(db, program)
    earlier = programs.of_code(db, program.code)
    check_version_number(program.code, program.version, [row.program.version for row in earlier])
    where, version_id = Where.of_program(program, draft.id if draft else None), new_id()
    for row in earlier:
        if row.state in ("published", "suspended"):
            after(row.state, "supersede")
            happened(db, portal, actor, Where.of_program(row.program), "supersede", f"{program.version} took its place")
    check = snapshot.model_dump_json() if snapshot else ""
    programs.add_published(db, version_id, program, by=actor.id, at=stamp(portal.now()), design_check=check)
    happened(db, portal, actor, where, "publish", said)
    record(db, portal, actor, Action.PROGRAM_PUBLISHED, version_id, f"{program.code} {program.version}")
    _give_owner(db, program.code, draft.created_by if draft else actor.id)
    return version_id


def _check_is_no_pathway(db: Database, program: ProgramVersion) -> None:
    if program.benchmark == "pathway" or pathways.code_in_use(db, program.code):
        raise RuleBroken(f"{program.code} is the code of a pathway. A program needs a code of its own.")


def _give_owner(db: Database, code: str, first: str | None) -> None:
    """Whoever began the first version looks after the program from then on; nobody, where the portal itself published it."""
    if first and program_events.owners(db, code).owner is None:
        program_events.set_owners(db, code, owner=first, backup=None)


def printed_texts(program: ProgramVersion) -> str:
    """Everything of a program that certificates print."""
    texts = [program.title, program.outcome, program.skill.name, *(activity.title for activity in program.activities)]
    if program.rubric:
        texts += [text for row in program.rubric.criteria for text in (row.title, *row.descriptors)]
        texts += [level.name for level in program.rubric.levels]
    return " ".join(texts)
