"""The editor of activities, quiz and completion rule, over a draft in a file: what is typed is kept at once."""

from pathlib import Path
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.rules.drafts import Draft, draft_of, program_of
from tests.builders import a_progress_program, a_quiz_activity
from tests.pages.door import SLOWEST, words


def _page(file: str) -> None:
    from collections.abc import Callable
    from pathlib import Path

    from core.rules.drafts import Draft
    from pages.shared.activities_editor import activities_editor

    def change(act: Callable[[Draft], Draft]) -> None:
        kept = Draft.model_validate_json(Path(file).read_text(encoding="utf-8"))
        Path(file).write_text(act(kept).model_dump_json(), encoding="utf-8")

    activities_editor(Draft.model_validate_json(Path(file).read_text(encoding="utf-8")), change)


class Desk:
    """The editor over one draft."""

    def __init__(self, folder: Path, draft: Draft) -> None:
        self.file = folder / "draft.json"
        self.keep(draft)
        self.app = AppTest.from_function(_page, default_timeout=SLOWEST, kwargs={"file": str(self.file)}).run()

    def keep(self, draft: Draft) -> None:
        self.file.write_text(draft.model_dump_json(), encoding="utf-8")

    @property
    def draft(self) -> Draft:
        return Draft.model_validate_json(self.file.read_text(encoding="utf-8"))

    def box(self, kind: str, label: str, number: int = 0) -> Any:
        return [box for box in self.app.get(kind) if box.label.startswith(label)][number]

    def write(self, kind: str, label: str, value: Any, number: int = 0) -> None:
        self.box(kind, label, number).set_value(value).run()
        assert not self.app.exception

    def press(self, label: str, number: int = 0) -> None:
        [button for button in self.app.button if button.label == label][number].click().run()
        assert not self.app.exception


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, draft_of(a_progress_program()))


def test_an_activity_is_added_and_written(desk: Desk) -> None:
    desk.press("Add an activity")
    desk.write("text_input", "What to do", "Write a tip", number=3)
    desk.write("number_input", "About how many minutes?", 15, number=3)
    desk.write("text_area", "How to do it", "Two sentences for the next one.", number=3)
    row = desk.draft.activities[3]
    assert (row.title, row.minutes, row.instructions) == ("Write a tip", 15, "Two sentences for the next one.")
    assert desk.draft.completion == {"kind": "all", "of": ["A1", "A2", "A3", "A4"]}
    assert program_of(desk.draft).activities[3].title == "Write a tip"


def test_rows_move_with_their_words_and_go(desk: Desk) -> None:
    desk.press("Down")
    assert [row.key for row in desk.draft.activities] == ["A2", "A1", "A3"]
    assert [desk.box("text_input", "What to do", n).value for n in (0, 1)] == ["Walk through with a colleague", "Read the guide"]
    desk.press("Remove")
    assert desk.draft.completion == {"kind": "all", "of": ["A1", "A3"]}


def test_what_a_colleague_or_a_fix_changed_is_shown(desk: Desk) -> None:
    first = desk.draft.activities[0]
    desk.keep(desk.draft.with_(activities=(first.with_(title="Read the short guide"), *desk.draft.activities[1:])))
    desk.app.run()
    assert desk.box("text_input", "What to do").value == "Read the short guide"


def test_the_facilitator_takes_over_from_the_member(desk: Desk) -> None:
    assert desk.box("text_input", "The sentence that members agree to").value == "I read the whole guide."
    desk.write("selectbox", "Who ticks it off?", "facilitator")
    assert desk.draft.activities[0].source == "facilitator"
    assert desk.box("text_input", "The sentence that members agree to").value == "We walked the route."


def test_a_quiz_is_written_from_nothing_to_what_can_be_published(desk: Desk) -> None:
    desk.write("selectbox", "Kind", "quiz")
    desk.write("text_area", "Question 1", "What comes first?")
    desk.write("text_area", "Answers to choose from", "Lock\nTest\nTag")
    desk.write("selectbox", "Which one is right?", 1)
    desk.write("text_input", "Why is that right?", "It is only safe once it was tested.")
    desk.press("Add a question")
    desk.write("text_area", "Question 2", "What is it called?")
    desk.write("selectbox", "What is asked for", "text", number=1)
    desk.write("text_area", "Texts that are right", "Lockout\nLock out")
    desk.write("number_input", "Pass mark", 50.0)
    desk.write("number_input", "Tries", 0)
    quiz = program_of(desk.draft).activities[0].quiz
    assert quiz is not None and (quiz.pass_bp, quiz.tries) == (5000, 0)
    first, second = quiz.questions
    assert (first.choices, first.right, first.explanation) == (("Lock", "Test", "Tag"), (1,), "It is only safe once it was tested.")
    assert (second.kind, second.accepted) == ("text", ("Lockout", "Lock out"))


