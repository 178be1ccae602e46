"""The status lists as verifiers and caches ask for them."""

import json
from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from core.badges import vc_jwt
from core.badges.status_list import bit
from core.portal import Portal
from core.queries.badges import all_awards
from core.rules.members import Actor
from core.services import revocations
from tests.cast import Cast
from tests.services.steps import a_submission, decide, revoke
from tests.web.conftest import app_of

PUBLIC = "https://badges.northshore.example.org"
LISTS = ("/status/1", "/status/1/suspension")
AS_JWT = {"accept": "application/vc+jwt"}


@pytest.fixture
def public(cast: Cast) -> Cast:
    """The cast at a public address."""
    return cast.with_settings(public_url=PUBLIC)


@pytest.fixture
def token(public: Cast) -> str:
    decide(public, public.rui, a_submission(public, public.ada))
    return all_awards(public.portal, public.mo)[0].token


def browser(portal: Portal) -> TestClient:
    return TestClient(app_of(portal), base_url=portal.base_url, follow_redirects=False, raise_server_exceptions=False)


@pytest.fixture
def world(public: Cast) -> TestClient:
    return browser(public.portal)


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(
    ("accept", "form"),
    [
        (None, "application/vc+ld+json"),
        ("*/*", "application/vc+ld+json"),
        ("application/json", "application/vc+ld+json"),
        ("application/vc+ld+json, application/vc+jwt", "application/vc+ld+json"),
        ("text/html,application/xhtml+xml", "application/vc+ld+json"),
        ("image/png", "application/vc+ld+json"),
        ("application/vc+jwt", "application/vc+jwt"),
        ("Application/JWT;q=0.9", "application/vc+jwt"),
        ("text/plain, application/jwt, */*", "application/vc+jwt"),
        ("application/vc+ld+json;q=0.1, application/vc+jwt", "application/vc+jwt"),
        ("application/vc+jwt;q=0.2, application/json;q=0.8", "application/vc+ld+json"),
        ("application/vc+jwt;q=0, */*;q=0.1", "application/vc+ld+json"),
        ("application/*", "application/vc+ld+json"),
    ],
)
def test_each_caller_gets_the_form_they_would_rather_have(world: TestClient, token: str, path: str, accept: str | None, form: str) -> None:
    headers = {} if accept is None else {"accept": accept}
    answer = world.get(path, headers=headers)
    assert (answer.status_code, answer.headers["content-type"]) == (200, form)
    assert "Accept" in answer.headers["vary"]
    if form == "application/vc+jwt":
        assert vc_jwt.read(answer.text)[1]["id"] == PUBLIC + path
    else:
        assert json.loads(answer.content)["id"] == PUBLIC + path
        assert isinstance(answer.json()["proof"], dict)
    assert b"&" not in answer.content and b"<" not in answer.content  # entities stop strict readers


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("headers", [{}, AS_JWT], ids=["json", "jwt"])
def test_who_has_the_list_already_is_told_so(world: TestClient, token: str, path: str, headers: dict[str, str]) -> None:
    first = world.get(path, headers=headers)
    etag = first.headers["etag"]
    assert etag.startswith('"') and etag == world.get(path, headers=headers).headers["etag"]
    for named in (etag, f"W/{etag}", f'"other", {etag}', "*"):
        again = world.get(path, headers=headers | {"if-none-match": named})
        assert (again.status_code, again.content) == (304, b"")
        assert again.headers["etag"] == etag and "no-cache" in again.headers["cache-control"] and "Accept" in again.headers["vary"]
    assert world.get(path, headers=headers | {"if-none-match": '"other"'}).content == first.content


def test_the_two_forms_and_the_two_lists_have_tags_of_their_own(world: TestClient, token: str) -> None:
    assert len({world.get(path, headers=headers).headers["etag"] for path in LISTS for headers in ({}, AS_JWT)}) == 4


def test_a_list_without_a_second_form_says_so_in_the_usual_shape(public: Cast, token: str) -> None:
    local = browser(replace(public.portal, settings=public.portal.settings.model_copy(update={"public_url": "http://localhost:8501"})))
    refused = local.get("/status/1", headers=AS_JWT)
    assert refused.status_code == 406
    assert refused.json()["error"]["code"] == "not_acceptable" and "https" in refused.json()["error"]["message"]
    both = local.get("/status/1", headers={"accept": "application/vc+jwt, application/vc+ld+json"})
    assert (both.status_code, both.headers["content-type"]) == (200, "application/vc+ld+json")


def test_the_lists_are_open_to_other_sites_and_to_nobodys_cookies(world: TestClient, token: str) -> None:
    for path in LISTS:
        answer = world.get(path, headers={"origin": "https://wallet.example"})
        assert answer.headers["access-control-allow-origin"] == "*"
        assert answer.headers["cross-origin-resource-policy"] == "cross-origin"
        assert "set-cookie" not in answer.headers
        assert answer.headers["cache-control"] == "public, no-cache"
        assert world.head(path).status_code == 200


@pytest.mark.parametrize(
    "path",
    [
        "/status/2", "/status/0", "/status/x", "/status/١", "/status", "/status/1/other", "/status/99999999999999999999/suspension",
        f"/status/{'9' * 5000}",
    ],
)  # fmt: skip
def test_other_lists_are_unknown(world: TestClient, token: str, path: str) -> None:
    answer = world.get(path)
    assert answer.status_code == 404
    assert set(answer.json()["error"]) == {"code", "message"}


def test_a_decision_shows_everywhere_at_once(public: Cast, world: TestClient, token: str) -> None:
    """The public page, the credential, the check and both forms of the list: from the same moment on."""
    tags = {path: world.get(path).headers["etag"] for path in LISTS}
    index = int(world.get(f"/b/{token}.json").json()["credentialStatus"]["statusListIndex"])

    def everywhere() -> tuple[str, bool, bool, bool]:
        checked = world.post("/api/verify", content=world.get(f"/b/{token}.json").content).json()["verdict"]
        as_json = bit(world.get("/status/1").json(), index)
        as_jwt = bit(vc_jwt.read(world.get("/status/1", headers=AS_JWT).text)[1], index)
        return checked, as_json, as_jwt, bit(world.get("/status/1/suspension").json(), index)

    def first_words() -> str:
        page = world.get(f"/b/{token}", headers={"accept": "text/html"})
        assert "no-cache" in page.headers["cache-control"]
        return page.text.split("</title>")[0]

    assert everywhere() == ("valid", False, False, False)
    revocations.suspend(public.portal, Actor.system(), token=token)
    assert everywhere() == ("suspended", False, False, True)
    assert "Suspended" in first_words()
    revocations.lift(public.portal, Actor.system(), token=token)
    assert everywhere() == ("valid", False, False, False)
    revoke(public, token)
    assert everywhere() == ("revoked", True, True, False)
    assert "Revoked" in first_words()
    assert world.get("/status/1", headers={"if-none-match": tags["/status/1"]}).status_code == 200
    # The credential itself stays as it was signed: what changed is what is said about it.
    assert world.get(f"/b/{token}", headers={"accept": "application/json"}).content == world.get(f"/b/{token}.json").content
