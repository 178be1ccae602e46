"""The page that an employer opens on a phone."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from html import escape
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.responses import Response

from core.badges.view import AlignmentView, BadgeView, CriterionView, EvidenceView
from core.queries.badge_context import badge_context
from core.queries.badges import PublicBadge, all_awards, public_badge
from core.web.badge_page import answer_of, badge_page, busy_page, clipped, is_web_address, unknown_badge_page
from tests.cast import Cast
from tests.services.steps import a_submission, decide

NASTY = "<script>alert(1)</script> \"'><img src=x onerror=alert(1)> {{ 7*7 }} {% raw %}"
ENDED = datetime(2026, 11, 1, tzinfo=UTC)
VOID = {"meta", "link", "img", "br", "input", "path"}


@pytest.fixture
def badge(cast: Cast) -> PublicBadge:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    found = public_badge(cast.portal, all_awards(cast.portal, cast.mo)[0].token)
    assert found
    return found


def response_of(cast: Cast, badge: PublicBadge, **surroundings: Any) -> Response:
    context = replace(badge_context(cast.portal, badge.token), **surroundings)
    return badge_page(cast.portal, badge, context, {})


def page_of(cast: Cast, badge: PublicBadge, **surroundings: Any) -> str:
    return bytes(response_of(cast, badge, **surroundings).body).decode()


def seen(badge: PublicBadge, **changes: Any) -> PublicBadge:
    """The badge as if its document said something else."""
    return replace(badge, view=replace(badge.view, **changes))


class Tags(HTMLParser):
    """The tags and attributes of a page, as a browser reads them; ``unclosed`` are those that were left open."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.unclosed: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))
        if tag not in VOID:
            self.unclosed.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag not in VOID:
            assert self.unclosed.pop() == tag

    def all(self, tag: str) -> list[dict[str, str | None]]:
        return [attributes for name, attributes in self.found if name == tag]


def words_of(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page.split("<body>")[1]).split())


def test_the_answer_comes_first_and_the_rest_in_the_order_of_the_questions(cast: Cast, badge: PublicBadge) -> None:
    words = words_of(page_of(cast, badge))
    assert words.startswith("Valid Issued by Northshore Association of Facility Professionals on 6 October 2026. It does not expire.")
    order = [
        badge.view.title, "Ada Obi", "Performance-based", "What this person showed", badge.view.outcome, "Evidence", "The first message",
        "How it was assessed", "Who issued it", "Check it yourself", "Verify: is it genuine?", "Is this really theirs?",
        "Validate: is it enough for you?", "Workload, level and recognition",
    ]  # fmt: skip
    places = [words.index(part, 130 if number else 0) for number, part in enumerate(order)]
    assert places == sorted(places)


def test_what_was_completed_is_not_said_to_be_shown(cast: Cast, badge: PublicBadge) -> None:
    words = words_of(page_of(cast, replace(badge, view=replace(badge.view, criteria=()))))
    assert "What this badge stands for" in words and "What this person showed" not in words


@pytest.mark.parametrize(
    ("standing", "how", "headline"),
    [
        ("valid", "", "Valid"),
        ("expired", "", "Was valid; expired on 1 November 2026"),
        ("suspended", "", "Suspended on 1 November 2026"),
        ("revoked", "", "Revoked on 1 November 2026"),
        ("superseded", "correction", "Replaced on 1 November 2026 by a corrected badge"),
        ("superseded", "renewal", "Renewed on 1 November 2026"),
        ("superseded", "", "Replaced on 1 November 2026"),
    ],
)
def test_every_standing_has_its_words_its_sign_and_its_colour(
    cast: Cast, badge: PublicBadge, standing: str, how: str, headline: str
) -> None:
    changed = replace(seen(badge, valid_until=ENDED), standing=standing, state_at=ENDED, replaced_how=how, state_reason="issued in error")
    answer = answer_of(changed)
    assert answer.headline == headline and answer.sign and answer.tone
    assert "{" not in answer.detail
    assert ("(issued in error)" in answer.detail) == (standing in ("suspended", "revoked") or how == "correction")
    page = page_of(cast, changed)
    assert words_of(page).startswith(headline)
    assert f'<header class="answer {answer.tone}"' in page and "<svg" in page.split("</header>")[0]


