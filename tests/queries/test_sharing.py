"""A badge on its way to others says what was signed, and remembers where it went."""

from datetime import timedelta

import pytest

from core.errors import NotAllowed, NotFound
from core.portal import Portal
from core.queries.badges import all_awards
from core.queries.sharing import Sharing, how_many, linkedin_id, shareable
from core.services import association, sharing
from tests.cast import Cast
from tests.services.steps import a_submission, decide, revoke


@pytest.fixture
def token(cast: Cast) -> str:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    return all_awards(cast.portal, cast.mo)[0].token


def test_what_goes_out_is_what_was_signed(cast: Cast, token: str) -> None:
    badge = shareable(cast.portal, cast.ada, token)
    assert badge.post.title == "Brief occupants during an incident"
    assert badge.post.address == f"{cast.portal.base_url}/b/{token}"
    assert (badge.post.issued_on, badge.post.code) == (cast.portal.now().date(), token)
    assert badge.post.words.startswith("I demonstrated: Brief occupants during an incident.")
    assert badge.code.startswith(b"\x89PNG")
    assert (badge.standing, badge.shared, badge.post.linkedin_id) == ("valid", {}, "")


def test_nobody_else_shares_it(cast: Cast, token: str) -> None:
    for somebody in (cast.ben, cast.mo, cast.rui):
        with pytest.raises(NotFound):
            shareable(cast.portal, somebody, token)


def test_the_associations_page_on_linkedin_goes_along(cast: Cast, token: str) -> None:
    association.set_linkedin_id(cast.portal, cast.mo, number=" 1234567 ")
    assert shareable(cast.portal, cast.ada, token).post.linkedin_id == "1234567" == linkedin_id(cast.portal, cast.mo)
    with pytest.raises(NotAllowed):
        association.set_linkedin_id(cast.portal, cast.ada, number="1")
    with pytest.raises(NotAllowed):
        linkedin_id(cast.portal, cast.ada)


def test_the_last_day_of_each_channel_is_known_the_newest_first(cast: Cast, token: str) -> None:
    sharing.note_share(cast.portal, cast.ada, token=token, channel="x")
    today = cast.portal.now().date()
    cast.clock.pass_days(1)
    sharing.note_share(cast.portal, cast.ada, token=token, channel="bluesky")
    assert list(shareable(cast.portal, cast.ada, token).shared.items()) == [("bluesky", today + timedelta(days=1)), ("x", today)]


def test_shared_badges_are_counted_once_and_only_while_they_stand(cast: Cast, token: str) -> None:
    portal: Portal = cast.portal
    assert how_many(portal, cast.dee) == Sharing(1, 0)
    sharing.note_share(portal, cast.ada, token=token, channel="x")
    sharing.note_share(portal, cast.ada, token=token, channel="email")
    assert how_many(portal, cast.dee) == Sharing(1, 1)
    revoke(cast, token)
    assert how_many(portal, cast.dee) == Sharing(0, 0)
    with pytest.raises(NotAllowed):
        how_many(portal, cast.ada)
