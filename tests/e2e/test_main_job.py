"""The main job as people do it, by clicking: set-up, evidence, review, badge in the hand, verification by strangers."""

import io
import json
import os
import re
import urllib.request
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from PIL import Image
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from core.settings import ROOT
from tests.e2e.hands import fill, fill_set_up, in_queue, press, rate, saved, sign_in
from tests.servers import Server, serve

NILS, MAREN, PRIYA = (f"{name}@northshore-afp.example" for name in ("nils", "maren", "priya"))
ADMIN, ADMIN_PASSWORD = "mo@northshore.example", "a calm harbour at nine"
PLAN = ROOT / "data" / "sample" / "files" / "grace-toolbox-talk-plan.docx"
Person = Callable[..., Page]


@pytest.fixture(scope="module")
def sample_password(browser, server: Server) -> str:
    """Set the empty portal up by clicking, with the sample association; gives the password that is shown once."""
    context = browser.new_context(base_url=server.url, viewport={"width": 1280, "height": 900})
    context.set_default_timeout(60_000)
    page = context.new_page()
    page.goto("/")
    expect(page.get_by_role("heading", name="Set up your portal")).to_be_visible()

    press(page, "Set up the portal")  # nothing is filled in yet: every field says so, nothing is made
    expect(page.get_by_text("Please fill this in.").first).to_be_visible()

    fill_set_up(page, ADMIN, ADMIN_PASSWORD)
    page.get_by_text("Start with the sample association").click()
    press(page, "Set up the portal")
    expect(page.get_by_text("The portal is set up.")).to_be_visible()
    password = page.get_by_test_id("stCode").inner_text(timeout=90_000).strip()
    press(page, "Go on to sign in")
    expect(page.get_by_label("E-mail", exact=True)).to_be_visible()
    context.close()
    return password


def test_evidence_review_badge_and_verification(sample_password: str, person: Person, server: Server, tmp_path: Path) -> None:
    member = sign_in(person(accept_downloads=True), NILS, sample_password)
    hand_in(member, tmp_path)
    judge(sign_in(person(), MAREN, sample_password))
    address = badge_of(member)
    token = address.rsplit("/", 1)[1]
    check_files(server, token)
    look_as_a_stranger(person(), server, token)
    share(member, server, token)


def hand_in(page: Page, folder: Path) -> None:
    """Nils finds a program, starts it, is told what is wrong with a file, and submits."""
    page.goto("/catalogue")
    fill(page, "Search", "toolbox")
    page.get_by_role("link", name="Run a toolbox talk").first.click()
    expect(page.get_by_role("heading", name="Run a toolbox talk", level=1)).to_be_visible()
    expect(page.get_by_role("table").first).to_contain_text("Chooses a live hazard")
    press(page, "Start")
    goal = page.get_by_label("What do you want to do better at work?")
    goal.fill("Talks that the crew remembers at the machine.")
    goal.press("Tab")
    press(page, "Start the program")
    expect(page.get_by_role("heading", name="Submit: Run a toolbox talk")).to_be_visible()

    page.get_by_role("textbox").first.fill("Ten minutes before the shift at the depot; I led the talk on the new compactor.")
    page.wait_for_timeout(2500)  # nobody leaves the box: a pause in typing is enough
    saved(page)
    page.reload()  # a lost connection loses nothing
    expect(page.get_by_role("textbox").first).to_have_value(re.compile("new compactor"))
    press(page, "Continue to evidence")

    renamed = folder / "plan.pdf"
    renamed.write_bytes(b"MZ\x90\x00" + b"\x00" * 500)
    page.locator("input[type=file]").first.set_input_files(renamed)
    expect(page.get_by_text("its content is something else").first).to_be_visible()
    page.locator("input[type=file]").first.set_input_files(PLAN)
    expect(page.get_by_text("(Word document, 36 KB)").first).to_be_visible()

    page.get_by_role("tab", name="Write it here").click()
    press(page, "Start writing")
    written = page.get_by_label("Text", exact=True).first
    written.fill("I asked what could catch a sleeve. Three said the chain, one the door. Each showed me the stop before we went.")
    written.press("Tab")
    saved(page)
    press(page, "Continue to self-check")
    press(page, "Continue to preview and submit")
    expect(page.get_by_text("what could catch a sleeve")).to_be_visible()
    page.get_by_text("own work").last.click()
    press(page, "Submit")
    expect(page.get_by_role("heading", name="Submitted: Run a toolbox talk")).to_be_visible()


