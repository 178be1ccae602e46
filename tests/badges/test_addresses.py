"""Web addresses inside signed documents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.badges.addresses import is_address, web_address


@pytest.mark.parametrize("text", ["https://a.example/b?c=d#e/1", "did:web:a.example%3A84#z6Mk", "urn:uuid:1", "http://localhost:8501/b/_-"])
def test_addresses_that_every_program_keeps(text: str) -> None:
    assert is_address(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "foo",
        "/b/1",
        "https:",
        "https://",
        "http:/a",
        "https://a b",
        "https://a/ü",
        "https://a/%zz",
        "https://[a/",
        "urn:a|b",
        "a:b#c#d",
    ],
)
def test_addresses_that_some_program_drops(text: str) -> None:
    assert not is_address(text)


@pytest.mark.parametrize(
    "text", ["example.org", "ftp://example.org", "https://", "https:///path", "javascript:alert(1)", "https://" + "a" * 70]
)
def test_what_is_not_a_full_web_address_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        web_address(text)


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
def test_any_path_becomes_ascii(path: str) -> None:
    assert is_address(web_address(f"https://example.org/a{path.replace('%', '')}"))
