"""What an award looks like, and the name under which that is kept."""

from dataclasses import fields, replace
from typing import get_args

import pytest

from core.badges.appearance import CURRENT_WORDING, DEFAULT_LAYOUT, LAYOUTS, WORDINGS
from core.badges.pictures.artwork import Artwork, drawn
from core.rules.programs import BENCHMARK_SENTENCES, Benchmark
from tests.badges.pictures.test_artwork import picture
from tests.badges.views import a_view


def test_the_same_view_is_drawn_as_the_same_bytes() -> None:
    one, other = drawn(a_view()), drawn(a_view())
    assert one == other and one.sha256 == other.sha256
    assert [picture(one.png).size, picture(one.png_large).size] == [(600, 600), (1200, 1200)]


def test_nobody_is_in_the_pictures() -> None:
    assert drawn(a_view(holder_name="Somebody Else", url="https://elsewhere.example/b/2", evidence=())) == drawn(a_view())


@pytest.mark.parametrize("change", [{"png": b"2"}, {"png_large": b"2"}, {"svg": "2"}, {"png": b"11", "png_large": b""}])
def test_the_name_covers_all_three(change: dict[str, bytes | str]) -> None:
    artwork = Artwork(b"1", b"1", "1")
    assert replace(artwork, **change).sha256 != artwork.sha256  # type: ignore[arg-type]  # the field decides the type


def test_every_sentence_is_there_for_every_benchmark() -> None:
    assert CURRENT_WORDING in WORDINGS and DEFAULT_LAYOUT in LAYOUTS
    assert set(BENCHMARK_SENTENCES) == set(get_args(Benchmark))
    for wording in WORDINGS.values():
        for value in (getattr(wording, field.name) for field in fields(wording)):
            assert set(value) == set(get_args(Benchmark)) if not isinstance(value, str) else value
