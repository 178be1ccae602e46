"""The holder chooses how a badge calls them; the badge stays the same badge, and every address follows."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
from pypdf import PdfReader

from core.badges.reading import view_of
from core.errors import BadInput, NotFound, NotSignedIn, RuleBroken
from core.queries import learning
from core.queries.names_shown import full_name
from core.rules.members import Actor
from core.services import corrections, signing_keys
from core.services.issuer import public_keys
from core.services.letters import letter
from core.services.names_shown import show_name
from core.services.verification import verify
from core.storage import awards, credentials
from core.storage.database import reading
from tests.cast import Cast
from tests.services.steps import a_submission, decide


@pytest.fixture
def token(cast: Cast) -> str:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    return learning.badges(cast.portal, cast.ada)[0].award.token


def document(cast: Cast, token: str) -> str:
    with reading(cast.portal.database) as db:
        return awards.get(db, token).credential


def test_the_name_changes_and_nothing_else(cast: Cast, token: str) -> None:
    before = document(cast, token)
    for shown, name in (("initials", "A. O."), ("withheld", "Name withheld"), ("full", "Ada Obi")):
        show_name(cast.portal, cast.ada, token=token, shown=shown)
        now = document(cast, token)
        assert view_of(json.loads(now)).holder_name == name and verify(cast.portal, data=now.encode()).verdict == "valid"
        old, new = json.loads(before), json.loads(now)
        for each in (old, new):
            del each["proof"]
            each["credentialSubject"]["identifier"] = [
                row for row in each["credentialSubject"]["identifier"] if row["identityType"] != "name"
            ]
        assert old == new
    assert verify(cast.portal, data=before.encode()).verdict == "valid"
    with reading(cast.portal.database) as db:
        assert [row.cause for row in credentials.editions_of(db, token)] == [*["name_chosen"] * 3, "issued"]
        assert full_name(db, token) == "Ada Obi"


def test_only_its_holder_chooses(cast: Cast, token: str) -> None:
    for somebody in (cast.ben, cast.mo):
        with pytest.raises(NotFound):
            show_name(cast.portal, somebody, token=token, shown="withheld")
    with pytest.raises(NotSignedIn):
        show_name(cast.portal, Actor.visitor(), token=token, shown="withheld")
    with pytest.raises(BadInput):
        show_name(cast.portal, cast.ada, token=token, shown="loud")
    assert view_of(json.loads(document(cast, token))).holder_name == "Ada Obi"


def test_a_correction_keeps_the_choice(cast: Cast, token: str) -> None:
    show_name(cast.portal, cast.ada, token=token, shown="initials")
    with pytest.raises(BadInput):
        corrections.correct_name(cast.portal, cast.mo, token=token, name="Ada Obi")
    new = corrections.correct_name(cast.portal, cast.mo, token=token, name="Ada Lund")
    assert view_of(json.loads(document(cast, new))).holder_name == "A. L."
    show_name(cast.portal, cast.ada, token=new, shown="full")
    assert view_of(json.loads(document(cast, new))).holder_name == "Ada Lund"


def test_a_letter_carries_the_name_all_the_same(cast: Cast, token: str) -> None:
    show_name(cast.portal, cast.ada, token=token, shown="withheld")
    words = "".join(page.extract_text() for page in PdfReader(BytesIO(letter(cast.portal, cast.ada, token=token))).pages)
    assert "What Ada Obi can now do" in " ".join(words.split())


def test_a_badge_that_a_stolen_key_may_have_signed_is_not_signed_anew_by_choice(cast: Cast, token: str) -> None:
    stolen = public_keys(cast.portal)[0].multikey
    cast.clock.pass_days(1)
    signing_keys.withdraw(cast.portal, Actor.system(), multikey=stolen, since=cast.portal.now() - timedelta(days=3))
    with pytest.raises(RuleBroken, match="look at this badge first"):
        show_name(cast.portal, cast.ada, token=token, shown="withheld")
