"""What two people with different jobs see, and what designers see of job roles."""

from core.queries import catalogue
from core.queries.catalogue import CatalogueFilter
from core.queries.job_roles import NOTHING_KNOWN, described, for_you, known_skills, own_work
from core.rules.members import Actor
from core.services import job_roles, programs
from tests.builders import a_performance_program
from tests.cast import Cast


def publish(cast: Cast, code: str, skill: str) -> None:
    changed = a_performance_program().skill.model_copy(update={"code": skill, "name": f"The skill {skill}"})
    programs.publish(cast.portal, cast.dee, program=a_performance_program(code=code, title=f"Learn {code}", skill=changed, job_roles=()))


def a_role(cast: Cast, name: str, **weights: int) -> str:
    skills = [{"code": code.replace("_", "-"), "name": code, "importance": weight} for code, weight in weights.items()]
    return job_roles.describe(cast.portal, cast.dee, name=name, skills=skills)


def order(cast: Cast, who: Actor) -> list[str]:
    cards = catalogue.search(cast.portal, CatalogueFilter())
    return [one.card.program.code for one in for_you(cards, own_work(cast.portal, who), sort=True)]


def test_two_members_with_different_jobs_see_a_different_order(cast: Cast) -> None:
    publish(cast, "NRG-1", "NRG-01")
    publish(cast, "SAF-1", "SAF-01")
    energy, safety = a_role(cast, "Energy lead", NRG_01=5), a_role(cast, "Mechanic", SAF_01=5)
    job_roles.tell(cast.portal, cast.ada, current=[energy], wanted=[], goal="")
    job_roles.tell(cast.portal, cast.ben, current=[safety], wanted=[], goal="")
    assert (order(cast, cast.ada)[0], order(cast, cast.ben)[0]) == ("NRG-1", "SAF-1")
    assert order(cast, Actor.visitor()) == [card.program.code for card in catalogue.search(cast.portal, CatalogueFilter())]


def test_a_search_keeps_its_order_and_gives_reasons(cast: Cast) -> None:
    role = a_role(cast, "Facility manager", COM_01=5)
    job_roles.tell(cast.portal, cast.ada, current=[role], wanted=[], goal="")
    cards = catalogue.search(cast.portal, CatalogueFilter())
    found = for_you(cards, own_work(cast.portal, cast.ada), sort=False)
    assert [one.card for one in found] == cards
    assert found[0].reason == "For your role, Facility manager: “COM_01” is essential."
    assert {one.reason for one in for_you(cards, NOTHING_KNOWN, sort=True)} == {""}


def test_the_catalogue_for_one_role(cast: Cast) -> None:
    publish(cast, "NRG-1", "NRG-01")
    role = a_role(cast, "Energy lead", NRG_01=1)
    assert [card.program.code for card in catalogue.search(cast.portal, CatalogueFilter(job_role=role))] == ["NRG-1"]
    assert len(catalogue.search(cast.portal, CatalogueFilter(job_role="gone"))) == 4


def test_what_designers_see(cast: Cast) -> None:
    role, empty = a_role(cast, "Facility manager", COM_01=5), a_role(cast, "Astronaut")
    job_roles.tell(cast.portal, cast.ada, current=[role], wanted=[empty], goal="")
    job_roles.set_retired(cast.portal, cast.dee, role_id=empty, retired=True)
    first, last = described(cast.portal, cast.dee)
    assert (first.role.name, first.people, len(first.programs)) == ("Facility manager", 1, 3)
    assert (last.role.name, last.people, last.programs) == ("Astronaut", 0, ())


def test_each_skill_once_with_its_name_of_today(cast: Cast) -> None:
    assert [(skill.code, skill.name) for skill in known_skills(cast.portal, cast.dee)] == [("COM-01", "Brief people clearly")]
