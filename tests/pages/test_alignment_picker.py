"""The alignment picker by itself, over a draft in a file and the frameworks of a real portal."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.rules.drafts import Draft, draft_of, is_complete
from core.services import frameworks
from tests.builders import a_performance_program
from tests.cast import Cast
from tests.frameworks import LIST
from tests.pages.door import words


def the_page(file: str) -> None:
    from pathlib import Path

    from core.rules.drafts import Draft
    from pages.shared.alignment_picker import alignment_picker

    kept = Path(file)
    alignment_picker(
        Draft.model_validate_json(kept.read_text()),
        lambda act: kept.write_text(act(Draft.model_validate_json(kept.read_text())).model_dump_json()),
    )


@pytest.fixture
def file(tmp_path: Path, cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PROOFMARK_DATA", str(cast.portal.folder))
    frameworks.import_list(cast.portal, cast.dee, data=LIST, code="SKILLS", title="Our skills")
    path = tmp_path / "draft.json"
    path.write_text(draft_of(a_performance_program()).model_dump_json())
    return path


def opened(file: Path) -> AppTest:
    app = AppTest.from_function(the_page, args=(str(file),), default_timeout=30).run()
    assert not app.exception
    return app


def kept(file: Path) -> Draft:
    return Draft.model_validate_json(file.read_text())


def field(app: AppTest, label: str):
    return next(box for box in app.text_input if box.label.startswith(label))


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def test_a_skill_is_searched_for_added_once_and_removed(file: Path) -> None:
    app = opened(file)
    assert "Not aligned to anything yet" in words(app)
    field(app, "Search").input("brief").run()
    press(app, "Add")
    (alignment,) = kept(file).alignments
    assert (alignment["name"], alignment["url"]) == ("Briefing people", "/frameworks/SKILLS/COM.1.json")
    assert is_complete(kept(file))
    assert "Add" not in [button.label for button in app.button] and "Nothing else was found" in words(app)
    press(app, "Remove")
    assert kept(file).alignments == ()


def test_a_skill_of_a_framework_that_is_not_here_is_added_by_its_address(file: Path) -> None:
    app = opened(file)
    field(app, "What it is called there").input("Briefing")
    field(app, "Its web address").input("example.org").run()
    press(app, "Add it")
    assert "begins with https" in words(app).replace("\\", "").replace("\u2060", "") and kept(file).alignments == ()
    field(app, "Its web address").input("https://example.org/1").run()
    press(app, "Add it")
    assert [row["url"] for row in kept(file).alignments] == ["https://example.org/1"] and is_complete(kept(file))
    assert field(app, "Its web address").value == ""


def test_what_has_no_name_is_not_added(file: Path) -> None:
    app = opened(file)
    field(app, "Its web address").input("https://example.org/1").run()
    press(app, "Add it")
    assert "what it is called there" in words(app) and kept(file).alignments == ()


def test_odd_alignments_of_a_draft_can_be_removed(file: Path) -> None:
    file.write_text(kept(file).with_(alignments=({"name": "<b>x</b>"},)).model_dump_json())
    app = press(opened(file), "Remove")
    assert kept(file).alignments == () and not app.exception
