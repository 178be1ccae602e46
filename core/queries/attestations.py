"""Who was asked to confirm something in one's own draft."""

from core.portal import Portal
from core.rules.attestations import Attestation
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.storage import attestations, submissions
from core.storage.database import reading


def of_draft(portal: Portal, actor: Actor, submission_id: str) -> list[Attestation]:
    """Questions about one's own draft, the latest first; none for others."""
    require(actor, Permission.SUBMISSION_WRITE)
    with reading(portal.database) as db:
        mine = submissions.get(db, submission_id).member_id == actor.id
        return attestations.of_submission(db, submission_id) if mine else []
