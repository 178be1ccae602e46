"""``POST /api/verify`` as programs call it, and the form for several badges at once."""

import asyncio
import base64
import csv
import io
import json
import re

import pytest
from starlette.testclient import TestClient

from core.badges.documents import MAX_BYTES
from core.queries.badges import all_awards
from core.services import badge_files
from core.web import verify
from core.web.limits import SlidingLimit
from tests.badges.verification.world import Stranger
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


def file_of(cast: Cast, token: str, kind: str = "json") -> bytes:
    return badge_files.badge_file(cast.portal, token=token, kind=kind).data


@pytest.mark.parametrize("kind", ["json", "png", "svg", "pdf"])
def test_every_form_of_a_badge_can_be_sent(cast: Cast, world: TestClient, token: str, kind: str) -> None:
    data = file_of(cast, token, kind)
    as_body = world.post("/api/verify", content=data)
    as_form = world.post("/api/verify", files={"badge": (f"badge.{kind}", data)})
    assert as_body.json() == as_form.json()
    answer = as_body.json()
    assert (answer["verdict"], answer["answer"], answer["issued_here"]) == ("valid", "valid", True)
    assert answer["badge"]["holder"] == "Ada Obi"
    assert {"id", "status", "detail"} <= set(answer["checks"][0])


def test_a_changed_badge_is_an_answer_and_not_an_error(cast: Cast, world: TestClient, token: str) -> None:
    response = world.post("/api/verify", content=file_of(cast, token).replace(b"Ada Obi", b"Eve Obi"))
    assert (response.status_code, response.json()["verdict"], response.json()["answer"]) == (200, "invalid", "not valid")


