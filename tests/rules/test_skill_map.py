"""Every skill once, in its brightest light, and always in the same place."""

from hypothesis import given
from hypothesis import strategies as st

from core.rules.programs import ProgramVersion, Skill
from core.rules.skill_map import sky
from tests.builders import a_performance_program

COM, SAF, OLD = (
    Skill(code=code, name=name, statement=f"{name} well", kind="soft", category=category)
    for code, name, category in (
        ("COM-01", "Brief people", "communication"),
        ("SAF-01", "Lock out", "safety"),
        ("OLD-01", "Use a fax", "communication"),
    )
)


def offered(skill: Skill) -> ProgramVersion:
    return a_performance_program(code=f"{skill.code[:3]}-101", skill=skill.model_dump())


def test_what_is_held_is_lit_though_it_is_not_offered_any_more() -> None:
    communication, safety = sky([offered(COM), offered(SAF)], valid=[OLD], running=[SAF], expired=[])
    assert [(star.name, star.light, star.program_code) for star in communication.stars] == [
        ("Brief people", "dark", "COM-101"),
        ("Use a fax", "lit", ""),
    ]
    assert [(star.name, star.light) for star in safety.stars] == [("Lock out", "kindled")]


SKILLS = st.lists(st.sampled_from([COM, SAF, OLD]), max_size=4)


@given(SKILLS, SKILLS, SKILLS, SKILLS)
def test_every_skill_once_in_its_brightest_light(
    open_now: list[Skill], valid: list[Skill], running: list[Skill], expired: list[Skill]
) -> None:
    found = [star for one in sky(map(offered, open_now), valid=valid, running=running, expired=expired) for star in one.stars]
    everything = {skill.code for skill in (*open_now, *valid, *running, *expired)}
    assert sorted(star.code for star in found) == sorted(everything)
    for star in found:
        brighter = {"lit": [], "kindled": [valid], "faded": [valid, running], "dark": [valid, running, expired]}[star.light]
        assert not any(star.code == skill.code for group in brighter for skill in group)
        assert 0 <= star.place <= 1
