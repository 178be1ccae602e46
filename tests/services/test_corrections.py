"""A wrong name is put right: a new badge for the same award, and the old one leads to it."""

import json

import pytest

from core.errors import BadInput, NotAllowed, NotFound, RuleBroken
from core.queries import learning
from core.queries.badges import PublicBadge, all_awards, public_badge
from core.rules.members import Actor
from core.services import revocations
from core.services.badge_files import badge_file
from core.services.corrections import correct_name
from core.services.status_lists import signed_list
from core.services.verification import verify
from core.storage import awards, members
from core.storage.database import reading
from tests.cast import Cast
from tests.services.steps import a_submission, decide, revoke

RIGHT = "Ada Nkechi Obi"


@pytest.fixture
def token(cast: Cast) -> str:
    """Ada's badge for COM-101."""
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    return all_awards(cast.portal, cast.mo)[0].token


def seen(cast: Cast, token: str) -> PublicBadge:
    badge = public_badge(cast.portal, token)
    assert badge is not None
    return badge


def verdict(cast: Cast, token: str) -> str:
    return verify(cast.portal, data=seen(cast, token).document.encode()).verdict


def test_the_new_badge_is_the_same_award_with_the_right_name(cast: Cast, token: str) -> None:
    cast.clock.pass_days(3)
    new = correct_name(cast.portal, cast.mo, token=token, name=f"  {RIGHT} ")
    badge, old = seen(cast, new), seen(cast, token)
    assert badge.view.holder_name == RIGHT
    assert (badge.standing, verdict(cast, new)) == ("valid", "valid")
    same = ("title", "awarded_at", "valid_until", "benchmark")
    assert [getattr(badge.view, name) for name in same] == [getattr(old.view, name) for name in same]
    assert (badge.replaces, badge.replaces_how, badge.origin) == (token, "correction", "correction")
    with reading(cast.portal.database) as db:
        before, after = awards.get(db, token), awards.get(db, new)
    assert (after.looks, after.result, after.enrolment_id, after.decision_id) == (
        before.looks, before.result, before.enrolment_id, before.decision_id)  # fmt: skip
    assert after.status_index != before.status_index


def test_the_old_badge_is_out_of_force_and_leads_to_the_new_one(cast: Cast, token: str) -> None:
    document = seen(cast, token).document
    new = correct_name(cast.portal, cast.mo, token=token, name=RIGHT)
    old = seen(cast, token)
    assert (old.standing, old.replaced_by, old.replaced_how) == ("superseded", new, "correction")
    assert old.document == document
    assert verdict(cast, token) != "valid"
    with reading(cast.portal.database) as db:
        assert awards.indexes_taken_back(db, 1) == {awards.get(db, token).status_index}


def test_the_pictures_of_the_new_badge_are_those_of_the_old_one(cast: Cast, token: str) -> None:
    def svg_without_document(of: str) -> str:
        return badge_file(cast.portal, token=of, kind="svg").data.decode().split("<openbadges:credential")[0]

    before = svg_without_document(token)
    assert svg_without_document(correct_name(cast.portal, cast.mo, token=token, name=RIGHT)) == before


def test_a_name_is_put_right_twice(cast: Cast, token: str) -> None:
    second = correct_name(cast.portal, cast.mo, token=token, name="Ada Obbi")
    third = correct_name(cast.portal, cast.mo, token=second, name=RIGHT)
    assert [seen(cast, each).standing for each in (token, second, third)] == ["superseded", "superseded", "valid"]
    with pytest.raises(RuleBroken, match="in force"):
        correct_name(cast.portal, cast.mo, token=token, name="Ada")


def test_the_corrected_badge_can_be_taken_back(cast: Cast, token: str) -> None:
    new = correct_name(cast.portal, cast.mo, token=token, name=RIGHT)
    revoke(cast, new)
    assert [seen(cast, each).standing for each in (token, new)] == ["superseded", "revoked"]
    assert len({badge.award.token for badge in learning.badges(cast.portal, cast.ada)}) == 2


@pytest.mark.parametrize("from_now_on", [True, False])
def test_later_badges_carry_the_name_where_that_is_wanted(cast: Cast, token: str, from_now_on: bool) -> None:
    correct_name(cast.portal, cast.mo, token=token, name=RIGHT, from_now_on=from_now_on)
    with reading(cast.portal.database) as db:
        ada = members.get(db, cast.ada.member_id)
    assert (ada.display_name, ada.name_on_badge) == ("Ada Obi", RIGHT if from_now_on else "Ada Obi")


def test_only_administrators_correct(cast: Cast, token: str) -> None:
    for who in (cast.ada, cast.rui, cast.dee):
        with pytest.raises(NotAllowed):
            correct_name(cast.portal, who, token=token, name=RIGHT)


@pytest.mark.parametrize("name", ["", "   ", "x" * 121, "Ada\u202eibO", "Ada \x00", "Ada Obi", "Ada \U0001f9ff"])
def test_names_that_no_badge_can_carry_are_refused_beside_the_field(cast: Cast, token: str, name: str) -> None:
    with pytest.raises(BadInput) as refused:
        correct_name(cast.portal, cast.mo, token=token, name=name)
    assert set(refused.value.fields) == {"name_on_badge"}
    assert len(all_awards(cast.portal, cast.mo)) == 1


def test_what_is_out_of_force_or_in_question_is_not_corrected(cast: Cast, token: str) -> None:
    with pytest.raises(NotFound):
        correct_name(cast.portal, cast.mo, token="unknown", name=RIGHT)
    case_id = revocations.open_case(cast.portal, cast.mo, token=token, cause="error", explanation="Why.")
    with pytest.raises(RuleBroken, match="open case"):
        correct_name(cast.portal, cast.mo, token=token, name=RIGHT)
    revocations.withdraw(cast.portal, cast.mo, case_id=case_id)
    revoke(cast, token)
    with pytest.raises(RuleBroken, match="in force"):
        correct_name(cast.portal, cast.mo, token=token, name=RIGHT)


def test_a_badge_that_has_run_out_is_corrected_and_stays_run_out(cast: Cast) -> None:
    from core.services import programs
    from tests.builders import a_performance_program

    programs.publish(cast.portal, cast.dee, program=a_performance_program(code="COM-109", validity="P30D"))
    decide(cast, cast.rui, a_submission(cast, cast.ada, "COM-109"))
    cast.clock.pass_days(40)
    new = correct_name(cast.portal, cast.mo, token=all_awards(cast.portal, cast.mo)[0].token, name=RIGHT)
    badge = seen(cast, new)
    assert (badge.standing, badge.view.holder_name) == ("expired", RIGHT)


def test_after_a_move_the_corrected_badge_names_the_new_address_throughout(cast: Cast, token: str) -> None:
    public = cast.with_settings(public_url="https://badges.northshore.example.org")
    new = correct_name(public.portal, Actor.system(), token=token, name=RIGHT)
    document = json.loads(seen(public, new).document)
    assert document["issuer"]["id"] == "did:web:badges.northshore.example.org"
    assert "localhost" not in seen(public, new).document
    assert verdict(public, new) == "valid"
    assert signed_list(public.portal, number=1).jwt
