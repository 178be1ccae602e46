"""How much a program matters for a job, in which order, and why in words."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from core.errors import BadInput, RuleBroken
from core.rules.job_roles import (
    NOTHING_KNOWN,
    JobRole,
    JobRoleDetails,
    Relation,
    Work,
    best_role,
    by_relevance,
    check_address,
    check_choice,
    check_name_is_free,
    importance,
    reason,
)
from core.rules.programs import ProgramVersion
from tests.builders import a_performance_program

CODES = ("COM-01", "NRG-01", "SAF-01", "FIN-01")


def a_program(code: str = "COM-01", name: str = "Briefing", roles: tuple[str, ...] = (), **changes: object) -> ProgramVersion:
    skill = a_performance_program().skill.model_copy(update={"code": code, "name": name})
    return a_performance_program(skill=skill, job_roles=roles, **changes)


def a_role(name: str = "Facility manager", *, is_retired: bool = False, **weights: int) -> JobRole:
    skills = [{"code": code.replace("_", "-"), "name": f"Skill {code}", "importance": weight} for code, weight in weights.items()]
    return JobRole(name.casefold(), JobRoleDetails.model_validate({"name": name, "skills": skills}), is_retired)


@pytest.mark.parametrize(
    ("program", "role", "expected"),
    [
        (a_program("COM-01"), a_role(COM_01=5), 5),
        (a_program("COM-01"), a_role(COM_01=1, NRG_01=5), 1),
        (a_program("COM-01", supporting_skills=("skill nrg_01",)), a_role(COM_01=2, NRG_01=3), 5),
        (a_program("COM-01"), a_role(NRG_01=5), 0),
        (a_program("COM-01", roles=("FACILITY manager",)), a_role(NRG_01=5), 3),
        (a_program("COM-01", roles=("Facility manager",)), a_role(COM_01=1), 1),
    ],
    ids=[
        "its skill",
        "its skill alone counts",
        "supporting skills by name",
        "another skill",
        "named is three",
        "weighed beats named",
    ],
)
def test_importance(program: ProgramVersion, role: JobRole, expected: int) -> None:
    assert importance(program, role) == expected


def test_of_several_roles_the_one_that_it_matters_for_most() -> None:
    few, many = a_role("A", COM_01=2), a_role("B", COM_01=4)
    assert best_role(a_program(), [few, many]) == (4, many)
    assert best_role(a_program(), [])[0] == 0


@pytest.mark.parametrize(
    ("work", "expected"),
    [
        (NOTHING_KNOWN, ""),
        (Work(current=(a_role("Clerk", NRG_01=5),)), ""),
        (Work(current=(a_role("Clerk", COM_01=5),)), "For your role, Clerk: “Skill COM_01” is essential."),
        (Work(wanted=(a_role("Clerk", COM_01=4),)), "For the role you want, Clerk: “Skill COM_01” is important."),
        (Work((a_role("A", COM_01=2),), (a_role("B", COM_01=2),)), "For your role, A: “Skill COM_01” is helpful."),
        (Work((a_role("A", COM_01=2),), (a_role("B", COM_01=5),)), "For the role you want, B: “Skill COM_01” is essential."),
        (Work(current=(a_role("Named"),)), "Made for your role, Named."),
    ],
)
def test_the_reason_in_words(work: Work, expected: str) -> None:
    assert reason(a_program(roles=("Named",)), work) == expected


weights = st.dictionaries(st.sampled_from([code.replace("-", "_") for code in CODES]), st.integers(1, 5))
programs = st.lists(st.sampled_from(CODES), max_size=8).map(lambda codes: [a_program(code) for code in codes])


@given(programs, weights, weights)
def test_sorting_loses_nothing_and_keeps_equals(found: list[ProgramVersion], now: dict[str, int], later: dict[str, int]) -> None:
    work = Work((a_role("A", **now),), (a_role("B", **later),))
    order = by_relevance(found, work)
    assert sorted(order) == list(range(len(found)))
    weight = {place: 2 * importance(found[place], work.current[0]) + importance(found[place], work.wanted[0]) for place in order}
    for earlier, after in pairwise(order):
        assert weight[earlier] > weight[after] or (weight[earlier] == weight[after] and earlier < after)


@given(programs)
def test_nothing_known_changes_nothing(found: list[ProgramVersion]) -> None:
    assert by_relevance(found, NOTHING_KNOWN) == list(range(len(found)))


def test_a_skill_stands_in_a_role_once() -> None:
    twice = [{"code": "COM-01", "name": "A", "importance": 1}, {"code": "COM-01", "name": "B", "importance": 2}]
    with pytest.raises(ValidationError, match="once"):
        JobRoleDetails.model_validate({"name": "Clerk", "skills": twice})


@pytest.mark.parametrize("weight", [0, 6, -1])
def test_importance_is_one_to_five(weight: int) -> None:
    with pytest.raises(ValidationError):
        JobRoleDetails.model_validate({"name": "Clerk", "skills": [{"code": "COM-01", "name": "A", "importance": weight}]})


def test_a_name_is_free_whatever_its_capitals() -> None:
    check_name_is_free("Clerk", ["Cook"])
    with pytest.raises(BadInput):
        check_name_is_free("CLERK", ["Clerk"])


@pytest.mark.parametrize("address", ["javascript:alert(1)", "esco.eu", "ftp://esco.eu/x"])
def test_only_web_addresses(address: str) -> None:
    assert check_address("") == "" and check_address("https://esco.ec.europa.eu/en") == "https://esco.ec.europa.eu/en"
    with pytest.raises(BadInput):
        check_address(address)


def test_what_cannot_be_chosen() -> None:
    clerk, cook, retired = a_role("Clerk"), a_role("Cook"), a_role("Typist", is_retired=True)
    check_choice(Relation.CURRENT, [clerk, cook, retired], {retired.id})
    with pytest.raises(RuleBroken, match="not offered"):
        check_choice(Relation.CURRENT, [retired], set())
    with pytest.raises(BadInput):
        check_choice(Relation.WANTED, [clerk, clerk], set())
    with pytest.raises(BadInput):
        check_choice(Relation.WANTED, [clerk, cook, a_role("C"), a_role("D")], set())
