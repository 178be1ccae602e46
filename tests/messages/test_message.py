"""Every e-mail of the table, filled in: plain words, one link, whose portal it is, how to stop it."""

from datetime import date
from typing import get_args

import pytest

from core.messages import KINDS
from core.messages.attestation_given import AttestationGiven
from core.messages.badge_expiring import BadgeExpiring
from core.messages.endorsement_given import EndorsementGiven
from core.messages.message import Mail, Sender, written
from core.messages.peer_feedback import PeerAnswered, PeerAsked
from core.messages.renewal_decided import RenewalDecided
from core.messages.renewal_waiting import RenewalWaiting
from core.messages.submission_decided import SubmissionDecided
from core.messages.submission_received import SubmissionReceived
from core.messages.use_asked import UseAsked
from core.rules.programs import RenewalKind
from core.rules.reviews import Outcome

SENDER = Sender("Northshore AFP", "Mo Lind, office", "office@northshore.example", "https://badges.northshore.example")
ENDS, CLOSES = date(2026, 6, 30), date(2026, 7, 30)


def expiring(renewal: RenewalKind = "reassess", days_left: int = 30, title: str = "Verify lockout") -> BadgeExpiring:
    return BadgeExpiring("tok", title, ENDS, CLOSES, days_left, renewal, "Build a schedule")


FILLED: list[Mail] = [
    *(expiring(kind) for kind in get_args(RenewalKind)),
    *(expiring(days_left=days) for days in (1, 0, -3)),
    RenewalDecided("tok", "Verify lockout", True, "Thorough."),
    RenewalDecided("tok", "Verify lockout", False, "Please add the date."),
    RenewalWaiting("Verify lockout"),
    AttestationGiven("enr", "Verify lockout", "Sam Lee"),
    EndorsementGiven("tok", "Verify lockout", "Sam Lee"),
    UseAsked("tok", "Verify lockout"),
    PeerAsked("match", "Verify lockout", ENDS),
    PeerAnswered("enr", "Verify lockout"),
    *(SubmissionDecided("sub", "Verify lockout", outcome) for outcome in get_args(Outcome)),
    *(SubmissionReceived("enr", "Verify lockout", ENDS, days) for days in (None, 1, 6)),
]


def test_every_kind_is_filled_in_here() -> None:
    assert {mail.KIND for mail in FILLED} == set(KINDS)


@pytest.mark.parametrize("mail", FILLED, ids=lambda mail: mail.subject())
def test_every_mail_says_whose_it_is_and_how_to_stop_it(mail: Mail) -> None:
    message = written(mail, SENDER, "Ada Obi")
    assert message.body.startswith("Hello Ada Obi,\n")
    for part in ("Northshore AFP", mail.REASON, "Mo Lind, office, office@northshore.example", "https://badges.northshore.example/profile"):
        assert part in message.body
    assert message.body.count(message.link) == 1
    assert message.body.count("https://") == 2
    assert "Verify lockout" in message.subject and "\n" not in message.subject
    assert "fail" not in message.body.lower() and "reject" not in message.body.lower()
    assert "{" not in message.body


@pytest.mark.parametrize(
    ("kind", "words"),
    [
        ("reassess", "start the program again, also while this badge is still valid"),
        ("evidence", "one piece of evidence of practice"),
        ("update_program", "earning the badge of “Build a schedule”"),
        ("none", "It is not renewed"),
    ],
)
def test_a_reminder_says_what_to_do(kind: RenewalKind, words: str) -> None:
    assert words in expiring(kind).words()
    assert ("30 July 2026" in expiring(kind).words()) == (kind != "none")


@pytest.mark.parametrize(
    ("days_left", "words"),
    [(30, "valid for 30 more days."), (1, "valid for 1 more day."), (0, "Today is the last day"), (-2, "ran out on 30 June 2026")],
)
def test_a_reminder_says_how_long(days_left: int, words: str) -> None:
    assert words in expiring(days_left=days_left).words()


def test_line_ends_in_names_and_titles_begin_no_header() -> None:
    message = written(expiring(title="Lockout\r\nBcc: all@example.org"), SENDER, "Ada\nSubject: x\x00")
    assert message.subject == "Your badge “Lockout Bcc: all@example.org” is valid until 30 June 2026 (Northshore AFP)"
    assert message.body.startswith("Hello Ada Subject: x,\n")
