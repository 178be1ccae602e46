"""Letters of every script that the portal can print, for pictures and certificates.

The fonts come from packages (SIL Open Font License) and HarfBuzz does the work: it says which characters a font has,
cuts a font down to what one document needs, shapes Arabic or Devanagari and fills the outlines of a picture's words.
"""

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import as_file, files
from itertools import groupby
from pathlib import Path

import uharfbuzz as hb  # type: ignore[import-untyped]
from fpdf.bidi import BidiParagraph
from PIL import Image

_LATIN = "NotoSans[wght].ttf"
_NOT_FOR_TEXT = (_LATIN, "NotoSans-Italic[wght].ttf", "NotoEmoji[wght].ttf")
_CJK_COLLECTION = "NotoSansCJK-VF.otf.ttc"
# One collection, five habits of writing the same Han character; the first is the font's own default.
_CJK_INDEX = {"ja": 0, "ko": 1, "zh": 2, "zh-TW": 3, "zh-HK": 4}
# They steer joining and line breaks and have no shape of their own, so that no font needs to hold them.
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff")
_SPACING = frozenset("\t\n\r")
_NAMED_AT_MOST = 5


@dataclass(frozen=True)
class Face:
    """One font file of variable weight; ``index`` picks the face of a collection."""

    path: Path
    index: int = 0

    @cached_property
    def outlines(self) -> hb.Face:
        return hb.Face(hb.Blob.from_file_path(str(self.path)), self.index)

    @cached_property
    def points(self) -> frozenset[int]:
        """Every code point that the face can draw."""
        return frozenset(self.outlines.unicodes)

    def font(self, weight: int) -> hb.Font:
        """The face at ``weight`` (400 regular, 700 bold), one thousand units per em."""
        font = hb.Font(self.outlines)
        font.scale = (1000, 1000)
        font.set_variations({"wght": weight})
        return font

    def cut(self, characters: Iterable[str], weight: int) -> bytes:
        """A font file of one weight that holds these characters only, small enough to go into a document.

        Their parts are kept with them: HarfBuzz takes the Thai and Lao vowel AM apart before it sets it.
        """
        wanted, letters = hb.SubsetInput(), "".join(characters)
        wanted.unicode_set.update(map(ord, letters + unicodedata.normalize("NFKD", letters)))
        wanted.pin_axis_location(self.outlines, "wght", weight)
        wanted.flags |= hb.SubsetFlags.DOWNGRADE_CFF2 | hb.SubsetFlags.GLYPH_NAMES
        return bytes(hb.subset(self.outlines, wanted).blob.data)


def _shipped(package: str, name: str) -> Path:
    with as_file(files(package).joinpath(name)) as path:
        return path


@lru_cache(maxsize=1)
def serif() -> Face:
    """For the names on a certificate: Latin, Greek and Cyrillic. Other scripts fall back to ``chain``."""
    return Face(_shipped("fontpkg_noto_serif", "files/NotoSerif[wdth,wght].ttf"))


@lru_cache(maxsize=8)
def chain(language: str = "") -> tuple[Face, ...]:
    """The fonts in the order in which they are asked for a character; ``language`` (BCP 47) decides how Han is written."""
    folder = _shipped("manimgx_fonts", _LATIN).parent
    scripts = sorted(path for path in folder.glob("*.ttf") if path.name not in _NOT_FOR_TEXT)
    index = _CJK_INDEX.get(language, _CJK_INDEX.get(language[:2], 0))
    han = Face(_shipped("manimgx_fonts_cjk", _CJK_COLLECTION), index)
    return (Face(folder / _LATIN), *map(Face, scripts), han)


@lru_cache(maxsize=8)
def _owners(language: str) -> dict[int, Face]:
    owners: dict[int, Face] = {}
    for face in reversed(chain(language)):
        owners.update(dict.fromkeys(face.points, face))
    return owners


def tidy(text: str) -> str:
    """Text as it can be set: composed, tabs as spaces, and what no font has spelled out instead of a blank box.

    >>> tidy("Zoë\\t🎉")
    'Zoë [party popper]'
    """
    composed = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return "".join(map(_as_set, composed))


