"""What one person is told to do next: never what they have, are in, or put away; with reasons that are true."""

from core.queries.recommendations import Suggested, next_best, short_ones
from core.rules.members import Actor
from core.services import enrolments, job_roles, pathways, recommendations
from tests.builders import a_pathway
from tests.cast import Cast
from tests.services.renewing import a_program_that_ends, earn, publish
from tests.services.steps import a_submission, decide


def found(cast: Cast, who: Actor) -> dict[str, Suggested]:
    return {one.card.program.code: one for one in next_best(cast.portal, who, most=9)}


def a_job(cast: Cast, *people: Actor) -> None:
    role = job_roles.describe(cast.portal, cast.dee, name="Facility manager")
    for who in people:
        job_roles.tell(cast.portal, who, current=[role], wanted=[], goal="")


def test_nothing_known_nothing_suggested(cast: Cast) -> None:
    assert next_best(cast.portal, cast.ada) == []


def test_what_one_has_or_is_in_is_not_suggested(cast: Cast) -> None:
    a_job(cast, cast.ada)
    assert set(found(cast, cast.ada)) == {"COM-101", "ORI-001", "ACC-115"}
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    enrolments.enrol(cast.portal, cast.ada, code="ORI-001")
    assert set(found(cast, cast.ada)) == {"ACC-115"}


def test_a_followed_pathway_counts_most(cast: Cast) -> None:
    a_job(cast, cast.ada)
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway())
    pathways.start(cast.portal, cast.ada, code="PTH-001")
    first = next_best(cast.portal, cast.ada)[0]
    assert first.card.program.code == "COM-101"
    assert first.reasons[:2] == ("Its badge brings you to “First step”.", "It is next on your pathway “Calm in every building”.")


def test_goals_of_enrolments_and_of_the_profile_count(cast: Cast) -> None:
    enrolments.enrol(cast.portal, cast.ada, code="ORI-001", goal="Handle incidents calmly")
    assert found(cast, cast.ada)["COM-101"].reasons == ("You wrote about “incidents” in your goals.",)
    job_roles.tell(cast.portal, cast.ben, current=[], wanted=[], goal="walk-through with users")
    assert "ACC-115" in found(cast, cast.ben)


def test_few_colleagues_are_not_counted(cast: Cast) -> None:
    a_job(cast, cast.ada, cast.ben)
    decide(cast, cast.rui, a_submission(cast, cast.ben))
    assert not any("earned it" in reason for one in found(cast, cast.ada).values() for reason in one.reasons)


def test_what_can_be_renewed_is_not_suggested_as_something_new(cast: Cast) -> None:
    publish(cast, a_program_that_ends(validity="P365D"))
    award = earn(cast, cast.ada)
    a_job(cast, cast.ada)
    cast.clock.pass_days(364 + 20)  # it has run out, and can still be renewed
    assert award.program_code not in found(cast, cast.ada)
    cast.clock.pass_days(365)
    assert award.program_code in found(cast, cast.ada)


def test_short_ones_are_never_what_one_has_or_put_away(cast: Cast) -> None:
    def short() -> list[str]:
        return [one.card.program.code for one in short_ones(cast.portal, cast.ada, most=9)]

    hours = [one.card.program.effort_hours for one in short_ones(cast.portal, cast.ada, most=9)]
    assert set(short()) == {"COM-101", "ORI-001", "ACC-115"} and hours == sorted(hours)
    enrolments.enrol(cast.portal, cast.ada, code="ORI-001")
    recommendations.not_for_me(cast.portal, cast.ada, code="ACC-115")
    assert short() == ["COM-101"]
