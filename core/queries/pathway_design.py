"""What designers of pathways look at: drafts with what is missing in them, what is public with who follows it, what can be named."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pydantic import ValidationError
from sqlite_utils import Database

from core.badges.pictures.pathway_map import pathway_map
from core.portal import Portal
from core.rules.members import Actor
from core.rules.pathway_drafts import PathwayDraft, pathway_of, what_is_missing
from core.rules.pathway_progress import evaluate, longest_chain_weeks, states
from core.rules.pathways import Pathway, PathwayState, circle, codes, program_nodes, version_order
from core.rules.permissions import Permission, require
from core.rules.programs import ProgramVersion
from core.storage import pathways, programs
from core.storage.database import reading, rows
from core.storage.pathways import StoredPathwayDraft


@dataclass(frozen=True)
class Design:
    """A draft on the desk: ``problems`` keep it from being published; ``picture`` is its map as SVG, empty until one can be drawn."""

    stored: StoredPathwayDraft
    problems: tuple[str, ...]
    picture: str
    chain_weeks: int

    @property
    def draft(self) -> PathwayDraft:
        return self.stored.draft


def design(portal: Portal, actor: Actor, draft_id: str) -> Design:
    """One draft with its check of this moment. Refuses what is not there."""
    require(actor, Permission.PATHWAY_PUBLISH)
    with reading(portal.database) as db:
        stored = pathways.get_draft(db, draft_id)
        missing = what_is_missing(stored.draft)
        try:
            pathway = pathway_of(stored.draft)
        except ValidationError:
            return Design(stored, missing, "", 0)
        named = named_programs(db, pathway)
        return Design(stored, (*missing, *why_not_publishable(db, pathway, named)), *_drawn(portal, pathway, named))


def _drawn(portal: Portal, pathway: Pathway, named: Mapping[str, ProgramVersion]) -> tuple[str, int]:
    """As somebody finds it who has earned nothing yet."""
    at_the_beginning = states(evaluate(pathway.root, (), portal.now()))
    titles = {code: program.title for code, program in named.items()}
    weeks = longest_chain_weeks(pathway.root, {code: program.weeks for code, program in named.items()})
    return pathway_map(pathway.title, pathway.root, at_the_beginning, titles, done=False), weeks


def named_programs(db: Database, pathway: Pathway) -> dict[str, ProgramVersion]:
    """Today's version of each program that is named; of equivalents that are no longer taken, the last one."""
    return {code: stored.program for code in codes(pathway.root) if (stored := programs.newest(db, code))}


def why_not_publishable(db: Database, pathway: Pathway, named: Mapping[str, ProgramVersion]) -> tuple[str, ...]:
    """What in the surroundings keeps a pathway from being published, each in a sentence."""
    found = [f"There is no program {code} that was ever published." for code in codes(pathway.root) if code not in named]
    for leaf in program_nodes(pathway.root):
        if leaf.program in named and programs.find_published(db, leaf.program) is None:
            found.append(f"{leaf.program} takes nobody at present. Name its successor, and {leaf.program} as an equivalent of that.")
        elif leaf.program in named and version_order(leaf.min_version or "0") > version_order(named[leaf.program].version):
            found.append(f"{leaf.program} has no version {leaf.min_version} yet.")
    if pathways.version_taken(db, pathway.code, pathway.version):
        found.append(f"{pathway.code} has a version {pathway.version} already. Published versions never change: raise the number.")
    elif programs.code_in_use(db, pathway.code) and not pathways.code_in_use(db, pathway.code):
        found.append(f"{pathway.code} is the code of a program. A pathway needs a code of its own.")
    asks_for = {stored.pathway.code: codes(stored.pathway.root) for stored in pathways.all_published(db)}
    if waiting := circle({**asks_for, pathway.code: codes(pathway.root)}):
        found.append(f"These pathways would wait for each other: {', then '.join(waiting)}.")
    return tuple(found)


@dataclass(frozen=True)
class PublicRow:
    """A version that is or was public, with how many follow it and how many hold or held its badge."""

    code: str
    version: str
    title: str
    state: PathwayState
    published_at: str
    followers: int
    badges: int


def public_ones(portal: Portal, actor: Actor) -> list[PublicRow]:
    """Every version that is or was public, by title, the newest first."""
    require(actor, Permission.PATHWAY_PUBLISH)
    with reading(portal.database) as db:
        found = rows(
            db,
            "SELECT v.code, v.version, v.title, v.state, v.published_at,"
            " (SELECT count(*) FROM pathway_enrolments e WHERE e.version_id = v.id AND e.state = 'active') AS followers,"
            " (SELECT count(DISTINCT a.member_id) FROM awards a JOIN program_versions p ON p.id = a.version_id"
            "  WHERE a.program_code = v.code AND p.version = v.version) AS badges"
            " FROM pathway_versions v WHERE v.state <> 'draft' ORDER BY v.code, v.published_at DESC",
        )
    return [PublicRow(**row) for row in found]


def drafts(portal: Portal, actor: Actor) -> list[StoredPathwayDraft]:
    """What is being designed, the latest change first."""
    require(actor, Permission.PATHWAY_PUBLISH)
    with reading(portal.database) as db:
        return pathways.drafts(db)


def programs_to_name(portal: Portal, actor: Actor) -> dict[str, str]:
    """What a pathway can ask for, by code: programs that take people, and other pathways."""
    require(actor, Permission.PATHWAY_PUBLISH)
    with reading(portal.database) as db:
        return _titles(stored.program for stored in programs.every_version(db) if stored.state in ("published", "suspended"))


def equivalents_to_name(portal: Portal, actor: Actor) -> dict[str, str]:
    """What can count in place of a program, by code: everything that ever was public."""
    require(actor, Permission.PATHWAY_PUBLISH)
    with reading(portal.database) as db:
        return _titles(stored.program for stored in reversed(programs.every_version(db)) if stored.state != "draft")


def _titles(found: Iterable[ProgramVersion]) -> dict[str, str]:
    return {program.code: program.title for program in sorted(found, key=lambda program: program.code)}
