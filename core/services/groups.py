"""Learning groups: opened by designers, joined by members, and what is written, changed, reported and decided in them."""

from collections.abc import Collection
from datetime import date, timedelta

from sqlite_utils import Database

from core.errors import BadInput, NotFound
from core.portal import Portal, new_id
from core.rules.audit_actions import Action
from core.rules.groups import (
    KIND_WORDS,
    Group,
    GroupDetails,
    Post,
    PostKind,
    check_body,
    check_is_in,
    check_may_change,
    check_may_join,
    check_may_write,
    check_mentions,
)
from core.rules.members import Actor
from core.rules.permissions import Permission, allowed, require
from core.rules.texts import clean_text
from core.rules.times import stamp
from core.services.fields import field_errors, parsed
from core.services.recording import record
from core.storage import enrolments, groups, programs, reports
from core.storage.database import writing

HOUR = timedelta(hours=1)
LONGEST_REASON = 300


def open_group(
    portal: Portal, actor: Actor, *, program: str, name: str, opens_on: date, closes_on: date | None = None, capacity: int | None = None
) -> str:  # fmt: skip
    """Open a group for the people of a program; gives its id. Refuses programs that are not there, and an end before the beginning."""
    require(actor, Permission.PROGRAM_PUBLISH)
    details = parsed(GroupDetails, program=program, name=name, opens_on=opens_on, closes_on=closes_on, capacity=capacity)
    with writing(portal.database) as db:
        programs.published(db, details.program)
        group_id = new_id()
        groups.add(db, group_id, details)
        record(db, portal, actor, Action.GROUP_OPENED, group_id, details.program)
    return group_id


def close_group(portal: Portal, actor: Actor, *, group_id: str) -> None:
    """The group is over: it can be read, and nobody writes or joins any more."""
    require(actor, Permission.PROGRAM_PUBLISH)
    with writing(portal.database) as db:
        groups.get(db, group_id)
        groups.close(db, group_id, at=stamp(portal.now()))
        record(db, portal, actor, Action.GROUP_CLOSED, group_id)


def join(portal: Portal, actor: Actor, *, group_id: str) -> None:
    """Join a group of a program in which one takes part. Refuses full and closed ones. Designers may join to facilitate."""
    require(actor, Permission.ENROLMENT_START)
    with writing(portal.database) as db:
        group, people = groups.get(db, group_id), groups.people(db, group_id)
        if actor.member_id in people:
            return
        takes_part = _takes_part(db, actor, group)
        check_may_join(group, people=len(people), takes_part=takes_part, today=portal.now().date())
        groups.join(db, group_id, actor.member_id, at=stamp(portal.now()))
        record(db, portal, actor, Action.GROUP_JOINED, group_id)


def _takes_part(db: Database, actor: Actor, group: Group) -> bool:
    mine = enrolments.of_member(db, actor.member_id)
    return allowed(actor, Permission.PROGRAM_PUBLISH) or any(
        way.program_code == group.details.program and way.state != "withdrawn" for way in mine
    )


def leave(portal: Portal, actor: Actor, *, group_id: str) -> None:
    """Leave a group. What one wrote stays, with one's name, until one deletes it."""
    require(actor, Permission.ENROLMENT_START)
    with writing(portal.database) as db:
        _in(db, actor, group_id)
        groups.leave(db, group_id, actor.member_id)
        record(db, portal, actor, Action.GROUP_LEFT, group_id)


def _in(db: Database, actor: Actor, group_id: str) -> tuple[Group, dict[str, str]]:
    group, people = groups.get(db, group_id), groups.people(db, group_id)
    check_is_in(actor.member_id in people)
    return group, people


def write(
    portal: Portal, actor: Actor, *, group_id: str, body: str, kind: str = "question", answers: str = "", mentions: Collection[str] = ()
) -> str:  # fmt: skip
    """Write in a group of one's own, or answer a post in it; gives the post's id. ``mentions``: ids of people of the group.

    Refuses empty and long ones, more than twenty within an hour, people of elsewhere, and groups that are over.
    """
    require(actor, Permission.ENROLMENT_START)
    if kind not in KIND_WORDS:
        raise BadInput({"kind": "Please choose what it is."})
    known: PostKind = next(word for word in KIND_WORDS if word == kind)
    with field_errors("body"):
        body = check_body(clean_text(body))
    now = portal.now()
    with writing(portal.database) as db:
        group, people = _in(db, actor, group_id)
        check_may_write(group, lately=groups.written_since(db, actor.member_id, now - HOUR), today=now.date())
        check_mentions(mentions, people)
        parent = _root(db, group_id, answers)
        new = Post(new_id(), group_id, actor.member_id, parent, known, body, "visible", now, None)
        groups.add_post(db, new)
        for member_id in mentions:
            groups.relate(db, new.id, member_id, "mentioned")
    return new.id


