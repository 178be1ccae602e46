import re
import zlib
from functools import lru_cache
from io import BytesIO
from typing import Any

import pytest
from fontTools.pens.areaPen import AreaPen
from fontTools.pens.boundsPen import BoundsPen
from fontTools.ttLib import TTFont
from pypdf import PdfWriter

from core.badges.formats.fonts import Fonts, Sign, font_file, sign_of
from core.badges.typesetting import Run, runs_of
from tests.badges.views import NAMES


def signs(run: Run) -> list[Sign]:
    return [sign_of(cluster, run.font)[0] for cluster in run.clusters]


def cut(text: str, weight: int = 400, display: bool = False) -> TTFont:
    (run,) = runs_of(text, weight, display=display)
    return TTFont(BytesIO(font_file(run.face, weight, signs(run))))


def first(font: TTFont) -> Any:
    return font.getGlyphSet()[font.getGlyphOrder()[1]]


def area(font: TTFont) -> float:
    """The ink of the first sign, negative where its outline turns clockwise."""
    pen = AreaPen(font.getGlyphSet())
    first(font).draw(pen)
    return float(pen.value)


@pytest.mark.parametrize("name", NAMES)
def test_the_signs_say_the_text_in_the_order_of_reading(name: str) -> None:
    for run in runs_of(name):
        told = [sign.says for sign in signs(run)]
        assert "".join(told[::-1] if run.leftwards else told) == run.text
        assert all(told)


def test_a_font_of_a_document_is_small() -> None:
    assert len(font_file(runs_of("王")[0].face, 700, signs(runs_of("王小明")[0]))) < 6_000
    assert len(font_file(runs_of("J", display=True)[0].face, 600, signs(runs_of("José", display=True)[0]))) < 12_000


def test_han_outlines_become_truetype() -> None:
    font = cut("王小明")
    assert "glyf" in font and "CFF " not in font and "CFF2" not in font
    pen = BoundsPen(font.getGlyphSet())
    first(font).draw(pen)
    left, _bottom, right, top = pen.bounds
    assert 0 < left < 100 < 900 < right < 1000 and 700 < top < 900


@pytest.mark.parametrize("letter", ["H", "三"])
def test_a_heavier_weight_has_more_ink(letter: str) -> None:
    assert area(cut(letter, 700)) < 1.3 * area(cut(letter, 400))


def test_outlines_of_both_kinds_turn_the_same_way() -> None:
    assert area(cut("H")) < 0 and area(cut("三")) < 0


def test_the_parts_of_a_thai_vowel_are_one_sign_with_its_letter() -> None:
    (run,) = runs_of("นำ้")
    assert [sign.says for sign in signs(run)] == ["นำ้"]
    assert len(signs(run)[0].parts) > 2


def test_a_kerned_letter_needs_no_second_sign() -> None:
    (run,) = runs_of("AVAVAA")
    assert len(set(signs(run))) == 2
    assert len({sign_of(cluster, run.font)[1] for cluster in run.clusters if cluster[0].says == "A"}) > 1


@lru_cache(maxsize=1)
def embedded(text: str) -> Any:
    """A font as it stands in a file, with the fonts below it."""
    writer, fonts = PdfWriter(), Fonts(runs_of(text))
    (font,) = fonts.embedded(writer).values()
    return font.get_object()


def unpacked(stream: Any) -> bytes:
    return zlib.decompress(stream.get_object().get_data())


def test_the_widths_beside_the_font_are_those_inside() -> None:
    """ISO 19005-3, 6.2.11.5."""
    glyphs = embedded("Width")["/DescendantFonts"][0].get_object()
    program = TTFont(BytesIO(unpacked(glyphs["/FontDescriptor"]["/FontFile2"])))
    first, widths = glyphs["/W"]
    assert first == 1 and list(widths) == [program["hmtx"][name][0] for name in program.getGlyphOrder()[1:]]
    assert glyphs["/CIDToGIDMap"] == "/Identity"


def test_every_code_says_its_letters() -> None:
    rows = unpacked(embedded("Width")["/ToUnicode"]).split(b"beginbfchar\n")[1].split(b"\nendbfchar")[0].split(b"\n")
    assert rows == [f"<{code:04X}> <{ord(letter):04X}>".encode() for code, letter in enumerate("Width", 1)]


def test_a_byte_order_mark_is_told_as_the_mark_that_means_the_same() -> None:
    """ISO 19005-3, 6.2.11.7.2 has no room for U+FEFF."""
    table = unpacked(embedded("a\ufeffb")["/ToUnicode"])
    assert b"FEFF>" not in table and b"2060>" in table


def test_a_text_is_written_as_the_numbers_of_its_signs_and_moved_where_letters_are_kerned() -> None:
    (run,) = runs_of("AVA")
    fonts = Fonts([run])
    kerned = [sign_of(cluster, run.font) for cluster in run.clusters]
    moves = [f" {sign.width - advance} " if sign.width != advance else "" for sign, advance in kerned]
    assert fonts.operators(run, 9) == f"/F1 9.00 Tf [<0001>{moves[0]}<0002>{moves[1]}<0001>] TJ"
    assert moves[0] and moves[1]


def test_each_face_has_a_tag_of_its_own() -> None:
    names = [font.get_object()["/BaseFont"] for font in Fonts(runs_of("Aب王")).embedded(PdfWriter()).values()]  # type: ignore[index]
    assert len(set(names)) == 3 and all(re.fullmatch(r"/[A-Z]{6}\+\w+-400", name) for name in names)


def test_the_same_signs_give_the_same_bytes() -> None:
    (run,) = runs_of("Same")
    assert font_file(run.face, 400, signs(run)) == font_file(run.face, 400, signs(run))
