"""One's own skills as a sky, from today's catalogue and one's own badges."""

from collections.abc import Iterable

from sqlite_utils import Database

from core.portal import Portal
from core.queries import catalogue
from core.queries.catalogue import CatalogueFilter
from core.rules.awards import standing
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.programs import Skill
from core.rules.skill_map import Constellation, sky
from core.storage import awards, enrolments, programs
from core.storage.awards import Award
from core.storage.database import reading


def skill_map(portal: Portal, actor: Actor) -> list[Constellation]:
    """Lit by a valid badge, kindled by what is running, faded where a badge has run out. Badges that were taken back light nothing."""
    require(actor, Permission.AWARD_READ_OWN)
    offered = [card.program for card in catalogue.search(portal, CatalogueFilter())]
    with reading(portal.database) as db:
        held = awards.of_member(db, actor.member_id)
        by_standing = {
            word: _skills(db, (one for one in held if standing(one.state, one.valid_until, portal.now()) == word))
            for word in ("valid", "expired")
        }
        open_ones = [way.version_id for way in enrolments.of_member(db, actor.member_id) if way.is_open]
        running = [programs.get(db, version_id).program.skill for version_id in open_ones]
    return sky(offered, valid=by_standing["valid"], running=running, expired=by_standing["expired"])


def _skills(db: Database, held: Iterable[Award]) -> list[Skill]:
    """Those of programs; a pathway stands for the skills of its parts."""
    found = [programs.get(db, award.version_id).program for award in held]
    return [program.skill for program in found if program.benchmark != "pathway"]
