"""The first ten minutes of an administrator, as the README tells them: an empty portal, and by clicking only, two badges."""

import os
import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from core.settings import ROOT
from tests.e2e.hands import fill, fill_set_up, in_queue, press, rate, saved, sign_in_here

Person = Callable[..., Page]
ADMIN = "mo@harbour.example"
PASSWORDS = {ADMIN: "a calm harbour at nine", "rea@harbour.example": "seven quiet ladders", "ben@harbour.example": "four green valves"}


def look(page: Page, name: str) -> None:
    """A picture for people to look at, where PROOFMARK_SHOTS says."""
    if folder := os.environ.get("PROOFMARK_SHOTS"):
        page.wait_for_timeout(800)  # until nothing moves; the badge page has no script state to wait for
        page.screenshot(path=Path(folder) / f"{name}.png")


def go(page: Page, section: str, name: str) -> None:
    """Choose a page in the menu at the top."""
    saved(page)
    page.get_by_test_id("stTopNavSection").filter(has_text=section).click()
    look(page, f"menu-{section}")
    page.get_by_test_id("stTopNavDropdownLink").filter(has_text=name).click()
    expect(page.get_by_role("heading", name=name, level=1)).to_be_visible()


def test_an_empty_portal_gives_its_first_two_badges(person: Person) -> None:
    mo = set_up(person())
    publish_from_a_sample(mo, "MTG-102", "Run a toolbox talk", "Lead a toolbox talk")
    publish_from_a_sample(mo, "ORI-001", "Start your learning plan", "Begin your learning plan")
    visit(person(), "Lead a toolbox talk")

    invitations = [invite(mo, "rea@harbour.example", "Rea Sund", "Reviewer: "), invite(mo, "ben@harbour.example", "Ben Adair")]
    rea, ben = (join(person(), address, email) for address, email in zip(invitations, list(PASSWORDS)[1:], strict=True))

    demonstrate(ben)
    approve(rea)
    check_badge(ben, "Lead a toolbox talk", "Demonstrated")

    tick_activities(ben)
    confirm(mo)
    check_badge(ben, "Begin your learning plan", "Completed")


def set_up(page: Page) -> Page:
    page.goto("/")
    expect(page.get_by_role("heading", name="Set up your portal")).to_be_visible()
    fill_set_up(page, ADMIN, PASSWORDS[ADMIN])
    expect(page.get_by_role("radio", name="Start empty")).to_be_checked()
    look(page, "01-set-up")
    press(page, "Set up the portal")
    expect(page.get_by_text("The portal is set up.")).to_be_visible()
    look(page, "02-set-up-done")
    press(page, "Go on to sign in")
    expect(page.get_by_label("E-mail", exact=True)).to_be_visible()
    look(page, "03-sign-in")
    sign_in_here(page, ADMIN, PASSWORDS[ADMIN])
    expect(page.get_by_role("button", name="Design the first program")).to_be_visible()
    look(page, "04-mo-at-home")
    return page


def publish_from_a_sample(page: Page, code: str, title: str, changed: str) -> None:
    """Begin with the file of a program, change its words, look once more, publish."""
    text = (ROOT / "data" / "sample" / "programs" / f"{code}.toml").read_text(encoding="utf-8")
    go(page, "Design", "Studio")
    look(page, f"05-studio-{code}")
    page.get_by_text(re.compile("^(Other ways to begin|New program)$")).first.click()
    page.get_by_role("tab", name="From a file").click()
    fill(page, "Or paste it here", text)
    press(page, "Begin with this file")
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    look(page, f"06-step-one-{code}")
    step(page, "Skill")
    fill(page, "Title", changed)
    expect(page.get_by_role("heading", name=changed, level=1)).to_be_visible()
    look(page, f"07-typed-{code}")
    press(page, "Last look")
    expect(page.get_by_role("heading", name=f"Last look: {changed}")).to_be_visible()
    look(page, f"08-checked-{code}")
    press(page, "Publish")
    expect(page.get_by_text("This draft is published.")).to_be_visible()
    look(page, f"09-published-{code}")


def step(page: Page, name: str) -> None:
    """Go to one of the five steps of a draft."""
    saved(page)
    page.get_by_test_id("stButtonGroup").get_by_text(re.compile(name)).first.click()
    saved(page)


def visit(page: Page, title: str) -> None:
    """A stranger finds the program with its whole rubric."""
    page.goto("/")
    look(page, "10-visitor")
    page.get_by_role("link", name=title).first.click()
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    expect(page.get_by_role("table").first).to_contain_text("Chooses a live hazard")
    look(page, "11-visitor-program")


def invite(page: Page, email: str, name: str, role: str = "") -> str:
    """Add a person; gives the address to send."""
    go(page, "Admin", "People")
    look(page, f"12-people-{name}")
    fill(page, "E-mail", email)
    fill(page, "Name", name)
    if role:
        page.get_by_text(re.compile(role)).first.click()
    press(page, "Add and invite")
    address = page.get_by_test_id("stCode")
    expect(page.get_by_text(f"send it to {name}")).to_be_visible()
    look(page, f"13-invited-{name}")
    return address.inner_text().strip()


