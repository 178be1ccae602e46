"""Somebody's words as evidence: once, in a draft, and by nobody else's hand."""

import pytest

from core.errors import BadInput, NotFound, NotSignedIn, RuleBroken
from core.queries import learning, review_queue
from core.queries.attestations import of_draft
from core.rules.evidence import EvidenceItem
from core.rules.members import Actor
from core.services import attestations, enrolments, reviews, submissions
from core.storage import submissions as stored
from core.storage.database import reading
from tests.cast import Cast
from tests.services.steps import NEARLY, a_submission, decide

WORDS = "He told everybody <b>what</b> to do, and was calm."


def an_empty_draft(cast: Cast) -> str:
    started = enrolments.enrol(cast.portal, cast.ada, code="COM-101")
    draft = submissions.open_draft(cast.portal, cast.ada, enrolment_id=started.id)
    submissions.save_draft(cast.portal, cast.ada, submission_id=draft.id, context="Water outage at the library.", self_ratings={})
    return draft.id


@pytest.fixture
def draft(cast: Cast) -> str:
    return an_empty_draft(cast)


def asked(cast: Cast, draft: str, requirement: str = "E1") -> str:
    return attestations.ask(cast.portal, cast.ada, submission_id=draft, requirement=requirement, name="Sam Lee", relation="manager")


def given(cast: Cast, draft: str) -> EvidenceItem:
    attestations.give(cast.portal, Actor.visitor(), secret=asked(cast, draft), name="Sam J. Lee", words=WORDS, saw_it=True)
    return items(cast, draft)[-1]


def items(cast: Cast, draft: str) -> list[EvidenceItem]:
    with reading(cast.portal.database) as db:
        return stored.items(db, draft)


def test_the_words_are_evidence_without_the_name(cast: Cast, draft: str) -> None:
    item = given(cast, draft)
    assert item.kind == "text" and WORDS in item.text and "manager on 2026-10-06" in item.text
    (question,) = of_draft(cast.portal, cast.ada, draft)
    assert (question.state, question.name) == ("given", "Sam J. Lee") and item.attestation_id == question.id
    submissions.submit(cast.portal, cast.ada, submission_id=draft, own_work=True)
    reviews.begin(cast.portal, cast.rui, submission_id=draft)
    (read,) = review_queue.desk(cast.portal, cast.rui, draft).items
    assert read.attestation_id and WORDS in read.text and "Sam" not in read.text + read.title


def test_its_author_can_remove_and_not_change_it(cast: Cast, draft: str) -> None:
    item = given(cast, draft)
    with pytest.raises(RuleBroken, match="somebody else's words"):
        submissions.change_item(cast.portal, cast.ada, item_id=item.id, title="Mine", description="", text="He was better than calm.")
    assert items(cast, draft) == [item]
    submissions.remove_item(cast.portal, cast.ada, item_id=item.id)
    assert items(cast, draft) == []


def test_it_stays_so_in_the_next_attempt(cast: Cast, draft: str) -> None:
    given(cast, draft)
    submissions.submit(cast.portal, cast.ada, submission_id=draft, own_work=True)
    decide(cast, cast.rui, draft, NEARLY)
    latest = learning.participations(cast.portal, cast.ada)[0].latest
    assert latest is not None and latest.submission.attempt == 2
    (copy,) = latest.items
    with pytest.raises(RuleBroken, match="somebody else's words"):
        submissions.change_item(cast.portal, cast.ada, item_id=copy.id, title="Mine", description="", text="Better.")


def test_a_link_works_once_and_not_too_late(cast: Cast, draft: str) -> None:
    secret = asked(cast, draft)
    found = attestations.question(cast.portal, secret=secret)
    assert (found.author, found.program.code, found.attestation.name) == ("Ada Obi", "COM-101", "Sam Lee")
    late = asked(cast, draft)
    cast.clock.pass_days(30)
    with pytest.raises(RuleBroken, match="thirty days"):
        attestations.question(cast.portal, secret=late)
    secret = asked(cast, draft)
    attestations.give(cast.portal, Actor.visitor(), secret=secret, name="Sam", words="Calm.", saw_it=True)
    with pytest.raises(RuleBroken, match="used already"):
        attestations.give(cast.portal, Actor.visitor(), secret=secret, name="Sam", words="Calm again.", saw_it=True)
    with pytest.raises(NotFound):
        attestations.question(cast.portal, secret="guessed")