def test_a_replaced_badge_leads_on_before_anything_else(cast: Cast, badge: PublicBadge) -> None:
    for how, words in (("correction", "Open the corrected badge"), ("renewal", "Open the newer badge")):
        page = page_of(cast, replace(badge, standing="superseded", state_at=ENDED, replaced_by="THE-NEW-ONE", replaced_how=how))
        first = Tags(page.split("<body>")[1].split("</header>")[0]).all("a")
        assert [link["href"] for link in first] == ["/b/THE-NEW-ONE"]
        assert words in page


def test_a_renewal_names_its_predecessor_and_a_correction_does_not(cast: Cast, badge: PublicBadge) -> None:
    """Somebody whose name was put right need not show the wrong one again."""
    assert "/b/OLD" in page_of(cast, replace(badge, replaces="OLD", replaces_how="renewal"))
    assert "/b/OLD" not in page_of(cast, replace(badge, replaces="OLD", replaces_how="correction"))


def test_it_shows_the_six_things_a_displayer_must_show(cast: Cast, badge: PublicBadge) -> None:
    page = page_of(cast, badge)
    for thing in (f"/b/{badge.token}.png", badge.view.title, badge.view.outcome, badge.view.issuer.name, "6 October 2026", "Valid"):
        assert thing in page


def test_what_was_met_stands_beside_what_was_asked_for(cast: Cast, badge: PublicBadge) -> None:
    rows = (CriterionView("Calls it early", "Proficient", "Within ten minutes.", "Proficient", True),
            CriterionView("Closes it", "Proficient", "Says that it is over.", "Developing", False))  # fmt: skip
    words = words_of(page_of(cast, seen(badge, criteria=rows)))
    assert "Calls it early – ✔ met Proficient: Within ten minutes." in words
    assert "Closes it – not met Proficient: Says that it is over." in words


def test_evidence_is_a_link_only_where_it_was_published(cast: Cast, badge: PublicBadge) -> None:
    def links(address: str) -> list[str | None]:
        return [link["href"] for link in Tags(page_of(cast, badge, evidence_links=(address,))).all("a") if link["href"] == address]

    assert links("https://portfolio.example/talk") == ["https://portfolio.example/talk"]
    assert links("") == links("javascript:alert(1)") == links("data:text/html,x") == []


def test_nothing_is_said_twice(cast: Cast, badge: PublicBadge) -> None:
    item = EvidenceView("How it ended", "reflection", "How it ended", "", "")
    told = seen(
        badge, criteria=(), evidence=(item,), outcome="Plans a visit.", criteria_narrative="Plans a visit.\n\nComplete both activities."
    )
    page = page_of(cast, told, evidence_links=("",))
    body = page[page.index("<h1") :]
    assert body.count("How it ended") == 1
    assert body.count("Plans a visit.") == 1 and "Complete both activities." in body


def test_the_fingerprint_of_a_file_is_folded_away(cast: Cast, badge: PublicBadge) -> None:
    page = page_of(cast, badge)
    assert badge.view.evidence[0].sha256 in page.split("<details>")[1].split("</details>")[0]
    assert " open" not in page.split("<details")[1][:5]


def test_every_file_is_offered_and_the_time_of_the_check_is_told(cast: Cast, badge: PublicBadge) -> None:
    page = page_of(cast, badge, jwt="a.b.c")
    hrefs = [link["href"] for link in Tags(page).all("a")]
    for kind in ("json", "jwt", "png", "png?size=1200", "svg", "pdf", "zip", "txt"):
        assert f"/b/{badge.token}.{kind}" in hrefs
    assert f"/b/{badge.token}.jwt" not in page_of(cast, badge)
    assert "on 6 October 2026 at 09:00 UTC" in words_of(page)
    assert "/catalogue" in hrefs


def test_it_has_no_script_and_fetches_nothing_from_elsewhere(cast: Cast, badge: PublicBadge) -> None:
    page = page_of(cast, badge)
    tags = Tags(page)
    assert not [tag for tag, _ in tags.found if tag in ("script", "iframe", "object", "embed", "video", "base")]
    assert not [name for _, attributes in tags.found for name in attributes if name.startswith("on")]
    fetched = [row["src"] for row in tags.all("img")] + [row["href"] for row in tags.all("link") if row["rel"] != "canonical"]
    assert all((address or "").startswith("/") for address in fetched)
    assert "url(" not in page and "@import" not in page
    policy = response_of(cast, badge).headers["content-security-policy"]
    assert policy.startswith("default-src 'none'") and "script-src" not in policy


