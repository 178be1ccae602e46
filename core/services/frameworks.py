"""Frameworks of skills: looking at a file before it is imported, importing it, importing it anew, removing it."""

import io
from dataclasses import dataclass

from sqlite_utils import Database

from core.errors import BadInput, RuleBroken
from core.portal import Portal
from core.rules.audit_actions import Action
from core.rules.case_files import read_case
from core.rules.framework_lists import LARGEST_BYTES, read_list
from core.rules.frameworks import Difference, Framework, Read, differences, item_address
from core.rules.lms.lines import sheet
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.programs import ProgramVersion
from core.rules.times import stamp
from core.services.recording import record
from core.storage import frameworks
from core.storage.database import reading, writing


@dataclass(frozen=True)
class Preview:
    """A file as it was understood, and what importing it would change. ``is_new``: no edition of it is here yet."""

    read: Read
    difference: Difference
    is_new: bool


def preview_case(portal: Portal, actor: Actor, *, data: bytes) -> Preview:
    """A CASE package, looked at. Refuses what is none."""
    require(actor, Permission.FRAMEWORK_IMPORT)
    return _looked_at(portal, read_case(data))


def preview_list(portal: Portal, actor: Actor, *, data: bytes, code: str, title: str, publisher: str = "") -> Preview:
    """An in-house list, looked at. Refuses what cannot be read as a list of skills."""
    require(actor, Permission.FRAMEWORK_IMPORT)
    return _looked_at(portal, _list_of(data, code, title, publisher))


def import_case(portal: Portal, actor: Actor, *, data: bytes) -> str:
    """Import a CASE package, or a later edition of one; gives the id of the framework. Published programs stay as they are."""
    require(actor, Permission.FRAMEWORK_IMPORT)
    return _import(portal, actor, read_case(data))


def import_list(portal: Portal, actor: Actor, *, data: bytes, code: str, title: str, publisher: str = "") -> str:
    """Import an in-house list, or a later one with the same code; gives its id. Rows that cannot be taken are left out."""
    require(actor, Permission.FRAMEWORK_IMPORT)
    return _import(portal, actor, _list_of(data, code, title, publisher))


def remove(portal: Portal, actor: Actor, *, framework_id: str) -> None:
    """Remove a framework. Refuses one that a program which is or was public is aligned to: its badges name the skills of it."""
    require(actor, Permission.FRAMEWORK_IMPORT)
    with writing(portal.database) as db:
        framework = frameworks.get(db, framework_id)
        addresses = {item_address(framework_id, item) for item in frameworks.every_item(db, framework_id)}
        used = sorted({row["code"] for row in frameworks.alignments_of_versions(db) if row["url"] in addresses})
        if used:
            raise RuleBroken(
                f"“{framework.title}” stays: badges of {', '.join(used)} name its skills, and whoever reads them may look there."
            )
        frameworks.remove(db, framework_id)
        record(db, portal, actor, Action.FRAMEWORK_REMOVED, framework_id, framework.title)


def check_skills_are_here(db: Database, program: ProgramVersion) -> None:
    """Refuses alignments with skills at this portal that it does not have: their addresses would lead nowhere, in every badge."""
    for row in program.alignments:
        if row.url.startswith("/") and not frameworks.stands_here(db, row.url):
            raise RuleBroken(
                f"“{row.name}” is said to stand at {row.url}, where there is no such skill. Import its list first, or remove the alignment."
            )


def _list_of(data: bytes, code: str, title: str, publisher: str) -> Read:
    if len(data) > LARGEST_BYTES:
        raise BadInput({"file": f"The file is larger than {LARGEST_BYTES // 1024**2} MB. Please split the list."})
    return read_list(sheet(io.BytesIO(data)), code=code, title=title, publisher=publisher)


def _looked_at(portal: Portal, read: Read) -> Preview:
    with reading(portal.database) as db:
        before = frameworks.find(db, read.framework.id)
    _check_kind(read.framework, before)
    return Preview(read, differences(before.items if before else (), read.framework.items), before is None)


def _import(portal: Portal, actor: Actor, read: Read) -> str:
    with writing(portal.database) as db:
        _check_kind(read.framework, frameworks.find(db, read.framework.id))
        frameworks.keep(db, read.framework, by=actor.id, at=stamp(portal.now()))
        record(db, portal, actor, Action.FRAMEWORK_IMPORTED, read.framework.id, read.framework.title)
    return read.framework.id


def _check_kind(framework: Framework, before: Framework | None) -> None:
    if before and before.kind != framework.kind:
        raise BadInput({"code": f"“{before.title}” has this code already, and it came another way. Please choose another code."})
