"""Taking badges back: who may ask, who answers, who decides, when, and that everything says the same from then on."""

from functools import partial

import pytest

from core.errors import BadInput, Conflict, NotAllowed, NotFound, RuleBroken
from core.queries.badges import all_awards, public_badge
from core.queries.revocations import own_cases
from core.rules.members import Actor, Role
from core.rules.revocations import CAUSE_WORDS
from core.services import revocations
from core.services.corrections import correct_name
from core.services.verification import verify
from core.storage import audit_log
from core.storage import members as stored_members
from core.storage import revocations as stored
from core.storage.database import reading, rows, writing
from tests.cast import Cast
from tests.services.steps import a_submission, all_at_once, decide, revoke

SYSTEM = Actor.system()
WHY = "The recording shows somebody else."


@pytest.fixture
def token(cast: Cast) -> str:
    """Ada's badge for COM-101."""
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    return all_awards(cast.portal, cast.mo)[0].token


def standing(cast: Cast, token: str) -> str:
    badge = public_badge(cast.portal, token)
    assert badge is not None
    return badge.standing


def verdict(cast: Cast, token: str) -> str:
    badge = public_badge(cast.portal, token)
    assert badge is not None
    return verify(cast.portal, data=badge.document.encode()).verdict


def recorded(cast: Cast) -> list[tuple[str, str, str | None]]:
    """Action, detail and actor of everything about badges, in order."""
    with reading(cast.portal.database) as db:
        assert audit_log.first_broken(db) is None
        found = rows(db, "SELECT action, detail, actor_id FROM audit_log WHERE entity IN ('award', 'revocation') ORDER BY id")
    return [(row["action"], row["detail"], row["actor_id"]) for row in found]


def ask(cast: Cast, token: str, actor: Actor | None = None, cause: str = "integrity", suspend: bool = False) -> str:
    return revocations.open_case(cast.portal, actor or cast.mo, token=token, cause=cause, explanation=WHY, suspend=suspend)


def conclude(
    cast: Cast, actor: Actor, case_id: str, outcome: str = "revoked", grounds: str = "As the recording shows.", seen: str = ""
) -> None:
    revocations.decide(cast.portal, actor, case_id=case_id, verdict=outcome, grounds=grounds, seen=seen)


def test_a_badge_is_revoked_after_the_holder_could_answer_by_somebody_else(cast: Cast, token: str) -> None:
    case_id = ask(cast, token)
    assert standing(cast, token) == "valid"
    cast.clock.pass_days(15)
    conclude(cast, cast.dee, case_id)
    badge = public_badge(cast.portal, token)
    assert badge is not None
    assert (badge.standing, badge.state_reason, badge.state_at) == ("revoked", "for reasons of integrity", cast.clock())
    assert verdict(cast, token) == "revoked"
    assert [action for action, _, _ in recorded(cast)] == ["award.issued", "revocation.opened", "revocation.decided", "award.revoked"]


def test_neither_explanation_nor_answer_nor_grounds_are_public(cast: Cast, token: str) -> None:
    revoke(cast, token, grounds="A private reason.")
    public = repr(public_badge(cast.portal, token))
    assert not [words for words in ("A private reason", "wrong file", "second item") if words in public]
    assert own_cases(cast.portal, cast.ada)[token].grounds == "A private reason."


@pytest.mark.parametrize("who", ["ada", "rui", "dee"])
def test_only_administrators_open_cases_suspend_and_lift(cast: Cast, token: str, who: str) -> None:
    actor = cast.actors[who]
    for attempt in (
        lambda: ask(cast, token, actor),
        lambda: revocations.suspend(cast.portal, actor, token=token),
        lambda: revocations.lift(cast.portal, actor, token=token),
        lambda: revocations.withdraw(cast.portal, actor, case_id="x"),
    ):
        with pytest.raises(NotAllowed):
            attempt()


