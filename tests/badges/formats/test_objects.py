import zlib
from io import BytesIO

import pytest
from pypdf.generic import NameObject, TextStringObject

from core.badges.formats.objects import Value, made, packed, packed_stream, stream, text


def written(value: Value) -> bytes:
    out = BytesIO()
    made(value).write_to_stream(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (True, b"true"),
        (3, b"3"),
        (2.71828, b"2.718"),
        ("application/vc+ld+json", b"/application#2Fvc+ld+json"),
        (text("/Zoë (1)"), b"(\\057Zo\\353 \\0501\\051)"),
        ([1, "N", [2]], b"[ 1 /N [ 2 ] ]"),
    ],
)
def test_values_are_written_as_the_format_asks(value: Value, expected: bytes) -> None:
    assert written(value) == expected


def test_what_somebody_typed_never_becomes_a_name() -> None:
    assert isinstance(made(text("/Catalog")), TextStringObject) and isinstance(made("Catalog"), NameObject)


@pytest.mark.parametrize("end", [b"\r", b"\n", b"\r\n", b"x"])
def test_the_length_of_a_stream_is_told_from_its_end_as_well(end: bytes) -> None:
    """ISO 19005-3, 6.1.7.1: a reader that looks for the end finds as many bytes as the dictionary says."""
    file = written(stream({}, b"data" + end))
    body = file.split(b"\nstream\n")[1].removesuffix(b"endstream").removesuffix(b"\r\n")
    assert body == b"data" + end and f"/Length {len(body)}".encode() in file


def test_a_packed_stream_is_unpacked_to_the_same() -> None:
    small = packed_stream({"Length1": 9}, packed(b"same " * 100))
    assert small["/Filter"] == "/FlateDecode" and zlib.decompress(small._data) == b"same " * 100
