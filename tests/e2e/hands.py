"""What hands do in a browser, for every story: type, press, sign in, find a card in the queue."""

import re

from playwright.sync_api import Locator, Page, expect
from playwright.sync_api import TimeoutError as TookTooLong

# While a page is drawn anew, old and new stand in it together; a person waits for the end of that, and so do these hands.
BEING_DRAWN = ", ".join(f'[data-testid="stApp"][data-test-script-state="{state}"]' for state in ("running", "rerunRequested"))


def wait_for_calm(page: Page) -> None:
    """From now on every act and every look at this page first waits until the page has been drawn."""
    page.add_locator_handler(page.locator(BEING_DRAWN), lambda: None)


def watch_it_work(page: Page) -> None:
    """From now on look at this page while it is being drawn as well: a bar is seen only then."""
    page.remove_locator_handler(page.locator(BEING_DRAWN))


def fill(page: Page, label: str, text: str) -> None:
    """Type into the field with exactly this label, and leave it."""
    box = page.get_by_label(label, exact=True)
    box.fill(text)
    box.press("Tab")


def press(page: Page, name: str) -> None:
    """Press the button with exactly this name, once everything typed has arrived."""
    saved(page)
    page.get_by_role("button", name=name, exact=True).click()


def choose(page: Page, label: str, words: str) -> None:
    """Choose from a list. A page that is still being drawn takes an open list away; then it is opened again, as a person would."""
    for _ in range(4):
        saved(page)
        page.get_by_label(label).click()
        try:
            page.get_by_role("option", name=re.compile(words)).click(timeout=4_000)
        except TookTooLong:
            page.keyboard.press("Escape")
        else:
            return
    raise AssertionError(f"“{words}” could not be chosen from “{label}”")


def rate(page: Page, group: Locator, level: str) -> None:
    """Choose a level in the group of a criterion. A click upon a page that is just drawn anew is lost; a person makes it again."""
    for _ in range(4):
        saved(page)
        group.get_by_text(level, exact=False).first.click()
        saved(page)
        if group.get_by_role("radio", name=re.compile(level), checked=True).count():
            return
    raise AssertionError(f"“{level}” could not be chosen")


def saved(page: Page) -> None:
    """Wait until everything typed so far has reached the server."""
    page.wait_for_timeout(150)  # a change is sent a moment after it was made
    expect(page.get_by_test_id("stApp")).to_have_attribute("data-test-script-state", "notRunning")


def sign_in(page: Page, email: str, password: str) -> Page:
    """Sign in by the form; gives the same page back."""
    page.goto("/sign_in")
    return sign_in_here(page, email, password)


def sign_in_here(page: Page, email: str, password: str) -> Page:
    """Sign in by the form that stands on the page already."""
    fill(page, "E-mail", email)
    fill(page, "Password", password)
    press(page, "Sign in")
    expect(page.get_by_role("button", name="Sign out")).to_be_visible()
    return page


def in_queue(page: Page, title: str) -> Locator:
    """The link to the newest submission for a program: the last of its cards."""
    cards = page.get_by_test_id("stVerticalBlock").filter(has=page.get_by_role("heading", name=title))
    return cards.filter(has=page.get_by_role("link", name=re.compile("Submission"))).last.get_by_role("link")


def fill_set_up(page: Page, email: str, password: str) -> None:
    """The set-up form of the harbour's association and its administrator, all but what to start with."""
    fill(page, "Name of the association", "Harbour Facility Professionals")
    fill(page, "Contact person or office", "Mo Lind, office")
    fill(page, "E-mail of the association", "office@harbour.example")
    page.get_by_label("Country", exact=False).first.fill("Canada")
    page.get_by_role("option", name="Canada").click()
    fill(page, "Web address", "https://harbour.example")
    fill(page, "Your name", "Mo Lind")
    fill(page, "Your e-mail", email)
    fill(page, "Password", password)
    fill(page, "Password again", password)
