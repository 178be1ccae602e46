"""Activities of a draft come, go and move, and the rule follows."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules import activity_drafts as activities
from core.rules.completion import Completion, effective, evaluate, named, satisfied
from core.rules.drafts import Draft, content_of, draft_of, is_complete, program_of
from tests.builders import a_progress_program, a_quiz_activity

NOW = datetime(2026, 10, 6, tzinfo=UTC)


def a_draft(completion: Any = None, **more: Any) -> Draft:
    return draft_of(a_progress_program()).with_(completion=completion or {"kind": "all", "of": ["A1", "A2", "A3"]}, **more)


NESTED = {"kind": "all", "of": ["A1", {"kind": "k_of", "k": 1, "of": ["A2", "A3"]}]}
DEEP = {"kind": "all", "of": ["A1", {"kind": "k_of", "k": 1, "of": ["A2", {"kind": "in_order", "of": ["A3"]}]}]}


def test_a_new_activity_has_a_free_key_and_counts() -> None:
    draft = activities.add_activity(activities.remove_activity(a_draft(), "A2"))
    assert [row.key for row in draft.activities] == ["A1", "A3", "A2"]
    assert draft.completion == {"kind": "all", "of": ["A1", "A3", "A2"]}


def test_the_first_activity_makes_the_rule() -> None:
    assert activities.add_activity(Draft(benchmark="progress")).completion == {"kind": "all", "of": ["A1"]}


def test_there_is_an_end_to_adding() -> None:
    draft = Draft(benchmark="progress")
    for _ in range(activities.MOST_ACTIVITIES + 3):
        draft = activities.add_activity(draft)
    assert len(draft.activities) == activities.MOST_ACTIVITIES


def test_what_goes_leaves_the_rule_and_numbers_stay_possible() -> None:
    draft = activities.remove_activity(a_draft({"kind": "k_of", "k": 3, "of": ["A1", "A2", "A3"]}), "A1")
    assert draft.completion == {"kind": "k_of", "k": 2, "of": ["A2", "A3"]}
    emptied = activities.remove_activity(activities.remove_activity(a_draft(NESTED), "A2"), "A3")
    assert emptied.completion == {"kind": "all", "of": ["A1"]}
    assert activities.remove_activity(emptied, "A1").completion is None


def test_moving_keeps_an_order_in_step() -> None:
    draft = activities.move_activity(a_draft({"kind": "in_order", "of": ["A1", "A2", "A3"]}), "A3", -1)
    assert [row.key for row in draft.activities] == ["A1", "A3", "A2"]
    assert draft.completion == {"kind": "in_order", "of": ["A1", "A3", "A2"]}
    assert activities.move_activity(draft, "A1", -1).activities == draft.activities
    assert activities.move_activity(draft, "gone", 1) == draft


def test_another_key_is_followed_at_any_depth() -> None:
    draft = activities.rename_activity(a_draft(DEEP), "A3", " show-it ")
    assert [row.key for row in draft.activities] == ["A1", "A2", "SHOW-IT"]
    assert draft.completion["of"][1]["of"][1]["of"] == ["SHOW-IT"]
    for refused in ("A1", "two words", ""):
        assert activities.rename_activity(draft, "A2", refused) == draft


def test_a_rule_with_more_floors_is_left_as_it_is() -> None:
    draft = a_draft(DEEP)
    assert activities.plan_of(draft) is None
    for change in (
        activities.add_activity,
        lambda draft: activities.choose_rule(draft, "in_order"),
        lambda draft: activities.move_activity(draft, "A1", 1),
        lambda draft: activities.need_score(draft, "A1", 8000),
        activities.add_group,
    ):
        assert change(draft).completion == DEEP
    assert activities.start_afresh(draft).completion is None
    assert activities.remove_activity(draft, "A3").completion == {"kind": "all", "of": ["A1", {"kind": "k_of", "k": 1, "of": ["A2"]}]}


@pytest.mark.parametrize("wrong", [{"kind": "any", "of": []}, {"of": ["A1"]}, {"kind": "all"}, {"kind": "all", "of": [3]}])
def test_a_rule_that_is_none_is_left_alone_too(wrong: dict[str, Any]) -> None:
    assert activities.plan_of(a_draft(wrong)) is None


def test_some_are_one_less_than_all_to_begin_with() -> None:
    draft = activities.choose_rule(a_draft(), "k_of")
    assert draft.completion == {"kind": "k_of", "k": 2, "of": ["A1", "A2", "A3"]}
    assert activities.choose_k(draft, 1).completion["k"] == 1
    assert activities.choose_k(draft, 9).completion["k"] == 3
    assert activities.choose_rule(draft, "in_order").completion == {"kind": "in_order", "of": ["A1", "A2", "A3"]}


def test_a_score_is_asked_for_wherever_the_activity_stands() -> None:
    draft = activities.need_score(a_draft(NESTED), "A3", 8000)
    assert draft.completion["of"][1]["of"] == ["A2", {"kind": "activity", "activity": "A3", "min_score_bp": 8000}]
    assert activities.need_score(draft, "A3", None).completion == NESTED


def test_what_is_left_out_comes_back_for_itself() -> None:
    draft = activities.leave_out(a_draft(NESTED), ["A1", "A3"])
    assert draft.completion == {"kind": "all", "of": [{"kind": "k_of", "k": 1, "of": ["A2"]}]}
    assert activities.leave_out(draft, []).completion == {"kind": "all", "of": ["A1", {"kind": "k_of", "k": 1, "of": ["A2"]}, "A3"]}


def test_choices_are_made_filled_and_taken_apart() -> None:
    draft = activities.add_group(a_draft())
    assert not is_complete(draft)  # a choice among nothing
    filled = activities.fill_group(draft, 0, ["A3", "A2"])
    assert filled.completion == NESTED and is_complete(filled)
    assert activities.change_group(filled, 0, k=2).completion["of"][1]["k"] == 2
    assert activities.change_group(filled, 0, kind="in_order").completion["of"][1] == {"kind": "in_order", "of": ["A2", "A3"]}
    assert activities.fill_group(filled, 0, ["A3"]).completion["of"] == ["A1", "A2", {"kind": "k_of", "k": 1, "of": ["A3"]}]
    assert activities.remove_group(filled, 0).completion == {"kind": "all", "of": ["A1", "A2", "A3"]}
    for gone in (activities.remove_group(filled, 5), activities.fill_group(filled, 5, ["A1"]), activities.change_group(filled, 5, k=9)):
        assert gone.completion == NESTED


def test_a_quiz_comes_with_its_source_and_stays_in_the_draft() -> None:
    draft = activities.set_kind(a_draft(), "A1", "quiz")
    row = draft.activities[0]
    assert (row.source, row.kind) == ("quiz", "quiz") and row.quiz and len(row.quiz["questions"]) == 1
    written = activities.change_activity(draft, "A1", quiz=a_quiz_activity()["quiz"])
    back = activities.set_source(written, "A1", "self")
    assert back.activities[0].quiz == written.activities[0].quiz
    assert content_of(back)["activities"][0]["quiz"] is None and is_complete(back)
    assert program_of(activities.set_source(back, "A1", "quiz")).activities[0].quiz is not None


def test_names_elsewhere_come_and_go() -> None:
    draft = activities.add_reference(activities.add_reference(a_draft(), "A1"), "A1")
    assert len(activities.remove_reference(draft, "A1", 0).activities[0].lms) == 1
    assert activities.add_reference(draft, "gone") == draft


CHANGES = st.one_of(
    st.just(activities.add_activity),
    st.sampled_from(["A1", "A2", "A3", "A4"]).flatmap(
        lambda key: st.sampled_from(
            [
                lambda draft: activities.remove_activity(draft, key),
                lambda draft: activities.move_activity(draft, key, 1),
                lambda draft: activities.leave_out(draft, [key]),
                lambda draft: activities.need_score(draft, key, 5000),
                lambda draft: activities.rename_activity(draft, key, "B7"),
                lambda draft: activities.fill_group(draft, 0, [key]),
                lambda draft: activities.fill_group(draft, 0, [key, "A1"] if key != "A1" else [key]),
            ]
        )
    ),
    st.sampled_from(activities.GROUPS).map(lambda kind: lambda draft: activities.choose_rule(draft, kind)),
    st.just(activities.add_group),
    st.just(lambda draft: activities.remove_group(draft, 0)),
    st.integers(0, 5).map(lambda k: lambda draft: activities.choose_k(draft, k)),
)


@given(st.lists(CHANGES, max_size=12))
def test_whatever_is_done_the_rule_names_activities_that_are_there_and_can_be_satisfied(changes: list[Any]) -> None:
    draft = a_draft()
    for change in changes:
        draft = change(draft)
    plan = activities.plan_of(draft)
    assert plan is not None
    assert set(plan.counted) <= {row.key for row in draft.activities}
    assert activities.with_plan(draft, plan).completion == draft.completion or draft.completion is None
    if not plan.of or any(not group.of for group in plan.groups):
        return  # a choice among nothing; the check before publishing says so
    titled = draft.with_(activities=tuple(row.with_(title=row.key, source="import") for row in draft.activities))
    program = program_of(activities.with_plan(titled, plan))
    assert program.completion is not None and set(named(program.completion)) == set(plan.counted)
    best = [Completion(activity=key, state="passed", source="import", at=NOW, score_bp=10_000) for key in plan.counted]
    assert satisfied(program.completion, effective(best)) and evaluate(program.completion, program.activities, best).passed
