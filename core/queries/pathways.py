"""Pathways as people see them: what they lead to, how far one is, what comes next; and what their designers have to look at."""

from dataclasses import dataclass

from sqlite_utils import Database

from core.badges.pictures.pathway_map import Sign, pathway_map, sign_of
from core.errors import NotFound
from core.portal import Portal
from core.rules import pathway_progress as progress
from core.rules.members import Actor
from core.rules.pathway_progress import Evaluation, evaluate, longest_chain_weeks
from core.rules.pathways import Pathway, codes, program_nodes
from core.rules.permissions import Permission, require
from core.rules.programs import ProgramVersion
from core.storage import awards, enrolments, pathways, programs
from core.storage.awards import Award
from core.storage.database import reading, rows
from core.storage.pathways import PathwayEnrolment, Reached, StoredPathway


@dataclass(frozen=True)
class PathwayView:
    """A pathway for one reader. ``named``: today's version of each program by code; ``signs``: the state of each part by its key.

    ``followed`` is the reader's start, ``is_newer`` says that today's version is another one; ``capstone`` the badge that is held.
    """

    pathway: Pathway
    evaluation: Evaluation
    named: dict[str, ProgramVersion]
    signs: dict[str, Sign]
    followed: PathwayEnrolment | None
    is_newer: bool
    capstone: Award | None

    @property
    def titles(self) -> dict[str, str]:
        return {code: program.title for code, program in self.named.items()}

    @property
    def words(self) -> str:
        """How far the reader is, in a sentence."""
        return progress.progress_in_words(self.evaluation, started=self.followed is not None)

    @property
    def months_left(self) -> int:
        return progress.months_left(self.pathway, self.evaluation)

    @property
    def chain_weeks(self) -> int:
        """The weeks of the longest chain of programs that wait for each other."""
        return longest_chain_weeks(self.pathway.root, {code: program.weeks for code, program in self.named.items()})

    @property
    def next_programs(self) -> tuple[ProgramVersion, ...]:
        """What the reader can do next for it, what they are working on first."""
        working = {leaf.program for leaf in program_nodes(self.pathway.root) if self.signs[leaf.key] == "working"}
        ready = [code for code in progress.next_programs(self.evaluation) if code in self.named]
        return tuple(self.named[code] for code in sorted(ready, key=lambda code: code not in working))

    @property
    def picture(self) -> str:
        """The map as SVG."""
        return pathway_map(self.pathway.title, self.pathway.root, self.signs, self.titles, done=self.capstone is not None)


def listed(portal: Portal, actor: Actor) -> list[PathwayView]:
    """Every pathway that is published or followed by the reader: the followed first, then by progress."""
    with reading(portal.database) as db:
        mine = {row.code: row for row in _followed_by(db, actor)}
        today = {stored.pathway.code: stored for stored in pathways.all_published(db)}
        shown = {**today, **{code: pathways.get(db, row.version_id) for code, row in mine.items()}}
        views = [_view(db, portal, actor, stored) for stored in shown.values()]
    return sorted(views, key=lambda view: (view.followed is None, -view.evaluation.share, view.pathway.title))


def pathway(portal: Portal, actor: Actor, code: str) -> PathwayView:
    """One pathway: the version that the reader follows, else today's. Refuses what is not there."""
    with reading(portal.database) as db:
        followed = next((row for row in _followed_by(db, actor) if row.code == code), None)
        stored = pathways.get(db, followed.version_id) if followed else pathways.published(db, code)
        if stored is None:
            raise NotFound("There is no such pathway.")
        return _view(db, portal, actor, stored)


def _followed_by(db: Database, actor: Actor) -> list[PathwayEnrolment]:
    return pathways.active_enrolments(db, actor.member_id) if actor.signed_in else []