def test_words_are_taken_though_the_room_was_filled_meanwhile(cast: Cast, draft: str) -> None:
    secret = asked(cast, draft)
    submissions.add_text(cast.portal, cast.ada, submission_id=draft, requirement="E1", title="My own", text="As sent.")
    attestations.give(cast.portal, Actor.visitor(), secret=secret, name="Sam", words="Calm.", saw_it=True)
    assert len(items(cast, draft)) == 2
    submissions.submit(cast.portal, cast.ada, submission_id=draft, own_work=True)


def test_nothing_is_added_to_what_was_handed_in(cast: Cast, draft: str) -> None:
    secret = asked(cast, draft)
    submissions.add_text(cast.portal, cast.ada, submission_id=draft, requirement="E1", title="My own", text="As sent.")
    submissions.submit(cast.portal, cast.ada, submission_id=draft, own_work=True)
    with pytest.raises(RuleBroken, match="handed in meanwhile"):
        attestations.give(cast.portal, Actor.visitor(), secret=secret, name="Sam", words="Calm.", saw_it=True)
    assert [item.title for item in items(cast, draft)] == ["My own"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"name": " "}, "name"), ({"words": ""}, "words"), ({"words": "x" * 2001}, "words"), ({"saw_it": False}, "saw_it")],
)
def test_refused_at_the_field_and_the_link_stays_good(cast: Cast, draft: str, changes: dict, field: str) -> None:
    secret = asked(cast, draft)
    with pytest.raises(BadInput) as refused:
        attestations.give(cast.portal, Actor.visitor(), secret=secret, **{"name": "Sam", "words": "Calm.", "saw_it": True} | changes)
    assert set(refused.value.fields) == {field}
    attestations.question(cast.portal, secret=secret)


def test_only_the_author_asks_and_takes_back(cast: Cast, draft: str) -> None:
    asked(cast, draft)
    (question,) = of_draft(cast.portal, cast.ada, draft)
    for somebody in (cast.ben, cast.mo):
        with pytest.raises(NotFound):
            attestations.ask(cast.portal, somebody, submission_id=draft, requirement="E1", name="Sam", relation="client")
        with pytest.raises(NotFound):
            attestations.withdraw(cast.portal, somebody, attestation_id=question.id)
    with pytest.raises(NotSignedIn):
        attestations.withdraw(cast.portal, Actor.visitor(), attestation_id=question.id)
    with pytest.raises(NotFound):
        asked(cast, draft, "E9")
    with pytest.raises(RuleBroken, match="somebody else"):
        attestations.give(cast.portal, cast.ada, secret=asked(cast, draft), name="Sam", words="Calm.", saw_it=True)
    with pytest.raises(RuleBroken, match="file or a link"):
        asked(cast, draft, "E2")
    other = a_submission(cast, cast.ben)
    with pytest.raises(RuleBroken):
        attestations.ask(cast.portal, cast.ben, submission_id=other, requirement="E1", name="Sam", relation="client")


def test_three_questions_at_a_time(cast: Cast, draft: str) -> None:
    secrets = [asked(cast, draft) for _ in range(3)]
    with pytest.raises(RuleBroken):
        asked(cast, draft)
    attestations.withdraw(cast.portal, cast.ada, attestation_id=of_draft(cast.portal, cast.ada, draft)[0].id)
    asked(cast, draft)
    over = 0
    for secret in secrets:
        try:
            attestations.question(cast.portal, secret=secret)
        except RuleBroken:
            over += 1
    assert over == 1
