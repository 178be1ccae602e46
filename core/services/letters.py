"""A letter to somebody's manager about one of their badges."""

import json
from dataclasses import replace

from core.badges.formats.letter import letter as printed
from core.badges.reading import view_of
from core.errors import RuleBroken
from core.portal import Portal
from core.queries.names_shown import full_name
from core.rules.awards import standing
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.sharing import may_be_listed
from core.services.badge_files import signed_badge
from core.storage import awards, programs
from core.storage.database import reading


def letter(portal: Portal, actor: Actor, *, token: str) -> bytes:
    """What the holder can now do, on one page (PDF), with their name in full.

    Refuses somebody else's badge (*not found*), and one that was taken back, suspended or replaced.
    """
    require(actor, Permission.AWARD_READ_OWN)
    with reading(portal.database) as db:
        award = awards.held_by(db, actor.id, token)
        if not may_be_listed(standing(award.state, award.valid_until, portal.now())):
            raise RuleBroken("A letter needs a badge that was not taken back, suspended or replaced.")
        program = programs.get(db, award.version_id).program
        name = full_name(db, token)
    badge = signed_badge(portal, token=token)
    view, task = replace(view_of(json.loads(badge.document)), holder_name=name), program.on_the_job_task
    return printed(view, badge.appearance, badge.document, problem=program.problem_solved, task=task)
