"""Drafts of programs: begun from something, changed piece by piece, split, thrown away. Publishing them is next door, in ``versions``."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from pydantic import ValidationError
from sqlite_utils import Database

from core.errors import BadInput, NotFound, RuleBroken
from core.portal import Portal, new_id
from core.rules.audit_actions import Action
from core.rules.draft_beginnings import copy_of, free_code, next_version_of
from core.rules.draft_places import refused_texts
from core.rules.drafts import Draft, draft_of
from core.rules.members import Actor
from core.rules.pathway_drafts import stack
from core.rules.permissions import Permission, allowed, require
from core.rules.programs import ProgramVersion
from core.rules.splitting import is_too_much, propose
from core.rules.times import stamp
from core.services.fields import sentence_of
from core.services.programs import read_program
from core.services.recording import record
from core.services.templates import template as template_named
from core.storage import drafts, pathways, programs
from core.storage.database import writing
from core.storage.drafts import StoredDraft
from core.storage.programs import StoredVersion

UNNAMED = "NEW"  # for parts of a draft that has no code yet: a pathway names its programs by their codes


@dataclass(frozen=True)
class Parts:
    """What a draft was split into: the ids of the new drafts, and of the pathway's draft, empty for who designs no pathways."""

    programs: tuple[str, ...]
    pathway: str


def begin(portal: Portal, actor: Actor, *, template: str = "") -> str:
    """Begin a new program from a template, or blank; gives the draft's id. A code that another program has gets a number."""
    require(actor, Permission.PROGRAM_PUBLISH)
    draft = draft_of(template_named(template)) if template else Draft()
    with writing(portal.database) as db:
        return _begin(db, portal, actor, draft.with_(code=free_code(draft.code, _taken(db))))


def begin_from_file(portal: Portal, actor: Actor, *, text: str) -> str:
    """Begin with what a program file says; gives the draft's id. With the code of a published program it is its next version.

    Refuses a file with a sentence for each place that cannot be taken.
    """
    require(actor, Permission.PROGRAM_PUBLISH)
    program = read_program(text)
    with writing(portal.database) as db:
        if versions := _versions(db, program.code):
            _check_not_revised(db, program.code)
            draft = next_version_of(program, [row.program.version for row in versions]).with_(change_note=program.change_note)
            return _begin(db, portal, actor, draft, based_on=versions[0].id)
        draft = draft_of(program)
        return _begin(db, portal, actor, draft.with_(code=free_code(draft.code, _taken(db))))


def clone(portal: Portal, actor: Actor, *, version_id: str) -> str:
    """Begin a new program that says what a version of another one says; gives the draft's id."""
    require(actor, Permission.PROGRAM_PUBLISH)
    with writing(portal.database) as db:
        original = programs.get(db, version_id).program
        _check_is_no_pathway(original)
        return _begin(db, portal, actor, copy_of(original, _taken(db)))


def next_version(portal: Portal, actor: Actor, *, code: str) -> str:
    """Begin the next version of a program with what its latest one says; gives the draft's id.

    Refuses while the program has an open draft: two would overwrite each other, and only one can be the next version.
    """
    require(actor, Permission.PROGRAM_PUBLISH)
    with writing(portal.database) as db:
        _check_not_revised(db, code)
        versions = _versions(db, code)
        if not versions:
            raise NotFound(f"There is no published version of {code} to begin from.")
        _check_is_no_pathway(versions[0].program)
        draft = next_version_of(versions[0].program, [row.program.version for row in versions])
        return _begin(db, portal, actor, draft, based_on=versions[0].id)


def change(portal: Portal, actor: Actor, *, draft_id: str, change: Callable[[Draft], Draft]) -> StoredDraft:
    """Apply a change to the draft as it is now, and keep it at once.

    Refuses drafts that are being checked or are done with, texts that no badge could carry (named by their place), and a
    code that another program has. Whatever else is wrong or missing may be kept.
    """
    require(actor, Permission.PROGRAM_PUBLISH)
    with writing(portal.database) as db:
        stored = drafts.get(db, draft_id)
        _check_open(stored)
        changed = _changed(stored.draft, change)
        if changed == stored.draft:
            return stored
        if refused := refused_texts(changed):
            raise BadInput(refused)
        _check_code(db, stored, changed)
        return drafts.save(db, replace(stored, draft=changed, updated_by=actor.id, updated_at=portal.now()))