@pytest.mark.parametrize(("cause", "explanation", "field"), [("because", WHY, "cause"), ("error", " \n", "explanation")])
def test_a_case_needs_a_cause_of_the_list_and_an_explanation(cast: Cast, token: str, cause: str, explanation: str, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        revocations.open_case(cast.portal, cast.mo, token=token, cause=cause, explanation=explanation)
    assert set(refused.value.fields) == {field}


def test_unknown_badges_and_cases_are_not_found(cast: Cast) -> None:
    for attempt in (
        lambda: ask(cast, "unknown"),
        lambda: conclude(cast, cast.dee, "unknown"),
        lambda: revocations.answer(cast.portal, cast.ada, case_id="unknown", text="I"),
        lambda: revocations.suspend(cast.portal, cast.mo, token="unknown"),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_two_clicks_open_one_case_and_another_question_waits_its_turn(cast: Cast, token: str) -> None:
    assert ask(cast, token) == ask(cast, token)
    with pytest.raises(RuleBroken, match="open case"):
        ask(cast, token, cause="error")


def test_what_is_revoked_is_not_revoked_again(cast: Cast, token: str) -> None:
    revoke(cast, token)
    with pytest.raises(RuleBroken, match="revoked already"):
        ask(cast, token)
    with pytest.raises(RuleBroken):
        revocations.suspend(cast.portal, SYSTEM, token=token)
    with pytest.raises(RuleBroken, match="not suspended"):
        revocations.lift(cast.portal, SYSTEM, token=token)


def test_only_the_holder_answers_and_only_in_time(cast: Cast, token: str) -> None:
    case_id = ask(cast, token)
    for stranger in (cast.ben, cast.mo):
        with pytest.raises(NotFound):
            revocations.answer(cast.portal, stranger, case_id=case_id, text="It was mine.")
    with pytest.raises(BadInput):
        revocations.answer(cast.portal, cast.ada, case_id=case_id, text="  ")
    revocations.answer(cast.portal, cast.ada, case_id=case_id, text="It was mine.")
    revocations.answer(cast.portal, cast.ada, case_id=case_id, text="It was mine: see minute four.")
    assert own_cases(cast.portal, cast.ada)[token].answer == "It was mine: see minute four."
    cast.clock.pass_days(15)
    with pytest.raises(RuleBroken, match="time to answer"):
        revocations.answer(cast.portal, cast.ada, case_id=case_id, text="And once more.")


def test_nobody_decides_before_the_holder_could_answer(cast: Cast, token: str) -> None:
    case_id = ask(cast, token)
    cast.clock.pass_days(14)
    with pytest.raises(RuleBroken, match="can answer until"):
        conclude(cast, cast.dee, case_id)
    cast.clock.pass_days(1)
    conclude(cast, cast.dee, case_id)
    assert standing(cast, token) == "revoked"


def test_an_answer_opens_the_way_and_has_to_be_read(cast: Cast, token: str) -> None:
    case_id = ask(cast, token)
    revocations.answer(cast.portal, cast.ada, case_id=case_id, text="It was mine.")
    with pytest.raises(Conflict, match="answered in the meantime"):
        conclude(cast, cast.dee, case_id)
    conclude(cast, cast.dee, case_id, "kept", seen="It was mine.")
    assert standing(cast, token) == "valid"


def test_what_the_holder_asked_for_is_decided_at_once_but_not_by_the_same_person(cast: Cast, token: str) -> None:
    case_id = ask(cast, token, cause="holder_request")
    with pytest.raises(RuleBroken, match="somebody else"):
        conclude(cast, cast.mo, case_id)
    conclude(cast, cast.sol, case_id)
    badge = public_badge(cast.portal, token)
    assert badge is not None and badge.state_reason == CAUSE_WORDS["holder_request"].public


def test_nobody_decides_about_their_own_badge(cast: Cast, token: str) -> None:
    case_id = ask(cast, token, cause="holder_request", suspend=False)
    ada = grant(cast, cast.ada, Role.ADMIN)
    with pytest.raises(RuleBroken, match="own badge"):
        conclude(cast, ada, case_id)
    revocations.suspend(cast.portal, SYSTEM, token=token)
    with pytest.raises(RuleBroken, match="own badge"):
        revocations.lift(cast.portal, ada, token=token)


def grant(cast: Cast, actor: Actor, *roles: Role) -> Actor:
    with writing(cast.portal.database) as db:
        stored_members.set_roles(db, actor.member_id, frozenset(roles))
        return Actor.of(stored_members.get(db, actor.member_id))


def test_members_do_not_decide(cast: Cast, token: str) -> None:
    case_id = ask(cast, token)
    with pytest.raises(NotAllowed):
        conclude(cast, cast.ben, case_id)
    with pytest.raises(RuleBroken, match="A person decides"):
        conclude(cast, SYSTEM, case_id)


@pytest.mark.parametrize(("outcome", "grounds", "field"), [("burnt", "Well.", "verdict"), ("revoked", " ", "text"), ("kept", "", "text")])
def test_a_decision_is_one_of_two_and_has_grounds(cast: Cast, token: str, outcome: str, grounds: str, field: str) -> None:
    case_id = ask(cast, token, cause="holder_request")
    with pytest.raises(BadInput) as refused:
        conclude(cast, cast.dee, case_id, outcome, grounds)
    assert set(refused.value.fields) == {field}
    assert standing(cast, token) == "valid"


def alone(cast: Cast) -> None:
    """Mo is the only one left who could decide."""
    with writing(cast.portal.database) as db:
        for who in (cast.rui, cast.sol, cast.dee):
            stored_members.set_active(db, who.member_id, False)


def test_in_an_office_of_one_the_opener_decides_two_days_later_and_the_log_says_so(cast: Cast, token: str) -> None:
    alone(cast)
    case_id = ask(cast, token)
    revocations.answer(cast.portal, cast.ada, case_id=case_id, text="It was mine.")
    cast.clock.pass_days(16)
    with pytest.raises(RuleBroken, match="not before"):
        conclude(cast, cast.mo, case_id, seen="It was mine.")
    cast.clock.pass_days(1)
    conclude(cast, cast.mo, case_id, seen="It was mine.")
    assert standing(cast, token) == "revoked"
    assert ("revocation.decided", "revoked, by the person who opened it: nobody else may decide", cast.mo.id) in recorded(cast)


def test_with_somebody_else_in_the_office_the_opener_never_decides(cast: Cast, token: str) -> None:
    case_id = ask(cast, token)
    cast.clock.pass_days(100)
    with pytest.raises(RuleBroken, match="somebody else"):
        conclude(cast, cast.mo, case_id)


def test_the_operator_passes_on_who_decided_and_the_log_says_so(cast: Cast, token: str) -> None:
    case_id = ask(cast, token, SYSTEM, cause="holder_request")
    words = {"case_id": case_id, "verdict": "revoked", "grounds": "She wrote to us."}
    for wrong in ("nobody@northshore.example", "ben@northshore.example", "ada@northshore.example"):
        with pytest.raises(BadInput, match="may decide"):
            revocations.decide_as_named(cast.portal, SYSTEM, by=wrong, **words)
    with pytest.raises(RuleBroken, match="operator"):
        revocations.decide_as_named(cast.portal, cast.mo, by="dee@northshore.example", **words)
    revocations.decide_as_named(cast.portal, SYSTEM, by=" Dee@northshore.example", **words)
    with reading(cast.portal.database) as db:
        assert stored.get(db, case_id).decided_by == cast.dee.id
    assert ("revocation.decided", f"revoked, named by the operator of the machine {cast.dee.id}", None) in recorded(cast)


def test_a_question_of_integrity_suspends_at_once_and_a_kept_badge_is_back(cast: Cast, token: str) -> None:
    case_id = ask(cast, token, suspend=True)
    badge = public_badge(cast.portal, token)
    assert badge is not None
    assert (badge.standing, badge.state_reason) == ("suspended", "a question about it is being looked into")
    assert verdict(cast, token) == "suspended"
    cast.clock.pass_days(15)
    conclude(cast, cast.dee, case_id, "kept")
    assert (standing(cast, token), verdict(cast, token)) == ("valid", "valid")


def test_a_suspended_badge_can_be_revoked(cast: Cast, token: str) -> None:
    case_id = ask(cast, token, suspend=True)
    cast.clock.pass_days(15)
    conclude(cast, cast.dee, case_id)
    assert verdict(cast, token) == "revoked"


@pytest.mark.parametrize("cause", sorted(set(CAUSE_WORDS) - {"integrity"}))
def test_other_causes_suspend_nothing_and_open_nothing(cast: Cast, token: str, cause: str) -> None:
    with pytest.raises(BadInput, match="integrity") as refused:
        ask(cast, token, cause=cause, suspend=True)
    assert list(refused.value.fields) == ["suspend"]
    assert standing(cast, token) == "valid"
    with reading(cast.portal.database) as db:
        assert stored.every_open(db) == []


def test_a_suspension_belongs_to_a_case_except_at_the_command_line(cast: Cast, token: str) -> None:
    with pytest.raises(RuleBroken, match="open such a case"):
        revocations.suspend(cast.portal, cast.mo, token=token)
    revocations.suspend(cast.portal, SYSTEM, token=token)
    revocations.suspend(cast.portal, SYSTEM, token=token)
    assert standing(cast, token) == "suspended"
    revocations.lift(cast.portal, cast.mo, token=token)
    assert standing(cast, token) == "valid"
    ask(cast, token)
    revocations.suspend(cast.portal, cast.mo, token=token)
    assert standing(cast, token) == "suspended"


def test_whoever_opened_a_case_withdraws_it_and_nobody_else(cast: Cast, token: str) -> None:
    case_id = ask(cast, token, suspend=True)
    other = grant(cast, cast.dee, Role.ADMIN)
    for somebody in (other, SYSTEM):
        with pytest.raises(RuleBroken, match="Only the person who opened"):
            revocations.withdraw(cast.portal, somebody, case_id=case_id)
    revocations.withdraw(cast.portal, cast.mo, case_id=case_id)
    assert standing(cast, token) == "valid"
    assert own_cases(cast.portal, cast.ada) == {}
    for late in (
        lambda: revocations.withdraw(cast.portal, cast.mo, case_id=case_id),
        lambda: revocations.answer(cast.portal, cast.ada, case_id=case_id, text="I"),
    ):
        with pytest.raises(RuleBroken, match="closed already"):
            late()
    with pytest.raises(Conflict, match="closed this case"):
        conclude(cast, cast.dee, case_id)


def test_nobody_looks_after_their_own_badge(cast: Cast) -> None:
    decide(cast, cast.rui, a_submission(cast, cast.mo))
    own = all_awards(cast.portal, cast.mo)[0].token
    for attempt in (
        lambda: ask(cast, own),
        lambda: revocations.suspend(cast.portal, cast.mo, token=own),
        lambda: correct_name(cast.portal, cast.mo, token=own, name="M. Lind"),
    ):
        with pytest.raises(RuleBroken, match="their own badge"):
            attempt()
    assert ask(cast, own, SYSTEM)
    assert standing(cast, own) == "valid"


def test_an_expired_badge_and_a_renewed_one_can_still_be_revoked(cast: Cast, token: str) -> None:
    from core.services import programs
    from tests.builders import a_performance_program

    programs.publish(cast.portal, cast.dee, program=a_performance_program(code="COM-109", validity="P30D"))
    decide(cast, cast.rui, a_submission(cast, cast.ben, "COM-109"))
    (old,) = (row for row in all_awards(cast.portal, cast.mo) if row.program_code == "COM-109")
    cast.clock.pass_days(31)
    decide(cast, cast.rui, a_submission(cast, cast.ben, "COM-109"))
    assert standing(cast, old.token) == "superseded"
    revoke(cast, old.token)
    badge = public_badge(cast.portal, old.token)
    assert badge is not None and badge.standing == "revoked" and badge.replaced_how == "renewal"


def test_a_corrected_badge_is_asked_about_at_its_new_address(cast: Cast, token: str) -> None:
    correct_name(cast.portal, cast.mo, token=token, name="Ada N. Obi")
    with pytest.raises(RuleBroken, match="about that one"):
        ask(cast, token)


def test_of_decisions_at_the_same_moment_exactly_one_counts(cast: Cast, token: str) -> None:
    case_id = ask(cast, token, cause="holder_request", actor=SYSTEM)
    deciders = [(cast.dee, "revoked"), (cast.rui, "kept"), (cast.sol, "revoked"), (cast.mo, "kept")] * 2
    said = all_at_once(cast, [partial(conclude, actor=actor, case_id=case_id, outcome=outcome) for actor, outcome in deciders])
    answers = [refusal or outcome for refusal, (_, outcome) in zip(said, deciders, strict=True)]
    (winner,) = [answer for answer in answers if answer in ("revoked", "kept")]
    assert {answer for answer in answers if answer != winner} == {"conflict"}
    assert len([1 for action, _, _ in recorded(cast) if action == "revocation.decided"]) == 1
    assert standing(cast, token) == ("revoked" if winner == "revoked" else "valid")
