"""A revoked badge comes back: the holder appeals on a phone, somebody who had no part decides, and anybody sees it at once."""

from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.hands import press, saved, sign_in


def test_an_upheld_appeal_puts_a_badge_back_in_force(sample_loaded: str, person: Callable[..., Page]) -> None:

    holder = sign_in(person(viewport={"width": 390, "height": 844}), "stuart@northshore-afp.example", sample_loaded)
    holder.goto("/badges")
    address = holder.get_by_role("link", name="Public page").get_attribute("href") or ""
    visitor = person()
    visitor.goto(address)
    expect(visitor.get_by_label("Answer")).to_contain_text("Revoked on")

    holder.get_by_text("Appeal (until").click()
    press(holder, "Send my appeal")
    expect(holder.get_by_text("Please choose what the appeal rests on")).to_be_visible()
    holder.get_by_text("There is something new").click()
    holder.get_by_label("What should be looked at again?").fill("My own schedule is with you since Monday.")
    saved(holder)
    press(holder, "Send my appeal")
    expect(holder.get_by_text("You appealed on")).to_be_visible()

    judge = sign_in(person(), "priya@northshore-afp.example", sample_loaded)
    judge.goto("/cases")
    appeal = judge.get_by_test_id("stForm").filter(has_text="The badge is in force again").last  # the newest
    appeal.get_by_text("The badge is in force again").click()
    appeal.get_by_role("textbox").fill("Seen, and it is his own.")
    saved(judge)
    appeal.get_by_role("button", name="Decide the appeal").click()
    expect(judge.get_by_text("Decided: the badge is in force again.")).to_be_visible()

    visitor.goto(address)
    expect(visitor.get_by_label("Answer")).to_contain_text("Valid until")
    holder.goto("/badges")
    expect(holder.get_by_text("is in force again")).to_be_visible()
    expect(holder.get_by_text("Seen, and it is his own.")).to_be_visible()
