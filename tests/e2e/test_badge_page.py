"""The public badge page in a browser, as an employer on a phone, a keyboard, a printer and a screen reader meet it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest
from playwright.sync_api import Locator, Page, expect

from core.queries.badges import all_awards
from core.rules.members import Actor
from core.services import corrections, members, programs
from tests.builders import a_performance_program
from tests.cast import Cast, a_cast
from tests.e2e.conftest import Server, free_port, serve
from tests.services.steps import a_submission, decide, revoke

PHONE = {"width": 390, "height": 844}
Person = Callable[..., Page]
CONTROLS = "a, button, input, summary"


@dataclass(frozen=True)
class Badges:
    """Tokens of one badge in each standing that somebody may meet."""

    valid: str
    revoked: str
    replaced: str
    corrected: str
    arabic: str


@pytest.fixture(scope="module")
def cast(tmp_path_factory: pytest.TempPathFactory) -> Cast:
    return a_cast(tmp_path_factory.mktemp("badges"))


@pytest.fixture(scope="module")
def badges(cast: Cast) -> Badges:
    arabic = a_performance_program(code="AR-100", title="إحاطة شاغلي المبنى أثناء حادث", outcome="إحاطة شاغلي المبنى بوضوح", language="ar")
    programs.publish(cast.portal, cast.dee, program=arabic)
    valid, revoked, replaced = (earned(cast, who, "COM-101") for who in (cast.ada, cast.ben, cast.sol))
    revoke(cast, revoked)
    corrected = corrections.correct_name(cast.portal, cast.mo, token=replaced, name="Solveig Haddad")
    members.change_names(cast.portal, cast.dee, display_name="Dee Novak", name_on_badge="محمد عبد الله", job_title="")
    return Badges(valid, revoked, replaced, corrected, earned(cast, cast.dee, "AR-100"))


def earned(cast: Cast, who: Actor, code: str) -> str:
    before = {row.token for row in all_awards(cast.portal, cast.mo)}
    decide(cast, cast.rui, a_submission(cast, who, code))
    (new,) = {row.token for row in all_awards(cast.portal, cast.mo)} - before
    return new


@pytest.fixture(scope="module")
def server(cast: Cast, badges: Badges) -> Iterator[Server]:
    """A portal in which these badges were issued."""
    running = serve(cast.portal.folder, free_port())
    yield running
    running.stop()


def bottom(part: Locator) -> float:
    box = part.bounding_box()
    assert box
    return box["y"] + box["height"]


def fits(page: Page) -> bool:
    return bool(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))


def test_on_a_phone_the_answer_and_the_person_need_no_scrolling(person: Person, badges: Badges) -> None:
    page = person(viewport=PHONE)
    for token in (badges.valid, badges.revoked, badges.replaced, badges.arabic):
        page.goto(f"/b/{token}")
        parts = [page.get_by_role("banner"), page.get_by_role("img", name="Badge:"), page.get_by_text("Performance-based", exact=False)]
        places = [bottom(part.first) for part in parts]
        assert places == sorted(places) and places[-1] <= PHONE["height"]
        for part in (page.get_by_role("heading", level=1), page.locator(".holder")):
            assert places[0] < bottom(part) <= PHONE["height"]
        assert fits(page)


def test_the_first_words_are_the_answer(person: Person, badges: Badges) -> None:
    page = person(viewport=PHONE)
    for path, words in (
        (f"/b/{badges.valid}", "Valid"),
        (f"/b/{badges.revoked}", "Revoked on 6 October 2026"),
        (f"/b/{badges.replaced}", "Replaced on 6 October 2026 by a corrected badge"),
        ("/b/not-a-badge", "We cannot find this code"),
    ):
        page.goto(path)
        assert page.locator("body").inner_text().strip().startswith(words)
        expect(page.get_by_role("banner").locator("svg")).to_be_visible()


def test_an_old_address_leads_to_the_corrected_badge_with_the_first_key(person: Person, badges: Badges) -> None:
    page = person(viewport=PHONE)
    page.goto(f"/b/{badges.replaced}")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page).to_have_url(f"/b/{badges.corrected}")
    expect(page.get_by_text("Solveig Haddad")).to_be_visible()


def test_nothing_runs_nothing_is_kept_and_nothing_comes_from_elsewhere(person: Person, badges: Badges, server: Server) -> None:
    page = person(viewport=PHONE)
    asked: list[tuple[str, str]] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append((request.resource_type, request.url)))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(f"/b/{badges.valid}", wait_until="networkidle")
    assert {kind for kind, _ in asked} <= {"document", "image", "other"}
    assert all(url.startswith(f"{server.url}/") for _, url in asked)
    assert page.context.cookies() == [] and not complaints
    assert page.evaluate("document.scripts.length + localStorage.length + sessionStorage.length") == 0
    assert page.evaluate("[...document.images].every(picture => picture.naturalWidth > 0)")


@pytest.mark.parametrize("options", [{}, {"java_script_enabled": False}], ids=["usual", "without scripts"])
def test_is_this_really_theirs(person: Person, badges: Badges, options: dict[str, object]) -> None:
    page = person(viewport=PHONE, **options)
    page.goto(f"/b/{badges.valid}")
    field = page.get_by_label("E-mail address of the person")
    for typed, says in (
        ("nonsense", "Please write an e-mail address"),
        ("ben@northshore.example", "No"),
        ("Ada@northshore.example", "Yes"),
    ):
        field.fill(typed)
        field.press("Enter")
        expect(page.get_by_role("heading", name="Is this really theirs?")).to_be_visible()
        expect(page.get_by_role("banner")).to_contain_text("Valid")
        told = page.locator("#problem") if typed == "nonsense" else page.get_by_role("status")
        expect(told).to_contain_text(says)
        expect(field).to_have_value(typed)
        assert bottom(told) <= PHONE["height"] and fits(page)
    page.get_by_role("link", name="Back to the badge").click()
    expect(page).to_have_url(f"/b/{badges.valid}")


def test_the_answer_to_the_question_has_the_focus(person: Person, badges: Badges) -> None:
    """So that it is read aloud at once, and a refused address can be put right without looking for its box."""
    page = person()
    page.goto(f"/b/{badges.valid}/holder")
    for typed, focused in (("ada@northshore.example", "status"), ("nonsense", "email")):
        page.get_by_label("E-mail address of the person").fill(typed)
        page.get_by_role("button", name="Compare").click()
        page.wait_for_function(
            "name => [document.activeElement.id, document.activeElement.getAttribute('role')].includes(name)", arg=focused
        )


def test_every_control_is_reached_by_keyboard_seen_and_large_enough(person: Person, badges: Badges) -> None:
    page = person(viewport=PHONE)
    page.goto(f"/b/{badges.valid}")
    reached = []
    for _ in range(page.locator(CONTROLS).count()):
        page.keyboard.press("Tab")
        outline = page.evaluate(
            "getComputedStyle(document.activeElement).outlineStyle + getComputedStyle(document.activeElement).outlineWidth"
        )
        assert outline == "solid3px"
        reached.append(page.evaluate(f"[...document.querySelectorAll('{CONTROLS}')].indexOf(document.activeElement)"))
    assert reached == list(range(len(reached)))
    small = page.evaluate(
        f"[...document.querySelectorAll('{CONTROLS}')].filter(one => !(one.matches('p:not(.files) > a')))"
        ".filter(one => Math.min(one.getBoundingClientRect().height, one.getBoundingClientRect().width) < 24).map(one => one.textContent)"
    )
    assert small == []  # WCAG 2.2, 2.5.8; links within a sentence are excepted


@pytest.mark.parametrize("width", [320, 640, 1280])
def test_it_fits_every_width(person: Person, badges: Badges, width: int) -> None:
    """320 pixels are a page of 1280 at 400 % (WCAG 2.2, 1.4.10)."""
    page = person(viewport={"width": width, "height": 800})
    for path in (f"/b/{badges.valid}", f"/b/{badges.arabic}", f"/b/{badges.valid}/holder", "/b/not-a-badge"):
        page.goto(path)
        assert fits(page)


def test_larger_letter_spacing_cuts_nothing_off(person: Person, badges: Badges) -> None:
    """WCAG 2.2, 1.4.12."""
    page = person(viewport=PHONE, bypass_csp=True)
    page.goto(f"/b/{badges.valid}")
    page.add_style_tag(content="* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }")
    assert fits(page)


def brightness(page: Page) -> int:
    colour = page.evaluate("getComputedStyle(document.body).backgroundColor")
    return sum(int(part) for part in colour.removeprefix("rgb(").removesuffix(")").split(","))


def test_it_is_dark_for_those_who_want_it_dark(person: Person, badges: Badges) -> None:
    light, dark = (person(color_scheme=scheme) for scheme in ("light", "dark"))
    for page in (light, dark):
        page.goto(f"/b/{badges.valid}")
    assert brightness(light) > 600 and brightness(dark) < 150


def test_without_colours_the_answer_keeps_its_frame(person: Person, badges: Badges) -> None:
    page = person(forced_colors="active")
    page.goto(f"/b/{badges.revoked}")
    assert page.evaluate("getComputedStyle(document.querySelector('header')).borderTopStyle") == "solid"
    expect(page.get_by_role("banner")).to_contain_text("Revoked")


def test_on_paper_there_is_what_paper_can_do(person: Person, badges: Badges) -> None:
    page = person()
    page.goto(f"/b/{badges.valid}")
    page.emulate_media(media="print")
    expect(page.get_by_role("button", name="Compare")).to_be_hidden()
    expect(page.get_by_text("This page looked in the register of awards")).to_be_visible()
    expect(page.get_by_text(f"/b/{badges.valid}")).to_be_visible()
    assert brightness(page) == 765


def test_a_name_from_right_to_left_stands_as_its_holder_writes_it(person: Person, badges: Badges) -> None:
    page = person(viewport=PHONE)
    page.goto(f"/b/{badges.arabic}")
    title = page.get_by_role("heading", level=1)
    assert title.evaluate("one => getComputedStyle(one).direction") == "rtl"
    assert title.get_attribute("lang") == "ar"
    expect(page.locator(".holder bdi")).to_have_text("محمد عبد الله")
    assert page.evaluate("getComputedStyle(document.body).direction") == "ltr"


def test_the_report_can_be_read_and_taken(person: Person, badges: Badges) -> None:
    page = person(viewport=PHONE)
    page.goto(f"/b/{badges.valid}")
    page.get_by_role("link", name="Report for your file").click()
    expect(page.locator("pre")).to_contain_text("Answer: Valid.")
