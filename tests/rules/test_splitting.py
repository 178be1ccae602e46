from hypothesis import given
from hypothesis import strategies as st

from core.rules.drafts import Draft, DraftActivity, DraftCriterion, DraftEvidence, DraftSkill, draft_of
from core.rules.splitting import is_too_much, propose
from tests.builders import a_performance_program

SKILLS = (
    DraftSkill(code="LED-02", name="Lead a team", statement="Lead a small team through a change"),
    DraftSkill(code="COM-01", name="Brief people", statement="Brief occupants so that they can act on what they hear"),
    DraftSkill(code="FIN-01", name="Budget", statement="The learner can write a budget for a small renewal project."),
)
TITLES = (
    "Leads the team",
    "Briefs occupants",
    "Writes the budget",
    "Explains a change",
    "Names the risks of a project",
    "Hears the team out",
)
FOUNDATIONS = Draft(
    code="LDF-300",
    title="Facilities Leadership Foundations",
    benchmark="performance",
    skills=SKILLS,
    effort_hours=40,
    weeks=12,
    job_roles=("Facility manager",),
    criteria=(
        *(DraftCriterion(key=f"C{n}", title=title) for n, title in enumerate(TITLES, 1)),
        DraftCriterion(key="C7", title="Anything", skill="budget"),
        DraftCriterion(key="C8", title="Something else", skill="COM-01"),
    ),
    evidence=(
        DraftEvidence(key="E1", title="Plan", criteria=("C1", "C4", "C6")),
        DraftEvidence(key="E2", title="Budget sheet", criteria=("C3", "C7")),
        DraftEvidence(key="E3", title="Reflection"),
    ),
)


def test_the_leadership_foundations_become_three_programs_and_a_pathway() -> None:
    proposal = propose(FOUNDATIONS)
    assert [row.title for row in proposal.programs] == [
        "Lead a small team through a change",
        "Brief occupants so that they can act on what they hear",
        "Write a budget for a small renewal project",
    ]
    assert [row.code for row in proposal.programs] == ["LDF-300-A", "LDF-300-B", "LDF-300-C"]
    assert [[row.key for row in part.criteria] for part in proposal.programs] == [["C1", "C4", "C6"], ["C2", "C8"], ["C3", "C5", "C7"]]
    assert [[row.key for row in part.evidence] for part in proposal.programs] == [["E1", "E3"], ["E3"], ["E2", "E3"]]
    assert sum(part.effort_hours or 0 for part in proposal.programs) == 40
    assert all(len(part.skills) == 1 and part.job_roles == ("Facility manager",) for part in proposal.programs)
    assert (proposal.pathway_title, proposal.in_order) == ("Facilities Leadership Foundations", False)


def test_weeks_follow_the_hours() -> None:
    assert [part.weeks for part in propose(FOUNDATIONS).programs] == [5, 4, 5]


def test_hours_follow_the_minutes_of_the_activities_and_the_order_stays() -> None:
    draft = FOUNDATIONS.with_(
        benchmark="both",
        activities=(
            DraftActivity(key="A1", title="Lead a meeting of the team", minutes=60),
            DraftActivity(key="A2", title="Brief two occupants", minutes=60),
            DraftActivity(key="A3", title="Copy last year's budget", minutes=120),
        ),
        completion={"kind": "in_order", "of": ["A1", "A2", "A3"]},
    )
    proposal = propose(draft)
    assert [part.effort_hours for part in proposal.programs] == [10, 10, 20]
    assert [part.completion for part in proposal.programs] == [{"kind": "in_order", "of": [key]} for key in ("A1", "A2", "A3")]
    assert proposal.in_order


def test_one_skill_with_too_many_criteria_is_split_by_the_skills_that_they_name() -> None:
    rows = tuple(DraftCriterion(key=f"C{n}", title=f"Title {n}", skill=("Listen" if n % 2 else "Ask")) for n in range(1, 9))
    parts = propose(FOUNDATIONS.with_(skills=(SKILLS[0],), criteria=rows)).programs
    assert [part.skills[0].name for part in parts] == ["Listen", "Ask"]
    assert [len(part.criteria) for part in parts] == [4, 4]


def test_else_into_handfuls_in_their_order() -> None:
    rows = tuple(DraftCriterion(key=f"C{n}", title=f"Does thing {n}") for n in range(1, 8))
    parts = propose(FOUNDATIONS.with_(skills=(SKILLS[0],), criteria=rows, evidence=())).programs
    assert [[row.key for row in part.criteria] for part in parts] == [["C1", "C2", "C3"], ["C4", "C5", "C6", "C7"]]
    assert parts[1].title == "Does thing 4"


def test_a_focused_draft_is_not_too_much() -> None:
    draft = draft_of(a_performance_program())
    assert not is_too_much(draft)
    (same,) = propose(draft).programs
    assert (same.criteria, same.skills) == (tuple(row.with_(weight_bp=0) for row in draft.criteria), draft.skills)
    assert is_too_much(FOUNDATIONS)


def test_skills_that_have_only_a_code_yet_are_skills() -> None:
    parts = propose(Draft(skills=(DraftSkill(code="COM-01"), DraftSkill(code="FIN-01")))).programs
    assert [part.title for part in parts] == ["COM-01", "FIN-01"]


SOME_SKILLS = st.lists(st.builds(DraftSkill, name=st.text(max_size=12), statement=st.text(max_size=40)), max_size=4).map(tuple)
SOME_ROWS = st.lists(st.builds(DraftCriterion, title=st.text(max_size=20), skill=st.text(max_size=8)), max_size=12).map(
    lambda rows: tuple(row.with_(key=f"C{n}") for n, row in enumerate(rows))
)
SOME_ACTIVITIES = st.lists(st.builds(DraftActivity, title=st.text(max_size=20), minutes=st.integers(-5, 500)), max_size=6).map(
    lambda rows: tuple(row.with_(key=f"A{n}") for n, row in enumerate(rows))
)


@given(SOME_SKILLS, SOME_ROWS, SOME_ACTIVITIES, st.none() | st.floats(), st.floats())
def test_nothing_is_lost_and_nothing_doubled(skills, rows, activities, hours, weekly) -> None:
    parts = propose(Draft(skills=skills, criteria=rows, activities=activities, effort_hours=hours, weekly_hours=weekly)).programs
    assert sorted(row.key for part in parts for row in part.criteria) == sorted(row.key for row in rows)
    assert sorted(row.key for part in parts for row in part.activities) == sorted(row.key for row in activities)
    assert all(len(part.skills) == 1 and len(part.title) <= 60 for part in parts)
