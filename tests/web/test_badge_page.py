"""The page that an employer opens on a phone."""

import re
from dataclasses import replace
from datetime import UTC, datetime
from html.parser import HTMLParser

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.queries.badges import PublicBadge, all_awards, public_badge
from core.web.badge_page import answer_of, badge_page
from tests.cast import Cast
from tests.services.steps import a_submission, decide

NASTY = "<script>alert(1)</script> \"'><img src=x onerror=alert(1)> {{ 7*7 }} {% raw %}"


@pytest.fixture
def badge(cast: Cast) -> PublicBadge:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    found = public_badge(cast.portal, all_awards(cast.portal, cast.mo)[0].token)
    assert found
    return found


def page_of(cast: Cast, badge: PublicBadge) -> str:
    return bytes(badge_page(cast.portal, badge, {}).body).decode()


class Tags(HTMLParser):
    """The tags and attributes of a page, as a browser reads them."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_the_answer_comes_first_in_words(cast: Cast, badge: PublicBadge) -> None:
    body = re.sub(r"<[^>]+>", " ", page_of(cast, badge).split("<body>")[1])
    assert body.split()[:2] == ["✔", "Valid"]
    order = ["What this person showed", "Evidence", "How it was assessed", "Who issued it", "Check it yourself"]
    assert sorted(order, key=body.index) == order


@pytest.mark.parametrize(
    ("standing", "says"),
    [
        ("valid", "Valid"),
        ("expired", "Expired"),
        ("suspended", "Suspended"),
        ("revoked", "Revoked"),
        ("superseded", "Replaced"),
    ],
)
def test_every_standing_has_its_words(badge: PublicBadge, standing: str, says: str) -> None:
    ended = datetime(2026, 11, 1, tzinfo=UTC)
    changed = replace(badge, standing=standing, state_at=ended, state_reason="A reason.", view=replace(badge.view, valid_until=ended))
    answer = answer_of(changed)
    assert answer.headline == says
    assert "2026" in answer.detail
    assert ("A reason." in answer.detail) == (standing in ("suspended", "revoked", "superseded"))


def test_it_shows_the_six_things_a_displayer_must_show(cast: Cast, badge: PublicBadge) -> None:
    page = page_of(cast, badge)
    for thing in (f"/b/{badge.token}.png", badge.view.title, badge.view.outcome, badge.view.issuer.name, "6 October 2026", "Valid"):
        assert thing in page


def test_it_has_no_script_and_fetches_nothing_from_elsewhere(cast: Cast, badge: PublicBadge) -> None:
    page = page_of(cast, badge)
    tags = Tags(page).found
    assert not [tag for tag, _ in tags if tag in ("script", "iframe", "form", "object")]
    assert not [name for _, attributes in tags for name in attributes if name.startswith("on")]
    fetched = [attributes["src"] for tag, attributes in tags if tag == "img"] + [a["href"] for tag, a in tags if tag == "link"]
    assert all((address or "").startswith("/") for address in fetched)
    assert "url(" not in page
    assert len(page.encode()) < 60_000


def test_every_picture_has_words_and_the_page_a_language(cast: Cast, badge: PublicBadge) -> None:
    tags = Tags(page_of(cast, badge)).found
    assert all(attributes.get("alt") for tag, attributes in tags if tag == "img")
    assert dict(tags[0][1])["lang"]
    assert [tag for tag, _ in tags].count("h1") == 1
    assert ("meta", {"name": "robots", "content": "noindex"}) in tags


def test_a_preview_has_title_picture_and_address(cast: Cast, badge: PublicBadge) -> None:
    properties = {a["property"]: a["content"] for tag, a in Tags(page_of(cast, badge)).found if tag == "meta" and "property" in a}
    assert properties["og:title"] == f"Ada Obi: {badge.view.title}"
    assert properties["og:image"] == f"http://localhost:8501/b/{badge.token}.png"
    assert properties["og:url"] == f"http://localhost:8501/b/{badge.token}"


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.one_of(st.just(NASTY), st.text()))
def test_whatever_was_typed_stays_text(cast: Cast, badge: PublicBadge, text: str) -> None:
    plain = [tag for tag, _ in Tags(page_of(cast, badge)).found]
    issuer = replace(badge.view.issuer, name=text, description=text or "x", url=text or "x", email=text or "x")
    typed = replace(badge, view=replace(badge.view, title=text, holder_name=text, outcome=text, how=text, issuer=issuer))
    tags = Tags(page_of(cast, typed)).found
    assert not [tag for tag, _ in tags if tag in ("script", "iframe")]
    assert [tag for tag, _ in tags].count("img") == plain.count("img")
