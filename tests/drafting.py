"""Drafts for tests: complete, and without anything that stops publishing; and the steps on their way to members."""

from dataclasses import replace
from typing import Any

from core.portal import new_id
from core.queries.design_checks import report_on
from core.rules.drafts import Draft, draft_of
from core.rules.members import Actor, Role
from core.services import members as member_service
from core.services import versions
from core.storage import drafts, members, programs
from core.storage.database import reading, writing
from core.storage.drafts import StoredDraft
from tests.builders import a_performance_program, a_person
from tests.cast import Cast

SHARP: dict[str, Any] = {
    "code": "COM-201",
    "title": "Close an incident",
    "outcome": "Brief neighbours clearly when an incident is over",
}
TOO_LONG: dict[str, Any] = {"weeks": 9, "effort_hours": 60}
"""What the design check stops: a program of nine weeks."""


def a_draft_program(**changes: Any) -> Draft:
    return draft_of(a_performance_program(**(SHARP | changes)))


def keep(cast: Cast, author: Actor, draft: Draft, based_on: str | None = None) -> str:
    """Store a draft as its author's; gives its id."""
    now, draft_id = cast.portal.now(), new_id()
    stored = StoredDraft(
        id=draft_id,
        draft=draft,
        state="draft",
        based_on=based_on,
        version_id=None,
        waivers=(),
        comment="",
        created_by=author.id,
        created_at=now,
        updated_by=author.id,
        updated_at=now,
        submitted_by=None,
        submitted_at=None,
        row_version=1,
    )
    with writing(cast.portal.database) as db:
        drafts.add(db, stored)
    return draft_id


def next_draft(cast: Cast, author: Actor, code: str = "COM-101", **changes: Any) -> str:
    """A draft of the next version of a program, stored."""
    with reading(cast.portal.database) as db:
        stored = programs.of_code(db, code)[-1]
    return keep(cast, author, draft_of(stored.program).with_(**changes), based_on=stored.id)


def change(cast: Cast, author: Actor, draft_id: str, **changes: Any) -> None:
    """Somebody goes on with a draft."""
    with writing(cast.portal.database) as db:
        stored = drafts.get(db, draft_id)
        drafts.save(db, replace(stored, draft=stored.draft.with_(**changes), updated_by=author.id, updated_at=cast.portal.now()))


def stored(cast: Cast, draft_id: str) -> StoredDraft:
    with reading(cast.portal.database) as db:
        return drafts.get(db, draft_id)


def publish(cast: Cast, checker: Actor, draft_id: str) -> str:
    """Publish a draft as it stands."""
    return versions.publish(cast.portal, checker, draft_id=draft_id, seen=stored(cast, draft_id).row_version)


def published_by_two(cast: Cast, draft_id: str) -> str:
    """Dee asks, Mo checks and publishes; gives the version's id."""
    versions.submit(cast.portal, cast.dee, draft_id=draft_id)
    return publish(cast, cast.mo, draft_id)


def blocking(cast: Cast, draft: Draft) -> list[str]:
    """The keys of what the design check stops."""
    return [row.key for row in report_on(cast.portal, draft).blocking]


def alone(cast: Cast) -> Cast:
    """Dee is the only designer: Mo looks after the portal and designs nothing."""
    with writing(cast.portal.database) as db:
        members.set_roles(db, cast.mo.member_id, frozenset({Role.ADMIN}))
        return replace(cast, actors=cast.actors | {"mo": Actor.of(members.get(db, cast.mo.member_id))})


def with_designer(cast: Cast, key: str = "kit", name: str = "Kit Moss") -> Cast:
    """One designer more."""
    with writing(cast.portal.database) as db:
        person = members.get(db, member_service.add_member(db, cast.portal, a_person(name, Role.DESIGNER), password_hash=None))
    return replace(cast, actors=cast.actors | {key: Actor.of(person)})
