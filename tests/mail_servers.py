"""A real mail server for tests: it listens on a port of its own and keeps what it is given."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from tests.servers import free_port

HANGS_UP = "hang-up"


@dataclass
class Letterbox:
    """What arrived. ``answers`` maps an address to what the server says instead of taking its mail; ``hang-up`` ends the connection."""

    answers: dict[str, str] = field(default_factory=dict)
    arrived: list[tuple[list[str], EmailMessage]] = field(default_factory=list)
    encrypted: list[bool] = field(default_factory=list)

    async def handle_RCPT(  # noqa: N802 - the library calls it so
        self, server: SMTP, session: Session, envelope: Envelope, address: str, _options: list[str]
    ) -> str:
        answer = self.answers.get(address)
        if answer == HANGS_UP:
            server.transport.close()
            return "421 bye"
        if answer is None:
            envelope.rcpt_tos.append(address)
        return answer or "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        content = envelope.content if isinstance(envelope.content, bytes) else str(envelope.content).encode()
        self.arrived.append((list(envelope.rcpt_tos), message_from_bytes(content, policy=policy.default)))
        self.encrypted.append(session.ssl is not None)
        return "250 OK"


@contextmanager
def mail_server_on(box: Letterbox, *, tls: ssl.SSLContext | None = None, login: tuple[str, str] | None = None) -> Iterator[int]:
    """The port on which it listens; with ``tls`` nothing is taken before STARTTLS."""

    def known(_server: SMTP, _session: Session, _envelope: Envelope, _mechanism: str, data: LoginPassword) -> AuthResult:
        return AuthResult(success=(data.login.decode(), data.password.decode()) == login)

    settings = {"tls_context": tls, "require_starttls": tls is not None, "authenticator": known if login else None}
    controller = Controller(
        box, hostname="127.0.0.1", port=free_port(), auth_required=login is not None, auth_require_tls=tls is not None, **settings
    )
    controller.start()
    try:
        yield controller.port
    finally:
        controller.stop()
