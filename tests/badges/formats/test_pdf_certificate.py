import shutil
import subprocess
from functools import lru_cache
from io import BytesIO
from pathlib import Path

import pytest
import segno
from fontTools.ttLib import TTFont
from pypdf import PageObject, PdfReader
from pypdf.generic import ByteStringObject, DictionaryObject, StreamObject, TextStringObject

from core.badges.documents import to_text
from core.badges.extraction import extract
from core.badges.formats.pdf_certificate import certificate, render
from core.badges.view import EvidenceView
from core.errors import DocumentProblem
from tests.badges.facts import Office, some_facts
from tests.badges.views import NAMES, a_view, criteria, evidence

DOCUMENT = '{"name": "Zoë 王", "proof": [1]}\n'


def reader(data: bytes) -> PdfReader:
    return PdfReader(BytesIO(data), strict=True)


def words(data: bytes) -> str:
    """The text of all pages."""
    return " ".join(" ".join(page.extract_text() for page in reader(data).pages).split())


@lru_cache(maxsize=1)
def plain() -> bytes:
    return certificate(a_view(), DOCUMENT)


def test_the_page_says_what_was_signed() -> None:
    text = words(plain())
    for said in (
        "Northshore AFP", "José Ñuñez", "has demonstrated", "Present with Confidence", "so that a board can decide",
        "Performance-based: work was judged against a published rubric by trained reviewers.", "Judged by two reviewers.",
        "Criterion 4", "Reached: Exemplary", "Required: Proficient. Reaches point 4 in time.", "Item 2", "Shows point 2.", "ab" * 32,
        "14 April 2026", "14 April 2028", "COM-101, version 1.2", "IE", "https://badges.northshore.example/b/Zk3v9QmT0xN7pRbL2sWcYg",
        "page 1 of 1",
    ):  # fmt: skip
        assert said in text, said


def test_a_progress_badge_says_completed_and_that_nothing_was_judged() -> None:
    text = words(certificate(a_view(benchmark="progress", criteria=(), valid_until=None), DOCUMENT))
    assert "has completed" in text and "no performance was assessed" in text and "no end date" in text
    assert "demonstrated" not in text and "rubric" not in text


def test_the_signed_document_is_inside_byte_for_byte() -> None:
    (attached,) = reader(plain()).attachment_list
    assert attached.name == "credential.json"
    assert attached.content == DOCUMENT.encode()
    assert (attached.subtype, attached.associated_file_relationship) == ("/application/vc+ld+json", "/Data")
    (associated,) = reader(plain()).root_object["/AF"]  # type: ignore[misc]
    assert associated.get_object()["/UF"] == "credential.json"
    assert extract(plain()) == DOCUMENT


def test_the_same_badge_gives_the_same_bytes() -> None:
    assert certificate(a_view(), DOCUMENT) == plain()


def test_the_file_says_what_it_is() -> None:
    document = reader(plain())
    assert document.metadata is not None
    assert document.metadata.title == "Present with Confidence – José Ñuñez"
    assert document.metadata.author == "Northshore AFP"
    assert document.metadata.subject == "Demonstrated: Present a recommendation so that a board can decide."
    assert document.metadata.creation_date == a_view().awarded_at
    assert document.root_object["/Lang"] == "en"


@lru_cache(maxsize=1)
def with_all_names() -> bytes:
    holder = "Amara محمد Okafor"
    return certificate(a_view(holder_name=holder, evidence=(EvidenceView("Names", "text", "\n".join(NAMES), "", ""),)), DOCUMENT)


def fonts_of(data: bytes) -> list[DictionaryObject]:
    return [font.get_object() for page in reader(data).pages for font in page["/Resources"]["/Font"].values()]  # type: ignore[index]


def strings_on(page: PageObject) -> list[bytes]:
    """The codes of all signs on a page, piece by piece."""
    content = page.get_contents()
    assert content is not None
    arrays = [operands[0] for operands, operator in content.operations if operator == b"TJ"]
    return [piece.original_bytes for array in arrays for piece in array if isinstance(piece, ByteStringObject | TextStringObject)]


