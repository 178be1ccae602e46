"""Skills at the addresses that badges name, asked by other sites."""

import pytest
from starlette.testclient import TestClient

from core.services import frameworks
from tests.cast import Cast
from tests.frameworks import LIST
from tests.web.conftest import app_of


@pytest.fixture
def world(cast: Cast) -> TestClient:
    frameworks.import_list(
        cast.portal, cast.dee, data=LIST.replace(b"Communication", b"<Communication>"), code="SKILLS", title="Our skills"
    )
    return TestClient(app_of(cast.portal), base_url="http://localhost:8501", raise_server_exceptions=False)


def test_a_skill_answers_to_everybody_and_is_not_sent_twice(world: TestClient) -> None:
    answer = world.get("/frameworks/SKILLS/COM.1.json", headers={"origin": "https://wallet.example"})
    assert answer.json()["humanCodingScheme"] == "COM.1"
    assert answer.headers["access-control-allow-origin"] == "*" and "set-cookie" not in answer.headers
    assert world.get("/frameworks/SKILLS/COM.1.json", headers={"if-none-match": answer.headers["etag"]}).status_code == 304


def test_a_browser_gets_a_page_to_read(world: TestClient) -> None:
    answer = world.get("/frameworks/SKILLS/COM.1.json", headers={"accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    assert answer.headers["content-type"].startswith("text/html") and "accept" in answer.headers["vary"].lower()
    assert "Brief occupants so that they can act." in answer.text and "&lt;Communication&gt;" in answer.text
    assert 'href="http://localhost:8501/frameworks/SKILLS/COM.json"' in answer.text and "<script" not in answer.text


def test_a_list_answers_as_a_whole(world: TestClient) -> None:
    assert [row["humanCodingScheme"] for row in world.get("/frameworks/SKILLS.json").json()["CFItems"]] == ["COM", "COM.1", "COM.2"]


@pytest.mark.parametrize("path", ["SKILLS", "SKILLS/COM.9.json", "OTHER.json", "SKILLS/COM.1", "a/b/c.json", "SKILLS/%2e%2e%2fx.json"])
def test_other_addresses_are_answered_as_such(world: TestClient, path: str) -> None:
    answer = world.get(f"/frameworks/{path}")
    assert answer.status_code == 404 and answer.json()["error"]["code"] == "not_found"
