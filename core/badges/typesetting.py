"""Letters of every script that the portal can print, for pictures and certificates.

The fonts come from packages (SIL Open Font License) and HarfBuzz does the work: it says which characters a font has,
shapes Arabic or Devanagari and fills the outlines of a picture's words.
"""

import unicodedata
from dataclasses import dataclass
from functools import cached_property, lru_cache
from importlib.resources import as_file, files
from itertools import groupby
from pathlib import Path

import uharfbuzz as hb  # type: ignore[import-untyped]
from PIL import Image

from core.badges.ordering import Side, begins_at, visual_order

_LATIN = "NotoSans[wght].ttf"
_NOT_FOR_TEXT = (_LATIN, "NotoSans-Italic[wght].ttf", "NotoEmoji[wght].ttf")
_CJK_COLLECTION = "NotoSansCJK-VF.otf.ttc"
# One collection, five habits of writing the same Han character; the first is the font's own default.
_CJK_INDEX = {"ja": 0, "ko": 1, "zh": 2, "zh-TW": 3, "zh-HK": 4}
# They steer joining and line breaks and have no shape of their own, so that no font needs to hold them.
_INVISIBLE = frozenset("\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufe0e\ufe0f\ufeff")
_SPACING = frozenset("\t\n\r")
_NAMED_AT_MOST = 5
_ALPHABETS = frozenset({"Latn", "Grek", "Cyrl"})


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

    @lru_cache(maxsize=64)  # noqa: B019 - the faces are few and live as long as the program
    def font(self, weight: int) -> hb.Font:
        """The face at ``weight`` (400 regular, 700 bold), one thousand units per em."""
        font = hb.Font(self.outlines)
        font.scale = (1000, 1000)
        font.set_variations({"wght": weight})
        return font


def _shipped(package: str, name: str) -> Path:
    with as_file(files(package).joinpath(name)) as path:
        return path


@lru_cache(maxsize=1)
def serif() -> Face:
    """For the names on a certificate: Latin, Greek and Cyrillic."""
    return Face(_shipped("fontpkg_noto_serif", "files/NotoSerif[wdth,wght].ttf"))


@lru_cache(maxsize=16)
def chain(language: str = "", display: bool = False) -> tuple[Face, ...]:
    """The fonts in the order in which they are asked for a character; ``language`` (BCP 47) decides how Han is written.

    For ``display`` the serif comes first; what it does not have falls to the others.
    """
    folder = _shipped("manimgx_fonts", _LATIN).parent
    scripts = sorted(path for path in folder.glob("*.ttf") if path.name not in _NOT_FOR_TEXT)
    index = _CJK_INDEX.get(language, _CJK_INDEX.get(language[:2], 0))
    han = Face(_shipped("manimgx_fonts_cjk", _CJK_COLLECTION), index)
    return (*([serif()] if display else []), Face(folder / _LATIN), *map(Face, scripts), han)


@lru_cache(maxsize=16)
def _owners(language: str, display: bool = False) -> dict[int, Face]:
    owners: dict[int, Face] = {}
    for face in reversed(chain(language, display)):
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


@dataclass(frozen=True)
class Glyph:
    """One outline of a font: its number there, how far it is moved, how far it leads on (thousandths of the size).

    ``says`` is what it stands for; it is empty where the glyph before it says it too.
    """

    number: int
    dx: int
    dy: int
    advance: int
    says: str


@dataclass(frozen=True)
class Run:
    """A piece of a line in one font and one direction: the text as it is read, the glyphs from left to right."""

    face: Face
    weight: int
    text: str
    leftwards: bool
    glyphs: tuple[Glyph, ...]

    @property
    def font(self) -> hb.Font:
        """The font that its glyphs are numbers of."""
        return self.face.font(self.weight)

    @property
    def advance(self) -> int:
        """Its width in thousandths of the size."""
        return sum(glyph.advance for glyph in self.glyphs)

    @property
    def clusters(self) -> list[list[Glyph]]:
        """The glyphs that stand for the same letters, together."""
        together: list[list[Glyph]] = []
        for glyph in self.glyphs:
            if glyph.says:
                together.append([glyph])
            else:
                together[-1].append(glyph)
        return together


def _faces(line: str, language: str, display: bool) -> list[Face]:
    """The face of each character; joiners and marks stay with the letter before them, for they change how it is shaped."""
    owners, faces = _owners(language, display), [chain(language, display)[0]]
    for character in line:
        stays = character in _INVISIBLE or (unicodedata.category(character) == "Mn" and ord(character) in faces[-1].points)
        faces.append(faces[-1] if stays else owners.get(ord(character), faces[0]))
    return faces[1:]


def _shape(face: Face, weight: int, text: str, leftwards: bool) -> Run:
    buffer = hb.Buffer()
    buffer.add_codepoints(list(map(ord, text)))
    buffer.guess_segment_properties()
    if leftwards:
        buffer.direction = "rtl"
        buffer.cluster_level = hb.BufferClusterLevel.MONOTONE_CHARACTERS
    else:
        buffer.direction = "ltr"
    # An "fi" in one piece is pretty, but two letters in one are copied out badly.
    hb.shape(face.font(weight), buffer, {"liga": buffer.script not in _ALPHABETS})
    starts = sorted({info.cluster for info in buffer.glyph_infos})
    says = {start: text[start:end] for start, end in zip(starts, [*starts[1:], len(text)], strict=True)}
    glyphs = [
        Glyph(info.codepoint, place.x_offset, place.y_offset, place.x_advance, says.pop(info.cluster, ""))
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]
    return Run(face, weight, text, leftwards, tuple(glyphs))


@lru_cache(maxsize=4096)
def runs_of(line: str, weight: int = 400, language: str = "", display: bool = False, base: Side | None = None) -> tuple[Run, ...]:
    """The pieces of one line from left to right; ``base`` is the side at which its paragraph begins."""
    faces = _faces(line, language, display)
    order = visual_order(line, base or begins_at(line))
    runs = []
    for (face, leftwards), places in groupby(order, lambda place: (faces[place[0]], place[1])):
        text = "".join(line[index] for index, _ in places)
        runs.append(_shape(face, weight, text[::-1] if leftwards else text, leftwards))
    return tuple(runs)


def line_width(line: str, weight: int = 400, language: str = "", display: bool = False) -> float:
    """The width of one line at size 1."""
    return sum(run.advance for run in runs_of(line, weight, language, display)) / 1000


class Pen:
    """Writes lines of text onto one transparent picture, to be used as the mask of a colour."""

    def __init__(self, width: int, height: int) -> None:
        self._size = (width, height)
        self._ink = hb.RasterDraw()

    def write(self, line: str, x: float, baseline: float, size: float, weight: int = 400, language: str = "") -> None:
        """One line of text, centred on ``x``; pixels from the top left corner."""
        scale = size / 1000
        x -= line_width(line, weight, language) * size / 2
        for font, glyph in ((run.font, glyph) for run in runs_of(line, weight, language) for glyph in run.glyphs):
            left, bottom = x + glyph.dx * scale, self._size[1] - baseline + glyph.dy * scale
            self._ink.transform = (scale, 0, 0, scale, left, bottom)
            self._ink.draw_glyph(font, glyph.number)
            x += glyph.advance * scale

    def mask(self) -> Image.Image:
        """What was written, as coverage from 0 to 255."""
        self._ink.extents = hb.RasterExtents(0, 0, *self._size, 0)
        drawn = self._ink.render()
        return Image.frombuffer("L", self._size, drawn.buffer, "raw", "L", drawn.extents.stride, -1)
