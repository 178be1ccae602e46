"""Handing one e-mail to the association's mail server, by SMTP (RFC 5321). One recipient each, plain text only.

Names and subjects become one line before they become headers, and the library refuses line ends in them once more.
"""

import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from urllib.parse import urlsplit

from core.messages.message import one_line
from core.rules.mail import MailServer, StoredMessage

TIMEOUT = 20  # seconds for each answer of the server
TLS_WANTED = "The mail server offers no TLS. Without it nothing is sent to another machine."


class MailTrouble(Exception):
    """What came between; ``words`` are kept with the message, for those who look after the portal."""

    def __init__(self, words: str) -> None:
        super().__init__(words)
        self.words = one_line(words)[:300]


class NoConnection(MailTrouble):
    """The server cannot be reached or does not let us in: there is no use in going on."""


class Refused(MailTrouble):
    """This message will never be taken as it is."""


class Failed(MailTrouble):
    """This message was not taken now."""


class PostOffice:
    """An open connection; it is opened again when the server hung up."""

    def __init__(self, server: MailServer, *, sender: tuple[str, str], base_url: str) -> None:
        self._server, self._sender, self._base_url = server, sender, base_url
        self._line: smtplib.SMTP | None = None

    def deliver(self, message: StoredMessage, *, name: str, address: str) -> None:
        """Hand one message over. Refuses as the classes above say."""
        mail = envelope(message, sender=self._sender, reader=(name, address), base_url=self._base_url)
        line = self._connected()
        try:
            line.send_message(mail)
        except smtplib.SMTPRecipientsRefused as problem:
            code, words = next(iter(problem.recipients.values()))
            raise _kind(code)(f"{code} {words.decode(errors='replace')}") from problem
        except smtplib.SMTPServerDisconnected as problem:
            self.close()
            raise Failed("The mail server hung up.") from problem
        except smtplib.SMTPResponseException as problem:
            raise _kind(problem.smtp_code)(f"{problem.smtp_code} {_text(problem.smtp_error)}") from problem
        except smtplib.SMTPNotSupportedError as problem:
            raise Refused("The mail server cannot take this address.") from problem
        except OSError as problem:
            self.close()
            raise Failed(f"The connection broke: {problem}") from problem

    def _connected(self) -> smtplib.SMTP:
        if self._line is None:
            self._line = _open(self._server)
        return self._line

    def close(self) -> None:
        """Say goodbye, if anybody still listens."""
        if self._line is not None:
            with suppress(smtplib.SMTPException, OSError):
                self._line.quit()
            self._line.close()
        self._line = None


@contextmanager
def post_office(server: MailServer, *, sender: tuple[str, str], base_url: str) -> Iterator[PostOffice]:
    """Nothing is opened before the first message; closed at the end."""
    office = PostOffice(server, sender=sender, base_url=base_url)
    try:
        yield office
    finally:
        office.close()


def envelope(message: StoredMessage, *, sender: tuple[str, str], reader: tuple[str, str], base_url: str) -> EmailMessage:
    """The e-mail as it goes out. Refuses addresses that are not one single address."""
    mail = EmailMessage(policy=SMTP)
    try:
        mail["From"], mail["To"] = _address(*sender), _address(*reader)
    except (ValueError, IndexError, MessageError) as problem:
        raise Refused("The e-mail address cannot be written to.") from problem
    mail["Subject"] = one_line(message.subject)
    mail["Date"] = format_datetime(message.created_at)
    mail["Message-ID"] = f"<{message.id}@{urlsplit(base_url).hostname}>"
    mail["Auto-Submitted"] = "auto-generated"  # RFC 3834: answers of machines to this one are not wanted
    mail.set_content(message.body)
    return mail


def _address(name: str, address: str) -> Address:
    local, _, domain = address.rpartition("@")
    return Address(one_line(name), addr_spec=f"{local}@{domain.encode('idna').decode()}")


def _open(server: MailServer) -> smtplib.SMTP:
    trusted = ssl.create_default_context()
    try:
        line = (
            smtplib.SMTP_SSL(server.host, server.port, timeout=TIMEOUT, context=trusted)
            if server.secure
            else smtplib.SMTP(server.host, server.port, timeout=TIMEOUT)
        )
        if not server.secure:
            _turn_to_tls(line, server, trusted)
        if server.user:
            line.login(server.user, server.password)
    except (smtplib.SMTPException, OSError) as problem:
        raise NoConnection(f"The mail server {server.host} does not let us in: {problem}") from problem
    return line


def _turn_to_tls(line: smtplib.SMTP, server: MailServer, trusted: ssl.SSLContext) -> None:
    line.ehlo()
    if line.has_extn("starttls"):
        line.starttls(context=trusted)
    elif not server.is_here:
        line.close()
        raise NoConnection(TLS_WANTED)


def _kind(code: int) -> type[MailTrouble]:
    """RFC 5321, 4.2.1: what begins with 5 stays refused, what begins with 4 may be tried again."""
    return Refused if code >= 500 else Failed


def _text(words: bytes | str) -> str:
    return words.decode(errors="replace") if isinstance(words, bytes) else words
