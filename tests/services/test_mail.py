"""Mail, with a mail server that really listens."""

import ipaddress
import ssl
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from core.errors import NotAllowed, NotFound, RuleBroken
from core.messages import KINDS
from core.messages.renewal_waiting import RenewalWaiting
from core.queries.messages import choices
from core.rules.members import Actor
from core.rules.times import stamp
from core.services import association, mail
from core.services.mail import Sent
from core.storage import messages
from core.storage.database import change, reading, rows, writing
from tests.cast import Cast
from tests.mail_servers import HANGS_UP, Letterbox, mail_server_on
from tests.servers import free_port
from tests.services.steps import a_submission, decide


def say(cast: Cast, to: Actor, number: int = 1) -> None:
    with writing(cast.portal.database) as db:
        mail.say(db, cast.portal, RenewalWaiting("Brief occupants"), to=to.member_id, about="renewals", dedupe=f"{to.id}:{number}")


def states(cast: Cast) -> dict[str, str]:
    """First name -> what became of the newest message."""
    with reading(cast.portal.database) as db:
        found = rows(db, "SELECT m.display_name, s.state FROM messages s JOIN members m ON m.id = s.member_id ORDER BY s.id")
    return {row["display_name"].split()[0]: row["state"] for row in found}


def with_server(cast: Cast, port: int, user: str = "") -> Cast:
    return cast.with_settings(smtp_url=f"smtp://{user}127.0.0.1:{port}")


def test_without_a_mail_server_messages_wait_to_be_copied(cast: Cast) -> None:
    say(cast, cast.ada)
    assert mail.send(cast.portal) == Sent(by_hand=1)
    assert states(cast) == {"Ada": "manual"}


def test_a_message_arrives_once_with_its_headers(cast: Cast) -> None:
    box = Letterbox()
    with mail_server_on(box) as port:
        there = with_server(cast, port)
        say(there, cast.ada)
        say(there, cast.ada)  # the same again
        assert mail.send(there.portal) == Sent(sent=1)
        assert mail.send(there.portal) == Sent()
    ((recipients, message),) = box.arrived
    assert recipients == ["ada@northshore.example"]
    assert message["To"] == "Ada Obi <ada@northshore.example>"
    assert message["From"] == "Northshore Association of Facility Professionals <office@northshore.example>"
    assert message["Subject"].startswith("A renewal of “Brief occupants” waits")
    assert message["Message-ID"].endswith("@localhost>")
    assert message.get_content_type() == "text/plain"
    assert "http://localhost:8501/renewals" in message.get_content()


def test_one_refused_recipient_stops_nobody_else(cast: Cast) -> None:
    box = Letterbox(answers={"ben@northshore.example": "550 no such mailbox"})
    with mail_server_on(box) as port:
        there = with_server(cast, port)
        for who in (cast.ada, cast.ben, cast.rui):
            say(there, who)
        assert mail.send(there.portal) == Sent(sent=2, failed=1)
    assert states(cast) == {"Ada": "sent", "Ben": "failed", "Rui": "sent"}
    with reading(cast.portal.database) as db:
        assert messages.in_state(db, "failed", most=5)[0].error == "550 no such mailbox"


def test_what_the_server_puts_off_is_tried_again_later_and_left_to_a_person_in_the_end(cast: Cast) -> None:
    box = Letterbox(answers={"ada@northshore.example": "451 come back later"})
    with mail_server_on(box) as port:
        there = with_server(cast, port)
        say(there, cast.ada)
        rounds = []
        for _ in range(7):
            rounds.append(mail.send(there.portal))
            assert mail.send(there.portal) == Sent()  # not before its time
            cast.clock.pass_days(2)
    assert rounds == [Sent(later=1)] * 5 + [Sent(failed=1), Sent()]


def test_a_server_that_hangs_up_loses_nothing(cast: Cast) -> None:
    box = Letterbox(answers={"ada@northshore.example": HANGS_UP})
    with mail_server_on(box) as port:
        there = with_server(cast, port)
        for who in (cast.ada, cast.ben):
            say(there, who)
        assert mail.send(there.portal) == Sent(sent=1, later=1)
        assert states(cast) == {"Ada": "queued", "Ben": "sent"}
        box.answers.clear()
        cast.clock.pass_days(1)
        assert mail.send(there.portal) == Sent(sent=1)


def test_where_nobody_listens_the_round_ends_and_says_so(cast: Cast) -> None:
    there = with_server(cast, free_port())
    for who in (cast.ada, cast.ben):
        say(there, who)
    done = mail.send(there.portal)
    assert (done.sent, done.later, done.failed) == (0, 0, 0)
    assert "does not let us in" in done.trouble
    assert states(cast) == {"Ada": "queued", "Ben": "queued"}