def _as_set(character: str) -> str:
    if character == "\n" or ord(character) in _owners(""):
        return character
    return "" if character in _INVISIBLE else f"[{_name(character)}]"


def unsettable(text: str) -> str:
    """The characters that no font has, each with its Unicode name, or an empty string: said before a badge is issued.

    >>> unsettable("Zoë 🎉")
    '🎉 (party popper)'
    """
    known = _owners("")
    missing = sorted({c for c in unicodedata.normalize("NFC", text) if ord(c) not in known} - _INVISIBLE - _SPACING)
    named = [_described(character) for character in missing[:_NAMED_AT_MOST]]
    more = len(missing) - len(named)
    return ", ".join(named) + (f" and {more} more" if more else "")


def _name(character: str) -> str:
    return unicodedata.name(character, "").lower() or f"U+{ord(character):04X}"


def _described(character: str) -> str:
    return f"{character} ({_name(character)})" if character.isprintable() else _name(character)


def faces_for(characters: Iterable[str], language: str = "") -> dict[Face, set[str]]:
    """Which font draws which of these characters, in the order of ``chain``."""
    owners = _owners(language)
    shares: dict[Face, set[str]] = {face: set() for face in chain(language)}
    for character in characters:
        if owner := owners.get(ord(character)):
            shares[owner].add(character)
    return {face: share for face, share in shares.items() if share}


@dataclass(frozen=True)
class _Glyph:
    font: hb.Font
    number: int
    dx: int
    dy: int
    advance: int


def _runs(line: str, language: str) -> Iterator[tuple[Face, str, str]]:
    """Pieces of one line from left to right, each of one font and one direction (Unicode Bidirectional Algorithm, L2)."""
    owners, first = _owners(language), chain(language)[0]
    visual = BidiParagraph(line, preserve_bn_chars=True).get_reordered_characters()
    for (level, face), letters in groupby(visual, lambda c: (c.embedding_level, owners.get(ord(c.character), first))):
        piece = "".join(letter.character for letter in letters)
        yield (face, piece[::-1], "rtl") if level % 2 else (face, piece, "ltr")


@lru_cache(maxsize=512)
def _shaped(line: str, weight: int, language: str) -> tuple[_Glyph, ...]:
    glyphs: list[_Glyph] = []
    for face, piece, direction in _runs(line, language):
        buffer, font = hb.Buffer(), face.font(weight)
        buffer.add_str(piece)
        buffer.guess_segment_properties()
        buffer.direction = direction
        hb.shape(font, buffer, {})
        glyphs += [
            _Glyph(font, info.codepoint, place.x_offset, place.y_offset, place.x_advance)
            for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
        ]
    return tuple(glyphs)


def line_width(line: str, weight: int = 400, language: str = "") -> float:
    """The width of one line at size 1."""
    return sum(glyph.advance for glyph in _shaped(line, weight, language)) / 1000


class Pen:
    """Writes lines of text onto one transparent picture, to be used as the mask of a colour."""

    def __init__(self, width: int, height: int) -> None:
        self._size = (width, height)
        self._ink = hb.RasterDraw()

    def write(self, line: str, x: float, baseline: float, size: float, weight: int = 400, language: str = "") -> None:
        """One line of text, centred on ``x``; pixels from the top left corner."""
        scale = size / 1000
        x -= line_width(line, weight, language) * size / 2
        for glyph in _shaped(line, weight, language):
            left, bottom = x + glyph.dx * scale, self._size[1] - baseline + glyph.dy * scale
            self._ink.transform = (scale, 0, 0, scale, left, bottom)
            self._ink.draw_glyph(glyph.font, glyph.number)
            x += glyph.advance * scale

    def mask(self) -> Image.Image:
        """What was written, as coverage from 0 to 255."""
        self._ink.extents = hb.RasterExtents(0, 0, *self._size, 0)
        drawn = self._ink.render()
        return Image.frombuffer("L", self._size, drawn.buffer, "raw", "L", drawn.extents.stride, -1)
