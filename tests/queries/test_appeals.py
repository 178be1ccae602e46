"""Appeals as those see them who could decide, who look after badges, and who made them."""

import pytest

from core.errors import NotAllowed
from core.queries.appeals import appeals_about, open_appeals, own_appeals
from core.queries.badges import all_awards
from core.rules.appeals import due_on
from core.rules.members import Actor, Role
from core.services import appeals
from core.storage import members
from core.storage.database import writing
from tests.cast import Cast
from tests.services.steps import a_submission, decide, revoke


@pytest.fixture
def token(cast: Cast) -> str:
    """Ada's badge for COM-101, revoked; she appealed."""
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    token = all_awards(cast.portal, cast.mo)[0].token
    appeals.appeal(cast.portal, cast.ada, case_id=revoke(cast, token), ground="process_error", statement="Nobody asked me.")
    return token


def test_it_is_shown_with_its_case_and_who_stands_apart(cast: Cast, token: str) -> None:
    (row,) = open_appeals(cast.portal, cast.sol)
    assert (row.appeal.statement, row.appeal.due_on) == ("Nobody asked me.", due_on(cast.clock()))
    assert (row.of_case.holder, row.of_case.decided_by, row.of_case.standing) == ("Ada Obi", "Dee Novak", "revoked")
    assert (row.hindrance, row.judges) == ("", 2)  # Rui and Sol
    for part in (cast.mo, cast.dee):
        assert "had a part" in open_appeals(cast.portal, part)[0].hindrance
    with pytest.raises(NotAllowed):
        open_appeals(cast.portal, cast.ben)


def test_where_nobody_stands_apart_the_number_says_so(cast: Cast, token: str) -> None:
    with writing(cast.portal.database) as db:
        for who in (cast.rui, cast.sol):
            members.set_active(db, who.member_id, False)
    assert open_appeals(cast.portal, cast.mo)[0].judges == 0


def test_ones_own_appeal_is_not_in_the_list_of_those_to_decide(cast: Cast, token: str) -> None:
    with writing(cast.portal.database) as db:
        members.set_roles(db, cast.ada.member_id, frozenset({Role.REVIEWER}))
        ada = Actor.of(members.get(db, cast.ada.member_id))
    assert open_appeals(cast.portal, ada) == []
    assert [appeal.ground for appeal in own_appeals(cast.portal, ada).values()] == ["process_error"]
    assert own_appeals(cast.portal, cast.ben) == {}


def test_the_history_of_a_badge_keeps_decided_ones(cast: Cast, token: str) -> None:
    (open_one,) = open_appeals(cast.portal, cast.sol)
    appeals.judge(cast.portal, cast.sol, case_id=open_one.appeal.case_id, outcome="dismissed", reasons="They did.")
    assert open_appeals(cast.portal, cast.rui) == []
    (row,) = appeals_about(cast.portal, cast.mo, token)
    assert (row.appeal.outcome, row.decided_by, row.appeal.reasons) == ("dismissed", "Sol Haddad", "They did.")
    assert "decided already" in row.hindrance
    assert appeals_about(cast.portal, Actor.system(), token)[0].hindrance == "A person decides."
    with pytest.raises(NotAllowed):
        appeals_about(cast.portal, cast.sol, token)
