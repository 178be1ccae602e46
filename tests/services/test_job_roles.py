import pytest

from core.errors import BadInput, Conflict, NotAllowed, NotFound, NotSignedIn, RuleBroken
from core.queries.job_roles import described, offered, own_work
from core.rules.members import Actor
from core.services import job_roles
from tests.cast import Cast

BRIEFING = {"code": "COM-01", "name": "Brief people clearly", "importance": 5}


def test_described_and_changed(cast: Cast) -> None:
    role_id = job_roles.describe(cast.portal, cast.dee, name=" Facility  manager ", skills=[BRIEFING])
    assert offered(cast.portal)[0].name == "Facility manager"
    seen = described(cast.portal, cast.dee)[0].row_version
    job_roles.describe(cast.portal, cast.mo, name="Facility lead", role_id=role_id, seen=seen)
    assert [(role.name, role.details.skills) for role in offered(cast.portal)] == [("Facility lead", ())]
    with pytest.raises(Conflict):
        job_roles.describe(cast.portal, cast.dee, name="Boss", role_id=role_id, seen=seen)


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": "x" * 81}, "name"),
        ({"name": "clerk"}, "name"),
        ({"name": "Cook", "address": "javascript:alert(1)"}, "address"),
        ({"name": "Cook", "skills": [BRIEFING, BRIEFING]}, "skills"),
        ({"name": "Cook", "skills": [BRIEFING | {"importance": 9}]}, "skills.0.importance"),
    ],
)
def test_refused_at_the_field(cast: Cast, given: dict, field: str) -> None:
    job_roles.describe(cast.portal, cast.dee, name="Clerk")
    with pytest.raises(BadInput) as refused:
        job_roles.describe(cast.portal, cast.dee, **given)
    assert field in refused.value.fields or (field == "skills" and "form" in refused.value.fields)
    assert len(offered(cast.portal)) == 1


def test_only_designers_describe(cast: Cast) -> None:
    for actor, refusal in ((cast.ada, NotAllowed), (cast.rui, NotAllowed), (Actor.visitor(), NotSignedIn)):
        with pytest.raises(refusal):
            job_roles.describe(cast.portal, actor, name="Clerk")


def test_members_say_what_they_are_and_want(cast: Cast) -> None:
    clerk, cook = (job_roles.describe(cast.portal, cast.dee, name=name) for name in ("Clerk", "Cook"))
    assert not own_work(cast.portal, cast.ada).was_asked
    job_roles.tell(cast.portal, cast.ada, current=[cook, clerk], wanted=[clerk], goal=" Fewer calls ")
    work = own_work(cast.portal, cast.ada)
    assert ([role.name for role in work.current], [role.name for role in work.wanted]) == (["Cook", "Clerk"], ["Clerk"])
    assert (work.goal, work.was_asked) == ("Fewer calls", True)
    assert own_work(cast.portal, cast.ben).current == ()


def test_a_refused_answer_changes_nothing(cast: Cast) -> None:
    clerk = job_roles.describe(cast.portal, cast.dee, name="Clerk")
    for wrong in ({"wanted": ["nowhere"]}, {"wanted": [clerk, clerk]}, {"goal": "x" * 301}):
        with pytest.raises((NotFound, BadInput)):
            job_roles.tell(cast.portal, cast.ada, **({"current": [clerk], "wanted": [], "goal": ""} | wrong))
    assert own_work(cast.portal, cast.ada).current == ()


def test_a_retired_role_stays_with_who_has_it(cast: Cast) -> None:
    clerk = job_roles.describe(cast.portal, cast.dee, name="Clerk")
    job_roles.tell(cast.portal, cast.ada, current=[clerk], wanted=[], goal="")
    job_roles.set_retired(cast.portal, cast.dee, role_id=clerk, retired=True)
    assert offered(cast.portal) == []
    job_roles.tell(cast.portal, cast.ada, current=[clerk], wanted=[], goal="More")
    with pytest.raises(RuleBroken):
        job_roles.tell(cast.portal, cast.ben, current=[clerk], wanted=[], goal="")
    job_roles.set_retired(cast.portal, cast.dee, role_id=clerk, retired=False)
    job_roles.tell(cast.portal, cast.ben, current=[clerk], wanted=[], goal="")
