"""Every service records what it did, in the same transaction as the doing."""

from sqlite_utils import Database

from core.portal import Portal
from core.rules.audit_actions import Action
from core.rules.members import Actor
from core.rules.times import stamp
from core.storage import audit_log


def record(db: Database, portal: Portal, actor: Actor, action: Action, entity_id: str, detail: str = "") -> None:
    """Append to the audit log; the entity is the first half of the action's name."""
    entity = action.value.partition(".")[0]
    audit_log.add(db, at=stamp(portal.now()), actor_id=actor.id, action=action.value, entity=entity, entity_id=entity_id, detail=detail)
