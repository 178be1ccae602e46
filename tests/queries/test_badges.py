"""What is public of a badge, and the list for those who look after awards."""

import pytest

from core.errors import NotAllowed
from core.queries.badges import all_awards, public_badge
from core.services import awards, programs
from tests.builders import a_performance_program
from tests.cast import Cast
from tests.services.steps import a_submission, decide


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
    awards.revoke(cast.portal, cast.mo, token=token, reason="The evidence was not her own.")
    badge = public_badge(cast.portal, token)
    assert badge is not None
    assert (badge.standing, badge.state_reason) == ("revoked", "The evidence was not her own.")
    (row,) = all_awards(cast.portal, cast.mo)
    assert (row.state, row.standing, row.state_reason) == ("revoked", "revoked", "The evidence was not her own.")


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
