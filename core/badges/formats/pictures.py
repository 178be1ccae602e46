"""PNG pictures as objects of a PDF file: the colours, and beside them how opaque each point is (ISO 32000-1, 8.9 and 11.6.5.3)."""

from functools import lru_cache
from io import BytesIO

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import IndirectObject

from core.badges.formats.objects import Value, packed, packed_stream

_MOST = 1200  # points a side: 400 to an inch in the largest place for a picture


@lru_cache(maxsize=16)  # all badges of a program have the same picture, and packing it takes longer than all the rest
def _points(png: bytes) -> tuple[tuple[int, int], bytes, bytes]:
    with Image.open(BytesIO(png)) as opened:
        picture = opened.convert("RGBA")
    picture.thumbnail((_MOST, _MOST))
    return picture.size, packed(picture.convert("RGB").tobytes()), packed(picture.getchannel("A").tobytes())


def embedded(writer: PdfWriter, png: bytes) -> IndirectObject:
    """The picture, point by point as it is; only what is finer than any print is made smaller."""
    (width, height), colours, opacity = _points(png)
    about: dict[str, Value] = {"Type": "XObject", "Subtype": "Image", "Width": width, "Height": height, "BitsPerComponent": 8}
    mask = writer._add_object(packed_stream({**about, "ColorSpace": "DeviceGray"}, opacity))
    return writer._add_object(packed_stream({**about, "ColorSpace": "DeviceRGB", "SMask": mask}, colours))


def size_of(png: bytes) -> tuple[int, int]:
    """Width and height in points of the picture."""
    with Image.open(BytesIO(png)) as opened:
        return opened.size