def split(portal: Portal, actor: Actor, *, draft_id: str) -> Parts:
    """Begin the drafts that the split assistant proposes, each with a code of its own, and a pathway over them. The old draft stays.

    Refuses a draft that is about one thing already.
    """
    require(actor, Permission.PROGRAM_PUBLISH)
    with writing(portal.database) as db:
        old = drafts.get(db, draft_id).draft
        if not is_too_much(old):
            raise RuleBroken("This program is about one skill and is judged by few criteria. There is nothing to split.")
        proposal, taken, begun = propose(old.with_(code=old.code or UNNAMED)), _taken(db), []
        for part in proposal.programs:
            part = part.with_(code=free_code(part.code, taken))
            taken.add(part.code)
            begun.append((_begin(db, portal, actor, part), part.code))
        pathway_id = ""
        if allowed(actor, Permission.PATHWAY_PUBLISH):
            pathway_id, title = new_id(), " ".join(proposal.pathway_title.split())
            over = stack(title, [code for _, code in begun], in_order=proposal.in_order)
            pathways.add_draft(db, pathway_id, over, by=actor.id, at=stamp(portal.now()))
        return Parts(tuple(part_id for part_id, _ in begun), pathway_id)


def drop(portal: Portal, actor: Actor, *, draft_id: str) -> None:
    """Throw a draft away. Refuses what is being checked or was published; published versions are not touched."""
    require(actor, Permission.PROGRAM_PUBLISH)
    with writing(portal.database) as db:
        stored = drafts.get(db, draft_id)
        _check_open(stored)
        drafts.save(db, replace(stored, state="dropped", updated_by=actor.id, updated_at=portal.now()))
        record(db, portal, actor, Action.PROGRAM_DROPPED, draft_id, stored.draft.code)


def _begin(db: Database, portal: Portal, actor: Actor, draft: Draft, based_on: str | None = None) -> str:
    now, draft_id = portal.now(), new_id()
    drafts.add(
        db,
        StoredDraft(
            id=draft_id,
            draft=draft,
            state="draft",
            based_on=based_on,
            version_id=None,
            waivers=(),
            comment="",
            created_by=actor.id,
            created_at=now,
            updated_by=actor.id,
            updated_at=now,
            submitted_by=None,
            submitted_at=None,
            row_version=1,
        ),
    )
    record(db, portal, actor, Action.PROGRAM_DRAFTED, draft_id, " ".join(filter(None, (draft.code, draft.version))))
    return draft_id


def _changed(draft: Draft, change: Callable[[Draft], Draft]) -> Draft:
    try:
        return change(draft)
    except ValidationError as problem:  # not by hand: browsers send numbers and lists as such
        raise BadInput({".".join(map(str, error["loc"])): sentence_of(error) for error in problem.errors()}) from problem


def _versions(db: Database, code: str) -> list[StoredVersion]:
    """Every version of a program, the one that takes participants first, then the latest."""
    found = [row for row in programs.every_version(db) if row.program.code == code]
    return sorted(found, key=lambda row: row.state != "published")


def _check_not_revised(db: Database, code: str) -> None:
    open_one = next((row for row in drafts.open_ones(db) if row.draft.code == code), None)
    if open_one:
        raise RuleBroken(f"{code} is being revised already, as version {open_one.draft.version}. Please go on in that draft.")


def _check_is_no_pathway(program: ProgramVersion) -> None:
    if program.benchmark == "pathway":
        raise RuleBroken("This is the badge of a pathway. Pathways are designed under Design pathways.")


def _taken(db: Database, but: str = "") -> set[str]:
    """Codes of all programs and of the drafts of new ones, ``but`` one draft."""
    return {row.program.code for row in programs.every_version(db)} | {row.draft.code for row in drafts.open_ones(db) if row.id != but}


def _check_open(stored: StoredDraft) -> None:
    if stored.state == "in_check":
        raise RuleBroken("This draft is being checked. Whoever checks it can send it back; then it can be changed again.")
    if stored.state != "draft":
        raise RuleBroken("This draft is done with. Begin the next version to change the program.")


def _check_code(db: Database, stored: StoredDraft, changed: Draft) -> None:
    """The code stays with its program for ever: members' badges name it."""
    if changed.code == stored.draft.code:
        return
    if stored.based_on:
        raise BadInput({"code": f"{stored.draft.code} is published under this code. A new program can be cloned from it."})
    if changed.code in _taken(db, but=stored.id):
        raise BadInput({"code": f"{changed.code} is another program already. Please choose another code."})
