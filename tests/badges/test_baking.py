"""Pictures that carry their badge."""

import io
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from core.badges.baking import bake, unbake
from core.errors import DocumentProblem


def a_picture(**extra: object) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(target, "PNG", **extra)
    return target.getvalue()


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_what_was_baked_is_found_again(text: str) -> None:
    assert unbake(bake(a_picture(), text)) == text


def test_a_baked_picture_is_still_a_picture() -> None:
    with Image.open(io.BytesIO(bake(a_picture(), "{}"))) as picture:
        picture.load()
        assert picture.size == (8, 8) and picture.text == {"openbadgecredential": "{}"}


def test_a_picture_is_baked_once_only() -> None:
    with pytest.raises(DocumentProblem, match="already"):
        bake(bake(a_picture(), "{}"), "{}")


def test_compressed_badges_of_others_are_read_up_to_a_limit() -> None:
    for length, fits in ((1_000, True), (10_000_000, False)):
        chunks = PngInfo()
        chunks.add_itxt("openbadgecredential", "x" * length, zip=True)
        picture = a_picture(pnginfo=chunks)
        if fits:
            assert unbake(picture) == "x" * length
        else:
            with pytest.raises(DocumentProblem):
                unbake(picture)


@pytest.mark.parametrize(
    "picture", [a_picture(), a_picture()[:40], b"\x89PNG", b"", bake(a_picture(), "abcdef").replace(b"abcdef", b"abcdeg")]
)
def test_pictures_without_a_badge_and_damaged_ones_are_refused(picture: bytes) -> None:
    with pytest.raises(DocumentProblem):
        unbake(picture)


def test_a_chunk_that_is_not_text_is_refused() -> None:
    baked = bake(a_picture(), "abcdef")
    chunk = baked[baked.index(b"iTXt") : baked.index(b"abcdef") + 6]
    broken = chunk.replace(b"abcdef", b"\xff\xfe\xff\xfe\xff\xfe")
    damaged = baked.replace(chunk + zlib.crc32(chunk).to_bytes(4, "big"), broken + zlib.crc32(broken).to_bytes(4, "big"))
    assert damaged != baked
    with pytest.raises(DocumentProblem, match="damaged"):
        unbake(damaged)