def join(page: Page, address: str, email: str) -> Page:
    page.goto(address)
    expect(page.get_by_role("heading", name="Welcome", level=1)).to_be_visible()
    fill(page, "Password", PASSWORDS[email])
    fill(page, "Password again", PASSWORDS[email])
    look(page, f"14-join-{email}")
    press(page, "Join")
    expect(page.get_by_text("Your password is set.")).to_be_visible()
    sign_in_here(page, email, PASSWORDS[email])
    look(page, f"15-joined-{email}")
    expect(page.get_by_test_id("stTopNavSection").filter(has_text="Review")).to_have_count(int(email.startswith("rea")))
    return page


def start(page: Page, title: str) -> None:
    page.get_by_role("link", name="Catalogue").first.click()
    page.get_by_role("link", name=title).first.click()
    press(page, "Start")
    look(page, f"16-start-{title}")
    press(page, "Start the program")


def write(page: Page, evidence: str, text: str) -> None:
    """Write one piece of evidence into its card."""
    card = page.locator("[class*='st-key-evidence_']").filter(has=page.get_by_role("heading", name=evidence))
    card.get_by_role("tab", name="Write it here").click()
    card.get_by_role("button", name="Start writing").click()
    box = card.get_by_label("Text", exact=True)
    box.fill(text)
    box.press("Tab")
    saved(page)


def demonstrate(page: Page) -> None:
    start(page, "Lead a toolbox talk")
    expect(page.get_by_role("heading", name="Submit: Lead a toolbox talk")).to_be_visible()
    look(page, "17-context")
    page.get_by_role("textbox").first.fill("Before the roof job on the north block; I led the talk, four of us were there.")
    page.get_by_role("textbox").first.press("Tab")
    press(page, "Continue to evidence")
    look(page, "18-evidence")
    write(page, "Plan of the talk", "Skylight on the north roof: stay off it, clip on before the ridge. I ask who has been up there.")
    write(page, "The talk as it happened", "I asked who had been up. Two said: clip on before the ridge. Each showed me the anchor.")
    look(page, "19-evidence-written")
    press(page, "Continue to self-check")
    press(page, "Continue to preview and submit")
    expect(page.get_by_text("Two said: clip on")).to_be_visible()
    page.get_by_text("own work").last.click()
    look(page, "20-preview")
    press(page, "Submit")
    expect(page.get_by_role("heading", name="Submitted: Lead a toolbox talk")).to_be_visible()
    look(page, "21-submitted")


def approve(page: Page) -> None:
    go(page, "Review", "Review")
    look(page, "22-queue")
    in_queue(page, "Lead a toolbox talk").click()
    press(page, "Begin the review")
    for criterion in ("Chooses a live hazard", "Involves the crew", "Confirms understanding"):
        rate(page, page.get_by_role("radiogroup", name=re.compile(criterion)), "Proficient")
    closing = page.get_by_label("To the member", exact=False)
    closing.fill("You asked, they answered, and you checked.")
    closing.press("Tab")
    look(page, "23-review")
    press(page, "Decide")
    expect(page.get_by_text("You decided on")).to_be_visible()
    look(page, "24-decided")


def tick_activities(page: Page) -> None:
    """Three by oneself, each with the sentence that one stands for; the last one waits for the facilitator."""
    start(page, "Begin your learning plan")
    look(page, "26-activities")
    for done, attestation in enumerate(("I have opened a rubric", "I have chosen one skill", "I have talked about my choice"), 1):
        page.get_by_text(attestation).click()
        saved(page)
        card = page.locator("[class*='st-key-activity_']").filter(has_text=attestation)
        card.get_by_role("button", name="Tick off").click()
        expect(page.get_by_text(f"{done} of 4 completed").first).to_be_visible()
    look(page, "27-ticked")


def confirm(page: Page) -> None:
    go(page, "Design", "Confirm activities")
    look(page, "28-confirm")
    press(page, "Confirm Ben Adair")
    expect(page.get_by_text("Nothing to confirm.")).to_be_visible()
    look(page, "29-confirmed")


def check_badge(page: Page, title: str, word: str) -> None:
    """The member has it, and its public page tells a stranger so."""
    go(page, "Learn", "My badges")
    card = page.get_by_role("article").filter(has_text=title)
    expect(card).to_contain_text(f"{word}:")
    look(page, f"25-badge-{word}")
    page.goto(str(card.get_by_role("link", name="Public page").get_attribute("href")))
    expect(page.get_by_role("banner")).to_contain_text("Valid")
    expect(page.locator("body")).to_contain_text(title)
    look(page, f"25-public-{word}")
    page.goto("/")
