"""A designer takes two templates to published programs and stacks them; a member earns both badges, and the pathway's comes by itself.

In the sample association, where there are two designers: what one of them wrote, the other one checks and publishes.
"""

import os
import re
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from core.settings import ROOT
from tests.e2e.hands import fill, press, saved, sign_in

Person = Callable[..., Page]
PHONE = {"viewport": {"width": 390, "height": 844}}
PLAN, DATA = "Plan the next skill of your team", "Protect member data in daily work"
PATHWAY = "A careful colleague"
TEMPLATES = ROOT / "data" / "templates"


def look(page: Page, name: str) -> None:
    """A picture for people to look at, where PROOFMARK_SHOTS says."""
    if folder := os.environ.get("PROOFMARK_SHOTS"):
        page.wait_for_timeout(800)
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


@pytest.mark.slow
def test_from_two_templates_to_the_badge_of_a_pathway(person: Person, sample_loaded: str) -> None:
    arjun = sign_in(person(), "arjun@northshore-afp.example", sample_loaded)
    rosalie = sign_in(person(), "rosalie@northshore-afp.example", sample_loaded)
    for template, title in (("Plan your next skill", PLAN), (DATA, DATA)):
        look_at = draft_from(arjun, template, title)
        publish(rosalie, look_at, title)
    stack(arjun)

    jo = sign_in(person(**PHONE), "jo@northshore-afp.example", sample_loaded)
    jo.goto("/pathway?code=CARE-001")
    expect(jo.get_by_role("heading", name=PATHWAY, level=1)).to_be_visible()
    earn_the_plan(jo)
    jo.goto("/pathway?code=CARE-001")
    expect(jo.get_by_text("You are already 50 % there.")).to_be_visible()
    look(jo, "design-07-half-way")
    earn_the_data_badge(jo)
    the_capstone_is_there(jo)


def draft_from(page: Page, template: str, title: str) -> str:
    """From the template to the request for a check, through all five steps; gives the address of the check."""
    page.goto("/studio")
    page.get_by_text("New program", exact=True).click()
    card = page.locator("[class*='st-key-template_all_']").filter(has_text=template)
    saved(page)  # a click upon a page that is just drawn anew is lost
    card.get_by_role("button", name="Use this template").click()
    expect(page.get_by_role("heading", name=template, level=1)).to_be_visible()
    look(page, f"design-01-people-{title[:4]}")
    press(page, "Next: Skill")
    fill(page, "Title", title)
    expect(page.get_by_role("heading", name=title, level=1)).to_be_visible()
    for step in ("Evidence", "Learning", "Promise"):
        press(page, f"Next: {step}")
        expect(page.get_by_role("heading", name=re.compile(rf"\d\. {step}"))).to_be_visible()
        look(page, f"design-02-{step}-{title[:4]}")
    press(page, "Last look")
    expect(page.get_by_role("heading", name=f"Last look: {title}")).to_be_visible()
    look(page, f"design-03-check-{title[:4]}")
    press(page, "Submit for check")
    expect(page.get_by_role("button", name="Take back")).to_be_visible()
    expect(page.get_by_role("button", name="Publish", exact=True)).to_have_count(0)
    return page.url


def publish(page: Page, address: str, title: str) -> None:
    """The second person looks at it and publishes."""
    page.goto(address)
    expect(page.get_by_text("You decide.")).to_be_visible()
    press(page, "Publish")
    expect(page.get_by_text("This draft is published.")).to_be_visible()
    page.goto("/catalogue")
    expect(page.get_by_role("link", name=title)).to_be_visible()


