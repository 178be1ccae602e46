"""What is public of a badge, and the list for those who look after awards."""

import pytest

from core.errors import NotAllowed, NotFound
from core.queries.badges import all_awards, award_history, public_badge
from core.services import programs
from core.services.corrections import correct_name
from core.services.reissue import reissue
from tests.builders import a_performance_program
from tests.cast import Cast
from tests.services.steps import a_submission, decide, revoke


def a_badge(cast: Cast, code: str = "COM-101") -> str:
    decide(cast, cast.rui, a_submission(cast, cast.ada, code))
    return all_awards(cast.portal, cast.mo)[0].token


def test_an_unknown_address_has_no_badge(cast: Cast) -> None:
    assert public_badge(cast.portal, "nowhere") is None
    assert public_badge(cast.portal, "' OR 1=1 --") is None


def test_a_badge_says_what_its_document_says(cast: Cast) -> None:
    token = a_badge(cast)
    badge = public_badge(cast.portal, token)
    assert badge is not None and badge.standing == "valid"
    assert badge.view.holder_name == "Ada Obi"
    assert "Ada Obi" in badge.document


def test_a_revoked_badge_says_so_with_its_reason(cast: Cast) -> None:
    token = a_badge(cast)
    revoke(cast, token)
    badge = public_badge(cast.portal, token)
    assert badge is not None
    assert (badge.standing, badge.state_reason) == ("revoked", "issued in error")
    (row,) = all_awards(cast.portal, cast.mo)
    assert (row.state, row.standing, row.state_reason) == ("revoked", "revoked", "issued in error")


def test_a_badge_runs_out_after_its_last_day(cast: Cast) -> None:
    programs.publish(cast.portal, cast.dee, program=a_performance_program(code="COM-109", validity="P30D"))
    token = a_badge(cast, "COM-109")
    cast.clock.pass_days(30)
    assert [row.standing for row in all_awards(cast.portal, cast.mo)] == ["valid"]
    cast.clock.pass_days(1)
    (row,) = all_awards(cast.portal, cast.mo)
    assert (row.state, row.standing) == ("active", "expired")
    badge = public_badge(cast.portal, token)
    assert badge is not None and badge.standing == "expired"


def test_only_administrators_see_every_award(cast: Cast) -> None:
    for somebody in (cast.ada, cast.rui, cast.dee):
        with pytest.raises(NotAllowed):
            all_awards(cast.portal, somebody)


def test_a_public_badge_says_what_it_replaces_and_what_replaced_it(cast: Cast) -> None:
    token = a_badge(cast)
    new = correct_name(cast.portal, cast.mo, token=token, name="Ada N. Obi")
    old, fresh = public_badge(cast.portal, token), public_badge(cast.portal, new)
    assert old is not None and fresh is not None
    assert (old.replaced_by, old.replaced_how, old.replaces, old.replaces_how) == (new, "correction", None, "")
    assert (fresh.replaces, fresh.replaces_how, fresh.replaced_by, fresh.replaced_how) == (token, "correction", None, "")
    assert (old.state_reason, old.origin, fresh.origin) == ("the name on it was corrected", "earned", "correction")
    assert (fresh.editions, fresh.listed) == (1, False)


def test_the_history_of_an_award_tells_its_signings(cast: Cast) -> None:
    token = a_badge(cast)
    public = cast.with_settings(public_url="https://badges.northshore.example.org")
    assert reissue(public.portal, public.mo) == 1
    history = award_history(public.portal, public.mo, token)
    assert [(each.edition, each.cause) for each in history.signed] == [(2, "new_address"), (1, "issued")]
    assert (history.name, history.row.standing, history.can_be_taken_back) == ("Ada Obi", "valid", True)
    revoke(public, token)
    assert not award_history(public.portal, public.mo, token).can_be_taken_back
    for somebody in (cast.ada, cast.rui, cast.dee):
        with pytest.raises(NotAllowed):
            award_history(cast.portal, somebody, token)
    with pytest.raises(NotFound):
        award_history(cast.portal, cast.mo, "nowhere")
