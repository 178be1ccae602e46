from core.services.reminders import remind
from tests.cast import Cast
from tests.pages.door import Door, words
from tests.pages.renewing import a_badge_that_ends_in


def test_messages_wait_to_be_copied_and_are_ticked_off(cast: Cast, door: Door) -> None:
    assert "Nothing waits" in words(door.open(cast.mo, "messages"))
    a_badge_that_ends_in(cast, cast.ada, 30)
    remind(cast.portal)
    page = door.open(cast.mo, "messages")
    copied = [block.value for block in page.code]
    assert copied[0] == "ada@northshore.example"
    assert copied[1].startswith("Your badge “Verify lockouts END-100” is valid until")
    assert copied[2].startswith("Hello Ada Obi,")
    (link,) = page.get("link_button")
    assert link.proto.url.startswith("mailto:ada@northshore.example?subject=Your%20badge") and "%0D%0A" in link.proto.url
    next(button for button in page.button if button.label == "I have sent it").click().run()
    assert "Nothing waits" in words(page) and "1 sent so far" in words(page)


def test_a_member_stops_e_mails_in_the_profile(cast: Cast, door: Door) -> None:
    profile = door.open(cast.ada, "profile")
    profile.toggle[0].set_value(False).run()
    assert not profile.exception
    a_badge_that_ends_in(cast, cast.ada, 30)
    remind(cast.portal)
    assert "Nothing waits" in words(door.open(cast.mo, "messages"))
    assert "expires in 30 days" in words(door.open(cast.ada, "home"))
