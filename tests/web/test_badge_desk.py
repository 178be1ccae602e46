"""The public addresses of one badge, asked as browsers, wallets, scripts and impatient ones ask them."""

import io

import pytest
from PIL import Image
from starlette.applications import Starlette
from starlette.routing import Route
from starlette.testclient import TestClient

from core.queries.badges import all_awards, public_badge
from core.services import corrections, sharing
from core.services.reissue import reissue
from core.services.verification import verify
from core.web.badge_desk import FILES_PER_MINUTE, PAGES_PER_MINUTE, BadgeDesk
from core.web.errors import HANDLERS
from tests.cast import Cast
from tests.services.steps import a_submission, decide
from tests.web.conftest import app_of

BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.fixture
def token(cast: Cast) -> str:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    return all_awards(cast.portal, cast.mo)[0].token


@pytest.fixture
def world(cast: Cast) -> TestClient:
    return TestClient(app_of(cast.portal), base_url="http://localhost:8501", raise_server_exceptions=False)


@pytest.fixture
def public(cast: Cast) -> Cast:
    """The same portal at a public https address, where badges are signed in both forms."""
    return cast.with_settings(public_url="https://badges.example.org")


def counted(cast: Cast, **limits: int) -> TestClient:
    """A small application whose desk has limits of its own."""
    desk = BadgeDesk(cast.portal, **limits)
    addresses = [
        ("/b/{token}/card.png", desk.card),
        ("/b/{token}.txt", desk.report),
        ("/b/{token}.{kind}", desk.file),
        ("/b/{token}", desk.page),
    ]
    return TestClient(Starlette(routes=[Route(*row) for row in addresses], exception_handlers=HANDLERS))


@pytest.mark.parametrize("media_type", ["application/json", "application/ld+json", "application/vc+ld+json", "application/vc"])
def test_the_signed_document_comes_under_the_type_that_was_asked_for(cast: Cast, world: TestClient, token: str, media_type: str) -> None:
    answer = world.get(f"/b/{token}", headers={"accept": f"text/html;q=0.5, {media_type}"})
    assert answer.headers["content-type"] == media_type
    assert answer.text == public_badge(cast.portal, token).document
    assert "Accept" in answer.headers["vary"] and answer.headers["cache-control"] == "no-cache"


@pytest.mark.parametrize("accept", ["*/*", "text/*", "", BROWSER["accept"], "application/json;q=0.1, text/html;q=0.2"])
def test_everybody_else_gets_the_page(world: TestClient, token: str, accept: str) -> None:
    answer = world.get(f"/b/{token}", headers={"accept": accept})
    assert answer.headers["content-type"].startswith("text/html")
    assert "Accept" in answer.headers["vary"]


def test_the_second_form_where_there_is_one(public: Cast) -> None:
    decide(public, public.rui, a_submission(public, public.ada))
    token = all_awards(public.portal, public.mo)[0].token
    world = TestClient(app_of(public.portal), base_url="https://badges.example.org", raise_server_exceptions=False)
    for media_type in ("application/vc+jwt", "application/jwt"):
        answer = world.get(f"/b/{token}", headers={"accept": media_type})
        assert (answer.headers["content-type"], answer.text.count(".")) == (media_type, 2)
    assert world.get(f"/b/{token}.jwt").text == answer.text
    refused = world.get(f"/b/{token}", headers={"accept": "image/webp"})
    assert "JWT" in refused.json()["error"]["message"]