def test_a_try_that_was_broken_off_is_made_again_under_the_same_message_id(cast: Cast) -> None:
    """The machine stops after the server took the mail and before that was written down: at least once, and to be known as the same."""
    box = Letterbox()
    with mail_server_on(box) as port:
        there = with_server(cast, port)
        say(there, cast.ada)
        mail.send(there.portal)
        with writing(there.portal.database) as db:
            change(
                db,
                "UPDATE messages SET state = 'queued', sent_at = NULL, next_try_at = :later",
                later=stamp(cast.clock.time + timedelta(minutes=10)),
            )
        assert mail.send(there.portal) == Sent()  # somebody may still be at it
        cast.clock.pass_days(1)
        assert mail.send(there.portal) == Sent(sent=1)
    first, second = (message["Message-ID"] for _, message in box.arrived)
    assert first == second


def test_nobody_gets_more_than_six_in_an_hour(cast: Cast) -> None:
    box = Letterbox()
    with mail_server_on(box) as port:
        there = with_server(cast, port)
        for number in range(8):
            say(there, cast.ada, number)
        say(there, cast.ben)
        assert mail.send(there.portal) == Sent(sent=7)
        cast.clock.time += timedelta(hours=1, minutes=1)
        assert mail.send(there.portal) == Sent(sent=2)


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("display_name", "Ada\r\nBcc: everybody@example.org"),
        ("display_name", 'Ada" <everybody@example.org>, "'),
        ("email", "ada@northshore.example\r\nBcc: everybody@example.org"),
        ("email", "ada@northshore.example, everybody@example.org"),
        ("email", "ada@northshore.example everybody@example.org"),
    ],
)
def test_names_and_addresses_add_no_header_and_no_reader(cast: Cast, column: str, value: str) -> None:
    """Past the door, where such a thing is refused: whatever stands in the database goes to one reader or to nobody."""
    box = Letterbox()
    with writing(cast.portal.database) as db:
        db["members"].update(cast.ada.member_id, {column: value})
    with mail_server_on(box) as port:
        there = with_server(cast, port)
        say(there, cast.ada)
        done = mail.send(there.portal)
    assert {reader for readers, _ in box.arrived for reader in readers} <= {"ada@northshore.example"}
    assert not [message["Bcc"] for _, message in box.arrived if message["Bcc"]]
    assert done == (Sent(sent=1) if column == "display_name" else Sent(failed=1))


