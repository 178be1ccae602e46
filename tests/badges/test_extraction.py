"""Finding the document in what people bring."""

import io

import pytest
from openbadgeslib.baking import SVG_ELEMENT_OB3, SVG_NS_OB3, bake_svg
from pypdf import PdfWriter

from core.badges.baking import bake
from core.badges.canonical import NotCheckable
from core.badges.extraction import MAX_FILE_BYTES, extract
from core.errors import DocumentProblem
from tests.badges.test_baking import a_picture

TEXT = '{"name": "Zoë <&> \\" 王"}'


def a_pdf(**attachments: bytes) -> bytes:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    for name, data in attachments.items():
        writer.add_attachment(name.replace("_", "."), data)
    target = io.BytesIO()
    writer.write(target)
    return target.getvalue()


def test_the_document_is_found_in_every_form() -> None:
    svg = bake_svg(b"<svg xmlns='http://www.w3.org/2000/svg'/>", TEXT, element=SVG_ELEMENT_OB3, namespace=SVG_NS_OB3, as_text=True)
    for data in (TEXT.encode(), b"\xef\xbb\xbf \n" + TEXT.encode(), bake(a_picture(), TEXT), a_pdf(credential_json=TEXT.encode()), svg):
        assert extract(data).strip() == TEXT


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"hello",
        b"GIF89a",
        b'{"a": "\xff"}',
        a_picture(),
        a_pdf(),
        a_pdf(readme_txt=b"{}"),
        a_pdf(credential_json=b"\xff"),
        a_pdf(credential_json=b"{}")[:300],
        b"%PDF-1.7\n" + b"(" * 5_000,
        b"<svg/>",
        b"<svg",
        b"<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>",
        b"{" + b" " * MAX_FILE_BYTES,
    ],
)
def test_files_without_a_badge_are_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(DocumentProblem) as refusal:
        extract(data)
    assert refusal.value.message.endswith(".")


def test_a_jwt_is_not_called_bad_only_unreadable() -> None:
    with pytest.raises(NotCheckable, match="JWT"):
        extract(b"eyJhbGciOiJFUzI1NiJ9.e30.AAAA")
