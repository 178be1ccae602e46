"""Finding the document in what people bring."""

import io
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openbadgeslib.baking import SVG_ELEMENT_OB3, SVG_NS_OB3, bake_png, bake_svg
from pypdf import PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from core.badges.baking import bake
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
        b"<?xml version='1.0' encoding='zlib_codec'?><svg/>",
        b"<?xml version='1.0' encoding='no such thing'?><svg/>",
        b"{" + b" " * MAX_FILE_BYTES,
    ],
)
def test_files_without_a_badge_are_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(DocumentProblem) as refusal:
        extract(data)
    assert refusal.value.message.endswith(".")


def test_a_small_pdf_does_not_unpack_to_a_large_one() -> None:
    packed = DecodedStreamObject()
    packed.set_data(b" " * 10_000_000)
    writer = PdfWriter()
    writer.add_attachment("credential.json", b"").pdf_object["/EF"][NameObject("/F")] = writer._add_object(packed.flate_encode())
    target = io.BytesIO()
    writer.write(target)
    assert len(target.getvalue()) < 50_000
    with pytest.raises(DocumentProblem, match="damaged"):
        extract(target.getvalue())


def test_the_folder_with_everything_has_to_be_unpacked() -> None:
    with pytest.raises(DocumentProblem, match="unpack it"):
        extract(b"PK\x03\x04" + bytes(40))


def test_tokens_are_found_in_text_and_in_pictures() -> None:
    token = "eyJhbGciOiJFUzI1NiJ9.e30.AAAA"
    svg = bake_svg(b"<svg xmlns='http://www.w3.org/2000/svg'/>", token, element=SVG_ELEMENT_OB3, namespace=SVG_NS_OB3)
    for data in (token.encode(), bake(a_picture(), token), svg):
        assert extract(data) == token


def test_badges_of_the_older_version_are_found_in_pictures_and_the_newer_one_first() -> None:
    old_png, old_svg = bake_png(a_picture(), "old"), bake_svg(b"<svg xmlns='http://www.w3.org/2000/svg'/>", "old")
    assert (extract(old_png), extract(old_svg)) == ("old", "old")
    assert extract(bake(old_png, "new")) == "new"
    assert extract(bake_svg(old_svg, "new", element=SVG_ELEMENT_OB3, namespace=SVG_NS_OB3)) == "new"


@pytest.mark.parametrize(
    "svg",
    [
        "<s:svg xmlns:s='http://www.w3.org/2000/svg' xmlns:x='https://purl.imsglobal.org/ob/v3p0'><s:defs><x:credential>{}</x:credential></s:defs></s:svg>",
        "\ufeff<svg><metadata><credential xmlns='https://purl.imsglobal.org/ob/v3p0'><![CDATA[{}]]></credential></metadata></svg>",
        "<?xml version='1.0' encoding='UTF-8'?><?xml-stylesheet href='http://127.0.0.1/x.css'?><svg xmlns:ob='https://purl.imsglobal.org/ob/v3p0'>"
        "<image href='file:///etc/passwd'/><ob:credential>{}</ob:credential></svg>",
    ],
)
def test_a_drawing_may_name_the_namespace_as_it_likes(svg: str) -> None:
    assert extract(svg.replace("{}", '{"a": "ü"}').encode()) == '{"a": "ü"}'


def test_large_drawings_are_read_without_building_them_up() -> None:
    many = "<g/>" * 400_000
    deep = "<g>" * 10_000 + "</g>" * 10_000
    for inside in (many, deep):
        svg = f"<svg xmlns:ob='https://purl.imsglobal.org/ob/v3p0'>{inside}<ob:credential>{{}}</ob:credential></svg>"
        assert extract(svg.encode()) == "{}"


def test_which_attachment_is_meant_is_not_guessed_and_locks_are_not_picked() -> None:
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    for data in (b"{}", b'{"a":1}'):
        writer.add_attachment("credential.json", data)
    target = io.BytesIO()
    writer.write(target)
    with pytest.raises(DocumentProblem, match="guess"):
        extract(target.getvalue())
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_attachment("credential.json", b"{}")
    writer.encrypt("secret", algorithm="AES-256")
    target = io.BytesIO()
    writer.write(target)
    with pytest.raises(DocumentProblem, match="password"):
        extract(target.getvalue())


@cache
def carriers() -> tuple[bytes, ...]:
    drawing = bake_svg(b"<svg xmlns='http://www.w3.org/2000/svg'/>", TEXT, element=SVG_ELEMENT_OB3, namespace=SVG_NS_OB3, as_text=True)
    return bake(a_picture(), TEXT), a_pdf(credential_json=TEXT.encode()), drawing


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 2), st.floats(0, 1, exclude_max=True), st.binary(max_size=6), st.integers(0, 40))
def test_no_damage_to_a_file_makes_it_raise_anything_else(which: int, place: float, put: bytes, taken: int) -> None:
    data = carriers()[which]
    position = int(place * len(data))
    try:
        assert isinstance(extract(data[:position] + put + data[position + taken :]), str)
    except DocumentProblem as refusal:
        assert refusal.message.endswith(".")
