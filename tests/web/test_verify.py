"""``POST /api/verify`` as programs call it."""

import pytest
from starlette.testclient import TestClient

from core.queries.badges import all_awards
from core.services import awards
from core.web import verify
from tests.cast import Cast
from tests.services.steps import a_submission, decide
from tests.web.conftest import app_of


@pytest.fixture
def world(cast: Cast) -> TestClient:
    return TestClient(app_of(cast.portal), base_url="http://localhost:8501", raise_server_exceptions=False)


@pytest.fixture
def token(cast: Cast) -> str:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    return all_awards(cast.portal, cast.mo)[0].token


@pytest.mark.parametrize("kind", ["json", "png", "pdf"])
def test_every_form_of_a_badge_can_be_sent(cast: Cast, world: TestClient, token: str, kind: str) -> None:
    data, media_type, name = awards.badge_file(cast.portal, token=token, format_id=kind)
    as_body = world.post("/api/verify", content=data, headers={"content-type": media_type})
    as_form = world.post("/api/verify", files={"badge": (name, data, media_type)})
    assert as_body.json()["verdict"] == as_form.json()["verdict"] == "valid"
    assert {"id", "status", "detail"} <= set(as_body.json()["checks"][0])


def test_a_changed_badge_is_an_answer_and_not_an_error(cast: Cast, world: TestClient, token: str) -> None:
    data, *_ = awards.badge_file(cast.portal, token=token, format_id="json")
    response = world.post("/api/verify", content=data.replace(b"Ada Obi", b"Eve Obi"))
    assert (response.status_code, response.json()["verdict"]) == (200, "invalid")


@pytest.mark.parametrize("data", [b"hello", b"{}", b"[]", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", b"\x00" * 100, b'{"a":' * 50_000])
def test_rubbish_is_never_valid_and_never_a_fault_of_ours(world: TestClient, data: bytes) -> None:
    response = world.post("/api/verify", content=data)
    assert response.status_code in (200, 422)
    assert response.json().get("verdict", "refused") != "valid"


def test_nothing_is_refused_with_words(world: TestClient) -> None:
    response = world.post("/api/verify", content=b"")
    assert (response.status_code, response.json()["error"]["code"]) == (422, "bad_input")
    assert world.post("/api/verify", files={"badge": ("x", b"", "text/plain")}).status_code == 422


def test_more_than_five_megabytes_are_not_read(world: TestClient) -> None:
    response = world.post("/api/verify", content=b"x" * (verify.LARGEST + 1))
    assert (response.status_code, response.json()["error"]["code"]) == (413, "too_large")
    assert world.post("/api/verify", content=b"x" * (verify.LARGEST * 2)).status_code == 413


def test_an_address_that_asks_too_often_waits(world: TestClient) -> None:
    statuses = [world.post("/api/verify", content=b"x").status_code for _ in range(verify.PER_MINUTE + 1)]
    assert statuses[-1] == 429
    assert 429 not in statuses[:-1]


def test_it_is_asked_with_post(world: TestClient) -> None:
    assert world.get("/api/verify").status_code in (404, 405)
