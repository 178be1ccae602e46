"""Addresses that people give for skills."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.badges.addresses import web_address
from core.rules.addresses import check_target, check_uri, is_web_address

WRONG = (
    "", "example.org", "javascript:alert(1)", "https://", "https://a b", "ftp://example.org", "https://me:pw@example.org/",
    "/frameworks/../admin.json", "/frameworks", "//example.org/frameworks/a.json", "https://example.org/\n", "https://-a/", "https://a:x/",
)  # fmt: skip


@pytest.mark.parametrize("text", WRONG)
def test_what_nobody_could_open_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="https://"):
        check_target(text)


@pytest.mark.parametrize(
    "text", ["https://example.org", "http://localhost:8501/a?b=c#d", "https://münchen.example/ü", "/frameworks/A/B.1.json"]
)
def test_what_can_be_opened_is_taken(text: str) -> None:
    assert check_target(text) == text


@pytest.mark.parametrize("text", ["urn:uuid:", "urn:uuid:nonsense", "urn:isbn:1", "/frameworks/A/B.json"])
def test_names_that_are_no_addresses_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"urn:uuid|UUID"):
        check_uri(text)


@given(st.text() | st.text("abc:/.?#[]@é% -1").map(lambda text: f"https://{text}"))
def test_every_address_that_is_taken_can_stand_in_a_badge(text: str) -> None:
    if is_web_address(text):
        assert web_address(text)
