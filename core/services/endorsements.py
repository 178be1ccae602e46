"""Others vouch for a badge: asked by its holder, stated through a one-time link, shown once the holder accepted it."""

import json
from dataclasses import dataclass

from sqlite_utils import Database

from core.badges import did as dids
from core.badges.endorsement import build, signed
from core.badges.reading import view_of
from core.badges.view import BadgeView
from core.errors import NotFound
from core.messages.endorsement_given import EndorsementGiven
from core.portal import Portal, digest_of, new_id, new_token
from core.rules.audit_actions import Action
from core.rules.awards import standing
from core.rules.endorsements import Endorsement, Statement, check_may_ask, in_words, moved
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.times import stamp
from core.rules.witnesses import LASTS, Asked, check_link, check_saw_it, check_somebody_else
from core.services import mail
from core.services.fields import parsed
from core.services.issuer import issuer_of, own_issuers, signing_key
from core.services.recording import record
from core.storage import awards, endorsements, members
from core.storage.awards import Award
from core.storage.database import reading, writing


@dataclass(frozen=True)
class Question:
    """What somebody sees who opens the link: who asks, the badge that they are asked about, and the question itself."""

    endorsement: Endorsement
    holder: str
    view: BadgeView


def ask(portal: Portal, actor: Actor, *, token: str, name: str, relation: str) -> str:
    """Ask somebody to vouch for one's own badge; gives the link's secret, which is shown once and not kept.

    Refuses somebody else's badge (*not found*), one that is not in force or kept private, and a sixth open question.
    """
    require(actor, Permission.AWARD_READ_OWN)
    wanted = parsed(Asked, name=name, relation=relation)
    secret, now = new_token(), portal.now()
    with writing(portal.database) as db:
        award = awards.held_by(db, actor.id, token)
        waiting = sum(one.state == "asked" and now < one.expires_at for one in endorsements.about(db, token))
        check_may_ask(standing(award.state, award.valid_until, now), private=award.private, waiting=waiting)
        new = Endorsement(new_id(), token, wanted.name, wanted.relation, "asked", "", now, now + LASTS, None, "")
        endorsements.add(db, new, secret_sha256=digest_of(secret))
        record(db, portal, actor, Action.ENDORSEMENT_ASKED, new.id, token)
    return secret


def question(portal: Portal, *, secret: str) -> Question:
    """What the link is about. Refuses links that are unknown, used, taken back or too old, each in its own words."""
    with reading(portal.database) as db:
        found = endorsements.by_secret(db, digest_of(secret))
        check_link(found.state, found.expires_at, portal.now())
        award = awards.get(db, found.award_token)
        return Question(found, members.get(db, award.member_id).display_name, view_of(json.loads(award.credential)))


def give(portal: Portal, actor: Actor, *, secret: str, name: str, words: str, saw_it: bool) -> None:
    """State it, without an account and once. The holder hears, and nobody else sees it before they accept.

    Refuses what ``question`` refuses, holders who vouch for themselves, a statement without the word that its author saw it, and
    one that is too long.
    """
    said = parsed(Statement, name=name, words=words)
    check_saw_it(saw_it)
    with writing(portal.database) as db:
        found = endorsements.by_secret(db, digest_of(secret))
        check_link(found.state, found.expires_at, portal.now())
        check_somebody_else(actor, awards.get(db, found.award_token).member_id)
        endorsements.save_statement(db, found.id, name=said.name, words=said.words, at=stamp(portal.now()))
        record(db, portal, actor, Action.ENDORSEMENT_GIVEN, found.id, found.award_token)
        award = awards.get(db, found.award_token)
        title = view_of(json.loads(award.credential)).title
        told = EndorsementGiven(award.token, title, said.name)
        mail.say(db, portal, told, to=award.member_id, about=f"endorsement:{found.id}", dedupe=f"endorsement:{found.id}")


def accept(portal: Portal, actor: Actor, *, endorsement_id: str) -> None:
    """Show what somebody said: it is signed as a credential of its own, checked, and stands on the badge's page from now on.

    Refuses what is not about one's own badge (*not found*) and what was settled already.
    """
    require(actor, Permission.AWARD_READ_OWN)
    with writing(portal.database) as db:
        found, award = _mine(db, actor, endorsement_id)
        state = moved(found.state, "accept")
        endorsements.set_state(db, found.id, state, document=_signed(db, portal, found, award))
        record(db, portal, actor, Action.ENDORSEMENT_ACCEPTED, found.id, award.token)


def _signed(db: Database, portal: Portal, found: Endorsement, award: Award) -> str:
    key, issuer, view = signing_key(portal), issuer_of(db), view_of(json.loads(award.credential))
    did = dids.issuer_did(portal.base_url, key)
    ours = own_issuers(portal)(did)
    assert ours is not None and found.given_at is not None
    about = f"{portal.base_url}/b/{award.token}"
    document = build(
        address=f"{about}/endorsements/{found.id}.json",
        about=about,
        title=view.title,
        words=in_words(found, view.title, issuer.name),
        issuer=issuer,
        base_url=portal.base_url,
        did=did,
        given_at=found.given_at,
    )
    return signed(document, key, did=did, methods=ours.methods, now=portal.now())


def decline(portal: Portal, actor: Actor, *, endorsement_id: str) -> None:
    """Do not show it, ever. Its author is not told. Refuses as ``accept`` does."""
    _settle(portal, actor, endorsement_id, "decline")


def withdraw(portal: Portal, actor: Actor, *, endorsement_id: str) -> None:
    """Show it no longer, or take the question back: the link stops to work. Refuses as ``accept`` does."""
    _settle(portal, actor, endorsement_id, "withdraw")


def _settle(portal: Portal, actor: Actor, endorsement_id: str, act: str) -> None:
    require(actor, Permission.AWARD_READ_OWN)
    with writing(portal.database) as db:
        found, _ = _mine(db, actor, endorsement_id)
        endorsements.set_state(db, found.id, moved(found.state, act))
        record(db, portal, actor, Action.ENDORSEMENT_SETTLED, found.id, act)


def _mine(db: Database, actor: Actor, endorsement_id: str) -> tuple[Endorsement, Award]:
    found = endorsements.get(db, endorsement_id)
    award = awards.get(db, found.award_token)
    if award.member_id != actor.id:
        raise NotFound("There is no such endorsement.")
    return found, award
