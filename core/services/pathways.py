"""Pathways: designing, publishing and retiring them, following one. Published versions never change; a new one supersedes the old."""

import tomllib
from collections.abc import Callable
from typing import Any

from pydantic import ValidationError
from sqlite_utils import Database

from core.errors import BadInput, NotFound, RuleBroken
from core.portal import Portal, new_id
from core.queries.pathway_design import named_programs, why_not_publishable
from core.rules.audit_actions import Action
from core.rules.capstones import capstone_of
from core.rules.members import Actor
from core.rules.pathway_drafts import PathwayDraft, draft_of, pathway_of
from core.rules.pathway_progress import evaluate, reached
from core.rules.pathways import Pathway, codes, version_order
from core.rules.permissions import Permission, require
from core.rules.times import add_duration, stamp
from core.services.capstones import settle
from core.services.fields import sentence_of
from core.services.printing import check_printable
from core.services.recording import record
from core.storage import awards, pathways, programs
from core.storage.database import writing
from core.storage.pathways import PathwayEnrolment, StoredPathway

Change = Callable[[PathwayDraft], PathwayDraft]


def read_pathway(text: str) -> Pathway:
    """A pathway from its TOML file; refuses with a sentence per place that cannot be taken."""
    try:
        return Pathway.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as problem:
        raise BadInput({"file": f"This is not a pathway file (TOML): {problem}."}) from problem
    except ValidationError as problem:
        raise BadInput(_sentences(problem)) from problem


def _sentences(problem: ValidationError) -> dict[str, str]:
    places: dict[str, Any] = {" › ".join(map(str, error["loc"])) or "pathway": error for error in problem.errors()}
    return {place: f"{place}: {sentence_of(error)}" for place, error in places.items()}


def begin(portal: Portal, actor: Actor, *, draft: PathwayDraft | None = None) -> str:
    """Begin to design a pathway, empty or from what is given; gives the id of the draft."""
    require(actor, Permission.PATHWAY_PUBLISH)
    with writing(portal.database) as db:
        draft_id = new_id()
        pathways.add_draft(db, draft_id, draft or PathwayDraft(), by=actor.id, at=stamp(portal.now()))
        return draft_id


def begin_next_version(portal: Portal, actor: Actor, *, code: str) -> str:
    """Begin the next version of a published pathway from what it says today; gives the id of the draft."""
    require(actor, Permission.PATHWAY_PUBLISH)
    with writing(portal.database) as db:
        today = _published(db, code).pathway
        major, minor = version_order(today.version)
        draft_id = new_id()
        draft = draft_of(today).with_(version=f"{major}.{minor + 1}")
        pathways.add_draft(db, draft_id, draft, by=actor.id, at=stamp(portal.now()))
        return draft_id


def change(portal: Portal, actor: Actor, *, draft_id: str, change: Change) -> None:
    """Change a draft as it stands stored, and keep it at once."""
    require(actor, Permission.PATHWAY_PUBLISH)
    with writing(portal.database) as db:
        stored = pathways.get_draft(db, draft_id)
        changed = _changed(stored.draft, change)
        if changed != stored.draft:
            pathways.save_draft(db, _with(stored, changed), by=actor.id, at=portal.now())


def _with(stored: pathways.StoredPathwayDraft, draft: PathwayDraft) -> pathways.StoredPathwayDraft:
    return pathways.StoredPathwayDraft(stored.id, draft, stored.updated_by, stored.updated_at, stored.row_version)


def _changed(draft: PathwayDraft, change: Change) -> PathwayDraft:
    try:
        return change(draft)
    except ValidationError as problem:
        raise BadInput(_sentences(problem)) from problem


def drop(portal: Portal, actor: Actor, *, draft_id: str) -> None:
    """Throw a draft away. Refuses what was published."""
    require(actor, Permission.PATHWAY_PUBLISH)
    with writing(portal.database) as db:
        pathways.drop_draft(db, pathways.get_draft(db, draft_id).id)


def publish_draft(portal: Portal, actor: Actor, *, draft_id: str) -> str:
    """Publish a draft; gives its id. Refuses as ``publish``, and what is not complete."""
    require(actor, Permission.PATHWAY_PUBLISH)
    with writing(portal.database) as db:
        try:
            pathway = pathway_of(pathways.get_draft(db, draft_id).draft)
        except ValidationError as problem:
            raise BadInput(_sentences(problem)) from problem
        _publish(db, portal, actor, draft_id, pathway)
    settle(portal)
    return draft_id


