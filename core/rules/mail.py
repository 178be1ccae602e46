"""E-mail: when the next try is, how many somebody gets in an hour, and which mail server is asked."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal
from urllib.parse import unquote, urlsplit

from core.rules.choices import CHOICES

Channel = Literal["mail", "portal"]
CHANNELS: dict[Channel, str] = {"mail": "E-mail", "portal": "On Home"}
MessageState = Literal["queued", "sent", "failed", "manual", "suppressed"]
# after the first, second, … try that came to nothing; after the last of them it is left to a person
BACK_OFF = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=4), timedelta(hours=12), timedelta(days=1))
MOST_IN_AN_HOUR = 6  # to one person, so that a fault here is no flood there
LATER = timedelta(hours=1)
_PORTS = {"smtp": 587, "smtps": 465}
_HERE = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True)
class MailServer:
    """Where mail is handed over. ``secure`` is TLS from the first byte; otherwise the connection turns to TLS before anything is said,
    and only a server on this machine may do without."""

    host: str
    port: int
    secure: bool
    user: str
    password: str

    @property
    def is_here(self) -> bool:
        return self.host in _HERE


@dataclass(frozen=True)
class StoredMessage:
    """A message as kept. ``about`` says what it is about (the token of a badge, mostly)."""

    id: str
    member_id: str
    kind: str
    about: str
    dedupe: str
    subject: str
    body: str
    link: str
    state: MessageState
    attempts: int
    error: str
    created_at: datetime
    next_try_at: datetime
    sent_at: datetime | None
    read_at: datetime | None


def mail_server(address: str) -> MailServer:
    """The server of an address such as ``smtp://user:password@mail.example.org:587``. ``ValueError`` for what is none.

    >>> mail_server("smtps://me:p%40ss@mail.example.org")
    MailServer(host='mail.example.org', port=465, secure=True, user='me', password='p@ss')
    """
    parts = urlsplit(address)
    if parts.scheme not in _PORTS or not parts.hostname or parts.query or parts.fragment or parts.path.strip("/"):
        raise ValueError("PROOFMARK_SMTP_URL must look like smtp://user:password@mail.example.org:587, or begin with smtps://.")
    port = parts.port or _PORTS[parts.scheme]
    return MailServer(parts.hostname, port, parts.scheme == "smtps", unquote(parts.username or ""), unquote(parts.password or ""))


def sends_by_itself(server: str, chosen: str | None) -> bool:
    """Whether the portal sends its mail: the machine was told a mail server, and the association did not switch it off.

    >>> sends_by_itself("smtp://mail.example.org", None), sends_by_itself("smtp://mail.example.org", "off"), sends_by_itself("", "on")
    (True, False, False)
    """
    return bool(server) and (chosen or CHOICES["send_mail"].default) == "on"


def next_try(attempts: int, now: datetime) -> datetime | None:
    """When to try again after so many tries; ``None`` when it is time to leave it to a person."""
    return now + BACK_OFF[attempts - 1] if attempts <= len(BACK_OFF) else None


def first_state(*, wanted: bool, sends: bool, worth_copying: bool = True) -> MessageState:
    """What becomes of a new message: nobody is sent what they stopped; without a mail server somebody sends it by hand, if it is worth
    the work."""
    if not wanted or not (sends or worth_copying):
        return "suppressed"
    return "queued" if sends else "manual"
