import pytest

from core.rules.times import long_day
from core.services import renewals
from core.services.reminders import remind
from tests.cast import Cast
from tests.pages.door import Door, words
from tests.pages.renewing import a_badge_that_ends_in
from tests.services.renewing import answer, badge, hand_in


def test_home_tells_of_a_reminder_until_it_is_put_aside(cast: Cast, door: Door) -> None:
    award = a_badge_that_ends_in(cast, cast.ada, 30)
    assert "expires in 30 days" not in words(door.open(cast.ada, "home"))
    remind(cast.portal)
    home = door.open(cast.ada, "home")
    assert "expires in 30 days" in words(home) and "one piece of evidence of practice" in words(home)
    assert "expires in 30 days" not in words(door.open(cast.ben, "home"))
    home.button(f"aside_{award.token}").click().run()
    assert "expires in 30 days" not in words(home)


def test_my_badges_has_the_strip_without_a_reminder_and_in_the_grace(cast: Cast, door: Door) -> None:
    award = a_badge_that_ends_in(cast, cast.ada, -3)
    shown = words(door.open(cast.ada, "badges"))
    assert f"Expired on {long_day(award.valid_until.date())}" in shown and "Hand in one piece of evidence" in shown
    hand_in(cast, cast.ada, award)
    assert "Your renewal is in progress. It is with the reviewers" in words(door.open(cast.ada, "badges")).replace("\\", "")


def test_a_text_is_written_and_handed_in(cast: Cast, door: Door) -> None:
    award = a_badge_that_ends_in(cast, cast.ada, 20)
    page = door.open(cast.ada, "renew", b=award.token)
    assert "Show one lockout that you verified this year" in words(page).replace("\\", "")
    page.button[[button.label for button in page.button].index("Start writing")].click().run()
    page.text_area[0].set_value("In May I verified the chiller.").run()
    page.button[[button.label for button in page.button].index("Hand it in")].click().run()
    assert "Please confirm that this is your own work" in words(page).replace("\\", "")
    page.checkbox[0].check().run()
    page.button[[button.label for button in page.button].index("Hand it in")].click().run()
    assert not page.exception
    assert "Your renewal is in progress: handed in on" in words(page)
    page.button[[button.label for button in page.button].index("Take it back")].click().run()
    assert page.text_area[0].value == "In May I verified the chiller."


def test_what_came_back_says_why_and_is_there_again(cast: Cast, door: Door) -> None:
    award = a_badge_that_ends_in(cast, cast.ada, 20)
    answer(cast, hand_in(cast, cast.ada, award, "I did one."), "returned", "Which machine?")
    page = door.open(cast.ada, "renew", b=award.token)
    assert "Which machine" in words(page)
    assert page.text_area[0].value == "I did one."
    assert "Something is missing to renew" in words(door.open(cast.ada, "home"))


@pytest.mark.parametrize(
    ("renewal", "said"),
    [
        ({"kind": "reassess"}, "by showing the skill once more"),
        ({"kind": "update_program", "program": "ORI-001"}, "by earning the badge of"),
        ({"kind": "none"}, "This badge is not renewed"),
    ],
)
def test_every_kind_says_its_way(cast: Cast, door: Door, renewal: dict[str, str], said: str) -> None:
    award = a_badge_that_ends_in(cast, cast.ada, 20, renewal=renewal)
    page = door.open(cast.ada, "renew", b=award.token)
    assert said in words(page)
    assert not page.exception


def test_reassessing_begins_here(cast: Cast, door: Door) -> None:
    award = a_badge_that_ends_in(cast, cast.ada, 20, renewal={"kind": "reassess"})
    page = door.open(cast.ada, "renew", b=award.token)
    next(button for button in page.button if button.label.startswith("Start")).click().run()
    assert not page.exception
    assert "Your renewal is in progress" in words(door.open(cast.ada, "renew", b=award.token))


def test_before_its_time_and_after_it(cast: Cast, door: Door) -> None:
    award = a_badge_that_ends_in(cast, cast.ada, 200)
    assert "You can renew it from" in words(door.open(cast.ada, "renew", b=award.token))


def test_the_address_of_the_old_badge_leads_to_the_new_one(cast: Cast, door: Door) -> None:
    award = a_badge_that_ends_in(cast, cast.ada, 20)
    answer(cast, hand_in(cast, cast.ada, award))
    assert badge(cast, cast.ada).token != award.token
    assert "You can renew it from" in words(door.open(cast.ada, "renew", b=award.token))


def test_somebody_elses_badge_is_not_found(cast: Cast, door: Door) -> None:
    award = a_badge_that_ends_in(cast, cast.ada, 20)
    page = door.open(cast.ben, "renew", b=award.token)
    assert "no badge among yours" in words(page)
    draft = renewals.open_draft(cast.portal, cast.ada, token=award.token)
    assert draft.state == "draft"
