"""Finds the signed text in whatever a person brings: JSON, a token, a baked PNG or SVG, a certificate in PDF.

Badges of Open Badges 3.0 and 2.0 are baked into different places; the newer one is looked for first.
"""

import io
import zlib
from collections.abc import Callable
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler, feature_namespaces

from core.errors import DocumentProblem

MAX_FILE_BYTES = 5 * 1024 * 1024
ATTACHMENT = "credential.json"
# (namespace, element) in which an SVG carries a badge: Open Badges 3.0, section 5.3.2; Open Badges 2.0 baking specification
_SVG_CARRIERS = (("https://purl.imsglobal.org/ob/v3p0", "credential"), ("http://openbadges.org", "assertion"))
# How far one stream of a PDF may unpack: a filter may go through the outcome byte by byte, which takes about a second for 2 MB.
_PDF_LIMITS: dict[str, Any] = {f"{name}_maximum_output_length": 2 * 1024 * 1024 for name in ("zlib", "lzw", "run_length", "brotli")}
_NEITHER = "This is neither a badge document nor a picture or PDF that could hold one."
_FOLDER = "This is a packed folder (ZIP). Please unpack it and bring one of the files inside: any of them holds the whole badge."


def extract(data: bytes) -> str:
    """The text in ``data``: JSON or a token. Refuses more than 5 MiB, damaged files, and files without a badge in them."""
    if len(data) > MAX_FILE_BYTES:
        raise DocumentProblem(f"The file is larger than {MAX_FILE_BYTES // 1024 // 1024} MB.")
    start = data.removeprefix(b"\xef\xbb\xbf").lstrip()[:8]
    for beginning, reader in _READERS:
        if start.startswith(beginning):
            return reader(data)
    raise DocumentProblem(_FOLDER if start.startswith(b"PK\x03\x04") else _NEITHER)


def _from_text(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise DocumentProblem("The badge document is not UTF-8 text.") from error


def _from_png(data: bytes) -> str:
    import png  # type: ignore[import-untyped]
    from openbadgeslib.baking import ITXT_KEYWORD, ITXT_KEYWORD_OB3, extract_png
    from openbadgeslib.errors import DecompressionLimitExceeded

    try:
        found = (extract_png(data, keyword=keyword) for keyword in (ITXT_KEYWORD_OB3, ITXT_KEYWORD))
        text = next((text for text in found if text is not None), None)
    except (png.Error, zlib.error, DecompressionLimitExceeded, ValueError, EOFError) as error:
        raise DocumentProblem("The picture is damaged.") from error
    if text is None:
        raise DocumentProblem("There is no badge in this picture. Pictures that were edited or sent through a chat often lose it.")
    return text


class _Carriers(ContentHandler):
    """What stands in the elements that carry a badge; everything else in the picture is passed over."""

    def __init__(self) -> None:
        super().__init__()
        self.found: dict[tuple[str, str], list[str]] = {}
        self._open: tuple[str, str] | None = None

    def startElementNS(self, name: Any, _qname: Any, attributes: Any) -> None:  # noqa: N802 - the name that the reader calls
        if name in _SVG_CARRIERS and name not in self.found:
            token = attributes.get((None, "verify"))
            self.found[name] = [token] if token else []
            self._open = None if token else name

    def endElementNS(self, _name: Any, _qname: Any) -> None:  # noqa: N802
        self._open = None

    def characters(self, content: str) -> None:
        if self._open:
            self.found[self._open].append(content)


def _from_svg(data: bytes) -> str:
    from defusedxml import sax  # type: ignore[import-untyped]
    from defusedxml.common import DefusedXmlException  # type: ignore[import-untyped]

    carriers = _Carriers()
    reader = sax.make_parser()
    reader.forbid_dtd = True
    reader.setFeature(feature_namespaces, True)
    reader.setContentHandler(carriers)
    try:
        reader.parse(io.BytesIO(data))
    except (DefusedXmlException, ValueError, LookupError, SAXException) as error:  # LookupError: an encoding that is none
        raise DocumentProblem("The SVG picture is damaged.") from error
    texts = ("".join(carriers.found.get(carrier, ())).strip() for carrier in _SVG_CARRIERS)
    text = next((text for text in texts if text), "")
    if not text:
        raise DocumentProblem("There is no badge in this SVG picture.")
    return text


def _from_pdf(data: bytes) -> str:
    from pypdf import PdfReader, apply_configuration

    try:
        with apply_configuration(**_PDF_LIMITS):
            reader = PdfReader(io.BytesIO(data))
            is_locked = reader.is_encrypted
            attached = [] if is_locked else reader.attachments.get(ATTACHMENT, [])
    except Exception as error:  # the reader raises all sorts of things at hostile files
        raise DocumentProblem("The PDF is damaged.") from error
    if is_locked:
        raise DocumentProblem("The PDF is protected with a password. Please bring it without.")
    if not attached:
        raise DocumentProblem(f"There is no badge in this PDF: no file {ATTACHMENT} is attached to it.")
    if len(attached) > 1:
        raise DocumentProblem(f"Several files {ATTACHMENT} are attached to this PDF, and it would be a guess which one is meant.")
    return _from_text(attached[0])


_READERS: tuple[tuple[bytes, Callable[[bytes], str]], ...] = (
    (b"{", _from_text),
    (b"eyJ", _from_text),
    (b"http", _from_text),
    (b"\x89PNG", _from_png),
    (b"%PDF-", _from_pdf),
    (b"<", _from_svg),
)
