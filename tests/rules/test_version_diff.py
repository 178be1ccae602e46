"""Two versions side by side: what a reader would call different, and whether something else is asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules.programs import ProgramVersion
from core.rules.version_diff import Difference, differences, have_much_in_common, is_of_substance, same_words, word_by_word
from core.rules.version_words import FIELDS
from tests.builders import a_performance_program, a_program_of_both, a_progress_program, a_rubric

OLD = a_performance_program()


def changed(**changes: object) -> ProgramVersion:
    return ProgramVersion.model_validate(OLD.model_dump(mode="json") | changes)


def rows_of(program: ProgramVersion, part: str) -> list[dict]:
    return program.model_dump(mode="json")[part]


def rubric_with(**changes: object) -> dict:
    """The rubric with its first criterion changed."""
    rubric = OLD.model_dump(mode="json")["rubric"]
    return rubric | {"criteria": [rubric["criteria"][0] | changes, *rubric["criteria"][1:]]}


def said(found: tuple[Difference, ...]) -> list[str]:
    return [f"{one.kind}: {one.what}" for one in found]


def test_the_same_content_has_no_differences() -> None:
    assert differences(OLD, changed(version="2.0", change_note="Nothing.")) == ()


@pytest.mark.parametrize(
    ("changes", "what", "of_substance"),
    [
        ({"title": "Brief people"}, "changed: The title", False),
        ({"outcome": "Brief occupants and visitors"}, "changed: What the earner can do", True),
        ({"outcome": "Brief occupants clearly, while an incident is running."}, "changed: What the earner can do", False),
        ({"description": "Other words."}, "changed: The description", False),
        ({"peer_step": "Swap scripts."}, "added: The step with colleagues", False),
        ({"job_roles": []}, "removed: Who it is for", False),
        ({"validity": "P2Y"}, "changed: How long the badge is valid", True),
        ({"max_attempts": 1}, "changed: Attempts", True),
        ({"weeks": 3}, "changed: The length", False),
        ({"pass_rule": {"kind": "k_of_n", "k": 3}}, "changed: When the badge is earned", True),
        ({"rubric": rubric_with(title="Says who")}, "changed: Criterion “Says who”: Title", False),
        ({"rubric": rubric_with(threshold=3)}, "changed: Criterion “Says what, who, when”: Level that meets it", True),
        ({"rubric": rubric_with(common_mistakes="Too long.")}, "added: Criterion “Says what, who, when”: Common mistakes", False),
        (
            {"rubric": rubric_with(descriptors=["a", "b", "Says what, who, when: fully", "Says what, who, when: beyond"])},
            "changed: Criterion “Says what, who, when”: Not yet",
            True,
        ),
        (
            {"evidence": [rows_of(OLD, "evidence")[0] | {"maximum": 3}, rows_of(OLD, "evidence")[1]]},
            "changed: “Your script”: How many",
            True,
        ),
        ({"evidence": rows_of(OLD, "evidence")[:1]}, "removed: Evidence “A recording or a link to one”", True),
    ],
    ids=lambda value: value.split(": ", 1)[1] if isinstance(value, str) else "",
)
def test_each_change_is_said_in_its_readers_words(changes: dict, what: str, of_substance: bool) -> None:
    found = differences(OLD, changed(**changes))
    assert what in said(found)
    assert is_of_substance(found) is of_substance


def test_only_the_level_that_changed_is_shown() -> None:
    descriptors = [*OLD.rubric.criteria[0].descriptors[:3], "Says it before anybody asks"]
    (one,) = differences(OLD, changed(rubric=rubric_with(descriptors=descriptors)))
    assert (one.section, one.what) == ("How work is judged", "Criterion “Says what, who, when”: Exemplary")
    assert (one.before, one.after) == ("Says what, who, when: beyond", "Says it before anybody asks")


def test_a_criterion_that_moved_is_one_difference_of_order() -> None:
    rubric = OLD.model_dump(mode="json")["rubric"]
    rows = rubric["criteria"]
    found = differences(OLD, changed(rubric=rubric | {"criteria": [*rows[1:], rows[0]]}))
    assert said(found) == ["moved: Criterion “Says what, who, when”"]
    assert (found[0].before, found[0].after) == ("number 1", "number 4")
    assert not is_of_substance(found)


def test_a_new_criterion_is_told_whole_and_the_others_are_left_alone() -> None:
    rubric = OLD.model_dump(mode="json")["rubric"]
    row = {"key": "C5", "title": "Looks back", "descriptors": ["no", "a little", "names one thing", "changes it"]}
    rows = [{name: value for name, value in old.items() if name != "weight_bp"} for old in rubric["criteria"]]
    found = differences(OLD, changed(rubric=rubric | {"criteria": [*rows, row]}))
    assert said(found) == ["added: Criterion “Looks back”", "changed: When the badge is earned"]
    assert "names one thing" in found[0].after


def test_weights_are_compared_where_they_count() -> None:
    rule = {"kind": "weighted", "needed_bp": 7000}
    old = changed(pass_rule=rule)
    rows = old.model_dump(mode="json")["rubric"]["criteria"]
    lighter = [rows[0] | {"weight_bp": 3000}, rows[1] | {"weight_bp": 4000}, *rows[2:]]
    weighed = ProgramVersion.model_validate(old.model_dump(mode="json") | {"rubric": {"criteria": lighter}})
    assert "changed: Criterion “Says what, who, when”: Weight" in said(differences(old, weighed))
    alike = ProgramVersion.model_validate(weighed.model_dump(mode="json") | {"pass_rule": {"kind": "all_at_level"}})
    assert differences(OLD, alike) == ()


def test_levels_with_other_names_are_compared_by_their_place() -> None:
    rubric = OLD.model_dump(mode="json")["rubric"]
    levels = [{"name": name, "points": n} for n, name in enumerate(("No", "Nearly", "Yes", "More"))]
    found = differences(OLD, changed(rubric=rubric | {"levels": levels}))
    assert said(found) == ["changed: The levels"]


def test_the_completion_rule_and_who_ticks_off_are_substance() -> None:
    old, rule = a_progress_program(), {"kind": "k_of", "k": 2, "of": ["A1", "A2", "A3"]}
    found = differences(old, a_progress_program(completion=rule))
    assert said(found) == ["changed: What has to be completed"]
    assert is_of_substance(found)
    rows = rows_of(old, "activities")
    found = differences(old, a_progress_program(activities=[rows[0] | {"minutes": 45}, *rows[1:]]))
    assert said(found) == ["changed: “Read the guide”: Minutes"]
    assert not is_of_substance(found)


def test_another_benchmark_shows_everything_that_came_and_went() -> None:
    found = differences(a_progress_program(code="COM-101"), a_performance_program())
    assert {"changed: How it is earned", "added: Criterion “Closes the loop”", "removed: Activity “Read the guide”"} <= set(said(found))


def test_no_part_of_a_program_is_forgotten() -> None:
    elsewhere = {"code", "version", "change_note", "activities", "completion", "evidence", "rubric", "pass_rule"}
    assert {field.member for field in FIELDS if field.member} | elsewhere == set(ProgramVersion.model_fields)


programs = st.sampled_from([a_performance_program(), a_progress_program(), a_program_of_both(), changed(rubric=a_rubric().model_dump())])


@given(programs, programs)
def test_what_was_added_one_way_was_removed_the_other_way(one: ProgramVersion, other: ProgramVersion) -> None:
    there, back = differences(one, other), differences(other, one)
    assert {row.what for row in there if row.kind == "added"} == {row.what for row in back if row.kind == "removed"}
    assert is_of_substance(there) == is_of_substance(back)


WORDS = ["says", "what", "who", "when", "before", "after", "the", "outage", "calmly"]
sentences = st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join)


@given(sentences, sentences)
def test_word_by_word_holds_both_texts(before: str, after: str) -> None:
    pieces = word_by_word(before, after)
    assert " ".join(text for kind, text in pieces if kind != "new") == before
    assert " ".join(text for kind, text in pieces if kind != "gone") == after


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("Names who does what.", "names who, does what", True),
        ("at most 5 °C", "at most -5 °C", False),
        ("कि", "की", False),
        ("", "", True),
    ],
)
def test_case_and_punctuation_are_no_other_words(before: str, after: str, same: bool) -> None:
    assert same_words(before, after) is same


def test_texts_with_little_in_common_are_read_one_after_the_other() -> None:
    assert have_much_in_common("The message says what happened and when", "The message says what happened, where and when")
    assert not have_much_in_common("The message says what happened", "Nobody is told anything at all")
    assert not have_much_in_common("two weeks", "three weeks")
