"""After a person was forgotten nothing of them is left anywhere, and every badge of theirs still verifies."""

import io
import json

import pytest
from starlette.testclient import TestClient

from core.errors import BadInput, NotAllowed, NotFound, NotSignedIn, RuleBroken
from core.queries import learning
from core.queries.endorsements import of_own_badge
from core.queries.peers import waiting
from core.queries.privacy import own_request, requests
from core.rules.members import Actor
from core.rules.peers import Note
from core.services import (
    endorsements,
    enrolments,
    erasure,
    goals,
    groups,
    job_roles,
    members,
    peers,
    revocations,
    sharing,
    submissions,
    tips,
    wishes,
)
from core.services.sessions import Candidate, actor_of, open_ticket, redeem
from core.services.verification import verify
from core.storage.audit_log import first_broken
from core.storage.database import reading, rows
from tests.cast import Cast
from tests.services.steps import NEARLY, REASON, a_draft, add_script, decide
from tests.web.conftest import app_of

MARK = "Quorra"  # stands in everything that this person is called, writes or hands in


@pytest.fixture
def quorra(cast: Cast) -> Actor:
    """Somebody who used everything that keeps words about a person."""
    portal, ada = cast.portal, cast.ada
    members.change_names(portal, ada, display_name=f"Ada {MARK}", name_on_badge=f"Ada {MARK}", job_title=f"{MARK} inspector")
    job = job_roles.describe(portal, cast.dee, name="Operator")
    job_roles.tell(portal, ada, current=[job], wanted=[], goal=f"{MARK} wants fewer calls")
    wishes.wish(portal, ada, words=f"{MARK} lessons")
    started = enrolments.enrol(portal, ada, code="COM-101", goal=f"{MARK}'s goal")
    draft = submissions.open_draft(portal, ada, enrolment_id=started.id)
    submissions.save_draft(portal, ada, submission_id=draft.id, context=f"At the {MARK} tower.", self_ratings={"C1": 2})
    add_script(cast, ada, draft.id, file_name=f"{MARK}.txt", title=f"{MARK}'s script", stream=io.BytesIO(f"I am {MARK}.".encode()))
    enrolments.enrol(portal, cast.ben, code="COM-101")
    peers.set_willing(portal, cast.ben, willing=True)
    peers.ask(portal, ada, submission_id=draft.id, question=f"Is {MARK} clear?")
    given = {"C1": Note(f"{MARK} is clear.", f"{MARK} could be shorter.")}
    peers.give(portal, cast.ben, match_id=waiting(portal, cast.ben)[0].match_id, notes=given, anonymous=False)
    group = groups.open_group(portal, cast.dee, program="COM-101", name="Autumn", opens_on=cast.clock().date())
    groups.join(portal, ada, group_id=group)
    groups.write(portal, ada, group_id=group, body=f"{MARK} says hello.")
    submissions.submit(portal, ada, submission_id=draft.id, own_work=True)
    decide(cast, cast.rui, draft.id, NEARLY, {key: f"{MARK}: {reason}" for key, reason in REASON.items()})
    second = learning.current(portal, ada, "COM-101").latest.submission.id
    submissions.submit(portal, ada, submission_id=second, own_work=True)
    decide(cast, cast.rui, second)
    token = learning.badges(portal, ada)[0].award.token
    goals.answer(portal, ada, enrolment_id=started.id, reached="yes", words=f"{MARK} did it")
    tips.write(portal, ada, code="COM-101", words=f"{MARK} begins with the time.", named=True)
    sharing.note_share(portal, ada, token=token, channel="x")
    secret = endorsements.ask(portal, ada, token=token, name=f"Sam {MARK}", relation="manager")
    endorsements.give(portal, Actor.visitor(), secret=secret, name=f"Sam {MARK}", words=f"{MARK} was calm.", saw_it=True)
    endorsements.accept(portal, ada, endorsement_id=of_own_badge(portal, ada, token)[0].id)
    return ada


def everything_kept(cast: Cast) -> str:
    """Every text of every table, and every byte of the evidence folder."""
    with reading(cast.portal.database) as db:
        tables = [row["name"] for row in rows(db, "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'")]
        kept = [f"{table}: {value}" for table in tables for row in rows(db, f'SELECT * FROM "{table}"') for value in row.values()]
    found = (path.read_bytes().decode("utf-8", "replace") for path in cast.portal.evidence_folder.rglob("*") if path.is_file())
    return "\n".join([*kept, *found])


def forget(cast: Cast, who: Actor) -> None:
    erasure.ask(cast.portal, who, sure="forget me", reason=f"{MARK} moves on")
    (row,) = [row for row in requests(cast.portal, cast.mo) if row.request.state == "open"]
    erasure.carry_out(cast.portal, cast.mo, request_id=row.request.id)


