"""Which form a caller would rather have (RFC 9110, section 12.5.1)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.web.negotiation import preferred

HTML, JSON, LD, JWT = "text/html", "application/json", "application/ld+json", "application/vc+jwt"
OFFERS = (HTML, JSON, LD, JWT)


@pytest.mark.parametrize(
    ("accept", "gets"),
    [
        ("", HTML),
        ("*/*", HTML),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", HTML),
        ("application/json", JSON),
        ("APPLICATION/JSON ; Q=0.3", JSON),
        ("text/html, application/json", HTML),
        ("application/json, text/html", JSON),
        ("text/html;q=0.5, application/json", JSON),
        ("application/json;q=0.5, text/html", HTML),
        ("application/*", JSON),
        ("application/json, */*", JSON),
        ("*/*, application/ld+json", LD),
        ("text/html;q=0, */*;q=0.1", JSON),
        ("application/*;q=0.9, application/json;q=0.1", LD),
        ('application/ld+json;profile="https://a.example, https://b.example";q=0.9, text/html;q=0.8', LD),
        ("application/vc+jwt;q=1.0, application/json;q=0.999", JWT),
        ("image/png, application/vc+jwt", JWT),
        ("image/png", None),
        ("text/html;q=0", None),
        ("*/*;q=0", None),
        (", ,;q=1", None),
    ],
)
def test_the_table_of_the_specification(accept: str, gets: str | None) -> None:
    assert preferred(accept, OFFERS) == gets


def test_what_is_not_on_offer_gives_way_to_what_is() -> None:
    assert preferred("application/vc+jwt, application/json;q=0.2", (HTML, JSON)) == JSON


@given(st.text())
def test_no_header_is_a_fault_of_ours(accept: str) -> None:
    assert preferred(accept, OFFERS) in (*OFFERS, None)


@given(st.lists(st.tuples(st.sampled_from(OFFERS), st.integers(0, 1000)), unique_by=lambda row: row[0], min_size=1))
def test_of_exact_names_the_highest_quality_wins(named: list[tuple[str, int]]) -> None:
    accept = ", ".join(f"{name};q={quality / 1000:.3f}" for name, quality in named)
    best = max(quality for _, quality in named)
    expected = next(name for name, quality in named if quality == best) if best else None
    assert preferred(accept, OFFERS) == expected


@given(st.integers(1, 100_000))
def test_a_long_header_costs_little(length: int) -> None:
    assert preferred("," * length + '"' * length, OFFERS) is None or length == 0
