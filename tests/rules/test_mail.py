from datetime import UTC, datetime, timedelta

import pytest

from core.rules.mail import BACK_OFF, MailServer, first_state, mail_server, next_try

NOW = datetime(2026, 10, 6, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("address", "server"),
    [
        ("smtp://mail.example.org", MailServer("mail.example.org", 587, False, "", "")),
        ("smtp://me%40example.org:a%2Fb@mail.example.org:2525", MailServer("mail.example.org", 2525, False, "me@example.org", "a/b")),
        ("smtps://u:p@mail.example.org", MailServer("mail.example.org", 465, True, "u", "p")),
    ],
)
def test_the_address_of_a_mail_server(address: str, server: MailServer) -> None:
    assert mail_server(address) == server


@pytest.mark.parametrize(
    "address", ["mail.example.org", "http://mail.example.org", "smtp://", "smtp://host/path", "smtp://host?x=1", "smtp://h:x"]
)
def test_what_is_no_mail_server(address: str) -> None:
    with pytest.raises(ValueError, match=r"SMTP|port|Port"):
        mail_server(address)


def test_tries_come_further_and_further_apart_and_end() -> None:
    assert [next_try(number, NOW) for number in range(1, 6)] == [NOW + wait for wait in BACK_OFF]
    assert list(BACK_OFF) == sorted(BACK_OFF)
    assert next_try(6, NOW) is None
    assert max(BACK_OFF) <= timedelta(days=1)


def test_what_becomes_of_a_new_message() -> None:
    assert first_state(wanted=True, sends=True) == "queued"
    assert first_state(wanted=True, sends=False) == "manual"
    assert first_state(wanted=False, sends=True) == "suppressed"
