"""Cases as those see them who decide, who look after badges, and whose badges they are about."""

from datetime import timedelta

import pytest

from core.errors import NotAllowed, NotFound, NotSignedIn
from core.queries.badges import all_awards
from core.queries.revocations import cases_about, open_cases, own_cases
from core.rules.members import Actor, Role
from core.rules.revocations import ALONE_WAITS, answer_until
from core.services import revocations
from core.storage import members
from core.storage.database import writing
from tests.cast import Cast
from tests.services.steps import a_submission, decide, revoke


@pytest.fixture
def token(cast: Cast) -> str:
    """Ada's badge for COM-101."""
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    return all_awards(cast.portal, cast.mo)[0].token


def ask(cast: Cast, token: str, cause: str = "error", actor: Actor | None = None) -> str:
    return revocations.open_case(cast.portal, actor or cast.mo, token=token, cause=cause, explanation="Why.")


def test_a_case_is_shown_with_its_people_and_its_clock(cast: Cast, token: str) -> None:
    ask(cast, token)
    (row,) = open_cases(cast.portal, cast.dee)
    assert (row.holder, row.opened_by, row.decided_by) == ("Ada Obi", "Mo Lind", "")
    assert (row.title, row.program_code, row.standing) == ("Brief occupants during an incident", "COM-101", "valid")
    assert (row.stage, row.ready_at) == ("answering", answer_until(cast.clock()))
    assert "can answer until" in row.hindrance
    cast.clock.pass_days(15)
    (row,) = open_cases(cast.portal, cast.dee)
    assert (row.stage, row.hindrance) == ("ready", "")
    (row,) = open_cases(cast.portal, cast.mo)
    assert "somebody else" in row.hindrance


def test_the_clock_of_an_office_of_one_runs_longer(cast: Cast, token: str) -> None:
    with writing(cast.portal.database) as db:
        for who in (cast.rui, cast.sol, cast.dee):
            members.set_active(db, who.member_id, False)
    ask(cast, token)
    (row,) = open_cases(cast.portal, cast.mo)
    assert row.ready_at == answer_until(cast.clock()) + ALONE_WAITS
    cast.clock.time = row.ready_at - timedelta(seconds=1)
    assert open_cases(cast.portal, cast.mo)[0].stage == "answering"
    cast.clock.time = row.ready_at
    assert open_cases(cast.portal, cast.mo)[0].hindrance == ""


def test_the_holder_never_sees_the_side_of_those_who_decide(cast: Cast, token: str) -> None:
    ask(cast, token)
    with writing(cast.portal.database) as db:
        members.set_roles(db, cast.ada.member_id, frozenset({Role.REVIEWER}))
        ada = Actor.of(members.get(db, cast.ada.member_id))
    assert open_cases(cast.portal, ada) == []


def test_closed_cases_stay_with_the_badge(cast: Cast, token: str) -> None:
    first = ask(cast, token)
    revocations.withdraw(cast.portal, cast.mo, case_id=first)
    cast.clock.pass_days(1)
    revoke(cast, token)
    assert open_cases(cast.portal, cast.dee) == []
    second, withdrawn = cases_about(cast.portal, cast.mo, token)
    assert (second.stage, second.case.outcome, second.decided_by) == ("closed", "revoked", "Dee Novak")
    assert (withdrawn.stage, withdrawn.case.outcome, withdrawn.decided_by) == ("closed", "withdrawn", "Mo Lind")


def test_a_case_from_the_command_line_says_so(cast: Cast, token: str) -> None:
    ask(cast, token, actor=Actor.system())
    (row,) = open_cases(cast.portal, cast.dee)
    assert row.opened_by == "the command line"


def test_everybody_reads_the_newest_case_about_each_of_their_own_badges(cast: Cast, token: str) -> None:
    assert own_cases(cast.portal, cast.ada) == {}
    ask(cast, token)
    assert {of: case.cause for of, case in own_cases(cast.portal, cast.ada).items()} == {token: "error"}
    assert own_cases(cast.portal, cast.ben) == {}
    with pytest.raises(NotSignedIn):
        own_cases(cast.portal, Actor.visitor())


def test_who_may_not_decide_or_look_after_badges_sees_no_cases(cast: Cast, token: str) -> None:
    with pytest.raises(NotAllowed):
        open_cases(cast.portal, cast.ada)
    for who in (cast.ada, cast.rui, cast.dee):
        with pytest.raises(NotAllowed):
            cases_about(cast.portal, who, token)
    with pytest.raises(NotFound):
        cases_about(cast.portal, cast.mo, "unknown")
