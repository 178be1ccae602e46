import shutil
from dataclasses import replace
from io import BytesIO
from itertools import cycle
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf.generic import DictionaryObject, StreamObject

from core.badges.appearance import LAYOUTS, SignedBadge
from core.badges.documents import to_text
from core.badges.extraction import extract
from core.badges.formats.pdf_certificate import certificate, render
from core.badges.pictures.artwork import Artwork
from core.badges.view import EvidenceView
from core.errors import DocumentProblem
from core.rules.awards import AwardFacts
from tests.badges.any_facts import any_facts
from tests.badges.appearances import a_badge, an_appearance
from tests.badges.facts import Office, a_key, some_facts
from tests.badges.formats.certificates import DOCUMENT, artwork, copied_out, faults, made, reader, strings_on, words
from tests.badges.views import NAMES, a_view, criteria, evidence

OFFICE = Office(a_key())
each_layout = pytest.mark.parametrize("layout", LAYOUTS)

TWELVE_SCRIPTS = (
    "José Ñuñez", "Ελένη Παπαδοπούλου", "Наталія Ковальчук", "محمد عبد الله", "محمّد السلام", "דוד בן־גוריון", "अमृता शर्मा",
    "অমর্ত্য সেন", "கார்த்திகேயன்", "สมชาย นำ้ใจดี", "王小明", "山田太郎", "さくらい ユウコ", "김민준", "გიორგი ბერიძე",
    "Արամ Խաչատրյան", "አበበ ቢቂላ", "Nguyễn Thị Hồng",
)  # fmt: skip
ALL_NAMES = a_view(evidence=(EvidenceView("Names", "text", "\n".join((*NAMES, *TWELVE_SCRIPTS)), "", ""),))
LONG = a_view(
    holder_name="Dr. Maria-Theresia Wilhelmine von Hohenberg-Schwarzenfels de la Fuente y Montenegro",
    title="Facilitate Difficult Conversations in Multicultural Teams Now",
    outcome="Lead a conversation about a contested decision, so that everybody can say afterwards what was decided. " * 3,
    url="https://badges.internationaler-fachverband-gebaeudebewirtschaftung.example/portal/b/Zk3v9QmT0xN7pRbL2sWcYg",
    criteria=criteria(20),
    evidence=evidence(30),
)
KINDS = {
    "common": a_view(),
    "progress, for ever, without evidence": a_view(benchmark="progress", criteria=(), evidence=(), valid_until=None),
    "much of everything": LONG,
    "every script": ALL_NAMES,
    "from right to left": a_view(holder_name="محمد عبد الله", title="العرض بثقة", outcome="سطر " * 60, language="ar"),
    "on one's own machine, without country": a_view(url="urn:uuid:1", issuer=replace(a_view().issuer, country="", email="")),
    "invisible marks": a_view(how="a\u200bb \ufeffc\u00ad \u200e"),
}


@each_layout
def test_the_pages_say_what_was_signed(layout: str) -> None:
    text = words(made(layout=layout))
    for said in (
        "Northshore AFP", "José Ñuñez", "has demonstrated", "Present with Confidence", "so that a board can decide",
        "Performance-based: work was judged against a published rubric by trained reviewers.", "Judged by two reviewers.",
        "Criterion 4", "Reached: Exemplary", "Required: Proficient. Reaches point 4 in time.", "Item 2", "Shows point 2.", "ab" * 32,
        "14 April 2026", "14 April 2028", "COM-101, version 1.2", "IE", "https://badges.northshore.example/b/Zk3v9QmT0xN7pRbL2sWcYg",
        "page 1 of",
    ):  # fmt: skip
        assert said in text, said


@each_layout
def test_a_progress_badge_says_completed_and_that_nothing_was_judged(layout: str) -> None:
    text = words(made(a_view(benchmark="progress", criteria=(), valid_until=None), layout))
    assert "has completed" in text and "no performance was assessed" in text and "no end date" in text
    assert "demonstrated" not in text and "rubric" not in text


@each_layout
@pytest.mark.parametrize("kind", KINDS)
def test_a_validator_of_pdf_a_and_pdf_ua_has_nothing_against_it(layout: str, kind: str) -> None:
    assert faults(made(KINDS[kind], layout)) == []


def test_the_validator_would_say_so() -> None:
    blind = made().replace(b"<pdfaid:part>3</pdfaid:part>", b"<pdfaid:part>1</pdfaid:part>")
    assert any("PDFA3A" in fault for fault in faults(blind))
    assert any("PDFUA1" in fault for fault in faults(made().replace(b"/Alt", b"/Old")))


@each_layout
def test_the_signed_document_is_inside_byte_for_byte(layout: str) -> None:
    assert extract(made(layout=layout)) == DOCUMENT


def test_the_same_badge_gives_the_same_bytes() -> None:
    assert certificate(a_view(), an_appearance(artwork()), DOCUMENT) == made()