def _root(db: Database, group_id: str, answers: str) -> str:
    """Answers stand below the beginning of a thread: there is one level of them."""
    if not answers:
        return ""
    answered = groups.post(db, answers)
    if answered.group_id != group_id or answered.state != "visible":
        raise NotFound("There is no such post.")
    return answered.parent_id or answered.id


def change(portal: Portal, actor: Actor, *, post_id: str, body: str) -> None:
    """Put one's own post right, within fifteen minutes."""
    require(actor, Permission.ENROLMENT_START)
    with field_errors("body"):
        body = check_body(clean_text(body))
    with writing(portal.database) as db:
        post = groups.post(db, post_id)
        check_may_change(post, actor.member_id, portal.now())
        groups.rewrite(db, post_id, body, at=stamp(portal.now()))


def delete(portal: Portal, actor: Actor, *, post_id: str) -> None:
    """Delete one's own post, whenever. Its words are gone; answers to it stay."""
    require(actor, Permission.ENROLMENT_START)
    with writing(portal.database) as db:
        post = groups.post(db, post_id)
        if post.author_id != actor.id or post.state == "deleted":
            raise NotFound("There is no such post of yours.")
        groups.set_post_state(db, post_id, "deleted")


def thank(portal: Portal, actor: Actor, *, post_id: str, thanks: bool = True) -> None:
    """Thank for a post of somebody else, once; or no longer."""
    require(actor, Permission.ENROLMENT_START)
    with writing(portal.database) as db:
        post = groups.post(db, post_id)
        _in(db, actor, post.group_id)
        if post.author_id == actor.id or post.state != "visible":
            raise NotFound("There is no such post to thank for.")
        groups.relate(db, post_id, actor.member_id, "thanks", holds=thanks)


def mute(portal: Portal, actor: Actor, *, post_id: str, muted: bool) -> None:
    """Do not show a thread to this person any more, or again. Nobody else notices."""
    require(actor, Permission.ENROLMENT_START)
    with writing(portal.database) as db:
        post = groups.post(db, post_id)
        _in(db, actor, post.group_id)
        groups.relate(db, post.parent_id or post.id, actor.member_id, "mutes", holds=muted)


def report(portal: Portal, actor: Actor, *, post_id: str, reason: str) -> None:
    """Tell those who moderate that a post is not in order; whoever reports does not see it any more. Refuses without a reason."""
    require(actor, Permission.ENROLMENT_START)
    reason = cleaned_reason(reason)
    with writing(portal.database) as db:
        post = groups.post(db, post_id)
        _in(db, actor, post.group_id)
        reports.add(db, "post", post.id, actor.member_id, reason, at=stamp(portal.now()))


def cleaned_reason(reason: str) -> str:
    """The reason of a report or of a decision about one. Refuses nothing, and a long one."""
    with field_errors("reason"):
        reason = " ".join(clean_text(reason).split())
    if not reason:
        raise BadInput({"reason": "Please say why."})
    if len(reason) > LONGEST_REASON:
        raise BadInput({"reason": f"Please use at most {LONGEST_REASON} characters."})
    return reason


def moderate(portal: Portal, actor: Actor, *, post_id: str, hide: bool, reason: str) -> None:
    """Decide about a post that was reported: hide it from everybody (its author reads why), or let it stand. The reports are settled."""
    require(actor, Permission.PROGRAM_PUBLISH)
    reason = cleaned_reason(reason) if hide else ""
    with writing(portal.database) as db:
        post = groups.post(db, post_id)
        if post.state != "deleted":
            groups.set_post_state(db, post_id, "hidden" if hide else "visible", because=reason)
        reports.settle(db, "post", post_id, at=stamp(portal.now()))
        record(db, portal, actor, Action.POST_MODERATED, post_id, "hidden" if hide else "stands")


def looked(portal: Portal, actor: Actor, *, group_id: str) -> None:
    """Somebody looked into a group: what mentions them is no news any more."""
    require(actor, Permission.ENROLMENT_START)
    with writing(portal.database) as db:
        groups.seen(db, group_id, actor.member_id, at=stamp(portal.now()))