def stack(page: Page) -> None:
    page.goto("/design_pathways")
    press(page, "Begin a pathway")
    fill(page, "Code", "CARE-001")
    fill(page, "Title", PATHWAY)
    fill(page, "What one can do afterwards", "Look after what others entrust to you, and after your own learning")
    fill(page, "What it is good for", "Members trust an office in which people learn and data stay where they belong.")
    for number, title in enumerate((PLAN, DATA)):
        if page.get_by_label("Program", exact=True).count() <= number:
            press(page, "Add a program")
        expect(page.get_by_label("Program", exact=True)).to_have_count(number + 1)
        choose_program(page, number, title)
    look(page, "design-05-pathway")
    press(page, "Publish")
    expect(page.get_by_text(f"“{PATHWAY}” is published.")).to_be_visible()
    look(page, "design-06-published-pathway")


def choose_program(page: Page, number: int, title: str) -> None:
    saved(page)
    page.get_by_label("Program", exact=True).nth(number).click()
    page.get_by_role("option", name=re.compile(title)).click()
    saved(page)


def start(page: Page, title: str) -> None:
    page.goto("/catalogue")
    saved(page)
    page.get_by_role("link", name=title).first.click()
    press(page, "Start")
    press(page, "Start the program")


def tick(page: Page, attestation: str) -> None:
    saved(page)
    page.get_by_text(attestation).click()
    saved(page)
    card = page.locator("[class*='st-key-activity_']").filter(has_text=attestation)
    card.get_by_role("button", name="Tick off").click()
    expect(page.get_by_text(attestation)).to_have_count(0)


def earn_the_plan(page: Page) -> None:
    """Four activities in their order: the next one opens when the one before is done."""
    start(page, PLAN)
    activities = tomllib.loads((TEMPLATES / "learning_plan.toml").read_text(encoding="utf-8"))["activities"]
    expect(page.get_by_text(activities[1]["attestation"])).to_have_count(0)
    look(page, "design-08-in-order")
    for activity in activities:
        tick(page, activity["attestation"])


def earn_the_data_badge(page: Page) -> None:
    """Three activities, and a quiz that is not passed before it is."""
    start(page, DATA)
    activities = tomllib.loads((TEMPLATES / "member_data.toml").read_text(encoding="utf-8"))["activities"]
    for activity in activities:
        if "quiz" not in activity:
            tick(page, activity["attestation"])
    saved(page)
    page.get_by_text(re.compile("[Tt]ake the quiz")).first.click()
    expect(page.get_by_role("heading", name="Six cases from the office", level=1)).to_be_visible()
    questions = next(activity["quiz"]["questions"] for activity in activities if "quiz" in activity)
    answer(page, questions, right=False)
    expect(page.get_by_text("Not yet", exact=False).first).to_be_visible()
    look(page, "design-09-not-yet")
    answer(page, questions, right=True)
    expect(page.get_by_text("Passed", exact=False).first).to_be_visible()
    look(page, "design-10-passed")


def answer(page: Page, questions: list[dict], *, right: bool) -> None:
    """Every question answered rightly, or each choice with the wrong one."""
    for question in questions:
        if question["kind"] == "text":
            page.get_by_label(re.compile("Your answer to question")).last.fill(question["accepted"][0] if right else "colour")
            page.keyboard.press("Tab")
            continue
        for place, choice in enumerate(question["choices"]):
            wanted = (place in question["right"]) is right
            box = page.get_by_role("radio" if question["kind"] == "single" else "checkbox", name=choice)
            if box.is_checked() != wanted and (wanted or question["kind"] == "multiple"):
                page.get_by_test_id("stMain").get_by_text(choice, exact=True).click()
                saved(page)
    press(page, "Hand in")


def the_capstone_is_there(page: Page) -> None:
    """Nobody issued it: it came with the last badge, and stands upon both, in public."""
    page.goto("/badges")
    card = page.get_by_role("article").filter(has_text=PATHWAY)
    expect(card).to_contain_text("Completed:")
    look(page, "design-11-badges")
    page.goto(str(card.get_by_role("link", name="Public page").get_attribute("href")))
    expect(page.get_by_role("banner")).to_contain_text("Valid")
    for title in (PLAN, DATA):
        expect(page.get_by_role("link", name=title).first).to_be_visible()
    look(page, "design-12-capstone")
