"""Appeals: who may make one, who decides, and that an upheld one puts the badge back in force everywhere at once."""

import json
from functools import partial

import pytest

from core.badges.status_list import bit
from core.errors import BadInput, Conflict, NotAllowed, NotFound, PortalError, RuleBroken
from core.queries.appeals import own_appeals
from core.queries.badges import all_awards, public_badge
from core.rules.members import Actor
from core.services import appeals, programs, revocations
from core.services.status_lists import signed_list
from core.services.verification import verify
from core.storage import audit_log, awards
from core.storage.database import reading, rows
from tests.builders import a_performance_program
from tests.cast import Cast
from tests.services.steps import a_submission, all_at_once, decide, revoke

SYSTEM = Actor.system()
STATEMENT = "The file was named like the other one, but it is mine."


@pytest.fixture
def token(cast: Cast) -> str:
    """Ada's badge for COM-101."""
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    return all_awards(cast.portal, cast.mo)[0].token


@pytest.fixture
def case_id(cast: Cast, token: str) -> str:
    """Mo asked for it to be taken back, Dee decided so."""
    return revoke(cast, token)


def appeal(cast: Cast, case_id: str, actor: Actor | None = None, **changes: str) -> None:
    words = {"ground": "evidence_overlooked", "statement": STATEMENT}
    appeals.appeal(cast.portal, actor or cast.ada, case_id=case_id, **(words | changes))


def judge(cast: Cast, actor: Actor, case_id: str, outcome: str = "upheld", reasons: str = "It is the holder's own file.") -> None:
    appeals.judge(cast.portal, actor, case_id=case_id, outcome=outcome, reasons=reasons)


def everywhere(cast: Cast, token: str) -> tuple[str, str, bool]:
    """What page, check and status list say of a badge."""
    badge = public_badge(cast.portal, token)
    assert badge is not None
    with reading(cast.portal.database) as db:
        award = awards.get(db, token)
    signed = json.loads(signed_list(cast.portal, number=award.list_number).document)
    revoked = bit(signed, award.status_index)
    return badge.standing, verify(cast.portal, data=badge.document.encode()).verdict, revoked


def recorded(cast: Cast) -> list[str]:
    with reading(cast.portal.database) as db:
        assert audit_log.first_broken(db) is None
        found = rows(db, "SELECT action, detail FROM audit_log WHERE action IN ('appeal.made', 'appeal.decided', 'award.restored')")
    return [f"{row['action']} {row['detail']}".strip() for row in found]


def test_an_upheld_appeal_puts_the_badge_back_in_force_everywhere(cast: Cast, token: str, case_id: str) -> None:
    assert everywhere(cast, token) == ("revoked", "revoked", True)
    appeal(cast, case_id)
    assert everywhere(cast, token) == ("revoked", "revoked", True)
    judge(cast, cast.sol, case_id)
    assert everywhere(cast, token) == ("valid", "valid", False)
    badge = public_badge(cast.portal, token)
    assert badge is not None and badge.state_reason == ""
    assert recorded(cast) == ["appeal.made evidence_overlooked", "appeal.decided upheld", "award.restored"]


def test_a_dismissed_appeal_changes_nothing(cast: Cast, token: str, case_id: str) -> None:
    appeal(cast, case_id)
    judge(cast, cast.sol, case_id, "dismissed")
    assert everywhere(cast, token) == ("revoked", "revoked", True)
    with pytest.raises(RuleBroken, match="once"):
        appeal(cast, case_id, statement="And yet.")


def test_a_badge_that_came_back_can_be_asked_about_and_revoked_again(cast: Cast, token: str, case_id: str) -> None:
    appeal(cast, case_id)
    judge(cast, cast.sol, case_id)
    again = revoke(cast, token, cause="policy")
    assert again != case_id and everywhere(cast, token)[0] == "revoked"
    appeal(cast, again)
    assert set(own_appeals(cast.portal, cast.ada)) == {case_id, again}


@pytest.mark.parametrize(("who", "sentence"), [("mo", "had a part"), ("dee", "had a part")])
def test_whoever_had_a_part_does_not_decide(cast: Cast, token: str, case_id: str, who: str, sentence: str) -> None:
    appeal(cast, case_id)
    with pytest.raises(RuleBroken, match=sentence):
        judge(cast, getattr(cast, who), case_id)
    assert everywhere(cast, token)[0] == "revoked"


def test_members_do_not_decide_and_visitors_do_not_appeal(cast: Cast, case_id: str) -> None:
    appeal(cast, case_id)
    with pytest.raises(NotAllowed):
        judge(cast, cast.ben, case_id)
    with pytest.raises(PortalError):
        appeal(cast, case_id, Actor.visitor())


def test_somebody_elses_case_is_not_found(cast: Cast, case_id: str) -> None:
    for actor, which in ((cast.ben, case_id), (cast.ada, "nothing"), (cast.mo, case_id)):
        with pytest.raises(NotFound):
            appeal(cast, which, actor)


