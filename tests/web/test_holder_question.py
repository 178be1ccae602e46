"""“Is this really theirs?” as people ask it, and as somebody who tries out a list of addresses would."""

import pytest
from starlette.testclient import TestClient

from core.queries.badges import all_awards
from core.storage.database import reading, rows
from core.web.holder_question import ABOUT_ONE_BADGE, OF_ONE_ADDRESS
from tests.cast import Cast
from tests.services.steps import a_submission, decide, revoke
from tests.web.conftest import app_of

SOMEBODY = "somebody.else@example.org"


@pytest.fixture
def token(cast: Cast) -> str:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    return all_awards(cast.portal, cast.mo)[0].token


@pytest.fixture
def world(cast: Cast) -> TestClient:
    return browser_at(TestClient(app_of(cast.portal)), "203.0.113.1")


def browser_at(world: TestClient, address: str) -> TestClient:
    return TestClient(world.app, base_url="http://localhost:8501", client=(address, 4711), raise_server_exceptions=False)


def words_above(page: str, end: str) -> str:
    return page.split("<body>")[1].split(end)[0]


@pytest.mark.parametrize(("email", "says"), [(" ADA@northshore.example", "Yes"), (SOMEBODY, "No")])
def test_yes_and_no_stand_under_the_badges_own_answer(world: TestClient, token: str, email: str, says: str) -> None:
    answer = world.post(f"/b/{token}/holder", data={"email": email})
    assert answer.status_code == 200
    assert "Valid" in words_above(answer.text, f"<strong>{says}</strong>")
    assert f'value="{email}"' in answer.text
    assert answer.headers["cache-control"] == "no-store" and answer.headers["x-robots-tag"] == "noindex"
    assert "set-cookie" not in answer.headers


def test_the_form_is_on_the_badges_page_and_on_a_page_of_its_own(world: TestClient, token: str) -> None:
    for path in (f"/b/{token}", f"/b/{token}/holder"):
        assert f'action="/b/{token}/holder" method="post"' in world.get(path).text


def test_what_is_no_address_stays_in_the_box_beside_a_sentence(world: TestClient, token: str) -> None:
    answer = world.post(f"/b/{token}/holder", data={"email": '"><script>x</script>'})
    assert answer.status_code == 422
    assert "Please write an e-mail address such as name@example.org." in answer.text
    assert 'value="&#34;&gt;&lt;script&gt;x&lt;/script&gt;"' in answer.text and "<script" not in answer.text
    assert 'aria-invalid="true"' in answer.text


def test_a_revoked_badge_says_so_above_the_yes(cast: Cast, world: TestClient, token: str) -> None:
    revoke(cast, token)
    page = world.post(f"/b/{token}/holder", data={"email": "ada@northshore.example"}).text
    assert "Revoked on" in words_above(page, "<strong>Yes</strong>")


def test_an_unknown_badge_is_not_found(world: TestClient) -> None:
    for answer in (world.post("/b/nowhere/holder", data={"email": SOMEBODY}), world.get("/b/nowhere/holder")):
        assert answer.status_code == 404 and "We cannot find this code" in answer.text


@pytest.mark.parametrize("body", [{"data": {}}, {"data": {"email": ""}}, {"content": b"email"}, {"files": {"email": ("a.txt", b"x")}}])
def test_rubbish_is_a_sentence_and_never_a_fault_of_ours(world: TestClient, token: str, body: dict) -> None:
    assert world.post(f"/b/{token}/holder", **body).status_code in (400, 422)


def test_a_flood_is_not_read(world: TestClient, token: str) -> None:
    assert world.post(f"/b/{token}/holder", data={"email": "a" * 10_000}).status_code == 413


def test_a_form_on_another_site_cannot_read_the_answer(world: TestClient, token: str) -> None:
    answer = world.post(f"/b/{token}/holder", data={"email": SOMEBODY}, headers={"origin": "https://elsewhere.example"})
    assert "access-control-allow-origin" not in answer.headers


def test_nobody_tries_out_a_list_of_addresses(cast: Cast, world: TestClient, token: str) -> None:
    """Not from one address, and not from many."""
    most, _ = OF_ONE_ADDRESS
    for number in range(most):
        assert world.post(f"/b/{token}/holder", data={"email": f"guess{number}@example.org"}).status_code == 200
    from_many = [browser_at(world, f"203.0.113.{number}") for number in range(2, 5)]
    for one in (world, *from_many):
        refused = one.post(f"/b/{token}/holder", data={"email": "ada@northshore.example"})
        assert refused.status_code == 429 and int(refused.headers["retry-after"]) > 60
        assert "asked too often" in refused.text and "office@northshore.example" in refused.text
        assert "<strong>Yes</strong>" not in refused.text


def test_another_badge_can_still_be_asked_about(cast: Cast, world: TestClient, token: str) -> None:
    decide(cast, cast.rui, a_submission(cast, cast.ben))
    other = next(row.token for row in all_awards(cast.portal, cast.mo) if row.token != token)
    for number in range(ABOUT_ONE_BADGE[0][0]):
        browser_at(world, f"198.51.100.{number}").post(f"/b/{token}/holder", data={"email": SOMEBODY})
    assert browser_at(world, "203.0.113.2").post(f"/b/{token}/holder", data={"email": SOMEBODY}).status_code == 429
    assert browser_at(world, "203.0.113.2").post(f"/b/{other}/holder", data={"email": "ben@northshore.example"}).status_code == 200


def test_nothing_of_the_question_is_kept(cast: Cast, world: TestClient, token: str) -> None:
    world.post(f"/b/{token}/holder", data={"email": SOMEBODY})
    with reading(cast.portal.database) as db:
        tables = [row["name"] for row in rows(db, "SELECT name FROM sqlite_master WHERE type = 'table'")]
        kept = [str(row) for table in tables for row in rows(db, f'SELECT * FROM "{table}"')]
    assert not [row for row in kept if SOMEBODY in row]
