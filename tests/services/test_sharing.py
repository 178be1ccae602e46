"""The holder decides who sees the page, what stands on it, and where it is shared."""

import pytest

from core.errors import BadInput, NotFound, NotSignedIn, RuleBroken
from core.queries.badges import all_awards, public_badge
from core.queries.sharing import own_evidence
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


def test_private_means_unlisted_and_stays_until_it_is_opened(cast: Cast, token: str) -> None:
    sharing.set_listed(cast.portal, cast.ada, token=token, listed=True)
    sharing.set_private(cast.portal, cast.ada, token=token, private=True)
    with pytest.raises(RuleBroken, match="private"):
        sharing.set_listed(cast.portal, cast.ada, token=token, listed=True)
    with pytest.raises(RuleBroken, match="in force"):
        publish(cast, token)
    sharing.set_private(cast.portal, cast.ada, token=token, private=False)
    assert public_badge(cast.portal, token).listed is False


def publish(cast: Cast, token: str, **changes: object) -> None:
    (one,) = own_evidence(cast.portal, cast.ada, token)
    given = {"token": token, "item_id": one.item.id, "nobody_else_in_it": True} | changes
    sharing.publish_evidence(cast.portal, cast.ada, **given)


def test_evidence_is_shown_on_the_holders_word_only(cast: Cast, token: str) -> None:
    with pytest.raises(BadInput):
        publish(cast, token, nobody_else_in_it=False)
    (one,) = own_evidence(cast.portal, cast.ada, token)
    for somebody in (cast.ben, cast.mo, cast.rui):
        with pytest.raises(NotFound):
            sharing.publish_evidence(cast.portal, somebody, token=token, item_id=one.item.id, nobody_else_in_it=True)
        with pytest.raises(NotFound):
            own_evidence(cast.portal, somebody, token)
    assert not own_evidence(cast.portal, cast.ada, token)[0].is_published
    publish(cast, token)
    assert own_evidence(cast.portal, cast.ada, token)[0].is_published


def test_only_what_the_badge_rests_on_can_be_shown(cast: Cast, token: str) -> None:
    a_submission(cast, cast.ada, "ACC-115")
    with reading(cast.portal.database) as db:
        others = [row["id"] for row in rows(db, "SELECT id FROM evidence_items")]
    mine = own_evidence(cast.portal, cast.ada, token)[0].item.id
    for item_id in {*others, "nowhere"} - {mine}:
        with pytest.raises(NotFound):
            publish(cast, token, item_id=item_id)