def test_the_same_appeal_twice_is_one_and_another_is_refused(cast: Cast, case_id: str) -> None:
    appeal(cast, case_id)
    appeal(cast, case_id)
    with pytest.raises(RuleBroken, match="once"):
        appeal(cast, case_id, ground="new_information")
    assert recorded(cast) == ["appeal.made evidence_overlooked"]


def test_after_thirty_days_it_is_too_late(cast: Cast, case_id: str) -> None:
    cast.clock.pass_days(31)
    with pytest.raises(RuleBroken, match="time to appeal ended"):
        appeal(cast, case_id)


@pytest.mark.parametrize(("field", "value"), [("ground", ""), ("ground", "spite"), ("statement", "  "), ("statement", "x" * 10_001)])
def test_every_slip_is_named_at_its_field(cast: Cast, case_id: str, field: str, value: str) -> None:
    with pytest.raises(BadInput) as refused:
        appeal(cast, case_id, **{field: value})
    assert set(refused.value.fields) == {field}


def test_a_decision_needs_an_outcome_reasons_and_an_appeal(cast: Cast, case_id: str) -> None:
    with pytest.raises(NotFound):
        judge(cast, cast.sol, case_id)
    appeal(cast, case_id)
    for outcome, reasons, field in (("", "Well.", "outcome"), ("kept", "Well.", "outcome"), ("upheld", " ", "text")):
        with pytest.raises(BadInput) as refused:
            judge(cast, cast.sol, case_id, outcome, reasons)
        assert set(refused.value.fields) == {field}


def test_a_badge_earned_anew_in_the_meantime_is_the_one_that_counts(cast: Cast, token: str, case_id: str) -> None:
    appeal(cast, case_id)
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    newer = next(row.token for row in all_awards(cast.portal, cast.mo) if row.token != token)
    judge(cast, cast.sol, case_id)
    assert everywhere(cast, newer)[0] == "valid"
    standing, _, revoked = everywhere(cast, token)
    assert (standing, revoked) == ("superseded", False)


def test_a_badge_that_ran_out_meanwhile_comes_back_as_expired(cast: Cast) -> None:
    programs.publish(cast.portal, cast.dee, program=a_performance_program(code="COM-109", validity="P30D"))
    decide(cast, cast.rui, a_submission(cast, cast.ada, "COM-109"))
    (row,) = all_awards(cast.portal, cast.mo)
    case_id = revoke(cast, row.token)
    appeal(cast, case_id)
    cast.clock.pass_days(31)
    judge(cast, cast.sol, case_id)
    assert everywhere(cast, row.token) == ("expired", "expired", False)


def test_the_operator_passes_on_what_somebody_decided(cast: Cast, token: str, case_id: str) -> None:
    appeal(cast, case_id)
    words = {"case_id": case_id, "outcome": "upheld", "reasons": "As she says."}
    with pytest.raises(RuleBroken, match="Only the operator"):
        appeals.judge_as_named(cast.portal, cast.mo, by="sol@northshore.example", **words)
    with pytest.raises(RuleBroken, match="name the one"):
        judge(cast, SYSTEM, case_id)
    for nobody in ("ben@northshore.example", "who@northshore.example"):
        with pytest.raises(BadInput):
            appeals.judge_as_named(cast.portal, SYSTEM, by=nobody, **words)
    with pytest.raises(RuleBroken, match="had a part"):
        appeals.judge_as_named(cast.portal, SYSTEM, by="dee@northshore.example", **words)
    appeals.judge_as_named(cast.portal, SYSTEM, by="Sol@northshore.example", **words)
    assert everywhere(cast, token)[0] == "valid"
    assert f"named by the operator of the machine {cast.sol.id}" in recorded(cast)[1]


def test_of_decisions_at_the_same_moment_exactly_one_counts(cast: Cast, token: str, case_id: str) -> None:
    appeal(cast, case_id)
    deciders = [(cast.sol, "upheld"), (cast.rui, "dismissed")] * 3
    said = all_at_once(cast, [partial(judge, actor=actor, case_id=case_id, outcome=outcome) for actor, outcome in deciders])
    answers = [refusal or outcome for refusal, (_, outcome) in zip(said, deciders, strict=True)]
    (winner,) = [answer for answer in answers if answer in ("upheld", "dismissed")]
    assert {answer for answer in answers if answer != winner} == {Conflict.code}
    assert everywhere(cast, token)[0] == ("valid" if winner == "upheld" else "revoked")


def test_nothing_of_it_is_public(cast: Cast, token: str, case_id: str) -> None:
    appeal(cast, case_id, statement="A private word.")
    judge(cast, cast.sol, case_id, "dismissed", "A private reason.")
    public = repr(public_badge(cast.portal, token))
    assert "private" not in public
    with pytest.raises(RuleBroken, match="revoked already"):
        revocations.open_case(cast.portal, cast.mo, token=token, cause="policy", explanation="Again.")
