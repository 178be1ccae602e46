"""The fonts inside a PDF: only what one document writes, and what each sign of it says when it is copied out.

HarfBuzz draws the outlines of a face at its weight, whether they are stored as TrueType or as CFF; fontTools writes them
as TrueType, the kind reportlab embeds. Glyphs that cannot be told apart (a Thai letter with its tone, a joined pair) become
one sign. A sign is written by a private code; what that says stands in the font's ToUnicode table.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from io import BytesIO
from itertools import groupby

import uharfbuzz as hb  # type: ignore[import-untyped]
from fontTools.fontBuilder import FontBuilder  # type: ignore[import-untyped]
from fontTools.misc.timeTools import epoch_diff  # type: ignore[import-untyped]
from fontTools.pens.cu2quPen import Cu2QuPen  # type: ignore[import-untyped]
from fontTools.pens.transformPen import TransformPen  # type: ignore[import-untyped]
from fontTools.pens.ttGlyphPen import TTGlyphPen  # type: ignore[import-untyped]
from fontTools.ttLib.tables._g_l_y_f import Glyph as Outline  # type: ignore[import-untyped]
from reportlab.pdfbase.pdfdoc import PDFDocument  # type: ignore[import-untyped]
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont  # type: ignore[import-untyped]

from core.badges.typesetting import Face, Glyph, Run

_PRIVATE = 0xF0000  # plane 15 is for private use: no text that has a font can hold it
_EM = 1000
_TOLERANCE = 0.6  # thousandths of the size by which a curve may stray: a hundredth of a millimetre in the largest name

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


def _describe(builder: FontBuilder, face: Face, weight: int) -> None:
    extents, name = face.font(weight).get_font_extents("ltr"), re.split("[^A-Za-z]", face.path.name)[0]
    builder.setupHorizontalHeader(ascent=extents.ascender, descent=extents.descender)
    builder.setupNameTable({"familyName": name, "styleName": str(weight), "psName": f"{name}-{weight}"})
    builder.setupOS2(sTypoAscender=extents.ascender, sTypoDescender=extents.descender, fsType=0)
    builder.setupPost(keepGlyphNames=False)
    builder.updateHead(created=-epoch_diff, modified=-epoch_diff)  # or the same badge would not give the same bytes


class _Embedded(TTFont):  # type: ignore[misc]
    """A font of private codes whose ToUnicode table has the real characters."""

    def __init__(self, file: bytes, says: list[str]) -> None:
        super().__init__("", BytesIO(file), asciiReadable=False, shapable=False)
        self.fontName = self.face.name.decode()
        self._says = says

    def addObjects(self, doc: PDFDocument) -> None:  # noqa: N802 - called by reportlab when it saves
        subsets = self.state[doc].subsets
        super().addObjects(doc)
        for number, _ in enumerate(subsets):
            table = doc.idToObject[f"toUnicodeCMap:{SUBSETN(number).decode()}+{self.fontName}"]
            table.content = re.sub("<([0-9A-F]{5})>", self._spelled, table.content)

    def _spelled(self, code: re.Match[str]) -> str:
        says = self._says[int(code[1], 16) - _PRIVATE]
        return f"<{says.encode('utf-16-be').hex().upper()}>"


class Fonts:
    """The fonts of one document, cut to the runs that it writes."""

    def __init__(self, runs: Iterable[Run], doc: PDFDocument) -> None:
        self._doc = doc
        self._codes: dict[tuple[Face, int], dict[Sign, str]] = {}
        for run in runs:
            codes = self._codes.setdefault((run.face, run.weight), {})
            for cluster in run.clusters:
                codes.setdefault(sign_of(cluster, run.font)[0], chr(_PRIVATE + len(codes)))
        self._fonts = {piece: _embedded(*piece, list(codes)) for piece, codes in self._codes.items()}

    def operators(self, run: Run, size: float) -> Iterator[str]:
        """What a text object holds to show the run."""
        font, codes = self._fonts[run.face, run.weight], self._codes[run.face, run.weight]
        for subset, placed in groupby(self._placed(run, font, codes), lambda row: row[0]):
            shown = "".join(operand for _, operand in placed).replace("><", "")
            yield f"{font.getSubsetInternalName(subset, self._doc)} {size:.2f} Tf [{shown}] TJ"

    def _placed(self, run: Run, font: _Embedded, codes: dict[Sign, str]) -> Iterator[tuple[int, str]]:
        """Each sign as operand of TJ, whose numbers move what follows to the left (ISO 32000-2, 9.4.3)."""
        for sign, advance in (sign_of(cluster, run.font) for cluster in run.clusters):
            ((subset, code),) = font.splitString(codes[sign], self._doc)
            yield subset, f"<{code.hex().upper()}>" + (f" {sign.width - advance} " if sign.width != advance else "")


def _embedded(face: Face, weight: int, signs: list[Sign]) -> _Embedded:
    return _Embedded(font_file(face, weight, signs), [sign.says for sign in signs])
