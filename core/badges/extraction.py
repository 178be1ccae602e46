"""Finds the signed document in whatever a person brings: JSON, a baked PNG or SVG, a certificate in PDF."""

import io
from collections.abc import Callable

from core.badges.baking import unbake
from core.badges.canonical import NotCheckable
from core.errors import DocumentProblem

MAX_FILE_BYTES = 5 * 1024 * 1024
ATTACHMENT = "credential.json"


def extract(data: bytes) -> str:
    """The JSON text in ``data``. Refuses more than 5 MiB, damaged files, and files without a badge in them."""
    if len(data) > MAX_FILE_BYTES:
        raise DocumentProblem(f"The file is larger than {MAX_FILE_BYTES // 1024 // 1024} MB.")
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:8]
    for beginning, reader in _READERS:
        if start.startswith(beginning):
            return reader(data)
    raise DocumentProblem("This is neither a badge document nor a picture or PDF that could hold one.")


def _from_json(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentProblem("The badge document is not UTF-8 text.") from error


def _from_svg(data: bytes) -> str:
    from xml.parsers.expat import ExpatError

    from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]
    from openbadgeslib.baking import SVG_ELEMENT_OB3, extract_svg

    try:
        text = extract_svg(data, element=SVG_ELEMENT_OB3, text_fallback=True)
    except (DefusedXmlException, ExpatError, ValueError, RecursionError) as error:
        raise DocumentProblem("The SVG picture is damaged.") from error
    if not text:
        raise DocumentProblem("There is no badge in this SVG picture.")
    return text


def _from_pdf(data: bytes) -> str:
    from pypdf import PdfReader

    try:
        attached = PdfReader(io.BytesIO(data)).attachments.get(ATTACHMENT, [])
    except Exception as error:  # the reader raises all sorts of things at hostile files
        raise DocumentProblem("The PDF is damaged.") from error
    if not attached:
        raise DocumentProblem(f"There is no badge in this PDF: no file {ATTACHMENT} is attached to it.")
    return _from_json(attached[0])


def _from_jwt(_data: bytes) -> str:
    raise NotCheckable("This is a badge in the VC-JWT form, which this portal does not read.")


_READERS: tuple[tuple[bytes, Callable[[bytes], str]], ...] = (
    (b"{", _from_json),
    (b"\x89PNG", unbake),
    (b"%PDF-", _from_pdf),
    (b"<", _from_svg),
    (b"eyJ", _from_jwt),
)
