"""The letter about a badge: its holder's, of a badge in force, on one page."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from core.errors import NotFound, NotSignedIn, RuleBroken
from core.queries import learning
from core.rules.members import Actor
from core.services.letters import letter
from tests.cast import Cast
from tests.services.steps import a_submission, decide, revoke


@pytest.fixture
def token(cast: Cast) -> str:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    return learning.badges(cast.portal, cast.ada)[0].award.token


def test_it_says_what_the_holder_can_do_and_what_to_ask_them_for(cast: Cast, token: str) -> None:
    reader = PdfReader(BytesIO(letter(cast.portal, cast.ada, token=token)))
    words = " ".join(page.extract_text() for page in reader.pages)
    flat = " ".join(words.split())
    assert len(reader.pages) == 1
    for part in ("What Ada Obi can now do", "Brief occupants clearly while an incident is running", "Says what, who, when", token):
        assert part in flat
    assert "Write and send the first message of a real or rehearsed incident." in flat


def test_refused(cast: Cast, token: str) -> None:
    for somebody in (cast.ben, cast.mo):
        with pytest.raises(NotFound):
            letter(cast.portal, somebody, token=token)
    with pytest.raises(NotSignedIn):
        letter(cast.portal, Actor.visitor(), token=token)
    revoke(cast, token)
    with pytest.raises(RuleBroken):
        letter(cast.portal, cast.ada, token=token)
