import pytest

from core.rules.design_check import check
from core.rules.design_check.table import RULES
from core.rules.drafts import is_complete
from core.rules.splitting import propose
from tests.rules.design_check.cases import BASE, CASES, GOLDEN, GOLDEN_FINDS, changed, known


def test_the_clean_draft_is_clean() -> None:
    report = check(BASE)
    assert not report.findings
    assert (report.score, report.label) == (100, "Focused")
    assert all(seal.earned for seal in report.seals)
    assert is_complete(BASE)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']} {case['name']}")
def test_each_change_is_found(case: dict) -> None:
    report = check(changed(case.get("set", {}), case.get("unset")), known(case.get("around", {})))
    found = [row for row in report.findings if row.id == case["rule"]]
    assert sorted(row.key for row in found) == sorted(case["finds"])
    assert {row.severity for row in found} == {case["severity"]}
    if "penalty" in case:
        assert {row.penalty for row in found} == {case["penalty"]}
    assert all(row.message and row.why for row in found)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['rule']} {case['name']}")
def test_a_near_miss_is_not(case: dict) -> None:
    assert "near" in case or "near_around" in case
    report = check(changed(case.get("near", {})), known(case.get("near_around", {})))
    assert not {row.key for row in report.findings if row.id == case["rule"]}


def test_every_rule_has_a_case() -> None:
    names = [rule for rule, _ in RULES]
    assert names == [f"L{number:02d}" for number in range(1, 33)]
    assert {case["rule"] for case in CASES} == set(names)


def test_the_showcase_finds_what_is_wrong_with_it_and_nothing_else() -> None:
    report = check(GOLDEN)
    assert sorted({row.id for row in report.findings}) == GOLDEN_FINDS
    assert (report.score, report.label) == (0, "Unfocused")
    assert not any(seal.earned for seal in report.seals)


def test_a_program_of_activities_hears_nothing_of_a_rubric() -> None:
    report = check(BASE.with_(benchmark="progress", criteria=(), evidence=()))
    assert not {row.id for row in report.findings} & {"L05", *(f"L{number:02d}" for number in (9, 10, 11, 12, 13, 14, 17, 23, 24, 25))}


def test_waived_findings_stop_nothing_and_cost_half() -> None:
    draft = changed({"weeks": 5})
    open_one, waived = check(draft), check(draft, waivers=["L04:weeks"])
    assert [row.key for row in open_one.blocking] == ["L04:weeks"] and open_one.score == 80
    assert not waived.blocking and waived.score == 90
    assert waived.findings[0].waived


def test_what_the_showcase_is_split_into_is_about_one_skill_each() -> None:
    proposal = propose(GOLDEN)
    assert [part.skills[0].code for part in proposal.programs] == ["LED-02", "COM-01", "FIN-01"]
    assert proposal.pathway_title == GOLDEN.title
    for part in proposal.programs:
        left = {row.id for row in check(part).findings}
        assert not left & {"L01", "L03", "L06", "L09"}
        assert check(part).score > check(GOLDEN).score