def test_questions_move_with_what_is_in_them(tmp_path: Path) -> None:
    program = a_progress_program(activities=[a_quiz_activity()], completion={"kind": "all", "of": ["Q1"]})
    desk = Desk(tmp_path, draft_of(program))
    assert desk.box("multiselect", "Which of them are right?").value == [0, 2]
    desk.press("Down", 1)  # of the second question; the activity's own buttons come last
    texts = [desk.box("text_area", f"Question {n}").value for n in (1, 2, 3)]
    assert texts == ["What comes first?", "What is it called?", "Which hold energy?"]
    assert desk.box("multiselect", "Which of them are right?").value == [0, 2]
    assert program_of(desk.draft).activities[0].quiz.questions[1].kind == "text"  # type: ignore[union-attr]
    desk.press("Remove", 1)
    assert [desk.box("text_area", f"Question {n}").value for n in (1, 2)] == ["What comes first?", "Which hold energy?"]


def test_some_of_them_and_a_choice_beside_what_everybody_does(desk: Desk) -> None:
    desk.write("radio", "For the badge", "k_of")
    desk.write("number_input", "How many of these 3?", 1)
    assert desk.draft.completion == {"kind": "k_of", "k": 1, "of": ["A1", "A2", "A3"]}
    assert "complete 1 of 3 activities" in words(desk.app)
    desk.write("radio", "For the badge", "all")
    desk.press("Add a choice among activities")
    desk.write("multiselect", "Activities in this choice", ["A2", "A3"])
    assert desk.draft.completion == {"kind": "all", "of": ["A1", {"kind": "k_of", "k": 1, "of": ["A2", "A3"]}]}
    assert program_of(desk.draft).completion is not None
    desk.write("selectbox", "Needed of these", "in_order")
    assert desk.draft.completion["of"][1]["kind"] == "in_order"
    desk.press("Remove this choice")
    assert desk.draft.completion == {"kind": "all", "of": ["A1", "A2", "A3"]}


def test_scores_and_what_does_not_count(desk: Desk) -> None:
    desk.write("number_input", "Score needed in", 80.0)
    assert desk.draft.completion["of"][2] == {"kind": "activity", "activity": "A3", "min_score_bp": 8000}
    desk.write("multiselect", "Not needed for the badge", ["A2"])
    assert [one if isinstance(one, str) else one["activity"] for one in desk.draft.completion["of"]] == ["A1", "A3"]


def test_a_deeper_rule_from_a_file_is_shown_and_left_alone(tmp_path: Path) -> None:
    deep = {"kind": "all", "of": ["A1", {"kind": "k_of", "k": 1, "of": ["A2", {"kind": "all", "of": ["A3"]}]}]}
    desk = Desk(tmp_path, draft_of(a_progress_program(completion=deep)))
    assert "nested more deeply" in words(desk.app) and "Complete at least 1 of these parts" in words(desk.app)
    desk.press("Down")
    assert desk.draft.completion == deep
    desk.press("Begin a simple rule instead")
    assert "nested more deeply" not in words(desk.app)


def test_names_elsewhere_are_kept(desk: Desk) -> None:
    desk.press("Add a name")
    desk.write("selectbox", "System", "moodle")
    desk.write("text_input", "Name or id there", "Read the guide (Book)")
    (reference,) = program_of(desk.draft).activities[0].lms
    assert (reference.scheme, reference.value) == ("moodle", "Read the guide (Book)")
    desk.write("text_input", "Its short code", "read-guide")
    assert desk.draft.activities[0].key == "READ-GUIDE"
    assert desk.draft.completion == {"kind": "all", "of": ["READ-GUIDE", "A2", "A3"]}