def rich(view: BadgeView, letter: str = "w") -> BadgeView:
    """Twelve criteria and twenty pieces of evidence, each with much text."""
    text = f"{letter * 7} " * 250
    return replace(
        view,
        outcome=text,
        criteria=tuple(CriterionView(f"Criterion {n}", "Proficient", text, "Proficient", True) for n in range(12)),
        evidence=tuple(EvidenceView(f"Item {n}", "document", text, "application/pdf", "ab" * 32) for n in range(20)),
        alignments=tuple(AlignmentView(text, f"https://example.org/?{'&' * 180}", text, text, text) for _ in range(20)),
    )


@pytest.mark.parametrize("letter", ["w", "ж", "簡", "&"])
def test_a_rich_badge_stays_under_sixty_kilobytes_in_any_script(cast: Cast, badge: PublicBadge, letter: str) -> None:
    full = replace(badge, view=rich(badge.view, letter))
    page = page_of(cast, full, evidence_links=("https://portfolio.example/talk",) * 20, jwt="a.b.c")
    assert 30_000 < len(page.encode()) < 60_000
    assert "in full in the signed badge" in page


def test_an_ordinary_badge_is_small_and_whole(cast: Cast, badge: PublicBadge) -> None:
    page = page_of(cast, badge)
    assert len(page.encode()) < 20_000
    assert "in full in the signed badge" not in page


@given(text=st.text(st.characters(exclude_categories=("Cs",))), most=st.integers(0, 50))
def test_clipping_never_breaks_a_letter_and_leaves_short_text_alone(text: str, most: int) -> None:
    shown = clipped(text, most)
    assert shown == text if len(escape(text).encode()) <= most else text.startswith(shown.removesuffix(" … (in full in the signed badge)"))


def headings(tags: Tags) -> Iterator[int]:
    return (int(tag[1]) for tag, _ in tags.found if re.fullmatch(r"h[1-6]", tag))


@pytest.mark.parametrize("standing", ["valid", "superseded"])
def test_its_structure_can_be_heard(cast: Cast, badge: PublicBadge, standing: str) -> None:
    tags = Tags(page_of(cast, replace(badge, standing=standing, state_at=ENDED, replaced_by="NEW", replaced_how="renewal")))
    assert not tags.unclosed
    assert tags.found[0] == ("html", {"lang": "en", "dir": "ltr"})
    levels = list(headings(tags))
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(later - earlier <= 1 for earlier, later in pairwise(levels))
    assert [tag for tag, _ in tags.found if tag in ("header", "main")] == ["header", "main"]
    assert all("alt" in row for row in tags.all("img")) and tags.all("img")[0]["alt"] == f"Badge: {badge.view.title}"
    ids = [row["id"] for _, row in tags.found if "id" in row]
    assert len(ids) == len(set(ids))
    (label,), (field,) = tags.all("label"), tags.all("input")
    assert label["for"] == field["id"] and field["aria-describedby"] in ids


def test_every_link_says_where_it_leads(cast: Cast, badge: PublicBadge) -> None:
    page = page_of(cast, badge)
    links = re.findall(r"<a [^>]*>(.*?)</a>", page, re.DOTALL)
    names = [re.sub(r"<[^>]+>", "", link).strip() for link in links]
    assert all(names)
    assert not {"here", "click here", "more", "link"} & {name.lower() for name in names}


def test_names_and_titles_bring_their_own_direction(cast: Cast, badge: PublicBadge) -> None:
    page = page_of(cast, seen(badge, holder_name="محمد عبد الله", title="إحاطة شاغلي المبنى", language="ar"))
    assert '<h1 lang="ar" dir="auto">إحاطة شاغلي المبنى</h1>' in page
    assert '<p class="holder"><bdi>محمد عبد الله</bdi></p>' in page
    assert page.startswith('<!DOCTYPE html>\n<html lang="en" dir="ltr">')


def properties_of(page: str) -> dict[str, str]:
    return {
        a.get("property") or a["name"]: a["content"] for a in Tags(page).all("meta") if "content" in a and ("property" in a or "name" in a)
    }  # type: ignore[misc]