def test_nothing_is_left_of_the_person(cast: Cast, quorra: Actor) -> None:
    before = everything_kept(cast)
    assert before.count(MARK) > 20 and "ada@northshore.example" in before
    forget(cast, quorra)
    after = everything_kept(cast)
    left = [line for line in after.splitlines() if MARK in line or "ada@northshore.example" in line]
    assert left == []


def test_the_badge_stays_checkable_without_a_name(cast: Cast, quorra: Actor) -> None:
    token = learning.badges(cast.portal, quorra)[0].award.token
    world = TestClient(app_of(cast.portal), base_url="http://localhost:8501", raise_server_exceptions=False)
    old = world.get(f"/b/{token}.json").content
    forget(cast, quorra)
    new = world.get(f"/b/{token}.json").content
    assert MARK not in new.decode() and json.loads(new)["id"] == json.loads(old)["id"]
    assert verify(cast.portal, data=new).verdict == "valid"
    page = world.get(f"/b/{token}", headers={"accept": "text/html"}).text
    assert "Valid" in page and "Name withheld" in page and MARK not in page
    for kind in ("png", "svg", "pdf", "zip"):
        answer = world.get(f"/b/{token}.{kind}")
        assert answer.status_code == 200, kind
    for kind in ("png", "svg", "pdf"):
        assert verify(cast.portal, data=world.get(f"/b/{token}.{kind}").content).verdict == "valid"
    kept = verify(cast.portal, data=old)  # the file that the holder took along
    assert kept.verdict == "valid", [check for check in kept.checks if check.status != "passed"]
    assert world.post(f"/b/{token}/holder", data={"email": "ada@northshore.example"}).status_code == 409


def test_the_person_cannot_come_in_any_more_and_the_log_holds(cast: Cast, quorra: Actor) -> None:
    ticket = open_ticket(cast.portal, candidate=Candidate(quorra.id, "", "x@example.org", "127.0.0.1"), browser="b")
    session = redeem(cast.portal, ticket=ticket or "", browser="b")
    forget(cast, quorra)
    assert not actor_of(cast.portal, session).signed_in
    with reading(cast.portal.database) as db:
        assert first_broken(db) is None


def test_a_case_about_a_badge_goes_too(cast: Cast, quorra: Actor) -> None:
    token = learning.badges(cast.portal, quorra)[0].award.token
    case = revocations.open_case(cast.portal, cast.mo, token=token, cause="integrity", explanation=f"{MARK} copied.", suspend=False)
    revocations.answer(cast.portal, quorra, case_id=case, text=f"{MARK} did not.")
    cast.clock.pass_days(1)
    forget(cast, quorra)
    assert MARK not in everything_kept(cast)


def test_what_others_handed_in_too_stays(cast: Cast) -> None:
    for who in (cast.ada, cast.ben):
        a_draft(cast, who)
    forget(cast, cast.ada)
    assert b"Water is off until ten.\n" in [path.read_bytes() for path in cast.portal.evidence_folder.rglob("*") if path.is_file()]


def test_asked_taken_back_declined_and_asked_again(cast: Cast) -> None:
    with pytest.raises(BadInput):
        erasure.ask(cast.portal, cast.ada, sure="yes")
    erasure.ask(cast.portal, cast.ada, sure="forget me")
    with pytest.raises(RuleBroken, match="already"):
        erasure.ask(cast.portal, cast.ada, sure="forget me")
    erasure.take_back(cast.portal, cast.ada)
    with pytest.raises(NotFound):
        erasure.take_back(cast.portal, cast.ada)
    erasure.ask(cast.portal, cast.ada, sure="forget me")
    request = own_request(cast.portal, cast.ada)
    with pytest.raises(BadInput):
        erasure.decline(cast.portal, cast.mo, request_id=request.id, answer=" ")
    erasure.decline(cast.portal, cast.mo, request_id=request.id, answer="A question about a badge is open.")
    with pytest.raises(RuleBroken, match="settled"):
        erasure.carry_out(cast.portal, cast.mo, request_id=request.id)
    erasure.ask(cast.portal, cast.ada, sure="forget me")


def test_who_may(cast: Cast) -> None:
    with pytest.raises(NotSignedIn):
        erasure.ask(cast.portal, Actor.visitor(), sure="forget me")
    erasure.ask(cast.portal, cast.mo, sure="forget me")
    request = own_request(cast.portal, cast.mo)
    for who, refusal in ((cast.ada, NotAllowed), (cast.dee, NotAllowed), (cast.mo, RuleBroken)):
        with pytest.raises(refusal):
            erasure.carry_out(cast.portal, who, request_id=request.id)
