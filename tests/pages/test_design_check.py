"""What the design check says, by itself, over a draft in a file: what must change comes first, and a fix is one press."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.rules.drafts import Draft
from tests.pages.door import words
from tests.rules.design_check.cases import BASE, GOLDEN, changed


def the_page(file: str, step: str | None, waivers: tuple[str, ...], *, may_change: bool) -> None:
    from pathlib import Path

    from core.rules.design_check import check
    from core.rules.drafts import Draft
    from pages.shared.design_check import findings_panel, focus_dial, seal_row

    kept = Path(file)
    report = check(Draft.model_validate_json(kept.read_text()), waivers=waivers)
    focus_dial(report)
    seal_row(report.seals, small=True)
    findings_panel(
        report,
        step=step,
        change=(lambda act: kept.write_text(act(Draft.model_validate_json(kept.read_text())).model_dump_json())) if may_change else None,
    )


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "draft.json"


def opened(file: Path, draft: Draft, step: str | None = None, waivers: tuple[str, ...] = (), *, may_change: bool = True) -> AppTest:
    file.write_text(draft.model_dump_json())
    args = {"file": str(file), "step": step, "waivers": waivers, "may_change": may_change}
    app = AppTest.from_function(the_page, kwargs=args, default_timeout=30).run()
    assert not app.exception
    return app


def test_nothing_to_say(file: Path) -> None:
    app = opened(file, BASE)
    assert "nothing to say" in app.success[0].value
    assert "Focus score 100 of 100: Focused" in words(app)
    assert words(app).count(": earned. ") == 5


def test_what_must_change_comes_first_in_words(file: Path) -> None:
    said = words(opened(file, GOLDEN))
    must, should, nicer = (said.index(heading) for heading in ("Must change before publishing", "Should change", "Could be nicer"))
    assert must < said.index("This is about 3 skills") < should < said.index("8 criteria are many") < nicer
    assert said.count(": not earned. ") == 5 and "Focus score 0 of 100: Unfocused" in said
    assert "Attend six webinars" in said and "costs 20 points" in said


def test_the_step_comes_first_and_the_others_are_folded(file: Path) -> None:
    app = opened(file, GOLDEN, step="people")
    assert [box.label for box in app.expander if box.label.startswith("In the other")] == ["In the other steps: 11 findings, 6 must change"]
    assert words(app).index("Which problem at work") < words(app).index("This is about 3 skills")
    assert "Nothing to change in this step." in words(opened(file, changed({"weeks": 4}), step="people"))


def test_a_fix_is_one_press(file: Path) -> None:
    app = opened(file, changed({"criteria.C1.threshold": 9, "max_attempts": 1}))
    next(button for button in app.button if button.label == "Put it on the scale").click().run()
    kept = Draft.model_validate_json(file.read_text())
    assert (kept.criteria[0].threshold, kept.max_attempts) == (3, 1)
    assert "Put it on the scale" not in words(app) and "Give three tries" in words(app)


def test_without_change_there_is_nothing_to_press(file: Path) -> None:
    app = opened(file, GOLDEN, may_change=False)
    assert not app.button and "This is about 3 skills" in words(app)


def test_what_the_owner_lets_pass_stands_by_itself(file: Path) -> None:
    said = words(opened(file, changed({"weeks": 5}), waivers=("L04:weeks",)))
    assert "Let pass by the owner" in said and "Must change" not in said and "costs 10 points" in said


def test_what_was_typed_is_shown_as_it_was_typed(file: Path) -> None:
    rows = [{"name": "**bold** [x](http://x.example)"}, {"name": "<b>other</b>"}]
    app = opened(file, BASE.with_(skills=rows))
    assert "\\*\\*bold" in words(app) and "**bold" not in words(app)
