"""What holders do with a badge: who may see and find its public page, which evidence stands on it, where they shared it."""

from pathlib import Path

from sqlite_utils import Database

from core.errors import NotFound, RuleBroken
from core.portal import Portal
from core.rules.audit_actions import Action
from core.rules.awards import standing
from core.rules.evidence import EvidenceItem
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.share_links import Channel
from core.rules.sharing import check_may_publish, may_be_listed, shows_evidence
from core.rules.times import stamp
from core.services.recording import record
from core.storage import awards, files, sharing
from core.storage.awards import Award
from core.storage.database import reading, writing


def set_listed(portal: Portal, actor: Actor, *, token: str, listed: bool) -> None:
    """Let search engines list the page of one's own badge, or keep them away again (which is always possible).

    Somebody else's badge is *not found*. Refuses to list one that is revoked, suspended or replaced.
    """
    require(actor, Permission.AWARD_READ_OWN)
    with writing(portal.database) as db:
        award = awards.held_by(db, actor.id, token)
        if award.listed == listed:
            return
        if listed and not may_be_listed(standing(award.state, award.valid_until, portal.now())):
            raise RuleBroken("Only a badge that was not taken back, suspended or replaced can be shown to search engines.")
        if listed and award.private:
            raise RuleBroken("You keep this badge private. Let everybody who has its address see it first.")
        awards.set_listed(db, token, listed)
        record(db, portal, actor, Action.AWARD_LISTED if listed else Action.AWARD_UNLISTED, token)


def set_private(portal: Portal, actor: Actor, *, token: str, private: bool) -> None:
    """Keep one's own badge private, or let everybody who has its address see it again.

    Kept private, its addresses open for its holder alone; files that somebody has already keep verifying. Search engines are
    sent away too. Somebody else's badge is *not found*.
    """
    require(actor, Permission.AWARD_READ_OWN)
    with writing(portal.database) as db:
        if awards.held_by(db, actor.id, token).private == private:
            return
        awards.set_private(db, token, private)
        record(db, portal, actor, Action.AWARD_CLOSED if private else Action.AWARD_OPENED, token)


def publish_evidence(portal: Portal, actor: Actor, *, token: str, item_id: str, nobody_else_in_it: bool) -> None:
    """Show a piece of evidence on the public page of one's own badge: a file or text to be opened, a link to be followed.

    Refuses without the holder's word that it shows nobody who did not agree, beside a badge that is not in force or kept private,
    and what the badge does not rest on (*not found*).
    """
    require(actor, Permission.AWARD_READ_OWN)
    with writing(portal.database) as db:
        award = awards.held_by(db, actor.id, token)
        _check_rests_on(db, award, item_id)
        today = standing(award.state, award.valid_until, portal.now())
        check_may_publish(today, private=award.private, nobody_else_in_it=nobody_else_in_it)
        sharing.publish(db, item_id, at=stamp(portal.now()))
        record(db, portal, actor, Action.EVIDENCE_PUBLISHED, item_id, token)


def withdraw_evidence(portal: Portal, actor: Actor, *, token: str, item_id: str) -> None:
    """Show a piece of evidence no longer; the page describes it, as before. What others kept of it cannot be called back."""
    require(actor, Permission.AWARD_READ_OWN)
    with writing(portal.database) as db:
        _check_rests_on(db, awards.held_by(db, actor.id, token), item_id)
        sharing.withdraw(db, item_id)
        record(db, portal, actor, Action.EVIDENCE_WITHDRAWN, item_id, token)


def open_published(portal: Portal, *, token: str, item_id: str) -> tuple[EvidenceItem, Path | None]:
    """A file or text that the holder of a badge shows to everybody; the path is of a file only. Everything else is *not found*."""
    with reading(portal.database) as db:
        award = awards.get(db, token)
        shown = shows_evidence(standing(award.state, award.valid_until, portal.now()), private=award.private)
        item = next((item for item in sharing.evidence_of(db, award) if item.id == item_id), None)
        if not shown or item is None or item.kind == "link" or item_id not in sharing.published(db, item.submission_id):
            raise NotFound("This piece of evidence is not shown to everybody.")
    return item, files.path_of(portal.evidence_folder, item.sha256) if item.kind == "file" else None


def _check_rests_on(db: Database, award: Award, item_id: str) -> None:
    if item_id not in {item.id for item in sharing.evidence_of(db, award)}:
        raise NotFound("This badge does not rest on such a piece of evidence.")


def note_share(portal: Portal, actor: Actor, *, token: str, channel: Channel) -> None:
    """Remember that the holder opened a channel with their badge: once a day and channel, and nothing about whoever looks at it.

    Somebody else's badge is *not found*.
    """
    require(actor, Permission.AWARD_READ_OWN)
    with writing(portal.database) as db:
        sharing.remember(db, awards.held_by(db, actor.id, token).token, channel, on=portal.now().date())
