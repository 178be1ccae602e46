import pytest

from core.badges.appearance import SignedBadge
from core.badges.formats.credential_jwt import render
from core.badges.pictures.artwork import Artwork
from core.errors import NotFound
from tests.badges.appearances import an_appearance

LOOKS = an_appearance(Artwork(b"", b"", ""))


def test_it_is_the_token_as_it_was_signed() -> None:
    assert render(SignedBadge("{}", "eyJhbGciOiJFUzI1NiJ9.e30.AAAA", LOOKS), "") == b"eyJhbGciOiJFUzI1NiJ9.e30.AAAA"


def test_a_badge_without_one_says_so() -> None:
    with pytest.raises(NotFound, match="no JWT form"):
        render(SignedBadge("{}", "", LOOKS), "")
