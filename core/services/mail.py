"""Mail: what the portal has to say is kept first, and sent when there is a mail server; otherwise a person copies it.

At least once: each try is written down before it is made and its success after it. When the machine stops in between, the message is
sent again later, under the same Message-ID, by which mail programs know a second copy.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import timedelta

from sqlite_utils import Database

from core.errors import NotFound, RuleBroken
from core.messages import KINDS, MAIL_ONLY
from core.messages.message import Mail, Sender, written
from core.portal import Portal, new_id
from core.rules.mail import CHANNELS, LATER, MOST_IN_AN_HOUR, Channel, StoredMessage, first_state, mail_server, next_try, sends_by_itself
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.times import stamp
from core.services.post_office import Failed, NoConnection, PostOffice, Refused, post_office
from core.storage import association, members, messages
from core.storage.database import reading, writing

AT_A_TIME = 200
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Sent:
    """One round: e-mails that went out, that are tried again later, that a person has to see to; and why it ended early, if it did."""

    sent: int = 0
    later: int = 0
    failed: int = 0
    by_hand: int = 0
    trouble: str = ""


def sends(db: Database, portal: Portal) -> bool:
    """Whether the portal sends mail by itself: the machine was told a mail server, and the association did not switch it off."""
    return sends_by_itself(portal.settings.smtp_url, association.setting(db, "send_mail"))


def say(db: Database, portal: Portal, mail: Mail, *, to: str, about: str, dedupe: str) -> bool:
    """Inside a transaction: keep a message to a member; ``False`` when it was said before. It is sent by the next round."""
    house, member, now = association.get(db), members.get(db, to), portal.now()
    sender = Sender(house.name, house.contact, house.email, portal.base_url)
    message = written(mail, sender, member.display_name)
    stopped, mail_only = messages.stops(db, to), mail.KIND in MAIL_ONLY
    wanted = messages.wants_mail(db, to) and (mail.KIND, "mail") not in stopped
    state = first_state(wanted=wanted, sends=sends(db, portal), worth_copying=not mail_only)
    stored = StoredMessage(
        id=new_id(),
        member_id=to,
        kind=mail.KIND,
        about=about,
        dedupe=dedupe,
        subject=message.subject,
        body=message.body,
        link=message.link,
        state=state,
        attempts=0,
        error="",
        created_at=now,
        next_try_at=now,
        sent_at=None,
        read_at=now if mail_only or (mail.KIND, "portal") in stopped else None,
    )
    return messages.add(db, stored)


def send(portal: Portal, *, most: int = AT_A_TIME) -> Sent:
    """One round over what is queued. One message that cannot be sent stops no other; a server that does not answer ends the round.

    Can be repeated, broken off, and run twice at the same time.
    """
    with writing(portal.database) as db:
        if not sends(db, portal):
            messages.leave_to_people(db)
            return Sent(by_hand=messages.count(db, "manual"))
        house = association.get(db)
    counts = {"sent": 0, "later": 0, "failed": 0}
    trouble = ""
    try:
        with post_office(mail_server(portal.settings.smtp_url), sender=(house.name, house.email), base_url=portal.base_url) as office:
            for _ in range(most):
                claimed = _claim(portal)
                if claimed is None:
                    break
                counts[_send_one(portal, office, *claimed)] += 1
    except NoConnection as problem:
        trouble = problem.words
    with reading(portal.database) as db:
        return Sent(**counts, by_hand=messages.count(db, "manual"), trouble=trouble)


def _claim(portal: Portal) -> tuple[StoredMessage, str, str] | None:
    """The next message with its reader's name and address, put off before it is tried: nobody else takes it meanwhile."""
    with writing(portal.database) as db:
        while (message := messages.next_due(db, portal.now())) is not None:
            member, now = members.get(db, message.member_id), portal.now()
            if not member.active:
                messages.settle(db, message.id, "suppressed", seen="queued", at=now)
            elif messages.sent_since(db, member.id, now - HOUR) >= MOST_IN_AN_HOUR:
                messages.try_on(db, message.id, attempts=message.attempts, at=now + LATER)
            else:
                again = next_try(message.attempts + 1, now) or now + LATER
                messages.try_on(db, message.id, attempts=message.attempts + 1, at=again, error="The try before this one was broken off.")
                return message, member.display_name, member.email
    return None


