"""Undoing an import: exactly what it brought goes, and nothing else. A badge keeps the statements that it stands upon."""

from dataclasses import dataclass

from sqlite_utils import Database

from core.errors import RuleBroken
from core.portal import Portal
from core.rules.audit_actions import Action
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.times import stamp
from core.services.recording import record
from core.storage import enrolments, lms_imports
from core.storage.database import reading, writing


@dataclass(frozen=True)
class Depending:
    """A badge that was issued to somebody for whom rows of the import were taken over."""

    holder: str
    token: str


def depending(portal: Portal, actor: Actor, *, import_id: str) -> list[Depending]:
    """The badges that stand upon rows of an import."""
    require(actor, Permission.PROGRESS_IMPORT)
    with reading(portal.database) as db:
        return _depending(db, import_id)


def _depending(db: Database, import_id: str) -> list[Depending]:
    return [Depending(row["holder"], row["token"]) for row in lms_imports.awards_upon(db, import_id)]


def undo(portal: Portal, actor: Actor, *, import_id: str, leave_awarded: bool = False) -> int:
    """Take back what an import brought; gives how many participations it touched.

    Refuses while badges stand upon its rows, and names them; with ``leave_awarded`` those rows stay. Participations that had begun
    with this import only are as before it.
    """
    require(actor, Permission.PROGRESS_IMPORT)
    with writing(portal.database) as db:
        if lms_imports.get(db, import_id).state != "applied":
            raise RuleBroken("Only what was taken over can be undone.")
        badges = _depending(db, import_id)
        if badges and not leave_awarded:
            holders = ", ".join(dict.fromkeys(badge.holder for badge in badges))
            raise RuleBroken(f"Badges stand upon rows of this file: {holders}. Undo the rest, and leave those rows as they are.")
        touched = lms_imports.take_back(db, import_id)
        for enrolment_id in touched:
            _as_before(db, enrolment_id)
        lms_imports.set_state(db, import_id, "undone", at=stamp(portal.now()))
        record(db, portal, actor, Action.PROGRESS_IMPORT_UNDONE, import_id, f"{len(touched)} participations, {len(badges)} badges stay")
        return len(touched)


def _as_before(db: Database, enrolment_id: str) -> None:
    enrolment = enrolments.get(db, enrolment_id)
    if enrolment.state == "in_progress" and lms_imports.is_untouched(db, enrolment_id):
        enrolments.set_state(db, enrolment, "active")