def a_certificate(folder: Path) -> ssl.SSLContext:
    """A server's certificate for this machine, which nobody trusts until they are told to."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.1")])
    begin = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
    dated = begin.not_valid_before(datetime(2020, 1, 1, tzinfo=UTC)).not_valid_after(datetime(2099, 1, 1, tzinfo=UTC))
    named = dated.add_extension(x509.SubjectAlternativeName([x509.IPAddress(ipaddress.ip_address("127.0.0.1"))]), critical=False)
    (folder / "cert.pem").write_bytes(named.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM))
    private = key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    (folder / "key.pem").write_bytes(private)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(folder / "cert.pem", folder / "key.pem")
    return context


def test_with_tls_and_a_password(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    box, tls = Letterbox(), a_certificate(tmp_path)
    with mail_server_on(box, tls=tls, login=("me", "p@ss")) as port:
        there = with_server(cast, port, user="me:p%40ss@")
        say(there, cast.ada)
        done = mail.send(there.portal)
        assert done.sent == 0 and "certificate" in done.trouble.lower()  # of a server that nobody vouches for
        monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "cert.pem"))
        cast.clock.pass_days(1)
        assert mail.send(there.portal) == Sent(sent=1)
    assert box.encrypted == [True]


def test_who_wants_no_mail_gets_none_and_sees_it_in_the_portal(cast: Cast) -> None:
    say(cast, cast.ada, 1)
    mail.set_wanted(cast.portal, cast.ada, wanted=False)
    say(cast, cast.ada, 2)
    with reading(cast.portal.database) as db:
        assert [message.state for message in messages.unread(db, cast.ada.member_id)] == ["suppressed", "suppressed"]
    mail.set_wanted(cast.portal, cast.ada, wanted=True)
    say(cast, cast.ada, 3)
    assert states(cast) == {"Ada": "manual"}
    mail.seen(cast.portal, cast.ada, about="renewals")
    with reading(cast.portal.database) as db:
        assert messages.unread(db, cast.ada.member_id) == []


@pytest.mark.parametrize(
    ("channels", "state", "on_home"),
    [(("mail", "portal"), "manual", True), (("mail",), "manual", False), (("portal",), "suppressed", True), ((), "suppressed", False)],
)
def test_each_kind_comes_by_the_channels_that_somebody_wants(cast: Cast, channels: tuple, state: str, on_home: bool) -> None:
    say(cast, cast.ada, 1)
    mail.choose(cast.portal, cast.ada, kind="renewal_waiting", channels=channels)
    say(cast, cast.ada, 2)
    assert states(cast) == {"Ada": state}
    with reading(cast.portal.database) as db:
        assert ("2" in {message.dedupe[-1] for message in messages.unread(db, cast.ada.member_id)}) is on_home
    mail.choose(cast.portal, cast.ada, kind="renewal_waiting", channels=("mail", "portal"))
    say(cast, cast.ada, 3)
    assert states(cast) == {"Ada": "manual"}


def test_stopped_mail_that_waits_is_not_sent_any_more(cast: Cast) -> None:
    say(cast, cast.ada)
    mail.choose(cast.portal, cast.ada, kind="submission_decided", channels=())
    assert states(cast) == {"Ada": "manual"}
    mail.choose(cast.portal, cast.ada, kind="renewal_waiting", channels=("portal",))
    assert states(cast) == {"Ada": "suppressed"}
    with pytest.raises(NotFound):
        mail.choose(cast.portal, cast.ada, kind="gossip", channels=())


def test_reviewers_alone_are_asked_about_what_comes_to_reviewers(cast: Cast) -> None:
    kinds = {who: {choice.kind for choice in choices(cast.portal, cast.actors[who])} for who in ("ada", "rui")}
    assert kinds["rui"] - kinds["ada"] == {"renewal_waiting"} and kinds["rui"] == set(KINDS)


def test_the_answer_to_a_submission_is_said_once_and_read_with_its_feedback(cast: Cast) -> None:
    submission = a_submission(cast, cast.ada)
    decide(cast, cast.rui, submission)
    with reading(cast.portal.database) as db:
        found = {message.kind: message for message in messages.in_state(db, "manual", "suppressed", most=9)}
        assert set(found) == {"submission_received", "submission_decided"}
        assert found["submission_received"].state == "suppressed"  # nobody is to copy it by hand
        assert found["submission_decided"].state == "manual"
        assert [message.kind for message in messages.unread(db, cast.ada.member_id)] == ["submission_decided"]
    assert found["submission_decided"].subject.startswith("You earned “Brief occupants during an incident”")


def test_the_receipt_goes_out_where_the_portal_sends_by_itself(cast: Cast) -> None:
    box = Letterbox()
    with mail_server_on(box) as port:
        there = with_server(cast, port)
        a_submission(there, cast.ada)
        assert mail.send(there.portal) == Sent(sent=1)
    assert len(box.arrived) == 1


def test_the_association_can_keep_its_mail_to_itself(cast: Cast) -> None:
    box = Letterbox()
    with mail_server_on(box) as port:
        there = with_server(cast, port)
        say(there, cast.ada)
        association.choose(there.portal, cast.mo, name="send_mail", value="off")
        say(there, cast.ben)
        assert mail.send(there.portal) == Sent(by_hand=2)
    assert box.arrived == []


def test_people_who_left_get_nothing(cast: Cast) -> None:
    box = Letterbox()
    with mail_server_on(box) as port:
        there = with_server(cast, port)
        say(there, cast.ada)
        with writing(cast.portal.database) as db:
            change(db, "UPDATE members SET active = 0 WHERE id = :id", id=cast.ada.member_id)
        assert mail.send(there.portal) == Sent()
    assert (box.arrived, states(cast)) == ([], {"Ada": "suppressed"})


def test_an_administrator_marks_as_sent_and_tries_again(cast: Cast) -> None:
    say(cast, cast.ada)
    with reading(cast.portal.database) as db:
        (waiting,) = messages.in_state(db, "manual", most=5)
    with pytest.raises(NotAllowed):
        mail.sent_by_hand(cast.portal, cast.ada, message_id=waiting.id)
    with pytest.raises(RuleBroken, match="sends no mail"):
        mail.try_again(cast.portal, cast.mo, message_id=waiting.id)
    mail.sent_by_hand(cast.portal, cast.mo, message_id=waiting.id)
    mail.sent_by_hand(cast.portal, cast.mo, message_id=waiting.id)  # a second click
    assert states(cast) == {"Ada": "sent"}
    say(cast, cast.ben)
    box = Letterbox()
    with mail_server_on(box) as port:
        there = with_server(cast, port)
        with reading(cast.portal.database) as db:
            (waiting,) = messages.in_state(db, "manual", most=5)
        mail.try_again(there.portal, cast.mo, message_id=waiting.id)
        assert mail.send(there.portal) == Sent(sent=1)