def publish(portal: Portal, actor: Actor, *, pathway: Pathway) -> str:
    """Publish a version; gives its id. Who has everything that it asks for gets the capstone.

    Refuses programs that are not published, a code that a program has, a version number that is taken, pathways that wait for
    each other, and text that no certificate could print.
    """
    require(actor, Permission.PATHWAY_PUBLISH)
    with writing(portal.database) as db:
        version_id = new_id()
        _publish(db, portal, actor, version_id, pathway)
    settle(portal)
    return version_id


def _publish(db: Database, portal: Portal, actor: Actor, version_id: str, pathway: Pathway) -> None:
    check_printable(pathway=f"{pathway.title} {pathway.outcome} {pathway.skill_name}")
    named = named_programs(db, pathway)
    if reasons := why_not_publishable(db, pathway, named):
        raise RuleBroken(" ".join(reasons))
    at = stamp(portal.now())
    pathways.add_published(db, version_id, pathway, by=actor.id, at=at)
    programs.add_published(db, new_id(), capstone_of(pathway, named), by=actor.id, at=at)
    record(db, portal, actor, Action.PATHWAY_PUBLISHED, version_id, f"{pathway.code} {pathway.version}")


def retire(portal: Portal, actor: Actor, *, code: str) -> None:
    """Let nobody new start a pathway. Who started it may complete it, and badges stay. Refuses what another pathway asks for."""
    require(actor, Permission.PATHWAY_PUBLISH)
    with writing(portal.database) as db:
        stored = _published(db, code)
        asking = [other.pathway.title for other in pathways.all_published(db) if code in codes(other.pathway.root)]
        if asking:
            raise RuleBroken(f"“{asking[0]}” asks for the badge of this pathway. Publish a version of it that does not, first.")
        pathways.retire(db, code)
        record(db, portal, actor, Action.PATHWAY_RETIRED, stored.id, code)


def start(portal: Portal, actor: Actor, *, code: str) -> PathwayEnrolment:
    """Follow a pathway: it gets a planned day, and a place on the home page. What was earned before counts.

    Refuses a second start, and who holds its badge already.
    """
    require(actor, Permission.ENROLMENT_START)
    with writing(portal.database) as db:
        stored, now = _published(db, code), portal.now()
        if pathways.active_enrolment(db, actor.member_id, code):
            raise RuleBroken(f"You are following “{stored.pathway.title}” already.")
        if awards.active(db, actor.member_id, code):
            raise RuleBroken(f"You hold the badge of “{stored.pathway.title}” already.")
        target = add_duration(now, f"P{stored.pathway.months}M").date()
        started = PathwayEnrolment(new_id(), actor.member_id, stored.id, code, "active", now, target, None)
        pathways.add_enrolment(db, started)
        for milestone in reached(evaluate(stored.pathway.root, pathways.held(db, actor.member_id), now)):
            pathways.add_milestone(db, actor.member_id, code, milestone, at=stamp(now), seen=True)
        record(db, portal, actor, Action.PATHWAY_STARTED, stored.id, code)
        return started


def leave(portal: Portal, actor: Actor, *, code: str) -> None:
    """No longer follow a pathway. Nothing that was earned is lost."""
    require(actor, Permission.ENROLMENT_START)
    with writing(portal.database) as db:
        followed = _followed(db, actor, code)
        pathways.finish_enrolment(db, followed.id, "left", at=stamp(portal.now()))
        record(db, portal, actor, Action.PATHWAY_LEFT, followed.version_id, code)


def switch(portal: Portal, actor: Actor, *, code: str) -> None:
    """Follow today's version instead of the one that was started. Nobody is moved without asking for it."""
    require(actor, Permission.ENROLMENT_START)
    with writing(portal.database) as db:
        followed, today = _followed(db, actor, code), _published(db, code)
        if followed.version_id != today.id:
            pathways.switch_version(db, followed.id, today.id)
            record(db, portal, actor, Action.PATHWAY_STARTED, today.id, f"{code} {today.pathway.version}")
    settle(portal)


def thank(portal: Portal, actor: Actor, *, code: str, milestone: str) -> None:
    """A milestone was read: it is not told again."""
    require(actor, Permission.ENROLMENT_START)
    with writing(portal.database) as db:
        pathways.mark_seen(db, actor.member_id, code, milestone, at=stamp(portal.now()))


def _published(db: Database, code: str) -> StoredPathway:
    if (stored := pathways.published(db, code)) is None:
        raise NotFound("There is no such pathway.")
    return stored


def _followed(db: Database, actor: Actor, code: str) -> PathwayEnrolment:
    if (followed := pathways.active_enrolment(db, actor.member_id, code)) is None:
        raise RuleBroken("You are not following this pathway.")
    return followed
