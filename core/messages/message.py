"""What every e-mail of the portal has: plain words, one link, whose portal it is, and how to stop it."""

import unicodedata
from dataclasses import dataclass
from typing import ClassVar, Protocol

_BREAKS = frozenset({"Cc", "Zl", "Zp", "Cs"})  # controls, line and paragraph separators, halves of characters


@dataclass(frozen=True)
class Sender:
    """Whose portal writes: the association, whom to ask there, and the portal's public address without a trailing slash."""

    association: str
    contact: str
    email: str
    base_url: str


class Mail(Protocol):
    """One kind of e-mail, filled in. ``KIND`` is its key in the table, ``ABOUT`` what it is about, ``REASON`` why somebody gets it."""

    KIND: ClassVar[str]
    ABOUT: ClassVar[str]
    REASON: ClassVar[str]

    def subject(self) -> str:
        """One line that says it all."""
        ...

    def words(self) -> str:
        """What is said, in short paragraphs."""
        ...

    def path(self) -> str:
        """Where the one link leads, inside the portal."""
        ...


@dataclass(frozen=True)
class Message:
    """An e-mail as it is kept and sent; ``link`` is a whole address."""

    subject: str
    body: str
    link: str


def one_line(text: str) -> str:
    """A text that can stand in a header: what could begin another line of it becomes a space.

    >>> one_line("Ada\\r\\nBcc: all@example.org")
    'Ada Bcc: all@example.org'
    """
    return " ".join("".join(" " if unicodedata.category(c) in _BREAKS else c for c in text).split())


def written(mail: Mail, sender: Sender, name: str) -> Message:
    """The whole e-mail to somebody with this name. The subject is one line, whatever was typed into the names in it."""
    link = f"{sender.base_url}{mail.path()}"
    footer = (
        f"--\n{sender.association}\n{mail.REASON}"
        f" If you want no more e-mails like this one: {sender.base_url}/profile\n"
        f"Questions? {sender.contact}, {sender.email}"
    )
    return Message(
        subject=one_line(f"{mail.subject()} ({sender.association})"),
        body=f"Hello {one_line(name)},\n\n{mail.words()}\n\n{link}\n\n{footer}\n",
        link=link,
    )
