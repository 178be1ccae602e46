"""The addresses that are written into badges, asked as wallets, browsers and other sites ask them."""

import io
import json

import pytest
from PIL import Image
from starlette.testclient import TestClient

from core.queries.badges import all_awards
from tests.cast import Cast
from tests.services.steps import a_submission, decide, revoke
from tests.web.conftest import app_of

BROWSER = {"accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"}


@pytest.fixture
def token(cast: Cast) -> str:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    return all_awards(cast.portal, cast.mo)[0].token


@pytest.fixture
def world(cast: Cast) -> TestClient:
    return TestClient(app_of(cast.portal), base_url="http://localhost:8501", raise_server_exceptions=False)


def test_a_browser_gets_a_page_and_a_program_the_credential(world: TestClient, token: str) -> None:
    page = world.get(f"/b/{token}", headers=BROWSER)
    data = world.get(f"/b/{token}", headers={"accept": "application/json"})
    assert page.headers["content-type"].startswith("text/html")
    assert data.headers["content-type"] == "application/json"
    assert data.json()["id"].endswith(f"/b/{token}")
    assert page.headers["vary"] == data.headers["vary"]
    assert "Accept" in page.headers["vary"]


def test_the_first_known_type_that_is_asked_for_decides(world: TestClient, token: str) -> None:
    assert world.get(f"/b/{token}", headers={"accept": "image/webp, application/vc+ld+json, text/html"}).json()["proof"]
    assert world.get(f"/b/{token}", headers={"accept": "text/html, application/json"}).text.startswith("<!DOCTYPE html>")


def test_nothing_public_sets_a_cookie(world: TestClient, token: str) -> None:
    for path in (f"/b/{token}", f"/b/{token}.json", "/b/unknown", "/issuer.json", "/status/1", "/issuer.png"):
        assert "set-cookie" not in world.get(path, headers=BROWSER).headers


def test_the_files_of_a_badge_are_what_they_say(world: TestClient, token: str) -> None:
    assert json.loads(world.get(f"/b/{token}.json").content)["proof"]
    assert Image.open(io.BytesIO(world.get(f"/b/{token}.png").content)).format == "PNG"
    assert world.get(f"/b/{token}.pdf").content.startswith(b"%PDF-")
    kinds = {kind: world.get(f"/b/{token}.{kind}").headers["content-type"] for kind in ("json", "png", "pdf")}
    assert kinds == {"json": "application/vc+ld+json", "png": "image/png", "pdf": "application/pdf"}


def test_the_signed_document_names_addresses_that_answer(world: TestClient, token: str) -> None:
    document = world.get(f"/b/{token}.json").json()
    for address in (
        document["id"],
        document["credentialSubject"]["achievement"]["id"],
        document["credentialStatus"]["statusListCredential"],
    ):
        assert address.startswith("http://localhost:8501/")
        assert world.get(address, headers={"accept": "application/json"}).status_code == 200


def test_a_revocation_shows_at_once(cast: Cast, world: TestClient, token: str) -> None:
    before = world.get("/status/1").json()["credentialSubject"]["encodedList"]
    revoke(cast, token)
    page = world.get(f"/b/{token}", headers=BROWSER)
    assert "Revoked" in page.text.split("</title>")[0]
    assert page.headers["cache-control"] == "no-cache"
    assert world.get("/status/1").json()["credentialSubject"]["encodedList"] != before


def test_other_sites_may_read_what_is_public(world: TestClient, token: str) -> None:
    elsewhere = {"origin": "https://wallet.example"}
    for path in (f"/b/{token}", f"/b/{token}.png", "/issuer.json", "/issuer.png", "/status/1"):
        headers = world.get(path, headers=elsewhere).headers
        assert headers["access-control-allow-origin"] == "*"
        assert "access-control-allow-credentials" not in headers
        assert headers["cross-origin-resource-policy"] == "cross-origin"


def test_other_sites_may_ask_for_a_check_first(world: TestClient) -> None:
    asked = {"origin": "https://wallet.example", "access-control-request-method": "POST", "access-control-request-headers": "content-type"}
    response = world.options("/api/verify", headers=asked)
    assert response.status_code == 200
    assert response.headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize("path", ["/", "/session/start", "/session/end", "/evidence/x", "/healthz", "/catalogue"])
def test_nothing_else_is_open_to_other_sites(world: TestClient, path: str) -> None:
    assert "access-control-allow-origin" not in world.get(path, headers={"origin": "https://wallet.example"}).headers


def test_an_unknown_badge_says_in_words_how_genuine_ones_look(world: TestClient) -> None:
    page = world.get("/b/does-not-exist", headers=BROWSER)
    assert page.status_code == 404
    assert "http://localhost:8501/b/" in page.text


def test_without_a_public_address_there_is_no_did_document(world: TestClient) -> None:
    assert world.get("/.well-known/did.json").status_code == 404


def test_a_portal_with_a_public_address_publishes_its_keys(cast: Cast) -> None:
    public = cast.with_settings(public_url="https://badges.example.org").portal
    world = TestClient(app_of(public), base_url="https://badges.example.org")
    response = world.get("/.well-known/did.json")
    assert response.headers["content-type"] == "application/did+json"
    assert response.json()["id"] == "did:web:badges.example.org"
