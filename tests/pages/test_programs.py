"""Designers publish programs from files, and see what is wrong before anybody else does."""

import pytest
from streamlit.testing.v1 import AppTest

from core.queries import catalogue
from core.services.programs import write_program
from core.services.sample import sample_programs
from tests.builders import a_performance_program
from tests.pages.door import Door, words


def paste(app: AppTest, text: str) -> AppTest:
    app.text_area(key="program_text").set_value(text).run()
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def codes(door: Door) -> list[str]:
    return [row.code for row in catalogue.versions(door.cast.portal)]


def test_every_version_is_listed_with_its_use(door: Door) -> None:
    said = words(door.open(door.cast.dee, "programs"))
    assert "3 published" in said
    assert "COM-101 Brief occupants during an incident" in said


def test_a_sample_becomes_a_program_in_three_clicks(door: Door) -> None:
    app = door.open(door.cast.dee, "programs")
    sample = next(option for option in app.selectbox[0].options if option.startswith("Sample SAF-120"))
    app.selectbox[0].set_value(sample).run()
    press(press(app, "Use it below"), "Publish")
    assert "SAF-120" in codes(door)
    assert app.text_area(key="program_text").value == ""
    assert "Published" in words(app)


def test_ones_own_version_can_be_started_from(door: Door) -> None:
    app = door.open(door.cast.dee, "programs")
    own = next(option for option in app.selectbox[0].options if option.startswith("COM-101 1.0"))
    app.selectbox[0].set_value(own).run()
    press(app, "Use it below")
    assert app.text_area(key="program_text").value == write_program(a_performance_program())


def test_a_version_that_is_there_already_is_refused_in_words(door: Door) -> None:
    app = press(paste(door.open(door.cast.dee, "programs"), write_program(a_performance_program())), "Publish")
    assert "raise the number" in words(app)
    assert "COM-101" in app.text_area(key="program_text").value


def test_everything_wrong_is_said_with_its_place(door: Door) -> None:
    app = paste(
        door.open(door.cast.dee, "programs"),
        sample_programs()["COM-101"].replace("weeks = 2", "weeks = 99").replace('code = "COM-101"', ""),
    )
    said = words(app)
    assert "weeks" in said and "code" in said and "cannot be published yet" in said
    assert "Publish" not in [button.label for button in app.button]


def test_what_was_typed_stays_text(door: Door) -> None:
    program = a_performance_program(code="XSS-1", title="<img src=x> **bold**", outcome="[x](http://e.example)")
    app = paste(door.open(door.cast.dee, "programs"), write_program(program))
    assert "<img src=x>" not in "".join(element.proto.body for element in app.get("html"))
    assert "**bold**" not in words(app)


def test_a_file_is_taken_and_what_is_no_text_is_refused(door: Door) -> None:
    app = door.open(door.cast.dee, "programs")
    app.file_uploader[0].set_value([("mine.toml", sample_programs()["NRG-210"].encode(), "application/toml")]).run()
    assert "NRG-210" in app.text_area(key="program_text").value
    app.file_uploader[0].set_value([("bad.toml", b"\xff\xfe\x00\x81", "application/toml")]).run()
    assert "not plain text" in words(app)


@pytest.mark.parametrize("who", ["ada", "rui"])
def test_others_publish_nothing(door: Door, who: str) -> None:
    with pytest.raises(ValueError):
        door.open(door.cast.actors[who], "programs")