def judge(page: Page) -> None:
    """Maren finds it in the queue without a name, is told of a gap, and approves."""
    page.goto("/queue")
    expect(page.get_by_text("to review").first).to_be_visible()
    in_queue(page, "Run a toolbox talk").click()
    expect(page.get_by_text("what could catch a sleeve")).to_be_visible()
    assert "Nils" not in page.locator("body").inner_text()
    press(page, "Begin the review")
    for criterion in ("Chooses a live hazard", "Involves the crew", "Confirms understanding"):
        rate(page, page.get_by_role("radiogroup", name=re.compile(criterion)), "Proficient")
    press(page, "Decide")
    expect(page.get_by_text("Please write a closing sentence").first).to_be_visible()
    closing = page.get_by_label("To the member", exact=False)
    closing.fill("You asked, they answered, and you checked. Next time write the stop on the plan.")
    closing.press("Tab")
    saved(page)
    press(page, "Decide")
    expect(page.get_by_text("You decided on")).to_be_visible()


def badge_of(page: Page) -> str:
    """Nils sees the badge; gives its public address."""
    page.goto("/badges")
    expect(page.get_by_text("Run a toolbox talk").first).to_be_visible()
    link = page.get_by_role("link", name="Public page").first
    return str(link.get_attribute("href"))


