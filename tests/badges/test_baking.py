"""Pictures that carry their badge."""

import io
import re
import zlib

import pytest
from defusedxml.minidom import parseString  # type: ignore[import-untyped]
from hypothesis import example, given, settings
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from core.badges.baking import bake, bake_svg
from core.badges.documents import to_text
from core.badges.extraction import extract
from core.badges.pictures.artwork import badge_svg
from core.errors import DocumentProblem
from tests.badges.views import a_view

CLEAN = badge_svg(a_view())


def a_picture(**extra: object) -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (8, 8), "teal").save(target, "PNG", **extra)
    return target.getvalue()


@settings(max_examples=40, deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
def test_what_was_baked_is_found_again(text: str) -> None:
    assert extract(bake(a_picture(), text)) == text


def test_a_baked_picture_is_still_the_same_picture() -> None:
    clean = a_picture()
    with Image.open(io.BytesIO(bake(clean, "{}"))) as picture:
        picture.load()
        assert picture.text == {"openbadgecredential": "{}"}
        assert picture.tobytes() == Image.open(io.BytesIO(clean)).tobytes()


def test_a_picture_is_baked_once_only() -> None:
    with pytest.raises(DocumentProblem, match="already"):
        bake(bake(a_picture(), "{}"), "{}")


def test_compressed_badges_of_others_are_read_up_to_a_limit() -> None:
    for length, fits in ((1_000, True), (10_000_000, False)):
        chunks = PngInfo()
        chunks.add_itxt("openbadgecredential", "x" * length, zip=True)
        picture = a_picture(pnginfo=chunks)
        if fits:
            assert extract(picture) == "x" * length
        else:
            with pytest.raises(DocumentProblem):
                extract(picture)


@pytest.mark.parametrize(
    "picture", [a_picture(), a_picture()[:40], b"\x89PNG", b"", bake(a_picture(), "abcdef").replace(b"abcdef", b"abcdeg")]
)
def test_pictures_without_a_badge_and_damaged_ones_are_refused(picture: bytes) -> None:
    with pytest.raises(DocumentProblem):
        extract(picture)


def test_a_chunk_that_is_not_text_is_refused() -> None:
    baked = bake(a_picture(), "abcdef")
    chunk = baked[baked.index(b"iTXt") : baked.index(b"abcdef") + 6]
    broken = chunk.replace(b"abcdef", b"\xff\xfe\xff\xfe\xff\xfe")
    damaged = baked.replace(chunk + zlib.crc32(chunk).to_bytes(4, "big"), broken + zlib.crc32(broken).to_bytes(4, "big"))
    assert damaged != baked
    with pytest.raises(DocumentProblem, match="damaged"):
        extract(damaged)


@settings(max_examples=100)
@given(st.text(st.characters(exclude_categories=["Cs"])))
@example("a ]]> b ]]]]>> <![CDATA[ & < \" ' 王 محمد 🎉 \\")
@example("\t\n\u0085\u2028")
def test_a_document_that_was_baked_into_a_drawing_is_found_again_or_refused(text: str) -> None:
    document = to_text({"name": text})
    try:
        baked = bake_svg(CLEAN, document)
    except DocumentProblem:
        assert re.search("[\ufffe\uffff]", text)
    else:
        assert extract(baked.encode()) == document


def test_a_baked_drawing_is_as_the_standard_has_it_and_otherwise_unchanged() -> None:
    document = parseString(bake_svg(CLEAN, '{"name":"]]>"}').encode())
    root = document.documentElement
    carrier = root.firstChild
    assert root.getAttribute("xmlns:openbadges") == "https://purl.imsglobal.org/ob/v3p0"
    assert carrier.tagName == "openbadges:credential" and not carrier.hasAttribute("verify")
    assert {node.nodeType for node in carrier.childNodes} == {document.CDATA_SECTION_NODE}
    root.removeChild(carrier)
    root.removeAttribute("xmlns:openbadges")
    assert root.toxml() == parseString(CLEAN.encode()).documentElement.toxml()


def test_a_drawing_is_baked_once_only_and_only_one_of_ours() -> None:
    with pytest.raises(DocumentProblem, match="already"):
        bake_svg(bake_svg(CLEAN, "{}"), "{}")
    with pytest.raises(DocumentProblem, match="drew"):
        bake_svg("<?xml version='1.0'?><svg/>", "{}")
    with pytest.raises(DocumentProblem, match="character"):
        bake_svg(CLEAN, "{}\r\n")
