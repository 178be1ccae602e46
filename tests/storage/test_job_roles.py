import pytest

from core.errors import Conflict, NotFound
from core.rules.job_roles import JobRoleDetails, Relation
from core.storage import job_roles
from core.storage.database import writing
from tests.cast import Cast
from tests.services.steps import a_submission, decide


def details(name: str) -> JobRoleDetails:
    return JobRoleDetails(name=name)


@pytest.fixture
def db(cast: Cast):
    with writing(cast.portal.database) as db:
        for role_id, name in (("r1", "Operator"), ("r2", "Clerk")):
            job_roles.add(db, role_id, details(name))
        yield db


def test_by_name(db) -> None:
    assert [role.name for role in job_roles.everything(db)] == ["Clerk", "Operator"]
    with pytest.raises(NotFound):
        job_roles.get(db, "r3")


def test_a_change_needs_what_is_there_today(db) -> None:
    seen = job_roles.row_version(db, "r1")
    job_roles.replace(db, "r1", details("Building operator"), seen=seen)
    assert job_roles.get(db, "r1").name == "Building operator"
    with pytest.raises(Conflict):
        job_roles.replace(db, "r1", details("Cook"), seen=seen)


def test_retired_and_offered_again(db) -> None:
    job_roles.set_retired(db, "r1", "2026-10-06T09:00:00Z")
    assert job_roles.get(db, "r1").is_retired
    job_roles.set_retired(db, "r1", None)
    assert not job_roles.get(db, "r1").is_retired


def test_the_order_of_the_choice_is_kept_and_replaced(db, cast: Cast) -> None:
    job_roles.set_of_member(db, cast.ada.member_id, Relation.CURRENT, ["r1", "r2"])
    job_roles.set_of_member(db, cast.ada.member_id, Relation.WANTED, ["r2"])
    assert [role.id for role in job_roles.of_member(db, cast.ada.member_id, Relation.CURRENT)] == ["r1", "r2"]
    job_roles.set_of_member(db, cast.ada.member_id, Relation.CURRENT, ["r2"])
    assert [role.id for role in job_roles.of_member(db, cast.ada.member_id, Relation.CURRENT)] == ["r2"]
    assert job_roles.people(db) == {"r2": 1}


def test_not_asked_is_not_the_same_as_not_said(db, cast: Cast) -> None:
    assert job_roles.aim(db, cast.ada.member_id) is None
    job_roles.set_aim(db, cast.ada.member_id, "", at="2026-10-06T09:00:00Z")
    assert job_roles.aim(db, cast.ada.member_id) == ""


def test_earners_of_a_role_without_oneself(cast: Cast) -> None:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    with writing(cast.portal.database) as db:
        job_roles.add(db, "r1", details("Operator"))
        job_roles.set_of_member(db, cast.ada.member_id, Relation.CURRENT, ["r1"])
        assert job_roles.earners(db, ["r1"], but=cast.ben.member_id) == {"COM-101": 1}
        assert job_roles.earners(db, ["r1"], but=cast.ada.member_id) == {}
        assert job_roles.earners(db, [], but=cast.ben.member_id) == {}
