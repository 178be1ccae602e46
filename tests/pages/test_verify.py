import pytest

from core.queries import learning
from pages.shared import verify_turn
from tests.cast import Cast
from tests.pages.door import Door, words
from tests.services.steps import a_submission, decide, revoke


@pytest.fixture
def award(cast: Cast):
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    return learning.badges(cast.portal, cast.ada)[0].award


def check(door: Door, pasted: str):
    app = door.open(page="verify")
    app.text_area[0].set_value(pasted)
    app.button[-1].click().run()
    return app


def test_a_visitor_learns_that_a_badge_is_valid_and_whose_it_is(door: Door, award) -> None:
    for pasted in (award.credential, f"http://localhost:8501/b/{award.token}"):
        said = words(check(door, pasted))
        assert "Valid" in said
        assert "Ada Obi" in said
        assert "Register of awards" in said


def test_several_lines_become_a_table_with_the_checks_of_each(door: Door, award) -> None:
    app = check(door, f"http://localhost:8501/b/{award.token}\n{award.token}\nhttps://elsewhere.example/b/1\n{{}}")
    said = words(app)
    assert "2 of 4 badges are valid" in said
    assert [expander.label.split(":")[-1].strip() for expander in app.expander] == ["Valid", "Valid", "We cannot tell", "Not valid"]
    assert "Could not be checked" in said and "only you can judge" in said
    html = "".join(element.proto.body for element in app.get("html"))
    assert '<input type="hidden" name="as" value="csv">' in html and f"{award.token}\nhttps://elsewhere.example/b/1" in html


def test_more_than_twenty_lines_are_refused_beside_the_field(door: Door) -> None:
    assert "at most 20" in words(check(door, "x\n" * 21))


def test_a_revoked_badge_is_called_revoked_first(cast: Cast, door: Door, award) -> None:
    revoke(cast, award.token)
    app = check(door, award.credential)
    assert "Revoked" in app.error[0].value


def test_a_changed_badge_is_not_confirmed(door: Door, award) -> None:
    said = words(check(door, award.credential.replace("Ada Obi", "Eve <b>Obi</b>")))
    assert "Not valid" in said
    assert "it is not confirmed" in said
    assert "<b>Obi" not in said


def test_what_cannot_be_checked_is_told_beside_the_field_and_stays_there(door: Door) -> None:
    app = check(door, "https://elsewhere.example/b/1")
    assert "not fetched" in words(app).replace("\\", "")
    assert app.text_area[0].value == "https://elsewhere.example/b/1"
    assert "Please paste a badge" in words(check(door, ""))


def test_files_go_to_the_address_that_needs_no_account(door: Door) -> None:
    html = "".join(element.proto.body for element in door.open(page="verify").get("html"))
    assert '<form class="check-file" action="/verify" method="post" enctype="multipart/form-data">' in html


def test_who_asks_too_often_waits(door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(verify_turn, "_LIMIT", verify_turn.SlidingLimit(0, 60))
    assert "Too many tries" in words(check(door, "anything"))
