"""Python's values as the objects of a PDF file (ISO 32000-1, 7.3)."""

import zlib
from collections.abc import Mapping, Sequence
from typing import IO, Any

from pypdf.generic import (
    ArrayObject,
    BooleanObject,
    DictionaryObject,
    FloatObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)  # fmt: skip

_HARDEST = 9

Value = PdfObject | str | bool | int | float | Mapping[str, "Value"] | Sequence["Value"]


def text(words: str) -> TextStringObject:
    """Words that somebody reads, as against a plain ``str``, which is a name of the file format."""
    return TextStringObject(words)


def made(value: Value) -> PdfObject:
    """The PDF object of a value.

    >>> made({"Type": "Group", "I": True, "K": [1, 2.5]})
    {'/Type': '/Group', '/I': True, '/K': [1, 2.5]}
    """
    if isinstance(value, PdfObject):
        return value
    if isinstance(value, str):
        return NameObject(f"/{value}")
    if isinstance(value, bool):
        return BooleanObject(value)
    if isinstance(value, int):
        return NumberObject(value)
    if isinstance(value, float):
        return FloatObject(round(value, 3))
    return dictionary(value) if isinstance(value, Mapping) else ArrayObject(map(made, value))


def dictionary(entries: Mapping[str, Value]) -> DictionaryObject:
    """A dictionary, its keys as names."""
    return DictionaryObject({NameObject(f"/{key}"): made(value) for key, value in entries.items()})


class _Stream(StreamObject):
    """Ends its bytes with both characters of a line end: a last byte that looks like the first of them belongs to the data
    (ISO 19005-3, 6.1.7.1)."""

    def write_to_stream(self, stream: IO[Any]) -> None:
        DictionaryObject({**self, NameObject("/Length"): NumberObject(len(self._data))}).write_to_stream(stream)
        stream.write(b"\nstream\n" + self._data + b"\r\nendstream")


def stream(entries: Mapping[str, Value], data: bytes) -> StreamObject:
    """Bytes as they are, with a dictionary that says what they are."""
    made_of = _Stream()
    made_of.update(dictionary(entries))
    made_of.set_data(data)
    return made_of


def packed(data: bytes) -> bytes:
    """As small as it gets without a loss; goes into ``packed_stream``."""
    return zlib.compress(data, _HARDEST)


def packed_stream(entries: Mapping[str, Value], small: bytes) -> StreamObject:
    """Bytes that were ``packed``."""
    return stream({**entries, "Filter": "FlateDecode"}, small)