def test_a_link_to_it_has_title_picture_and_address(cast: Cast, badge: PublicBadge) -> None:
    page, address = page_of(cast, badge), f"http://localhost:8501/b/{badge.token}"
    said = properties_of(page)
    assert said["og:title"] == f"Ada Obi demonstrated: {badge.view.title}"
    assert said["og:description"] == said["description"] == badge.view.outcome
    assert said["og:image"] == f"{address}/card.png"
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert badge.view.title in said["og:image:alt"]
    assert (said["og:url"], said["og:type"], said["og:site_name"]) == (address, "website", badge.view.issuer.name)
    assert said["twitter:card"] == "summary_large_image"
    assert [row["href"] for row in Tags(page).all("link") if row["rel"] == "canonical"] == [address]


def test_completed_is_never_called_demonstrated(cast: Cast, badge: PublicBadge) -> None:
    page = page_of(cast, seen(badge, benchmark="progress"))
    assert properties_of(page)["og:title"].startswith("Ada Obi completed: ")
    assert "no performance was assessed" in words_of(page)


@pytest.mark.parametrize(
    ("listed", "standing", "robots"),
    [
        (False, "valid", "noindex"),
        (True, "valid", "index"),
        (True, "expired", "index"),
        (True, "revoked", "noindex"),
        (True, "suspended", "noindex"),
    ],
)
def test_search_engines_come_in_only_where_the_holder_wants_it(
    cast: Cast, badge: PublicBadge, listed: bool, standing: str, robots: str
) -> None:
    response = response_of(cast, replace(seen(badge, valid_until=ENDED), listed=listed, standing=standing, state_at=ENDED))
    assert response.headers["x-robots-tag"] == robots
    assert properties_of(bytes(response.body).decode())["robots"] == robots


def test_pages_without_a_badge_are_never_listed(cast: Cast) -> None:
    for response, status in ((unknown_badge_page(cast.portal, {}), 404), (busy_page(61, {}), 429)):
        assert (response.status_code, response.headers["x-robots-tag"]) == (status, "noindex")
        assert not Tags(bytes(response.body).decode()).unclosed


def test_only_web_addresses_become_links(cast: Cast, badge: PublicBadge) -> None:
    assert is_web_address("https://a.example") and is_web_address("http://a.example")
    for text in ("javascript:alert(1)", "data:text/html,x", "//a.example", "a.example", ""):
        assert not is_web_address(text)
    page = page_of(cast, seen(badge, issuer=replace(badge.view.issuer, url="javascript:alert(1)")))
    assert "javascript:" not in page


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.one_of(st.just(NASTY), st.text(st.characters(exclude_categories=("Cs",)))))
def test_whatever_was_typed_stays_text(cast: Cast, badge: PublicBadge, text: str) -> None:
    plain = [tag for tag, _ in Tags(page_of(cast, badge)).found]
    issuer = replace(badge.view.issuer, name=text, description=text or "x", url=text or "x", email=text or "x", country="")
    item = replace(badge.view.evidence[0], name=text, narrative=text or "x", genre=text or "x")
    row = replace(badge.view.criteria[0], title=text, required_text=text)
    typed = seen(
        badge, title=text, holder_name=text, outcome=text, how=text, skill_name=text, issuer=issuer, evidence=(item,), criteria=(row,)
    )
    tags = Tags(page_of(cast, typed, contact=text or "x"))
    assert not tags.unclosed
    assert not [tag for tag, _ in tags.found if tag in ("script", "iframe")]
    assert not [name for _, attributes in tags.found for name in attributes if name.startswith("on")]
    assert [tag for tag, _ in tags.found].count("img") == plain.count("img")


def test_what_it_is_aligned_to_is_named_and_linked_without_a_recommendation(cast: Cast, badge: PublicBadge) -> None:
    here = AlignmentView("Briefing", "https://example.org/1", "COM.1", "Our skills", "Brief them.")
    odd = AlignmentView("<b>Odd</b>", "javascript:alert(1)", "", "", "")
    page = page_of(cast, seen(badge, alignments=(here, odd)))
    assert "Aligned to" in page and "Our skills COM.1" in page and "&lt;b&gt;Odd&lt;/b&gt;" in page and "javascript" not in page
    (link,) = [attributes for tag, attributes in Tags(page).found if tag == "a" and attributes.get("href") == "https://example.org/1"]
    assert link["rel"] == "nofollow noopener noreferrer"
    assert "Aligned to" not in page_of(cast, badge)


def test_more_alignments_than_fit_are_counted(cast: Cast, badge: PublicBadge) -> None:
    page = page_of(cast, seen(badge, alignments=(AlignmentView("Briefing", "https://example.org/1", "", "", ""),) * 11))
    assert "And 3 more in the signed badge" in page
