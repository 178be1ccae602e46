"""What holds for every draft, however little or strange stands in it."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from core.rules.design_check import Measured, OtherProgram, Report, Surroundings, check
from core.rules.design_check.table import RULES
from core.rules.draft_places import with_value
from core.rules.drafts import Draft, DraftActivity, DraftCriterion, DraftEvidence, DraftLevel, DraftSkill
from tests.rules.design_check.cases import BASE, CASES, GOLDEN, changed

WORDS = [
    "",
    " ",
    "Attend six webinars",
    "Understand budgeting",
    "Briefs the crew and writes a note",
    "Good analysis",
    "He/she",
    "a/b/c",
    "(",
    "0",
] + [case["set"][place] for case in CASES for place in case.get("set", {}) if isinstance(case["set"][place], str)]
TEXT = st.one_of(st.sampled_from(WORDS), st.text(max_size=40))
KEY = st.sampled_from(["", "C1", "C2", "E1", "A1", "?"])
NUMBER = st.one_of(st.integers(-3, 12), st.sampled_from([10_000, 6500, 10**30, -(10**30)]))
HOURS = st.one_of(st.none(), st.floats(), st.integers(-1, 60).map(lambda n: n / 2))
NONSENSE: st.SearchStrategy[Any] = st.recursive(
    st.one_of(
        st.none(), st.booleans(), NUMBER, TEXT, st.sampled_from(["all", "k_of", "in_order", "activity", "A1", "before", "follow_up"])
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(st.sampled_from(["kind", "of", "k", "moment", "link", "days_after", "needed_bp"]), inner),
    ),
    max_leaves=6,
)
STRANGE = st.dictionaries(st.sampled_from(["kind", "of", "activity", "needed_bp", "moment", "link", "days_after"]), NONSENSE, max_size=4)
RULE = st.one_of(
    STRANGE, st.builds(lambda kind, bp: {"kind": kind, "needed_bp": bp}, st.sampled_from(["weighted", "compensatory_minima"]), NUMBER)
)
SURVEY = st.one_of(
    STRANGE,
    st.builds(
        lambda moment, days: {"moment": moment, "link": "https://a.example", "days_after": days},
        st.sampled_from(["before", "after", "follow_up"]),
        st.integers(0, 365),
    ),
)


def some(part: st.SearchStrategy[Any], most: int = 3) -> st.SearchStrategy[Any]:
    return st.lists(part, max_size=most).map(tuple)


CRITERION = st.builds(
    DraftCriterion,
    key=KEY,
    title=TEXT,
    description=TEXT,
    descriptors=some(TEXT, 5),
    weight_bp=NUMBER,
    threshold=NUMBER,
    minimum=NUMBER,
    critical=st.booleans(),
    skill=TEXT,
)
EVIDENCE = st.builds(
    DraftEvidence,
    key=KEY,
    title=TEXT,
    prompt=TEXT,
    genre=st.sampled_from(["document", "audio", "reflection", "attestation", "", "?"]),
    minimum=st.integers(-1, 2),
    maximum=st.integers(-1, 2),
    alternatives=TEXT,
    criteria=some(KEY),
)
ACTIVITY = st.builds(DraftActivity, key=KEY, title=TEXT, kind=st.sampled_from(["read", "watch", "practice", "?"]), minutes=NUMBER)
SKILL = st.builds(
    DraftSkill, code=KEY, name=TEXT, statement=TEXT, kind=TEXT, category=st.sampled_from(["safety", "software", "?"]), product=TEXT
)
DRAFT = st.builds(
    Draft,
    code=KEY,
    title=TEXT,
    outcome=TEXT,
    description=TEXT,
    problem_solved=TEXT,
    on_the_job_task=TEXT,
    benchmark=st.sampled_from(["performance", "progress", "both", "?"]),
    skills=some(SKILL),
    supporting_skills=some(TEXT, 4),
    job_roles=some(TEXT),
    goals=some(TEXT),
    effort_hours=HOURS,
    weeks=st.one_of(st.none(), NUMBER),
    weekly_hours=HOURS.filter(lambda hours: hours is not None),
    activities=some(ACTIVITY),
    completion=st.one_of(st.none(), STRANGE),
    evidence=some(EVIDENCE),
    levels=some(st.builds(DraftLevel, name=TEXT, points=NUMBER), 8),
    criteria=some(CRITERION, 7),
    pass_rule=RULE,
    max_attempts=NUMBER,
    validity=st.one_of(TEXT, st.sampled_from(["P1M", "P9Y", "P99999999Y", "P9999999999999999999D"])),
    what_good_looks_like=TEXT,
    peer_step=TEXT,
    level=TEXT,
    picture_words=TEXT,
    surveys=some(SURVEY),
)
# Near to what is published: the clean draft with a few of the changes of the cases.
NEARLY = st.lists(st.sampled_from([case["set"] for case in CASES if "set" in case]), max_size=4).map(
    lambda changes: changed({place: value for change in changes for place, value in change.items()})
)
ANY_DRAFT = st.one_of(DRAFT, NEARLY, st.just(GOLDEN), st.just(Draft()))
AROUND = st.builds(
    Surroundings,
    others=some(st.builds(OtherProgram, code=KEY, title=TEXT, outcome=TEXT)),
    reviewers=st.one_of(st.none(), st.integers(0, 3)),
    has_backup_owner=st.sampled_from([None, True, False]),
    country_known=st.sampled_from([None, True, False]),
    title_contrast=st.one_of(st.none(), st.floats(1, 21)),
    submissions=st.integers(0, 40),
    measured=st.builds(
        Measured, weeks_p75=st.floats(0, 20), finished=st.integers(0, 20), passed=st.integers(0, 9), decided=st.integers(9, 20)
    ),
)


def keys(report: Report) -> set[str]:
    return {row.key for row in report.findings}


def blocks(report: Report) -> set[str]:
    return {row.key for row in report.blocking}


@settings(max_examples=250)
@given(ANY_DRAFT, AROUND)
def test_it_answers_every_draft_and_twice_the_same(draft: Draft, around: Surroundings) -> None:
    first, second = check(draft, around), check(draft, around)
    assert [(row.key, row.message) for row in first.findings] == [(row.key, row.message) for row in second.findings]
    assert len(keys(first)) == len(first.findings)
    assert 0 <= first.score <= 100 and first.score == second.score
    assert (first.label == "Focused") == next(seal.earned for seal in first.seals if seal.name == "Focus")


@settings(max_examples=250)
@given(ANY_DRAFT, AROUND)
def test_every_fix_removes_its_finding_and_stops_nothing_new(draft: Draft, around: Surroundings) -> None:
    before = check(draft, around)
    for finding in before.findings:
        for fix in finding.fixes:
            after = check(fix.apply(draft), around)
            assert finding.key not in keys(after), fix.label
            assert blocks(after) <= blocks(before), fix.label


@settings(max_examples=100)
@given(ANY_DRAFT, ANY_DRAFT)
def test_a_fix_fits_any_draft_that_the_first_one_has_become(draft: Draft, other: Draft) -> None:
    for finding in check(draft).findings:
        for fix in finding.fixes:
            assert isinstance(fix.apply(other), Draft)


@settings(max_examples=150)
@given(ANY_DRAFT, AROUND, st.data())
def test_waiving_never_lowers_the_score(draft: Draft, around: Surroundings, data: st.DataObject) -> None:
    report = check(draft, around)
    waived = data.draw(st.sets(st.sampled_from(sorted(keys(report))))) if report.findings else set()
    after = check(draft, around, waived)
    assert after.score >= report.score
    assert blocks(after) == blocks(report) - waived and keys(after) == keys(report)


def test_pressing_fixes_until_none_is_left_comes_to_an_end() -> None:
    draft = BASE
    for case in CASES:
        for place, value in case.get("set", {}).items():
            draft = with_value(draft, place, value)
    for _ in range(40):
        fix = next((fix for row in check(draft).findings for fix in row.fixes), None)
        if fix is None:
            break
        draft = fix.apply(draft)
    assert fix is None


def test_rules_stand_in_their_order_and_once() -> None:
    names = [rule for rule, _ in RULES]
    assert names == sorted(set(names))
