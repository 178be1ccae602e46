from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from core.services.renewals import open_draft
from tests.cast import Cast
from tests.pages.door import Door, words
from tests.pages.renewing import a_badge_that_ends_in
from tests.services.renewing import badge, hand_in


def answer_of(page: AppTest) -> Button:
    return next(button for button in page.button if button.label == "Answer")


def test_a_reviewer_renews_a_badge_without_a_name(cast: Cast, door: Door) -> None:
    award = a_badge_that_ends_in(cast, cast.ada, 20)
    assert "No renewal waits for you" in words(door.open(cast.rui, "renewals"))
    practice_id = hand_in(cast, cast.ada, award)
    assert "renewal waits" in words(door.open(cast.rui, "home"))
    assert "Verify lockouts" in words(door.open(cast.rui, "renewals"))
    page = door.open(cast.rui, "renewals", r=practice_id)
    assert "In May I verified the chiller lockout" in words(page) and "Ada" not in words(page)
    page.radio[0].set_value("renewed")
    answer_of(page).click().run()
    assert not page.exception
    assert "You renewed the badge" in words(page)
    assert badge(cast, cast.ada).replaces == award.token
    assert "renewal waits" not in words(door.open(cast.rui, "home"))


def test_it_goes_back_with_a_reason_only(cast: Cast, door: Door) -> None:
    practice_id = hand_in(cast, cast.ada, a_badge_that_ends_in(cast, cast.ada, 20))
    page = door.open(cast.rui, "renewals", r=practice_id)
    page.radio[0].set_value("returned")
    answer_of(page).click().run()
    assert "Please say what is missing" in words(page).replace("\\", "")
    page.text_area[0].set_value("Which machine, and when?")
    answer_of(page).click().run()
    assert "You gave it back" in words(page) and "Which machine" in words(page)


def test_ones_own_and_drafts_are_not_there(cast: Cast, door: Door) -> None:
    award = a_badge_that_ends_in(cast, cast.rui, 20)
    draft = open_draft(cast.portal, cast.rui, token=award.token)
    assert "no such renewal" in words(door.open(cast.sol, "renewals", r=draft.id))
    practice_id = hand_in(cast, cast.rui, award)
    assert "No renewal waits for you" in words(door.open(cast.rui, "renewals"))
    assert "no such renewal" in words(door.open(cast.rui, "renewals", r=practice_id))
    assert "Verify lockouts" in words(door.open(cast.sol, "renewals"))