def _send_one(portal: Portal, office: PostOffice, message: StoredMessage, name: str, address: str) -> str:
    """What became of it: ``sent``, ``later`` or ``failed``."""
    try:
        office.deliver(message, name=name, address=address)
    except NoConnection as problem:
        _put_off(portal, message, problem.words)
        raise
    except Refused as problem:
        return _give_up(portal, message, problem.words)
    except Failed as problem:
        return _put_off(portal, message, problem.words)
    with writing(portal.database) as db:
        messages.settle(db, message.id, "sent", seen="queued", at=portal.now())
    return "sent"


def _put_off(portal: Portal, message: StoredMessage, words: str) -> str:
    again = next_try(message.attempts + 1, portal.now())
    if again is None:
        return _give_up(portal, message, words)
    with writing(portal.database) as db:
        messages.try_on(db, message.id, attempts=message.attempts + 1, at=again, error=words)
    return "later"


def _give_up(portal: Portal, message: StoredMessage, words: str) -> str:
    with writing(portal.database) as db:
        messages.settle(db, message.id, "failed", seen="queued", at=portal.now(), error=words)
    return "failed"


def sent_by_hand(portal: Portal, actor: Actor, *, message_id: str) -> None:
    """Somebody copied a message and sent it. Refuses what the portal sends by itself or nobody wants."""
    require(actor, Permission.MEMBER_MANAGE)
    with writing(portal.database) as db:
        message = messages.get(db, message_id)
        if message.state == "sent":
            return
        if message.state not in ("manual", "failed"):
            raise RuleBroken("This message is not waiting for anybody.")
        messages.settle(db, message_id, "sent", seen=message.state, at=portal.now())


def try_again(portal: Portal, actor: Actor, *, message_id: str) -> None:
    """Let the portal try once more what did not arrive, or what waited before there was a mail server. Refuses where it sends no mail."""
    require(actor, Permission.MEMBER_MANAGE)
    with writing(portal.database) as db:
        message = messages.get(db, message_id)
        if not sends(db, portal):
            raise RuleBroken("The portal sends no mail by itself at present. Please copy the message.")
        if message.state not in ("manual", "failed"):
            raise RuleBroken("This message is not waiting for anybody.")
        messages.settle(db, message_id, "queued", seen=message.state, at=portal.now())
        messages.try_on(db, message_id, attempts=0, at=portal.now())


def seen(portal: Portal, actor: Actor, *, about: str) -> None:
    """Somebody saw in the portal what was said to them about one thing."""
    require(actor, Permission.PROFILE_EDIT)
    with writing(portal.database) as db:
        messages.mark_read(db, actor.member_id, about, at=stamp(portal.now()))


def choose(portal: Portal, actor: Actor, *, kind: str, channels: Collection[Channel]) -> None:
    """By which channels somebody wants to be told of one kind of thing; none is allowed. Refuses kinds that are not in the table."""
    require(actor, Permission.PROFILE_EDIT)
    if kind not in KINDS:
        raise NotFound("There are no such messages.")
    with writing(portal.database) as db:
        for channel in CHANNELS:
            messages.set_stop(db, actor.member_id, kind, channel, stopped=channel not in channels)


def set_wanted(portal: Portal, actor: Actor, *, wanted: bool) -> None:
    """Whether somebody wants e-mails. What the portal has to say stands on Home in any case."""
    require(actor, Permission.PROFILE_EDIT)
    with writing(portal.database) as db:
        messages.set_wanted(db, actor.member_id, wanted, at=stamp(portal.now()))
