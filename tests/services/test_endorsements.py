"""From the question to the badge's page, and nothing before its holder says so."""

import json

import pytest
from starlette.testclient import TestClient

from core.badges import proofs
from core.errors import BadInput, NotFound, NotSignedIn, RuleBroken
from core.queries import learning
from core.queries.endorsements import of_own_badge, shown
from core.rules.members import Actor
from core.services import endorsements, sharing
from core.services.issuer import issuer_did, own_issuers
from core.services.verification import badge_in, verify
from core.web.report import answer_of, page_of, said_by
from tests.cast import Cast
from tests.services.steps import a_submission, decide, revoke
from tests.web.conftest import app_of

WORDS = "She told everybody <b>what</b> to do, and was calm."


@pytest.fixture
def token(cast: Cast) -> str:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    return learning.badges(cast.portal, cast.ada)[0].award.token


def asked(cast: Cast, token: str) -> str:
    return endorsements.ask(cast.portal, cast.ada, token=token, name="Sam Lee", relation="manager")


def given(cast: Cast, token: str) -> str:
    """An endorsement that waits for its holder; gives its id."""
    endorsements.give(cast.portal, Actor.visitor(), secret=asked(cast, token), name="Sam J. Lee", words=WORDS, saw_it=True)
    return of_own_badge(cast.portal, cast.ada, token)[0].id


def world(cast: Cast) -> TestClient:
    return TestClient(app_of(cast.portal), base_url="http://localhost:8501", raise_server_exceptions=False)


def test_accepted_signed_shown_and_withdrawn(cast: Cast, token: str) -> None:
    before = world(cast).get(f"/b/{token}.json").content
    one = given(cast, token)
    endorsements.accept(cast.portal, cast.ada, endorsement_id=one)
    page = world(cast).get(f"/b/{token}", headers={"accept": "text/html"}).text
    assert "Sam J. Lee" in page and "their manager" in page and "&lt;b&gt;what&lt;/b&gt;" in page
    answer = world(cast).get(f"/b/{token}/endorsements/{one}.json", headers={"origin": "https://other.example"})
    assert answer.headers["content-type"].startswith("application/vc+ld+json") and answer.headers["access-control-allow-origin"] == "*"
    document = json.loads(answer.content)
    ours = own_issuers(cast.portal)(issuer_did(cast.portal))
    proofs.check_proof(document, ours.methods)
    assert (
        document["credentialSubject"]["id"] == f"{cast.portal.base_url}/b/{token}"
        and WORDS in document["credentialSubject"]["endorsementComment"]
    )
    assert world(cast).get(f"/b/{token}.json").content == before  # the badge itself stays as it was signed
    endorsements.withdraw(cast.portal, cast.ada, endorsement_id=one)
    assert world(cast).get(f"/b/{token}/endorsements/{one}.json").status_code == 404
    assert "Sam J. Lee" not in world(cast).get(f"/b/{token}", headers={"accept": "text/html"}).text


@pytest.mark.parametrize("act", ["nothing", "decline", "accept and withdraw", "accept, then private", "accept, then revoked"])
def test_nothing_else_ever_appears_at_a_public_address(cast: Cast, token: str, act: str) -> None:
    one = given(cast, token)
    if act == "decline":
        endorsements.decline(cast.portal, cast.ada, endorsement_id=one)
    if act.startswith("accept"):
        endorsements.accept(cast.portal, cast.ada, endorsement_id=one)
    if "withdraw" in act:
        endorsements.withdraw(cast.portal, cast.ada, endorsement_id=one)
    if "private" in act:
        sharing.set_private(cast.portal, cast.ada, token=token, private=True)
    if "revoked" in act:
        revoke(cast, token)
    assert shown(cast.portal, token) == ()
    for path in ("", ".txt", ".json", f"/endorsements/{one}.json"):
        answer = world(cast).get(f"/b/{token}{path}", headers={"accept": "text/html"})
        assert "Sam" not in answer.text and "calm" not in answer.text, path


