"""What the portal has to say: to a person in the portal itself, and for those who see to it that e-mails arrive."""

from dataclasses import dataclass

from core.messages import FOR_SOME, KINDS, MAIL_ONLY
from core.portal import Portal
from core.rules.mail import CHANNELS, Channel, MessageState, StoredMessage, sends_by_itself
from core.rules.members import Actor, Member
from core.rules.permissions import Permission, allowed, require
from core.storage import association, members, messages
from core.storage.database import reading

SHOWN = 100


def unread(portal: Portal, actor: Actor) -> list[StoredMessage]:
    """What the person has not seen in the portal yet, the newest first; of one thing only what was said last."""
    require(actor, Permission.PROFILE_EDIT)
    with reading(portal.database) as db:
        newest: dict[str, StoredMessage] = {}
        for message in messages.unread(db, actor.member_id):
            newest.setdefault(message.about, message)
    return list(newest.values())


def wants_mail(portal: Portal, actor: Actor) -> bool:
    """Whether the person wants e-mails."""
    require(actor, Permission.PROFILE_EDIT)
    with reading(portal.database) as db:
        return messages.wants_mail(db, actor.member_id)


@dataclass(frozen=True)
class MessageChoice:
    """One kind of message that somebody may get: what it is about, by which channels it comes, and by which of them they want it."""

    kind: str
    about: str
    offered: tuple[Channel, ...]
    chosen: tuple[Channel, ...]


def choices(portal: Portal, actor: Actor) -> list[MessageChoice]:
    """What the person may be told, and how they want it. What comes to reviewers alone is left out for others."""
    require(actor, Permission.PROFILE_EDIT)
    with reading(portal.database) as db:
        stopped = messages.stops(db, actor.member_id)
    mine = (kind for kind in KINDS if kind not in FOR_SOME or allowed(actor, FOR_SOME[kind]))
    return [_choice(kind, stopped) for kind in mine]


def _choice(kind: str, stopped: set[tuple[str, Channel]]) -> MessageChoice:
    offered: tuple[Channel, ...] = ("mail",) if kind in MAIL_ONLY else tuple(CHANNELS)
    return MessageChoice(kind, KINDS[kind].ABOUT, offered, tuple(channel for channel in offered if (kind, channel) not in stopped))


@dataclass(frozen=True)
class OutboxRow:
    """A message with its reader, and what it is about in words."""

    message: StoredMessage
    name: str
    email: str
    about: str


def _row(message: StoredMessage, reader: Member) -> OutboxRow:
    return OutboxRow(message, reader.display_name, reader.email, KINDS[message.kind].ABOUT)


@dataclass(frozen=True)
class Outbox:
    """``to_copy`` waits for a person, ``not_taken`` came back; ``sends`` says whether the portal sends by itself, and ``server`` whether
    the machine was told a mail server at all. ``counts``: how many there are in each state."""

    to_copy: tuple[OutboxRow, ...]
    not_taken: tuple[OutboxRow, ...]
    queued: tuple[OutboxRow, ...]
    counts: dict[MessageState, int]
    sends: bool
    server: bool


def outbox(portal: Portal, actor: Actor) -> Outbox:
    """For administrators: the newest hundred of each kind. Messages to people who were deactivated are left out of what is to be copied."""
    require(actor, Permission.MEMBER_MANAGE)
    states: tuple[MessageState, ...] = ("manual", "failed", "queued", "sent", "suppressed")
    with reading(portal.database) as db:
        found: dict[MessageState, tuple[OutboxRow, ...]] = {}
        for state in states[:3]:
            people = [(each, members.get(db, each.member_id)) for each in messages.in_state(db, state, most=SHOWN)]
            found[state] = tuple(_row(each, person) for each, person in people if person.active)
        return Outbox(
            to_copy=found["manual"],
            not_taken=found["failed"],
            queued=found["queued"],
            counts={state: messages.count(db, state) for state in states},
            sends=sends_by_itself(portal.settings.smtp_url, association.setting(db, "send_mail")),
            server=bool(portal.settings.smtp_url),
        )
