"""Is this really theirs? Yes, no, or a sentence."""

import json

import pytest

from core.errors import BadInput, NotFound, RuleBroken
from core.queries.badges import all_awards
from core.services.recipients import is_holder
from core.storage import awards, credentials
from core.storage.database import reading, rows, writing
from tests.cast import Cast
from tests.services.steps import a_submission, decide


@pytest.fixture
def token(cast: Cast) -> str:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    return all_awards(cast.portal, cast.mo)[0].token


@pytest.mark.parametrize("email", ["ada@northshore.example", " ADA@Northshore.Example "])
def test_the_holders_address_is_recognised_however_it_is_typed(cast: Cast, token: str, email: str) -> None:
    assert is_holder(cast.portal, token=token, email=email) is True


@pytest.mark.parametrize("email", ["ben@northshore.example", "ada@northshore.example.org", "ada+work@northshore.example"])
def test_any_other_address_is_not_theirs(cast: Cast, token: str, email: str) -> None:
    assert is_holder(cast.portal, token=token, email=email) is False


@pytest.mark.parametrize(
    "email", ["", "ada", "ada@", "@northshore.example", "a b@example.org", "a" * 321 + "@example.org", "a@b.example, c@d.example"]
)
def test_what_is_no_address_is_told_at_the_field(cast: Cast, token: str, email: str) -> None:
    with pytest.raises(BadInput) as refused:
        is_holder(cast.portal, token=token, email=email)
    assert list(refused.value.fields) == ["email"]


def test_an_unknown_badge_is_not_found(cast: Cast) -> None:
    with pytest.raises(NotFound):
        is_holder(cast.portal, token="nowhere", email="ada@northshore.example")


def test_a_badge_without_an_address_says_so(cast: Cast, token: str) -> None:
    with writing(cast.portal.database) as db:
        first = credentials.editions_of(db, token)[0]
        document = json.loads(first.document)
        names = [row for row in document["credentialSubject"]["identifier"] if row["identityType"] == "name"]
        document["credentialSubject"]["identifier"] = names
        credentials.add(db, type(first)(**{**vars(first), "edition": 2, "document": json.dumps(document), "cause": "new_key"}))
    with pytest.raises(RuleBroken, match="without an e-mail address"):
        is_holder(cast.portal, token=token, email="ada@northshore.example")


def test_nothing_of_the_question_is_kept(cast: Cast, token: str) -> None:
    with reading(cast.portal.database) as db:
        before = rows(db, "SELECT count(*) AS entries FROM audit_log"), awards.get(db, token)
    is_holder(cast.portal, token=token, email="somebody.else@example.org")
    with reading(cast.portal.database) as db:
        assert (rows(db, "SELECT count(*) AS entries FROM audit_log"), awards.get(db, token)) == before