@pytest.mark.parametrize("data", [b"hello", b"{}", b"[]", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", b"\x00" * 100, b'{"a":' * 50_000])
def test_rubbish_is_never_valid_and_never_a_fault_of_ours(world: TestClient, data: bytes) -> None:
    response = world.post("/api/verify", content=data)
    assert response.status_code in (200, 422)
    assert response.json().get("verdict", "refused") != "valid"


def test_nothing_is_refused_with_words(world: TestClient) -> None:
    response = world.post("/api/verify", content=b"")
    assert (response.status_code, response.json()["error"]["code"]) == (422, "bad_input")
    assert world.post("/api/verify", files={"badge": ("x", b"", "text/plain")}).status_code == 422
    assert world.post("/api/verify", json={"badges": []}).status_code == 422


def test_too_large_a_badge_is_not_looked_at(world: TestClient) -> None:
    response = world.post("/api/verify", content=b"x" * (verify.LARGEST_BADGE + 1))
    assert (response.status_code, response.json()["error"]["code"]) == (413, "too_large")
    assert world.post("/api/verify", content=b"x" * (verify.LARGEST + 70_000)).status_code == 413


def test_an_address_that_asks_too_often_waits(world: TestClient) -> None:
    statuses = [world.post("/api/verify", content=b"x").status_code for _ in range(verify.PER_MINUTE + 1)]
    assert statuses[-1] == 429
    assert 429 not in statuses[:-1]


def test_several_badges_count_as_several(world: TestClient) -> None:
    assert world.post("/api/verify", json={"badges": ["x"] * 20}).status_code == 200
    response = world.post("/api/verify", content=b"x")
    assert (response.status_code, response.headers["retry-after"] > "0") == (429, True)


def test_it_is_asked_with_post(world: TestClient) -> None:
    for method in ("GET", "PUT", "DELETE"):
        refused = world.request(method, "/api/verify")
        assert (refused.status_code, refused.headers["allow"]) == (405, "POST, OPTIONS")


def test_a_list_is_answered_as_a_list_in_its_order(cast: Cast, world: TestClient, token: str) -> None:
    badge = file_of(cast, token).decode()
    sent = [f"http://localhost:8501/b/{token}", token, badge, json.loads(badge), "https://elsewhere.example/b/1", 7, {"a": 1}]
    answer = world.post("/api/verify", json={"badges": sent}).json()["badges"]
    assert [row["answer"] for row in answer] == ["valid"] * 4 + ["cannot tell", "not valid", "not valid"]
    assert answer[1]["name"] == token and len(world.post("/api/verify", json={"badges": [badge]}).json()["badges"]) == 1


def test_a_list_is_read_as_strictly_as_a_badge(cast: Cast, world: TestClient, token: str) -> None:
    badge = file_of(cast, token)
    twice = badge.replace(b'"name":', b'"name":"Another prize","name":', 1)
    answer = world.post("/api/verify", content=b'{"badges":[' + twice + b"]}").json()
    assert answer["verdict"] == "invalid" and "twice" in answer["checks"][0]["detail"]
    for strange in (b'{"badges":["\\ud800"]}', b'{"badges":[{"a":"\\ud800"}]}', b'{"badges":["\xff"]}', b'{"badges":[1e999]}'):
        response = world.post("/api/verify", content=strange)
        assert (response.status_code, response.json()["verdict"]) == (200, "invalid")


def test_twenty_badges_are_not_too_large_together(cast: Cast, world: TestClient, token: str) -> None:
    laid_out = json.dumps({"badges": [json.loads(file_of(cast, token))] * 20}, indent=4)
    assert len(laid_out) > MAX_BYTES
    assert [row["verdict"] for row in world.post("/api/verify", content=laid_out).json()["badges"]] == ["valid"] * 20


def test_large_lists_are_taken_apart_one_at_a_time(cast: Cast) -> None:
    """Each may take hundreds of megabytes for a moment; many at once would take all there is."""
    desk = verify.VerifyDesk(cast.portal)

    async def two_at_once() -> list[bool]:
        async with desk._turn:
            second = asyncio.create_task(desk._taken_apart(b'{"badges": [{}]}'))
            await asyncio.wait([second], timeout=0.1)
            waited = not second.done()
        return [waited, (await second).is_list]

    assert asyncio.run(two_at_once()) == [True, True]


def test_more_than_twenty_are_refused_before_any_is_looked_at(world: TestClient) -> None:
    response = world.post("/api/verify", json={"badges": ["x"] * 21})
    assert response.status_code in (422, 429)
    assert "20" in response.json()["error"]["message"]
    files = [("badge", (f"{number}.json", b"{}")) for number in range(21)]
    assert "20" in world.post("/api/verify", files=files).json()["error"]["message"]


def test_a_badge_that_has_a_member_of_that_name_is_still_a_badge(world: TestClient) -> None:
    assert world.post("/api/verify", content=b'{"badges": [], "@context": []}').json()["verdict"] == "invalid"
    assert world.post("/api/verify", content=b'{"badges": 7}').json()["verdict"] == "invalid"


@pytest.fixture
def several(cast: Cast, token: str) -> dict:
    """What a visitor sends: four files and two lines."""
    badge = file_of(cast, token)
    foreign = json.dumps(Stranger().badge()).encode()
    files = {
        "ada.png": file_of(cast, token, "png"),
        "eve.json": badge.replace(b"Ada Obi", b"<b>Eve"),
        "=cmd.json": foreign,
        "holiday.png": b"\x89PNG\r\n\x1a\n",
    }
    return {
        "files": [("badge", (name, data)) for name, data in files.items()],
        "data": {"lines": f"http://localhost:8501/b/{token}\nhttps://elsewhere.example/b/1"},
    }


def test_several_files_and_lines_become_a_table(world: TestClient, several: dict) -> None:
    page = world.post("/verify", **several)
    assert page.status_code == 200
    text = page.text
    assert "2 of 6 badges are valid" in text
    assert text.count("<details>") == 6
    for words in (
        "✔ Valid",
        "✖ Not valid",
        "? We cannot tell",
        "Issuer, Signature, Taken back?",
        "is not this association",
        "only you can judge",
    ):
        assert words in text
    assert "<script" not in text and "<b>Eve" not in text and "&lt;b&gt;Eve" in text
    assert page.headers["cache-control"] == "no-store" and "set-cookie" not in page.headers


def test_the_table_can_be_kept_without_formulas_of_strangers(world: TestClient, several: dict) -> None:
    link = re.search(r'href="data:text/csv;charset=utf-8;base64,([^"]+)" download="([^"]+)"', world.post("/verify", **several).text)
    assert link and link[2] == "badges-checked-2026-10-06.csv"
    rows = list(csv.DictReader(io.StringIO(base64.b64decode(link[1]).decode("utf-8-sig"))))
    valid, invalid, unclear = "✔ Valid", "✖ Not valid", "? We cannot tell"
    assert [row["Answer"] for row in rows] == [valid, unclear, valid, invalid, unclear, invalid]
    assert rows[0]["Holder"] == "Ada Obi" and rows[4]["Brought"] == "'=cmd.json"
    assert rows[4]["Could not be checked"] == "Issuer, Signature, Taken back?" and rows[0]["Checked"].endswith("UTC")


def test_the_empty_form_is_there_without_a_script(world: TestClient) -> None:
    page = world.get("/verify/plain")
    assert page.status_code == 200
    assert '<input id="files" type="file" name="badge"' in page.text and "<script" not in page.text


def test_lines_can_be_asked_for_as_a_file(world: TestClient, token: str) -> None:
    answer = world.post("/verify", files={"badge": ("", b"")}, data={"lines": f"{token}\nx", "as": "csv"})
    assert answer.headers["content-type"].startswith("text/csv") and answer.headers["cache-control"] == "no-store"
    assert answer.headers["content-disposition"] == 'attachment; filename="badges-checked-2026-10-06.csv"'
    assert [row["Answer"] for row in csv.DictReader(io.StringIO(answer.content.decode("utf-8-sig")))] == ["✔ Valid", "✖ Not valid"]


def test_a_single_line_is_answered_with_the_whole_report(world: TestClient, token: str) -> None:
    page = world.post("/verify", files={"badge": ("", b"")}, data={"lines": token})
    assert "<strong>Valid</strong>" in page.text and "Register of awards" in page.text


def test_the_same_badge_a_thousand_times_costs_once(cast: Cast, token: str) -> None:
    recent = verify.Recent()
    data = file_of(cast, token)
    reports = {id(verify.look_at(recent, cast.portal, verify.Piece("x", data))) for _ in range(1000)}
    assert len(reports) == 1


def test_a_limit_counts_units() -> None:
    limit = SlidingLimit(20, 60, lambda: 0.0)
    assert limit.take("a", 19) == 0 and limit.take("a", 2) > 0 and limit.take("a", 1) == 0