def test_all_fonts_are_embedded_and_cut_to_what_is_printed() -> None:
    fonts = fonts_of(with_all_names())
    assert len(fonts) > 8
    for font in fonts:
        program = font["/FontDescriptor"]["/FontFile2"].get_object()
        assert isinstance(program, StreamObject)
        assert len(program.get_data()) < 40_000
        assert "+" in font["/BaseFont"]


def test_no_printed_character_is_missing_from_its_font() -> None:
    for font in fonts_of(with_all_names()):
        program = TTFont(BytesIO(font["/FontDescriptor"]["/FontFile2"].get_object().get_data()))
        box, *drawn = [list(program["glyf"][name].getCoordinates(program["glyf"])[0]) for name in program.getGlyphOrder()]
        assert any(drawn) and (not box or box not in drawn)  # what stands for a missing letter is a box, in some fonts nothing
    shown = [operand for page in reader(with_all_names()).pages for operand in strings_on(page)]
    assert shown and not any(0 in codes for codes in shown)


@pytest.mark.parametrize("name", [name for name in NAMES if ord(max(name)) < 0x590 or min(name) > "\u2e80"])
def test_names_without_joined_letters_can_be_copied_out_again(name: str) -> None:
    assert name in words(with_all_names())


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")
@pytest.mark.parametrize(
    "name", ["محمد عبد الله", "محمّد السلام", "דוד בן־גוריון", "अमृता शर्मा", "王小明", "山田太郎", "สมชาย นำ้ใจดี", "José Ñuñez", "김민준"]
)
def test_the_holder_can_be_copied_out_of_the_page(name: str, tmp_path: Path) -> None:
    file = tmp_path / "certificate.pdf"
    file.write_bytes(certificate(a_view(holder_name=name), DOCUMENT))
    text = subprocess.run(["pdftotext", file, "-"], capture_output=True, check=True).stdout.decode()
    unmarked = text.translate(dict.fromkeys(range(0x202A, 0x202F)))  # poppler marks the direction of a line
    assert name in unmarked.splitlines()


def test_markup_is_printed_as_it_was_typed() -> None:
    typed = '<img src="/etc/passwd"/> <b>Bob</b> & **Co** {nb}'
    assert typed in words(certificate(a_view(how=typed), DOCUMENT))


def test_what_no_font_has_is_spelled_out() -> None:
    item = EvidenceView("A party", "text", "We 🎉 a lot", "", "")
    assert "We [party popper] a lot" in words(certificate(a_view(evidence=(item,)), DOCUMENT))


def test_much_is_continued_on_further_pages_and_nothing_is_lost() -> None:
    data = certificate(a_view(criteria=criteria(20), evidence=evidence(20)), DOCUMENT)
    text = words(data)
    assert len(reader(data).pages) == 3
    assert all(f"Reaches point {n} in time." in text and f"Shows point {n}." in text for n in range(1, 21))
    assert "page 3 of 3" in text and "José Ñuñez (continued)" in text


def test_one_endless_narrative_flows_over_pages() -> None:
    story = " ".join(f"word{n}" for n in range(1200))
    text = words(certificate(a_view(evidence=(EvidenceView("Story", "text", story, "", ""),)), DOCUMENT))
    assert all(f"word{n} " in text for n in range(0, 1199, 131))


def test_the_code_on_the_page_is_the_address_of_the_badge() -> None:
    content = reader(plain()).pages[0].get_contents()
    assert content is not None
    dark = sum(map(sum, segno.make(a_view().url, error="m", micro=False).matrix))
    assert content.get_data().count(b" re f") == dark
    (link,) = reader(plain()).pages[0]["/Annots"]  # type: ignore[misc]
    assert link.get_object()["/A"]["/URI"] == a_view().url


@pytest.mark.parametrize("benchmark", ["performance", "progress", "both"])
def test_a_signed_badge_becomes_a_certificate_that_verifies(office: Office, benchmark: str) -> None:
    text = to_text(office.issue(some_facts(benchmark)))
    data = render(text)
    assert extract(data) == text
    assert office.verify(data).verdict == "valid"
    assert "王小明" in words(data)


def test_a_document_of_another_make_is_refused() -> None:
    with pytest.raises(DocumentProblem):
        render('{"type": "VerifiableCredential"}')
