"""The text in a file, before anything of it is believed."""

import pytest

from core.badges.canonical import NotCheckable
from core.badges.jws import signed_token
from core.badges.verification.case import NotFetched, brought, offline
from core.errors import DocumentProblem
from tests.badges.facts import a_key


def test_a_document_and_a_token() -> None:
    assert brought(' {"a": 1}\n').document == {"a": 1} and brought('{"a": 1}').header is None
    found = brought(signed_token({"alg": "ES256"}, {"a": 1}, a_key().sign_es256))
    assert (found.document, found.header) == ({"a": 1}, {"alg": "ES256"})


@pytest.mark.parametrize("text", ["https://evil.example/badge.json", "http://127.0.0.1/", "HTTPS://x"])
def test_an_address_inside_a_file_is_not_followed(text: str) -> None:
    with pytest.raises(NotCheckable, match="not followed"):
        brought(text)


@pytest.mark.parametrize("text", ["", "hello", "a.b", "a.b.c", "eyJhbGciOiJub25lIn0.e30.", "e30.e30.e30", "..", "[]"])
def test_anything_else_is_no_badge(text: str) -> None:
    with pytest.raises(DocumentProblem):
        brought(text)


def test_selective_disclosure_is_called_by_its_name() -> None:
    with pytest.raises(NotCheckable, match="SD-JWT"):
        brought("eyJhbGciOiJFUzI1NiJ9.e30.AAAA~WyJhIl0~")


def test_offline_nobody_is_asked() -> None:
    with pytest.raises(NotFetched, match="does not ask"):
        offline("https://elsewhere.org/did.json")
