"""Evidence files over the web: who gets them, and how."""

import io

import pytest
from starlette.testclient import TestClient

from core.rules.members import Actor
from core.services import sessions, submissions
from core.services.sessions import Candidate
from tests.cast import Cast
from tests.services.steps import a_draft, add_script
from tests.web.conftest import app_of, browser_of


@pytest.fixture
def world(cast: Cast) -> TestClient:
    return TestClient(app_of(cast.portal), base_url="http://localhost:8501", raise_server_exceptions=False)


@pytest.fixture
def draft(cast: Cast) -> str:
    return a_draft(cast, cast.ada)


def items(cast: Cast, submission_id: str) -> list[str]:
    from core.storage import submissions as kept
    from core.storage.database import reading

    with reading(cast.portal.database) as db:
        return [item.id for item in kept.items(db, submission_id)]


def browser(cast: Cast, world: TestClient, who: Actor) -> TestClient:
    ticket = sessions.open_ticket(cast.portal, candidate=Candidate(who.id, "", "x@example.org", "127.0.0.1"), browser="b")
    return browser_of(world, sessions.redeem(cast.portal, ticket=ticket or "", browser="b") or "")


def test_the_owner_gets_the_bytes_as_a_sealed_download(cast: Cast, world: TestClient, draft: str) -> None:
    (item,) = items(cast, draft)
    response = browser(cast, world, cast.ada).get(f"/evidence/{item}")
    assert response.content == b"Water is off until ten.\n"
    assert response.headers["content-disposition"].startswith('attachment; filename="message.txt"')
    assert response.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert response.headers["cache-control"] == "private, no-store"
    assert response.headers["x-content-type-options"] == "nosniff"


def test_reviewers_see_it_once_it_was_handed_in(cast: Cast, world: TestClient, draft: str) -> None:
    (item,) = items(cast, draft)
    reviewer = browser(cast, world, cast.rui)
    assert reviewer.get(f"/evidence/{item}").status_code == 404
    submissions.submit(cast.portal, cast.ada, submission_id=draft, own_work=True)
    assert reviewer.get(f"/evidence/{item}").status_code == 200


@pytest.mark.parametrize("who", ["ben", "dee", "mo"])
def test_nobody_else_learns_that_it_exists(cast: Cast, world: TestClient, draft: str, who: str) -> None:
    (item,) = items(cast, draft)
    stranger = browser(cast, world, cast.actors[who])
    there, nowhere = stranger.get(f"/evidence/{item}"), stranger.get("/evidence/nowhere")
    assert (there.status_code, there.json()["error"]["code"]) == (404, "not_found")
    assert there.status_code == nowhere.status_code


def test_a_visitor_gets_nothing(cast: Cast, world: TestClient, draft: str) -> None:
    (item,) = items(cast, draft)
    assert world.get(f"/evidence/{item}").status_code == 404


def test_signing_out_closes_it_at_once(cast: Cast, world: TestClient, draft: str) -> None:
    (item,) = items(cast, draft)
    ada = browser(cast, world, cast.ada)
    sessions.end(cast.portal, ada.cookies["portal_session"])
    assert ada.get(f"/evidence/{item}").status_code == 404


def replace_file(cast: Cast, draft: str, file_name: str, data: bytes) -> str:
    submissions.remove_item(cast.portal, cast.ada, item_id=items(cast, draft)[0])
    add_script(cast, cast.ada, draft, file_name=file_name, stream=io.BytesIO(data))
    return items(cast, draft)[0]


def test_only_what_a_browser_shows_safely_is_shown_in_it(cast: Cast, world: TestClient, draft: str) -> None:
    ada = browser(cast, world, cast.ada)
    (text,) = items(cast, draft)
    assert ada.get(f"/evidence/{text}?inline=1").headers["content-disposition"].startswith("inline")
    pdf = replace_file(cast, draft, "page.pdf", b"%PDF-1.7\n%%EOF")
    assert ada.get(f"/evidence/{pdf}?inline=1").headers["content-disposition"].startswith("attachment")


def test_one_can_jump_in_a_recording(cast: Cast, world: TestClient, draft: str) -> None:
    (item,) = items(cast, draft)
    response = browser(cast, world, cast.ada).get(f"/evidence/{item}", headers={"range": "bytes=6-7"})
    assert (response.status_code, response.content) == (206, b"is")
    assert response.headers["content-range"] == "bytes 6-7/24"


def test_a_name_cannot_break_the_header(cast: Cast, world: TestClient, draft: str) -> None:
    item = replace_file(cast, draft, 'a"b\r\nX-Evil: 1/…/résumé.txt', b"other text")
    response = browser(cast, world, cast.ada).get(f"/evidence/{item}")
    assert "x-evil" not in response.headers
    assert "filename*=utf-8''r%C3%A9sum%C3%A9.txt" in response.headers["content-disposition"]
