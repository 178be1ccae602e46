"""The rubric editor by itself, over a draft in a file: each change is kept at once, whatever else stands on the page."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.rules.drafts import Draft, draft_of
from tests.builders import a_performance_program
from tests.pages.door import words


def the_page(file: str) -> None:
    from pathlib import Path

    from core.rules.drafts import Draft
    from pages.shared.rubric_editor import rubric_editor

    kept = Path(file)
    rubric_editor(
        Draft.model_validate_json(kept.read_text()),
        lambda act: kept.write_text(act(Draft.model_validate_json(kept.read_text())).model_dump_json()),
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "draft.json"
    path.write_text(draft_of(a_performance_program()).model_dump_json())
    return path


def opened(file: Path) -> AppTest:
    app = AppTest.from_function(the_page, args=(str(file),), default_timeout=30).run()
    assert not app.exception
    return app


def kept(file: Path) -> Draft:
    return Draft.model_validate_json(file.read_text())


def press(app: AppTest, label: str, number: int = 0) -> AppTest:
    [button for button in app.button if button.label.startswith(label)][number].click().run()
    assert not app.exception
    return app


def field(app: AppTest, label: str, number: int = 0):
    found = [box for box in (*app.text_input, *app.text_area, *app.number_input, *app.selectbox) if box.label.startswith(label)]
    return found[number]


def test_what_is_typed_is_kept_at_once_and_in_its_place(file: Path) -> None:
    app = opened(file)
    field(app, "What is looked at", 1).input("Fits the channel").run()
    field(app, "**Proficient**", 1).input("Picks two channels and says why.").run()
    row = kept(file).criteria[1]
    assert (row.title, row.descriptors[2]) == ("Fits the channel", "Picks two channels and says why.")
    assert kept(file).criteria[0] == draft_of(a_performance_program()).criteria[0]


def test_rows_move_come_and_go_by_buttons(file: Path) -> None:
    app = press(opened(file), "Down", 0)
    assert [row.key for row in kept(file).criteria] == ["C2", "C1", "C3", "C4"]
    assert field(app, "What is looked at", 0).value == "Matches the channel"
    press(press(app, "Remove", 0), "Add a criterion")
    assert [row.key for row in kept(file).criteria] == ["C1", "C3", "C4", "C2"]
    assert kept(file).criteria[-1].title == ""


def test_a_change_from_elsewhere_is_shown(file: Path) -> None:
    app = opened(file)
    draft = kept(file)
    changed = draft.criteria[0].with_(title="What a fix wrote")
    file.write_text(draft.with_(criteria=(changed, *draft.criteria[1:])).model_dump_json())
    assert field(app.run(), "What is looked at").value == "What a fix wrote"


def test_weights_are_asked_for_where_the_rule_uses_them_and_must_add_up(file: Path) -> None:
    app = opened(file)
    assert "Weight in %" not in [box.label for box in app.number_input]
    app.radio[0].set_value("weighted").run()
    field(app, "Weight in %").set_value(55.0).run()
    assert kept(file).criteria[0].weight_bp == 5500
    assert "add up to 115 %" in words(app)
    press(app, "Weigh them all the same")
    assert [row.weight_bp for row in kept(file).criteria] == [2500] * 4


def test_the_helper_asks_where_two_levels_hardly_differ(file: Path) -> None:
    app = opened(file)
    field(app, "**Developing**").input("Mostly says who").run()
    field(app, "**Proficient**").input("Fully says who").run()
    assert "Mostly, Fully" in words(app).replace("\\", "")


def test_a_pasted_rubric_is_shown_before_it_replaces_anything(file: Path) -> None:
    app = opened(file)
    field(app, "The copied cells").input("Criterion\tNo\tYes\nGreets\tWalks past.\tSays the <b>name</b>.").run()
    assert len(kept(file).criteria) == 4 and "Walks past" in words(app)
    press(app, "Take over 1 criterion, instead of the 4")
    assert [(row.title, row.threshold) for row in kept(file).criteria] == [("Greets", 1)]
    assert [level.name for level in kept(file).levels] == ["No", "Yes"]


def test_what_is_no_rubric_is_said_and_stays_in_the_box(file: Path) -> None:
    app = opened(file)
    field(app, "The copied cells").input("hello").run()
    assert "copy the headings" in words(app)
    assert field(app, "The copied cells").value == "hello"


def test_trying_shows_the_rules_answer_and_why(file: Path) -> None:
    app = opened(file)
    assert "The badge is earned." in words(app)
    field(app, "Handles questions").set_value(1).run()
    assert "Not yet" in words(app) and "Handles questions: Developing &lt; Proficient" in words(app)


def test_there_is_nothing_to_try_while_a_level_has_no_words(file: Path) -> None:
    app = press(opened(file), "Add a criterion")
    assert "you can try the rubric here" in words(app)
