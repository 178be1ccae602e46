"""Messages: what the portal has to say to somebody, and what became of the e-mail."""

from datetime import datetime

from sqlite_utils import Database

from core.errors import Conflict, NotFound
from core.rules.mail import Channel, MessageState, StoredMessage
from core.rules.times import moment, stamp
from core.storage.database import Row, change, one, rows

_TIMES = ("created_at", "next_try_at", "sent_at", "read_at")


def _message(row: Row) -> StoredMessage:
    return StoredMessage(**{**row, **{name: moment(row[name]) if row[name] else None for name in _TIMES}})


def get(db: Database, message_id: str) -> StoredMessage:
    row = one(db, "SELECT * FROM messages WHERE id = :id", id=message_id)
    if row is None:
        raise NotFound("There is no such message.")
    return _message(row)


def add(db: Database, message: StoredMessage) -> bool:
    """Whether it was new: the same ``dedupe`` is said once."""
    added = change(
        db,
        "INSERT INTO messages (id, member_id, kind, about, dedupe, subject, body, link, state, created_at, next_try_at, read_at)"
        " VALUES (:id, :member_id, :kind, :about, :dedupe, :subject, :body, :link, :state, :created_at, :next_try_at, :read_at)"
        " ON CONFLICT (dedupe) DO NOTHING",
        id=message.id,
        member_id=message.member_id,
        kind=message.kind,
        about=message.about,
        dedupe=message.dedupe,
        subject=message.subject,
        body=message.body,
        link=message.link,
        state=message.state,
        created_at=stamp(message.created_at),
        next_try_at=stamp(message.next_try_at),
        read_at=stamp(message.read_at) if message.read_at else None,
    )
    return added == 1


def is_known(db: Database, dedupe: str) -> bool:
    return one(db, "SELECT 1 FROM messages WHERE dedupe = :dedupe", dedupe=dedupe) is not None


def in_state(db: Database, *states: MessageState, most: int) -> list[StoredMessage]:
    """The newest first."""
    names = {f"state_{number}": state for number, state in enumerate(states)}
    marks = ", ".join(f":{name}" for name in names)
    found = rows(db, f"SELECT * FROM messages WHERE state IN ({marks}) ORDER BY created_at DESC, id DESC LIMIT :most", **names, most=most)  # noqa: S608 - names of our own
    return [_message(row) for row in found]


def count(db: Database, state: MessageState) -> int:
    row = one(db, "SELECT count(*) AS n FROM messages WHERE state = :state", state=state)
    return int(row["n"]) if row else 0


def unread(db: Database, member_id: str) -> list[StoredMessage]:
    """What somebody has not seen in the portal yet, the newest first."""
    found = rows(
        db, "SELECT * FROM messages WHERE member_id = :id AND read_at IS NULL ORDER BY created_at DESC, id DESC LIMIT 50", id=member_id
    )
    return [_message(row) for row in found]


def mark_read(db: Database, member_id: str, about: str, *, at: str) -> None:
    """Everything that was said to somebody about one thing."""
    change(
        db,
        "UPDATE messages SET read_at = :at WHERE member_id = :id AND about = :about AND read_at IS NULL",
        id=member_id,
        about=about,
        at=at,
    )


def next_due(db: Database, now: datetime) -> StoredMessage | None:
    """The message whose turn it is, the longest waiting first."""
    row = one(db, "SELECT * FROM messages WHERE state = 'queued' AND next_try_at <= :now ORDER BY next_try_at, id LIMIT 1", now=stamp(now))
    return _message(row) if row else None


def sent_since(db: Database, member_id: str, since: datetime) -> int:
    """How many e-mails went to somebody since then."""
    row = one(
        db,
        "SELECT count(*) AS n FROM messages WHERE member_id = :id AND state = 'sent' AND sent_at > :since",
        id=member_id,
        since=stamp(since),
    )
    return int(row["n"]) if row else 0


def try_on(db: Database, message_id: str, *, attempts: int, at: datetime, error: str = "") -> None:
    """Put off until then. Set before a try is made, it keeps everybody else's hands off the message meanwhile."""
    change(
        db,
        "UPDATE messages SET attempts = :attempts, next_try_at = :at, error = :error WHERE id = :id AND state = 'queued'",
        id=message_id,
        attempts=attempts,
        at=stamp(at),
        error=error,
    )


def settle(db: Database, message_id: str, state: MessageState, *, seen: MessageState, at: datetime, error: str = "") -> None:
    """What became of it. Refuses with ``Conflict`` when somebody else settled it first."""
    settled = change(
        db,
        "UPDATE messages SET state = :state, error = :error, next_try_at = :at, sent_at = CASE WHEN :state = 'sent' THEN :at END"
        " WHERE id = :id AND state = :seen",
        id=message_id,
        state=state,
        seen=seen,
        error=error,
        at=stamp(at),
    )
    if not settled:
        raise Conflict("Somebody else saw to this message meanwhile.")


def leave_to_people(db: Database) -> int:
    """What is queued waits for a person from now on; gives how many."""
    return change(db, "UPDATE messages SET state = 'manual' WHERE state = 'queued'")


def wants_mail(db: Database, member_id: str) -> bool:
    return one(db, "SELECT 1 FROM mail_stops WHERE member_id = :id", id=member_id) is None


def set_wanted(db: Database, member_id: str, wanted: bool, *, at: str) -> None:
    if wanted:
        change(db, "DELETE FROM mail_stops WHERE member_id = :id", id=member_id)
    else:
        change(db, "INSERT INTO mail_stops (member_id, at) VALUES (:id, :at) ON CONFLICT DO NOTHING", id=member_id, at=at)
        change(db, "UPDATE messages SET state = 'suppressed' WHERE member_id = :id AND state IN ('queued', 'manual')", id=member_id)


def stops(db: Database, member_id: str) -> set[tuple[str, Channel]]:
    """What somebody does not want to be told, as kind and channel."""
    found = rows(db, "SELECT kind, channel FROM message_stops WHERE member_id = :id", id=member_id)
    return {(row["kind"], row["channel"]) for row in found}


def set_stop(db: Database, member_id: str, kind: str, channel: Channel, *, stopped: bool) -> None:
    """From the next message on; what waits to be sent by e-mail is not sent any more."""
    given = {"member": member_id, "kind": kind, "channel": channel}
    if not stopped:
        change(db, "DELETE FROM message_stops WHERE member_id = :member AND kind = :kind AND channel = :channel", **given)
        return
    change(db, "INSERT INTO message_stops (member_id, kind, channel) VALUES (:member, :kind, :channel) ON CONFLICT DO NOTHING", **given)
    if channel == "mail":
        change(
            db,
            "UPDATE messages SET state = 'suppressed' WHERE member_id = :member AND kind = :kind AND state IN ('queued', 'manual')",
            member=member_id,
            kind=kind,
        )


def close_before(db: Database, moment: datetime) -> None:
    """What was said before then was sent by hand and read, each on its own day: for a past that is brought along."""
    change(
        db,
        "UPDATE messages SET state = CASE state WHEN 'manual' THEN 'sent' ELSE state END, read_at = coalesce(read_at, created_at),"
        " sent_at = CASE state WHEN 'manual' THEN created_at ELSE sent_at END WHERE created_at < :moment",
        moment=stamp(moment),
    )
