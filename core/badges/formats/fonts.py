"""The fonts inside a PDF: only what one document writes, and what each sign of it says when it is copied out.

HarfBuzz draws the outlines of a face at its weight, whether they are stored as TrueType or as CFF; fontTools writes them
as TrueType. Glyphs that cannot be told apart (a Thai letter with its tone, a joined pair) become one sign. A text is
written as the numbers of its signs; what these say stands in the font's ToUnicode table (ISO 32000-1, 9.7.4 and 9.10.3).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import product
from string import ascii_uppercase

import uharfbuzz as hb  # type: ignore[import-untyped]
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.misc.timeTools import epoch_diff  # type: ignore[import-untyped]
from fontTools.pens.cu2quPen import Cu2QuPen  # type: ignore[import-untyped]
from fontTools.pens.transformPen import TransformPen  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from fontTools.ttLib.tables._g_l_y_f import Glyph as Outline  # type: ignore[import-untyped]
from pypdf import PdfWriter
from pypdf.generic import IndirectObject

from core.badges.formats.objects import Value, dictionary, packed, packed_stream, text
from core.badges.typesetting import Face, Glyph, Run

_PRIVATE = 0xF0000  # plane 15 is for private use: the codes say nothing, the ToUnicode table does
_EM = 1000
_TOLERANCE = 0.6  # thousandths of the size by which a curve may stray: a hundredth of a millimetre in the largest name
_SYMBOLIC = 4  # ISO 32000-1, table 123: the font has an alphabet of its own
_ENTRIES_AT_ONCE = 100  # of a CMap (Adobe technical note 5014)
_BYTE_ORDER_MARK, _WORD_JOINER = "\ufeff", "\u2060"  # alike invisible; PDF/A has no room for the first (ISO 19005-3, 6.2.11.7.2)

Part = tuple[int, int, int]
"""The number of a glyph, and where it stands to the right of and above the beginning of its sign."""


@dataclass(frozen=True)
class Sign:
    """What a font of a document holds under one code: outlines, a width in thousandths of the size, the text they stand for."""

    parts: tuple[Part, ...]
    width: int
    says: str


def sign_of(cluster: list[Glyph], font: hb.Font) -> tuple[Sign, int]:
    """The sign of glyphs that stand for the same letters, and how far it leads on here.

    A single glyph keeps its own width, so that a kerned A and another A are one sign.
    """
    parts, x = [], 0
    for glyph in cluster:
        parts.append((glyph.number, x + glyph.dx, glyph.dy))
        x += glyph.advance
    width = x if len(cluster) > 1 else font.get_glyph_h_advance(cluster[0].number)
    return Sign(tuple(parts), width, cluster[0].says), x


@lru_cache(maxsize=4096)
def _outline(face: Face, weight: int, parts: tuple[Part, ...]) -> Outline:
    pen, font = TTGlyphPen(None), face.font(weight)
    is_cubic = "glyf" not in face.outlines.table_tags  # and TrueType turns the other way round
    for number, x, y in parts:
        moved = TransformPen(pen, (1, 0, 0, 1, x, y))
        font.draw_glyph_with_pen(number, Cu2QuPen(moved, _TOLERANCE, reverse_direction=is_cubic))
    return pen.glyph()


def font_file(face: Face, weight: int, signs: Iterable[Sign]) -> bytes:
    """A TrueType file of these signs, in this order, the first of them with the first private code."""
    kept = {f"g{place}": sign for place, sign in enumerate([Sign(((0, 0, 0),), 0, ""), *signs])}
    codes = {_PRIVATE + place: name for place, name in enumerate(list(kept)[1:])}
    outlines = {name: _outline(face, weight, sign.parts) for name, sign in kept.items()}
    builder = FontBuilder(_EM, isTTF=True)
    builder.setupGlyphOrder(list(kept))
    builder.setupCharacterMap(codes)
    builder.setupGlyf(outlines)
    builder.setupHorizontalMetrics({name: (sign.width, getattr(outlines[name], "xMin", 0)) for name, sign in kept.items()})
    _describe(builder, face, weight)
    out = BytesIO()
    builder.save(out)
    return out.getvalue()


def _name(face: Face) -> str:
    return re.split("[^A-Za-z]", face.path.name)[0]


def _describe(builder: FontBuilder, face: Face, weight: int) -> None:
    extents, name = face.font(weight).get_font_extents("ltr"), _name(face)
    builder.setupHorizontalHeader(ascent=extents.ascender, descent=extents.descender)
    builder.setupNameTable({"familyName": name, "styleName": str(weight), "psName": f"{name}-{weight}"})
    builder.setupOS2(sTypoAscender=extents.ascender, sTypoDescender=extents.descender, fsType=0)
    builder.setupPost(keepGlyphNames=False)
    builder.updateHead(created=-epoch_diff, modified=-epoch_diff)  # or the same badge would not give the same bytes


def _to_unicode(signs: list[Sign]) -> bytes:
    """The table from codes to text: a PostScript program in which only the middle changes."""
    rows = [f"<{code:04X}> <{_spelled(sign.says)}>" for code, sign in enumerate(signs, 1)]
    groups = [rows[start : start + _ENTRIES_AT_ONCE] for start in range(0, len(rows), _ENTRIES_AT_ONCE)]
    return "\n".join(
        [
            "/CIDInit /ProcSet findresource begin 12 dict begin begincmap",
            "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def",
            "/CMapName /Adobe-Identity-UCS def /CMapType 2 def",
            "1 begincodespacerange <0000> <FFFF> endcodespacerange",
            *("\n".join([f"{len(group)} beginbfchar", *group, "endbfchar"]) for group in groups),
            "endcmap CMapName currentdict /CMap defineresource pop end end",
        ]
    ).encode()


def _spelled(says: str) -> str:
    return says.replace(_BYTE_ORDER_MARK, _WORD_JOINER).encode("utf-16-be").hex().upper()


def _embed(writer: PdfWriter, face: Face, weight: int, signs: list[Sign], tag: str) -> IndirectObject:
    """A composite font whose codes are the numbers of its glyphs, with its widths as they stand in the font file."""
    file = font_file(face, weight, signs)
    box, line = TTFont(BytesIO(file))["head"], face.font(weight).get_font_extents("ltr")
    name = f"{tag}+{_name(face)}-{weight}"
    descriptor: dict[str, Value] = {
        "Type": "FontDescriptor", "FontName": name, "Flags": _SYMBOLIC, "ItalicAngle": 0, "StemV": weight // 5,
        "FontBBox": [box.xMin, box.yMin, box.xMax, box.yMax],
        "Ascent": line.ascender, "Descent": line.descender, "CapHeight": line.ascender,
        "FontFile2": writer._add_object(packed_stream({"Length1": len(file)}, packed(file))),
    }  # fmt: skip
    glyphs: dict[str, Value] = {
        "Type": "Font", "Subtype": "CIDFontType2", "BaseFont": name, "CIDToGIDMap": "Identity", "DW": 0,
        "CIDSystemInfo": {"Registry": text("Adobe"), "Ordering": text("Identity"), "Supplement": 0},
        "FontDescriptor": writer._add_object(dictionary(descriptor)),
        "W": [1, [sign.width for sign in signs]],
    }  # fmt: skip
    font: dict[str, Value] = {
        "Type": "Font", "Subtype": "Type0", "BaseFont": name, "Encoding": "Identity-H",
        "DescendantFonts": [writer._add_object(dictionary(glyphs))],
        "ToUnicode": writer._add_object(packed_stream({}, packed(_to_unicode(signs)))),
    }  # fmt: skip
    return writer._add_object(dictionary(font))


class Fonts:
    """The fonts of one document, cut to the runs that it writes."""

    def __init__(self, runs: Iterable[Run]) -> None:
        self._codes: dict[tuple[Face, int], dict[Sign, int]] = {}
        for run in runs:
            codes = self._codes.setdefault((run.face, run.weight), {})
            for cluster in run.clusters:
                codes.setdefault(sign_of(cluster, run.font)[0], len(codes) + 1)
        self._names = {piece: f"F{number}" for number, piece in enumerate(self._codes, 1)}

    def embedded(self, writer: PdfWriter) -> dict[str, IndirectObject]:
        """The fonts as objects of the file, by the names under which pages write with them."""
        tags = map("".join, product(ascii_uppercase, repeat=6))  # six letters mark a font that was cut down
        return {
            self._names[piece]: _embed(writer, *piece, list(codes), tag)
            for tag, (piece, codes) in zip(tags, self._codes.items(), strict=False)
        }

    def operators(self, run: Run, size: float) -> str:
        """What a text object holds to show the run."""
        shown = "".join(self._placed(run)).replace("><", "")
        return f"/{self._names[run.face, run.weight]} {size:.2f} Tf [{shown}] TJ"

    def _placed(self, run: Run) -> Iterator[str]:
        """Each sign as operand of TJ, whose numbers move what follows to the left (ISO 32000-1, 9.4.3)."""
        codes = self._codes[run.face, run.weight]
        for sign, advance in (sign_of(cluster, run.font) for cluster in run.clusters):
            yield f"<{codes[sign]:04X}>" + (f" {sign.width - advance} " if sign.width != advance else "")