def share(page: Page, server: Server, token: str) -> None:
    """Nils shares it from his phone: plain links of the networks, nothing of theirs on the page, and a click is remembered."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto("/badges")
    saved(page)
    page.get_by_role("button", name="Share a post", exact=True).click()
    expect(page.get_by_role("heading", name="Share “Run a toolbox talk”")).to_be_visible()
    saved(page)
    link = page.get_by_role("link", name="LinkedIn post")
    address = quote(f"{server.url}/b/{token}", safe="")
    expect(link).to_have_attribute("href", f"https://www.linkedin.com/sharing/share-offsite/?url={address}")
    expect(link).to_have_attribute("target", "_blank")
    expect(link).to_have_attribute("rel", re.compile("noreferrer"))
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert {urlsplit(url).netloc for url in asked if url.startswith("http")} == {urlsplit(server.url).netloc}
    with page.context.expect_page():
        link.click()
    expect(page.get_by_text("You shared it: LinkedIn post on")).to_be_visible()


def fetched(url: str, data: bytes | None = None) -> bytes:
    with urllib.request.urlopen(urllib.request.Request(url, data=data), timeout=30) as answer:
        return bytes(answer.read())


def check_files(server: Server, token: str) -> None:
    """The downloads, opened by other libraries; the credential in each verifies, and a changed character does not."""
    document = fetched(f"{server.url}/b/{token}.json")
    credential = json.loads(document)
    assert credential["name"] == "Demonstrated: Run a toolbox talk"
    assert credential["issuer"]["name"] == "Harbour Facility Professionals"

    picture = fetched(f"{server.url}/b/{token}.png")
    with Image.open(io.BytesIO(picture)) as image:
        image.load()
        assert image.size == (600, 600)
        assert json.loads(image.text["openbadgecredential"]) == credential  # type: ignore[attr-defined]

    certificate = fetched(f"{server.url}/b/{token}.pdf")
    reader = PdfReader(io.BytesIO(certificate))
    assert "Nils Bergström" in reader.pages[0].extract_text()
    assert reader.attachments["credential.json"][0] == document

    for file in (document, picture, certificate):
        answer = json.loads(fetched(f"{server.url}/api/verify", data=file))
        assert answer["verdict"] == "valid", answer
    changed = document.replace(b"toolbox", b"toolbax", 1)
    answer = json.loads(fetched(f"{server.url}/api/verify", data=changed))
    assert answer["verdict"] == "invalid"
    assert {check["id"] for check in answer["checks"] if check["status"] == "failed"} & {"proof", "register"}


def look_as_a_stranger(page: Page, server: Server, token: str) -> None:
    """Somebody without an account: the public page, the verify page with an address, and with a file."""
    page.goto(f"/b/{token}")
    expect(page.get_by_role("banner")).to_contain_text("Valid")
    expect(page.locator("body")).to_contain_text("Nils Bergström")
    assert page.context.cookies() == []

    page.goto("/verify")
    page.get_by_label("Paste a badge", exact=False).fill(f"{server.url}/b/{token}")
    press(page, "Check what I pasted")
    expect(page.get_by_text("Nils Bergström").first).to_be_visible()

    page.goto("/verify")
    picture = {"name": "badge.png", "mimeType": "image/png", "buffer": fetched(f"{server.url}/b/{token}.png")}
    page.locator("input[name=badge]").set_input_files(picture)  # type: ignore[arg-type]
    page.get_by_role("button", name="Check the files").click()
    expect(page.locator("body")).to_contain_text("Nils Bergström")


def test_the_second_reviewer_to_save_is_told_and_keeps_the_text(sample_password: str, person: Person) -> None:
    first, second = sign_in(person(), MAREN, sample_password), sign_in(person(), PRIYA, sample_password)
    for reader in (first, second):
        reader.goto("/queue")
        in_queue(reader, "Benchmark a building's energy use").click()
        press(reader, "Begin the review")
        fill_in(reader)
    press(first, "Decide")
    expect(first.get_by_text("You decided on")).to_be_visible()
    press(second, "Decide")
    expect(second.get_by_text("Maren Osei decided").first).to_be_visible()
    expect(second.get_by_text("A careful text that took ten minutes to write.").first).to_be_visible()


def fill_in(reader: Page) -> None:
    closing = reader.get_by_label("To the member", exact=False)
    expect(closing).to_be_visible()
    saved(reader)
    groups = reader.get_by_role("radiogroup")
    for number in range(groups.count()):
        rate(reader, groups.nth(number), "Proficient")
    closing.fill("A careful text that took ten minutes to write.")
    closing.press("Tab")
    saved(reader)


def test_signing_in_and_out(sample_password: str, person: Person, server: Server) -> None:
    page = person()
    page.goto("/sign_in")
    for email in (NILS, "nobody@northshore-afp.example"):
        fill(page, "E-mail", email)
        fill(page, "Password", "not the right password")
        press(page, "Sign in")
        expect(page.get_by_text("E-mail or password is not right.")).to_be_visible()
    sign_in(page, NILS, sample_password)
    cookies = {cookie["name"]: cookie for cookie in page.context.cookies()}
    kept = [cookie for cookie in cookies.values() if "portal" in cookie["name"]]
    assert kept and all(cookie["httpOnly"] for cookie in kept)
    state = page.context.storage_state()

    page.goto("/queue")  # a page of reviewers does not exist for Nils
    expect(page.get_by_text("to review")).to_have_count(0)
    page.goto("/")
    press(page, "Sign out")
    expect(page.get_by_text("Sign in").first).to_be_visible()
    copied = person(storage_state=state)  # a copied cookie is worthless from the same moment
    copied.goto("/my_learning")
    expect(copied.get_by_label("E-mail", exact=True)).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_public_pages_fit_every_screen(sample_password: str, person: Person, width: int, scheme: str) -> None:
    page = person(viewport={"width": width, "height": 844}, color_scheme=scheme)
    for place, heading in (
        ("/catalogue", "Catalogue"),
        ("/program?code=COM-101", "Brief occupants during an incident"),
        ("/verify", "Verify"),
    ):
        page.goto(place)
        expect(page.get_by_role("heading", name=heading).first).to_be_visible()
        saved(page)
        assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
        keep_picture(page, f"{place.strip('/').split('?')[0]}-{width}-{scheme}")


def keep_picture(page: Page, name: str) -> None:
    """Pictures for people to look at; the one in the README comes from here (PROOFMARK_SHOTS says where to)."""
    folder = os.environ.get("PROOFMARK_SHOTS")
    if folder:
        Path(folder).mkdir(parents=True, exist_ok=True)
        page.screenshot(path=Path(folder) / f"{name}.png")


def test_a_restart_loses_nothing(sample_password: str, person: Person, server: Server) -> None:
    page = sign_in(person(), "amara@northshore-afp.example", sample_password)
    page.goto("/my_learning")
    expect(page.get_by_text("Verify lockout").first).to_be_visible()
    server.stop()
    again = serve(server.folder, int(server.url.rsplit(":", 1)[1]))
    server.process = again.process
    page.goto("/my_learning")
    expect(page.get_by_text("Verify lockout").first).to_be_visible()