def test_a_link_works_once(cast: Cast, token: str) -> None:
    secret = asked(cast, token)
    found = endorsements.question(cast.portal, secret=secret)
    assert (found.view.title, found.endorsement.name) == ("Brief occupants during an incident", "Sam Lee")
    endorsements.give(cast.portal, Actor.visitor(), secret=secret, name="Sam", words="Calm.", saw_it=True)
    with pytest.raises(RuleBroken, match="used already"):
        endorsements.give(cast.portal, Actor.visitor(), secret=secret, name="Sam", words="Calm again.", saw_it=True)
    with pytest.raises(NotFound):
        endorsements.question(cast.portal, secret="guessed")
    late = asked(cast, token)
    cast.clock.pass_days(30)
    with pytest.raises(RuleBroken, match="thirty days"):
        endorsements.question(cast.portal, secret=late)


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"name": " "}, "name"), ({"words": ""}, "words"), ({"words": "x" * 601}, "words"), ({"saw_it": False}, "saw_it")],
)
def test_refused_at_the_field_and_the_link_stays_good(cast: Cast, token: str, changes: dict, field: str) -> None:
    secret = asked(cast, token)
    with pytest.raises(BadInput) as refused:
        endorsements.give(cast.portal, Actor.visitor(), secret=secret, **{"name": "Sam", "words": "Calm.", "saw_it": True} | changes)
    assert set(refused.value.fields) == {field}
    endorsements.question(cast.portal, secret=secret)


def test_only_the_holder_asks_and_decides(cast: Cast, token: str) -> None:
    one = given(cast, token)
    for somebody in (cast.ben, cast.mo):
        with pytest.raises(NotFound):
            endorsements.ask(cast.portal, somebody, token=token, name="Sam", relation="client")
        with pytest.raises(NotFound):
            endorsements.accept(cast.portal, somebody, endorsement_id=one)
        with pytest.raises(NotFound):
            of_own_badge(cast.portal, somebody, token)
    with pytest.raises(NotSignedIn):
        endorsements.accept(cast.portal, Actor.visitor(), endorsement_id=one)
    with pytest.raises(RuleBroken, match="somebody else"):
        endorsements.give(cast.portal, cast.ada, secret=asked(cast, token), name="Sam", words="Calm.", saw_it=True)
    endorsements.decline(cast.portal, cast.ada, endorsement_id=one)
    with pytest.raises(RuleBroken, match="settled"):
        endorsements.accept(cast.portal, cast.ada, endorsement_id=one)


def test_five_questions_at_a_time(cast: Cast, token: str) -> None:
    for _ in range(5):
        asked(cast, token)
    with pytest.raises(RuleBroken):
        asked(cast, token)
    endorsements.withdraw(cast.portal, cast.ada, endorsement_id=of_own_badge(cast.portal, cast.ada, token)[0].id)
    asked(cast, token)


def test_anybody_checks_the_signed_statement_until_its_holder_takes_it_back(cast: Cast, token: str) -> None:
    one = given(cast, token)
    endorsements.accept(cast.portal, cast.ada, endorsement_id=one)
    address = f"{cast.portal.base_url}/b/{token}/endorsements/{one}.json"
    document = badge_in(cast.portal, text=address)
    report = verify(cast.portal, data=document)
    assert (report.verdict, page_of(report)) == ("valid", f"/b/{token}")
    assert answer_of(report).detail.startswith("This association issued the endorsement")
    assert WORDS in said_by(report)["Words"] and "Valid until" not in said_by(report)
    sharing.set_private(cast.portal, cast.ada, token=token, private=True)
    assert verify(cast.portal, data=document).verdict == "valid"  # a file that somebody has keeps verifying
    with pytest.raises(BadInput):
        badge_in(cast.portal, text=address)
    sharing.set_private(cast.portal, cast.ada, token=token, private=False)
    endorsements.withdraw(cast.portal, cast.ada, endorsement_id=one)
    assert verify(cast.portal, data=document).verdict == "invalid"
    for nowhere in (address, f"{cast.portal.base_url}/b/nobody/endorsements/x.json"):
        with pytest.raises(BadInput, match="no longer"):
            badge_in(cast.portal, text=nowhere)


def test_a_statement_falls_with_its_badge(cast: Cast, token: str) -> None:
    one = given(cast, token)
    endorsements.accept(cast.portal, cast.ada, endorsement_id=one)
    document = badge_in(cast.portal, text=f"{cast.portal.base_url}/b/{token}/endorsements/{one}.json")
    revoke(cast, token)
    assert verify(cast.portal, data=document).verdict == "revoked"
