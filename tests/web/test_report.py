import json
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from core.badges.verification import Check, Claims, VerificationReport
from core.queries import learning
from core.services.verification import verify
from core.web.report import GENUINE, Entry, answer_of, check_row, page_of, said_by, table_row
from tests.badges.verification.world import Stranger, seen_here
from tests.cast import Cast
from tests.services.steps import a_submission, decide, revoke
from tests.web.conftest import app_of


@pytest.fixture
def badge(cast: Cast) -> str:
    """Ada's signed document."""
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    return learning.badges(cast.portal, cast.ada)[0].award.credential


@pytest.fixture
def browser(cast: Cast) -> TestClient:
    return TestClient(app_of(cast.portal), base_url="http://localhost:8501", raise_server_exceptions=False)


def report_on(cast: Cast, text: str) -> VerificationReport:
    return verify(cast.portal, data=text.encode())


def test_a_genuine_badge_is_called_valid_with_what_it_says(cast: Cast, badge: str) -> None:
    report = report_on(cast, badge)
    said = said_by(report)
    assert (answer_of(report).headline, answer_of(report).detail) == ("Valid", GENUINE.format(noun="badge"))
    assert (said["Holder"], said["Title"]) == ("Ada Obi", "Brief occupants during an incident")
    assert said["Issuer"].startswith("Northshore")
    assert (said["Awarded"], said["Valid until"]) == ("6 October 2026", "no end")
    assert page_of(report) == "/b/" + json.loads(badge)["id"].rpartition("/")[2]


def test_a_revoked_badge_is_called_revoked(cast: Cast, badge: str) -> None:
    revoke(cast, json.loads(badge)["id"].rpartition("/")[2])
    answer = answer_of(report_on(cast, badge))
    assert (answer.headline, answer.detail) == ("Revoked", "The issuer revoked this badge.")


def test_a_changed_badge_is_called_not_valid_and_says_why(cast: Cast, badge: str) -> None:
    report = report_on(cast, badge.replace("Ada Obi", "Eve Obi"))
    assert answer_of(report).headline == "Not valid"
    assert answer_of(report).detail
    assert page_of(report) == ""


@pytest.mark.parametrize(
    ("name", "host", "shown"),
    [
        ("A university", "evil.example", "evil.example, which calls itself “A university”"),
        ("university.example", "sity.example", "sity.example, which calls itself “university.example”"),
        ("did:web:badges.example", "badges.example", "did:web:badges.example"),
        ("https://badges.example/issuer.json", "badges.example", "https://badges.example/issuer.json"),
        ("https://university.example/", "badges.example", "badges.example, which calls itself “https://university.example/”"),
        ("badges.example", "badges.example", "badges.example"),
        ("A key", "", "A key"),
    ],
)
def test_who_another_issuer_is_its_host_says_and_never_its_name(name: str, host: str, shown: str) -> None:
    report = VerificationReport((), claims=Claims(issuer=name, issuer_host=host))
    assert said_by(report)["Issuer"] == shown
    assert said_by(replace(report, issued_here=True))["Issuer"] == name


def test_the_host_of_another_issuer_stands_in_the_table_of_several() -> None:
    stranger = Stranger()
    for badge in (stranger.badge(), stranger.token(stranger.badge())):
        row = table_row(Entry("a badge", seen_here(badge, stranger)))
        assert row[2].startswith("badges.elsewhere.org, which calls itself “")


@pytest.mark.parametrize(
    "text", ["", "{}", "[]", '{"credentialSubject": [1], "issuer": 7, "validFrom": "soon", "validUntil": 9}', "\x00\xff"]
)
def test_odd_documents_say_what_they_can(cast: Cast, text: str) -> None:
    report = report_on(cast, text)
    assert answer_of(report).headline in ("Not valid", "We cannot tell")
    assert all(isinstance(value, str) for value in said_by(report).values())


def test_every_check_has_a_name_and_a_word(cast: Cast, badge: str) -> None:
    for check in report_on(cast, badge).checks:
        name, result, detail = check_row(check)
        assert name != check.id
        assert result == "✔ Passed"
        assert detail
    assert check_row(Check("proof", "unchecked", "", "indeterminate"))[1] == "? Could not be checked"


def test_a_visitor_checks_a_file_without_script_or_account(browser: TestClient, badge: str) -> None:
    page = browser.post("/verify", files={"badge": ("badge.json", badge.encode())})
    assert page.status_code == 200
    assert "<strong>Valid</strong>" in page.text
    assert "Ada Obi" in page.text
    assert "Register of awards" in page.text
    assert "<script" not in page.text
    assert "set-cookie" not in page.headers


def test_typed_text_in_a_foreign_badge_stays_text(browser: TestClient) -> None:
    forged = {"credentialSubject": {"achievement": {"name": "<img src=x onerror=alert(1)>"}}}
    page = browser.post("/verify", files={"badge": ("badge.json", json.dumps(forged).encode())})
    assert "&lt;img" in page.text
    assert "<img" not in page.text


def test_no_file_is_answered_with_a_sentence_and_the_form(browser: TestClient) -> None:
    page = browser.post("/verify", files={"badge": ("", b"")})
    assert page.status_code == 422
    assert "Nothing was checked" in page.text
    assert "<form" in page.text


def test_too_large_a_file_is_refused(browser: TestClient) -> None:
    assert browser.post("/verify", files={"badge": ("big.png", b"x" * (6 * 1024 * 1024))}).status_code == 413


def test_the_picture_of_a_program_has_an_address(browser: TestClient) -> None:
    picture = browser.get("/achievements/COM-101/1.0.png")
    assert picture.headers["content-type"] == "image/png"
    assert picture.content.startswith(b"\x89PNG")
    assert browser.get("/achievements/COM-101/7.0.png").status_code == 404
