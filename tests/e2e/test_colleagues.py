"""Two members help each other, one of them on a phone: a draft, a colleague's eye, and what comes back. And a new member's first minute."""

from __future__ import annotations

import re
from collections.abc import Callable

from playwright.sync_api import Page, expect

from tests.e2e.hands import choose, fill, press, saved, sign_in
from tests.servers import Server

PHONE = {"width": 390, "height": 844}
Person = Callable[[], Page]


def test_two_members_help_each_other(sample_loaded: str, person: Person) -> None:
    grace, eleni = person(), person()
    look_at_the_draft(sign_in(eleni, "eleni@northshore-afp.example", sample_loaded))
    sign_in(grace, "grace@northshore-afp.example", sample_loaded)
    read_what_was_said(grace)


def look_at_the_draft(eleni: Page) -> None:
    """From Home of a phone to the draft, half an answer, and a whole one."""
    eleni.set_viewport_size(PHONE)
    eleni.goto("/")
    expect(eleni.get_by_role("heading", name="A colleague could use your eye")).to_be_visible()
    saved(eleni)
    eleni.get_by_role("link", name=re.compile("Brief occupants.*Grace Cardinal")).click()
    expect(eleni.get_by_role("heading", name="A draft: Brief occupants during an incident")).to_be_visible()
    expect(eleni.get_by_text("Would you know what to do after the message to the parents?")).to_be_visible()
    saved(eleni)
    first = eleni.get_by_label("One strength: States what, who, when")  # the first block is open, the others are folded
    expect(first).to_be_visible()
    first.fill("I know within one line whether it is about me.")
    first.press("Tab")
    press(eleni, "Give the feedback")
    expect(eleni.get_by_text("Please write one strength and one suggestion")).to_be_visible()
    second = eleni.get_by_label("One suggestion: States what, who, when")
    expect(second).to_be_visible()
    second.fill("Name the hour at which you will write again.")
    second.press("Tab")
    saved(eleni)
    assert eleni.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    press(eleni, "Give the feedback")
    expect(eleni.get_by_text("Your feedback is with your colleague. Thank you.")).to_be_visible()
    expect(eleni.get_by_role("heading", name="What you gave")).to_be_visible()


def read_what_was_said(grace: Page) -> None:
    """Beside her own draft she finds both answers, and says how much they helped."""
    grace.goto("/")
    saved(grace)
    press(grace, "Go on")
    expect(grace.get_by_role("heading", name="What colleagues see")).to_be_visible()
    expect(grace.get_by_text("Name the hour at which you will write again.")).to_be_visible()
    expect(grace.get_by_text("Nataliia Kovalchuk")).to_be_visible()
    saved(grace)
    grace.get_by_text("It changed my work").first.click()
    saved(grace)
    grace.reload()
    expect(grace.get_by_role("heading", name="What colleagues see")).to_be_visible()


def test_a_new_member_finds_a_first_program(sample_loaded: str, person: Person) -> None:
    """Three questions on a phone, three suggestions with reasons, one put away, one begun."""
    nils = sign_in(person(), "nils@northshore-afp.example", sample_loaded)
    nils.set_viewport_size(PHONE)
    nils.goto("/")
    expect(nils.get_by_role("heading", name=re.compile("Welcome, Nils"))).to_be_visible()
    choose(nils, "What do you work as?", "Facility technician")
    nils.keyboard.press("Escape")
    fill(nils, "What do you want to get better at?", "Nobody gets hurt at a machine")
    press(nils, "Show what suits me")
    expect(nils.get_by_role("heading", name="Three to begin with")).to_be_visible()
    expect(nils.get_by_text("It matters in your role: Facility technician.").first).to_be_visible()
    assert nils.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    saved(nils)
    lockout = nils.get_by_role("link", name="Verify lockout–tagout on a walkdown")
    expect(lockout).to_have_count(1)
    nils.get_by_role("button", name="Not for me").first.click()
    expect(lockout).to_have_count(0)
    saved(nils)
    nils.get_by_role("link", name="Switch to CMMS 6").click()
    expect(nils.get_by_role("heading", name="Switch to CMMS 6")).to_be_visible()


def test_a_private_badge_is_closed_in_the_browser_too(sample_loaded: str, person: Person, server: Server) -> None:
    amara = sign_in(person(), "amara@northshore-afp.example", sample_loaded)
    amara.goto("/badges")
    saved(amara)
    address = amara.get_by_role("link", name="Public page").first.get_attribute("href")
    amara.get_by_text("Public address, and who can see it").first.click()
    amara.get_by_text("Only me").first.click()
    expect(amara.get_by_text("Only you see it now.")).to_be_visible()
    stranger = person()
    stranger.goto(f"{server.url}{address}")
    expect(stranger.get_by_role("heading", name="Its holder keeps this badge private")).to_be_visible()
    assert "Amara" not in stranger.content()
    amara.goto(f"{server.url}{address}")
    expect(amara.get_by_text("Amara Diallo").first).to_be_visible()