def test_a_form_that_there_is_not_is_refused_in_the_usual_shape(world: TestClient, token: str) -> None:
    refused = world.get(f"/b/{token}", headers={"accept": "application/vc+jwt"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (406, "not_acceptable")
    assert "application/json" in refused.json()["error"]["message"]
    second_best = world.get(f"/b/{token}", headers={"accept": "application/vc+jwt, application/json;q=0.2"})
    assert second_best.headers["content-type"] == "application/json"


def test_an_unknown_badge_is_told_to_people_in_words_and_to_programs_in_the_usual_shape(world: TestClient) -> None:
    page = world.get("/b/does-not-exist", headers=BROWSER)
    assert page.status_code == 404 and page.headers["content-type"].startswith("text/html")
    assert "We cannot find this code" in page.text and "http://localhost:8501/b/" in page.text
    for path, headers in (
        ("/b/no", {"accept": "application/json"}),
        ("/b/no.json", {}),
        ("/b/no.pdf", {}),
        ("/b/no.txt", {}),
        ("/b/no/card.png", {}),
    ):
        answer = world.get(path, headers=headers)
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "not_found"), path


def test_who_has_the_document_already_does_not_get_it_again(public: Cast) -> None:
    decide(public, public.rui, a_submission(public, public.ada))
    token = all_awards(public.portal, public.mo)[0].token
    world = TestClient(app_of(public.portal), base_url="https://badges.example.org")
    for path, accept in (
        (f"/b/{token}", "application/json"),
        (f"/b/{token}", "application/jwt"),
        (f"/b/{token}.json", "*/*"),
        (f"/b/{token}.png", "*/*"),
    ):
        first = world.get(path, headers={"accept": accept})
        again = world.get(path, headers={"accept": accept, "if-none-match": first.headers["etag"]})
        assert (again.status_code, again.content) == (304, b"")
        other = world.get(path, headers={"accept": accept, "if-none-match": '"another"'})
        assert other.content == first.content


def test_nothing_runs_in_a_picture_that_is_opened_as_a_page(world: TestClient, token: str) -> None:
    svg = world.get(f"/b/{token}.svg")
    assert svg.headers["content-type"] == "image/svg+xml"
    assert {"sandbox", "default-src 'none'"} <= set(svg.headers["content-security-policy"].split("; "))
    assert "sandbox" not in world.get(f"/b/{token}.pdf").headers.get("content-security-policy", "")  # readers of PDF do not start in it


@pytest.mark.parametrize("path", ["", ".json", ".png", ".svg", ".pdf", ".zip", ".txt", "/card.png"])
def test_asking_for_the_head_only_works_everywhere(world: TestClient, token: str, path: str) -> None:
    head, full = (world.request(method, f"/b/{token}{path}") for method in ("HEAD", "GET"))
    assert head.status_code == 200
    for name in ("content-type", "content-length", "cache-control", "x-robots-tag"):
        assert head.headers[name] == full.headers[name]


def test_choices_are_taken_from_the_address(cast: Cast, world: TestClient, token: str) -> None:
    assert isinstance(world.get(f"/b/{token}.json?proof=object").json()["proof"], dict)
    assert isinstance(world.get(f"/b/{token}.json?proof=array").json()["proof"], list)
    large = world.get(f"/b/{token}.png?size=1200").content
    assert Image.open(io.BytesIO(large)).size == (1200, 1200)
    layouts = {world.get(f"/b/{token}.pdf?layout={layout}").content for layout in ("classic", "modern", "plain")}
    assert len(layouts) == 3
    assert all(verify(cast.portal, data=data).verdict == "valid" for data in (large, *layouts))
    for wrong in ("json?proof=x", "png?size=0", "pdf?layout=fancy", "exe", "json.png"):
        assert world.get(f"/b/{token}.{wrong}").json()["error"]["code"] == "not_found"


def test_files_have_names_that_people_understand(world: TestClient, token: str) -> None:
    assert "_Ada-Obi_2026-10-06.pdf" in world.get(f"/b/{token}.pdf").headers["content-disposition"]
    assert world.get(f"/b/{token}.zip").headers["content-disposition"].startswith("attachment")


def test_search_engines_stay_away_until_the_holder_lets_them_in_and_then_find_the_page_only(
    cast: Cast, world: TestClient, token: str
) -> None:
    assert world.get(f"/b/{token}").headers["x-robots-tag"] == "noindex"
    sharing.set_listed(cast.portal, cast.ada, token=token, listed=True)
    assert world.get(f"/b/{token}").headers["x-robots-tag"] == "index"
    for path in (".json", ".png", ".pdf", ".txt", "/card.png", "/holder"):
        assert world.get(f"/b/{token}{path}").headers.get("x-robots-tag") == "noindex", path


def test_a_corrected_badge_is_found_from_the_old_address_at_once(cast: Cast, world: TestClient, token: str) -> None:
    new = corrections.correct_name(cast.portal, cast.mo, token=token, name="Adaeze Obi")
    page = world.get(f"/b/{token}", headers=BROWSER).text
    assert "by a corrected badge" in page and f'class="button" href="/b/{new}"' in page
    after = world.get(f"/b/{new}", headers=BROWSER).text
    assert "Adaeze Obi" in after and "Ada Obi" not in after


def test_the_report_says_what_the_page_says(world: TestClient, token: str) -> None:
    report = world.get(f"/b/{token}.txt")
    assert report.headers["content-type"] == "text/plain; charset=utf-8"
    assert "Answer: Valid. Issued by" in report.text and "Holder: Ada Obi" in report.text
    assert world.get(f"/b/{token}", headers={"accept": "text/plain"}).text == report.text


def test_one_address_may_open_as_many_pages_as_people_open_and_no_more(world: TestClient, token: str) -> None:
    assert {world.get(f"/b/{token}", headers=BROWSER).status_code for _ in range(PAGES_PER_MINUTE)} == {200}
    page, data = (world.get(f"/b/{token}", headers={"accept": accept}) for accept in (BROWSER["accept"], "application/json"))
    assert page.status_code == data.status_code == 429
    assert "Please wait" in page.text and data.json()["error"]["code"] == "too_many_tries"
    assert int(page.headers["retry-after"]) >= 1 and int(data.headers["retry-after"]) >= 1
    elsewhere = TestClient(world.app, base_url="http://localhost:8501", client=("203.0.113.9", 4711))
    assert elsewhere.get(f"/b/{token}", headers=BROWSER).status_code == 200


def test_files_that_take_long_are_made_once_and_rarely(cast: Cast, token: str) -> None:
    world = counted(cast, made=2)
    for path in (".pdf", ".pdf", "/card.png", ".pdf", "/card.png"):
        assert world.get(f"/b/{token}{path}").status_code == 200
    refused = world.get(f"/b/{token}.zip")
    assert (refused.status_code, refused.json()["error"]["code"]) == (429, "too_many_tries")
    assert world.get(f"/b/{token}.pdf").status_code == world.get(f"/b/{token}.png").status_code == 200  # kept; quickly made


def test_files_are_counted_as_well(cast: Cast, token: str) -> None:
    world = counted(cast, files=3)
    assert [world.get(f"/b/{token}.json").status_code for _ in range(4)] == [200, 200, 200, 429]
    assert FILES_PER_MINUTE > PAGES_PER_MINUTE


def test_a_kept_file_is_never_that_of_an_older_document(cast: Cast, public: Cast, token: str) -> None:
    world = counted(public)
    before = world.get(f"/b/{token}.pdf").content
    reissue(public.portal, public.mo)
    after = world.get(f"/b/{token}.pdf").content
    assert before != after and verify(public.portal, data=after).verdict == "valid"
