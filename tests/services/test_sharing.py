"""The holder decides whether search engines list the page."""

import pytest

from core.errors import NotFound, NotSignedIn, RuleBroken
from core.queries.badges import all_awards, public_badge
from core.rules.members import Actor
from core.services import sharing
from core.storage.database import reading, rows
from tests.cast import Cast
from tests.services.steps import a_submission, decide, revoke


@pytest.fixture
def token(cast: Cast) -> str:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    return all_awards(cast.portal, cast.mo)[0].token


def recorded(cast: Cast) -> list[str]:
    with reading(cast.portal.database) as db:
        return [row["action"] for row in rows(db, "SELECT action FROM audit_log WHERE action LIKE 'award.%listed' ORDER BY id")]


def test_a_page_is_not_listed_until_its_holder_wants_that(cast: Cast, token: str) -> None:
    assert public_badge(cast.portal, token).listed is False
    sharing.set_listed(cast.portal, cast.ada, token=token, listed=True)
    assert public_badge(cast.portal, token).listed is True
    sharing.set_listed(cast.portal, cast.ada, token=token, listed=True)  # twice is once
    sharing.set_listed(cast.portal, cast.ada, token=token, listed=False)
    assert public_badge(cast.portal, token).listed is False
    assert recorded(cast) == ["award.listed", "award.unlisted"]


def test_nobody_else_decides_not_even_who_runs_the_portal(cast: Cast, token: str) -> None:
    for somebody in (cast.ben, cast.mo, cast.rui):
        with pytest.raises(NotFound):
            sharing.set_listed(cast.portal, somebody, token=token, listed=True)
    with pytest.raises(NotFound):
        sharing.set_listed(cast.portal, cast.ada, token="nowhere", listed=True)
    with pytest.raises(NotSignedIn):
        sharing.set_listed(cast.portal, Actor.visitor(), token=token, listed=True)
    assert public_badge(cast.portal, token).listed is False


def test_a_revoked_badge_can_be_unlisted_but_not_listed(cast: Cast, token: str) -> None:
    sharing.set_listed(cast.portal, cast.ada, token=token, listed=True)
    revoke(cast, token)
    sharing.set_listed(cast.portal, cast.ada, token=token, listed=False)
    with pytest.raises(RuleBroken, match="taken back"):
        sharing.set_listed(cast.portal, cast.ada, token=token, listed=True)


def test_a_share_is_counted_once_a_day_and_channel(cast: Cast, token: str) -> None:
    for _ in range(2):
        sharing.note_share(cast.portal, cast.ada, token=token, channel="x")
    sharing.note_share(cast.portal, cast.ada, token=token, channel="email")
    with reading(cast.portal.database) as db:
        assert [row["channel"] for row in rows(db, "SELECT channel FROM share_events ORDER BY channel")] == ["email", "x"]


def test_only_the_holder_shares(cast: Cast, token: str) -> None:
    for somebody in (cast.ben, cast.mo):
        with pytest.raises(NotFound):
            sharing.note_share(cast.portal, somebody, token=token, channel="x")
    with pytest.raises(NotSignedIn):
        sharing.note_share(cast.portal, Actor.visitor(), token=token, channel="x")
    with reading(cast.portal.database) as db:
        assert not list(rows(db, "SELECT * FROM share_events"))
