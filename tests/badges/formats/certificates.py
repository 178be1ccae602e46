"""Certificates to look into, and the ways in which other programs read them."""

import re
import subprocess
from collections.abc import Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import Any

import page as judge
from pypdf import PageObject, PdfReader
from pypdf.generic import ByteStringObject, DictionaryObject, TextStringObject

from core.badges.formats.pdf_certificate import certificate
from core.badges.pictures.artwork import Artwork, drawn
from core.badges.view import BadgeView
from tests.badges.appearances import an_appearance
from tests.badges.views import a_view

DOCUMENT = '{"name": "Zoë 王", "proof": [1]}\n'
LEVELS = (judge.ValidationProfile.PDF_A_3A, judge.ValidationProfile.PDF_UA_1)
_MARKS_OF_DIRECTION = dict.fromkeys(range(0x202A, 0x202F))


@lru_cache(maxsize=1)
def artwork() -> Artwork:
    return drawn(a_view())


@lru_cache(maxsize=32)
def made(view: BadgeView | None = None, layout: str = "classic") -> bytes:
    return certificate(view or a_view(), an_appearance(artwork()), DOCUMENT, layout)


def reader(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data), strict=True)


def words(data: bytes) -> str:
    """The text of all pages."""
    return " ".join(" ".join(page.extract_text() for page in reader(data).pages).split())


def copied_out(data: bytes, folder: Path) -> list[str]:
    """The lines that poppler copies out of the pages."""
    file = folder / "certificate.pdf"
    file.write_bytes(data)
    text = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True).stdout.decode()
    return text.translate(_MARKS_OF_DIRECTION).splitlines()


def faults(data: bytes) -> list[str]:
    """What a validator that we did not write says against the file, at the strictest levels."""
    return [
        f"{failure.rule_id}: {failure.message}" for level in LEVELS for failure in judge.validate_pdf_bytes(data, profile=level).failures
    ]


def strings_on(page: PageObject) -> list[bytes]:
    """The codes of all signs on a page, piece by piece."""
    content = page.get_contents()
    assert content is not None
    arrays = [operands[0] for operands, operator in content.operations if operator == b"TJ"]
    return [piece.original_bytes for array in arrays for piece in array if isinstance(piece, ByteStringObject | TextStringObject)]


def _alphabet(font: Any) -> dict[int, str]:
    rows = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", font["/ToUnicode"].get_data())
    return {int(code, 16): bytes.fromhex(said.decode()).decode("utf-16-be") for code, said in rows}


def _marked(page: PageObject) -> dict[int, str]:
    """The text of every piece of marked content of a page, by its number."""
    fonts = {name: _alphabet(font.get_object()) for name, font in page["/Resources"]["/Font"].items()}  # type: ignore[index]
    said: dict[int, str] = {}
    number, alphabet = -1, {}
    content = page.get_contents()
    assert content is not None
    for operands, operator in content.operations:
        if operator == b"BDC":
            number = operands[1].get("/MCID", -1)
        elif operator == b"Tf":
            alphabet = fonts[operands[0]]
        elif operator == b"TJ":
            codes = b"".join(piece.original_bytes for piece in operands[0] if isinstance(piece, ByteStringObject | TextStringObject))
            pairs = [int.from_bytes(codes[start : start + 2], "big") for start in range(0, len(codes), 2)]
            said[number] = said.get(number, "") + "".join(alphabet[pair] for pair in pairs)
    return said


def is_element(kid: Any) -> bool:
    """Whether something below an element is an element, too, and not content or an annotation."""
    return isinstance(kid, DictionaryObject) and "/S" in kid


def _piece(kid: Any, element: Any, pieces: dict[int, dict[int, str]]) -> str:
    """The words of one piece of content: on the page of its element, or on the one that it names itself."""
    if isinstance(kid, int):
        return pieces[element.raw_get("/Pg").idnum].get(kid, "")
    return pieces[kid.raw_get("/Pg").idnum].get(kid["/MCID"], "") if kid.get("/Type") == "/MCR" else ""


def spoken(data: bytes) -> list[tuple[str, str]]:
    """What a program that reads aloud finds: the parts of the document in their order, each with its kind and its own words."""
    document = reader(data)
    pieces = {page.indirect_reference.idnum: _marked(page) for page in document.pages if page.indirect_reference}

    def walk(element: Any) -> Iterator[tuple[str, str]]:
        kids = [kid.get_object() for kid in element["/K"]]
        own = [_piece(kid, element, pieces) for kid in kids]
        yield element["/S"][1:], "".join(own) or element.get("/Alt", "")
        for kid in kids:
            if is_element(kid):
                yield from walk(kid)

    (root,) = document.root_object["/StructTreeRoot"]["/K"]  # type: ignore[index]
    return list(walk(root.get_object()))
