"""The catalogue for machines, asked by other sites."""

import pytest
from starlette.testclient import TestClient

from core.services import programs
from tests.builders import a_performance_program
from tests.cast import Cast
from tests.web.conftest import app_of


@pytest.fixture
def world(cast: Cast) -> TestClient:
    return TestClient(app_of(cast.portal), base_url="http://localhost:8501", raise_server_exceptions=False)


def test_the_catalogue_answers_to_everybody(world: TestClient) -> None:
    answer = world.get("/catalogue.jsonld", headers={"origin": "https://registry.example"})
    assert answer.headers["content-type"] == "application/ld+json" and answer.headers["access-control-allow-origin"] == "*"
    assert len(answer.json()["@graph"]) == 1 + 3 + 2
    assert world.post("/catalogue.jsonld").status_code == 405


def test_it_is_sent_again_only_when_something_was_published(cast: Cast, world: TestClient) -> None:
    first = world.get("/catalogue.jsonld")
    again = {"if-none-match": first.headers["etag"]}
    assert world.get("/catalogue.jsonld").content == first.content
    assert world.get("/catalogue.jsonld", headers=again).status_code == 304
    programs.publish(cast.portal, cast.dee, program=a_performance_program(version="2.0"))
    assert world.get("/catalogue.jsonld", headers=again).status_code == 200