def _view(db: Database, portal: Portal, actor: Actor, stored: StoredPathway) -> PathwayView:
    pathway, member_id = stored.pathway, actor.member_id if actor.signed_in else ""
    evaluation = evaluate(pathway.root, pathways.held(db, member_id), portal.now())
    states = progress.states(evaluation)
    working = {row.program_code for row in enrolments.of_member(db, member_id) if row.is_open}
    by_key = {leaf.key: leaf.program for leaf in program_nodes(pathway.root)}
    today = pathways.published(db, pathway.code)
    return PathwayView(
        pathway=pathway,
        evaluation=evaluation,
        named={code: found.program for code in codes(pathway.root) if (found := programs.newest(db, code))},
        signs={key: sign_of(state, working=by_key.get(key) in working) for key, state in states.items()},
        followed=pathways.active_enrolment(db, member_id, pathway.code),
        is_newer=today is not None and today.id != stored.id,
        capstone=awards.active(db, member_id, pathway.code),
    )


def counting_with(portal: Portal, code: str) -> list[Pathway]:
    """The published pathways that a program (or a pathway) counts for."""
    with reading(portal.database) as db:
        return [stored.pathway for stored in pathways.all_published(db) if code in codes(stored.pathway.root)]


@dataclass(frozen=True)
class Told:
    """A milestone that was reached and not told yet, and the pathway that it belongs to."""

    reached: Reached
    title: str


def milestones_to_tell(portal: Portal, actor: Actor) -> list[Told]:
    """One's own milestones that were not looked at yet, the oldest first."""
    require(actor, Permission.ENROLMENT_START)
    with reading(portal.database) as db:
        unseen = pathways.unseen_milestones(db, actor.member_id)
        titles = programs.titles(db, {reached.code for reached in unseen})
    return [Told(reached, titles[reached.code]) for reached in unseen]


def followed(portal: Portal, actor: Actor) -> list[PathwayView]:
    """The pathways that one follows, the latest start first."""
    require(actor, Permission.ENROLMENT_START)
    with reading(portal.database) as db:
        return [_view(db, portal, actor, pathways.get(db, row.version_id)) for row in pathways.active_enrolments(db, actor.member_id)]


@dataclass(frozen=True)
class Questioned:
    """A capstone in force that rests on badges which were taken back later (``parts``: their titles)."""

    token: str
    title: str
    holder: str
    parts: tuple[str, ...]


_QUESTIONED = """
WITH RECURSIVE line(capstone, kind, token) AS (
    SELECT capstone, 'part', part FROM capstone_parts
    UNION SELECT capstone, 'capstone', capstone FROM capstone_parts
    UNION SELECT l.capstone, l.kind, a.token FROM awards a JOIN line l ON a.replaces = l.token
        WHERE l.kind = 'part' OR a.origin = 'correction'
)
SELECT c.token, cv.title, m.display_name AS holder, pv.title AS part
FROM line whole JOIN awards c ON c.token = whole.token AND whole.kind = 'capstone' AND c.state IN ('active', 'suspended')
JOIN line rest ON rest.capstone = whole.capstone AND rest.kind = 'part'
JOIN awards p ON p.token = rest.token AND p.state = 'revoked'
JOIN program_versions cv ON cv.id = c.version_id JOIN program_versions pv ON pv.id = p.version_id JOIN members m ON m.id = c.member_id
ORDER BY c.awarded_at, c.token, pv.title
"""


def in_question(portal: Portal, actor: Actor) -> list[Questioned]:
    """Capstones that a person has to think about: they stay in force, and badges they rest on were revoked."""
    require(actor, Permission.AWARD_REVOKE)
    with reading(portal.database) as db:
        found = rows(db, _QUESTIONED)
    tokens = dict.fromkeys(row["token"] for row in found)
    return [_questioned([row for row in found if row["token"] == token]) for token in tokens]


def _questioned(same: list[dict[str, str]]) -> Questioned:
    first = same[0]
    return Questioned(first["token"], first["title"], first["holder"], tuple(dict.fromkeys(row["part"] for row in same)))