@each_layout
def test_a_common_certificate_is_small(layout: str) -> None:
    assert len(made(layout=layout)) < 150_000


def test_the_looks_are_those_that_were_frozen() -> None:
    other = Artwork(artwork().png, artwork().png, artwork().svg)
    plain = an_appearance(other, mark=artwork().png, layout="plain")
    widths = {image.image.width for image in reader(certificate(a_view(), plain, DOCUMENT)).pages[0].images if image.image}
    assert widths == {600}
    assert certificate(a_view(), plain, DOCUMENT) == certificate(a_view(), replace(plain, layout="classic"), DOCUMENT, "plain")


def test_the_layouts_differ_in_paper() -> None:
    sizes = {layout: tuple(round(float(side)) for side in reader(made(layout=layout)).pages[0].mediabox[2:]) for layout in LAYOUTS}
    assert sizes == {"classic": (595, 842), "modern": (842, 595), "plain": (595, 842)}


def fonts_of(data: bytes) -> list[DictionaryObject]:
    fonts = reader(data).pages[0]["/Resources"]["/Font"].values()  # type: ignore[index]
    return [font.get_object()["/DescendantFonts"][0].get_object() for font in fonts]


def test_all_fonts_are_embedded_and_cut_to_what_is_printed() -> None:
    fonts = fonts_of(made(ALL_NAMES))
    assert len(fonts) > 12
    for font in fonts:
        program = font["/FontDescriptor"]["/FontFile2"].get_object()
        assert isinstance(program, StreamObject)
        assert len(program.get_data()) < 40_000
        assert "+" in font["/BaseFont"]


def test_no_printed_character_is_missing_from_its_font() -> None:
    for font in fonts_of(made(ALL_NAMES)):
        program = TTFont(BytesIO(font["/FontDescriptor"]["/FontFile2"].get_object().get_data()))
        box, *drawn = [list(program["glyf"][name].getCoordinates(program["glyf"])[0]) for name in program.getGlyphOrder()]
        assert any(drawn) and (not box or box not in drawn)  # what stands for a missing letter is a box, in some fonts nothing
    shown = [codes for page in reader(made(ALL_NAMES)).pages for codes in strings_on(page)]
    assert shown and all(codes[start : start + 2] != b"\0\0" for codes in shown for start in range(0, len(codes), 2))


@pytest.mark.skipif(not shutil.which("pdftotext"), reason="needs poppler-utils")
@pytest.mark.parametrize(("name", "layout"), list(zip(TWELVE_SCRIPTS, cycle(LAYOUTS), strict=False)))
def test_the_holder_can_be_copied_out_of_the_page(name: str, layout: str, tmp_path: Path) -> None:
    assert name in copied_out(made(a_view(holder_name=name), layout), tmp_path)


@each_layout
def test_markup_is_printed_as_it_was_typed(layout: str) -> None:
    typed = '<img src="/etc/passwd"/> <b>Bob</b> & **Co** {nb}'
    assert typed in words(made(a_view(how=typed), layout))


def test_what_no_font_has_is_spelled_out() -> None:
    assert "We [party popper] a lot" in words(made(a_view(evidence=(EvidenceView("A party", "text", "We 🎉 a lot", "", ""),))))


@each_layout
def test_much_is_continued_on_further_pages_and_nothing_is_lost(layout: str) -> None:
    data = made(LONG, layout)
    text, count = words(data), len(reader(data).pages)
    assert 2 < count < 6
    assert all(f"Reaches point {n} in time." in text for n in range(1, 21)) and all(f"Shows point {n}." in text for n in range(1, 31))
    assert f"page {count} of {count}" in text and "Montenegro (continued)" in text


@each_layout
def test_one_endless_narrative_flows_over_pages(layout: str) -> None:
    story = " ".join(f"word{n}" for n in range(2400))
    text = words(made(a_view(evidence=(EvidenceView("Story", "text", story, "", ""),)), layout))
    assert all(f"word{n} " in text for n in range(2399))


@each_layout
@pytest.mark.parametrize("benchmark", ["performance", "progress", "both"])
def test_a_signed_badge_becomes_a_certificate_that_verifies(office: Office, benchmark: str, layout: str) -> None:
    text = to_text(office.issue(some_facts(benchmark)))
    data = render(a_badge(text), layout)
    assert extract(data) == text
    assert office.verify(data).verdict == "valid"
    assert "王小明" in words(data)


@given(any_facts(), st.sampled_from(LAYOUTS))
@settings(max_examples=20, deadline=None)
def test_any_badge_at_all_becomes_a_certificate_without_a_fault(facts: AwardFacts, layout: str) -> None:
    text = to_text(OFFICE.issue(facts))
    data = render(SignedBadge(text, "", an_appearance(artwork())), layout)
    assert faults(data) == [] and extract(data) == text


def test_a_document_of_another_make_is_refused() -> None:
    with pytest.raises(DocumentProblem):
        render(SignedBadge('{"type": "VerifiableCredential"}', "", an_appearance(artwork())))
