"""Names of files that people understand a year later, on any machine: who issued what to whom, and when."""

import re
import unicodedata
from itertools import takewhile
from urllib.parse import quote

from core.badges.view import BadgeView

# Letters at most; twice as many bytes of UTF-8. With the day and the suffix a name stays under the 255 bytes of file systems.
_ISSUER, _TITLE, _HOLDER = 24, 40, 40
_APOSTROPHES = str.maketrans("", "", "'’ʼ`´")
# Letters that Unicode does not take apart into a plain one and a mark.
_PLAIN = str.maketrans(
    dict(zip("øØłŁđĐðÐı", "oOlLdDdDi", strict=True)) | {"ß": "ss", "æ": "ae", "Æ": "Ae", "œ": "oe", "Œ": "Oe", "þ": "th", "Þ": "Th"}
)
_UNSEEN = ("Cf", "Cs", "Co", "Cn")  # what steers writing, and what no font or no file system knows
_ATTRIBUTE_CHARACTERS = "!#$&+-.^_`|~"  # RFC 5987, section 3.2.1: attr-char, besides letters and digits


def stem(view: BadgeView) -> str:
    """Issuer, title, holder and the day of the award, in letters and digits of any script, without a suffix.

    Never a name that Windows keeps for itself: there is a day in it, and it has neither dots nor spaces.
    """
    parts = (_part(view.issuer.name, _ISSUER), _part(view.title, _TITLE), _part(view.holder_name, _HOLDER))
    return "_".join([*filter(None, parts), f"{view.awarded_at:%Y-%m-%d}"])


def file_name(view: BadgeView, suffix: str) -> str:
    """The name of one file of a badge: ``Northshore-AFP_Brief-occupants_Amara-Okafor_2026-04-14.pdf``."""
    return f"{stem(view)}.{suffix}"


def _part(text: str, most: int) -> str:
    """The words of a text that fit, joined by hyphens; only of a first word that is too long there is a piece."""
    words = _words(text)
    fronts = ["-".join(words[:count]) for count in range(1, len(words) + 1)]
    fitting = [front for front in fronts if _fits(front, most)]
    return fitting[-1] if fitting else _cut("".join(words[:1]), most)


def _words(text: str) -> list[str]:
    seen = [character for character in text.translate(_APOSTROPHES) if unicodedata.category(character) not in _UNSEEN]
    spelled = "".join(character if _is_letter(character) else " " for character in seen)
    words = unicodedata.normalize("NFC", spelled).split()
    return [rest for word in words if (rest := word.removeprefix(_marks(word)))]


def _is_letter(character: str) -> bool:
    return unicodedata.category(character)[0] in "LMN"


def _marks(word: str) -> str:
    """The marks at its beginning, which would sit on the sign before the word."""
    return "".join(takewhile(lambda character: unicodedata.category(character)[0] == "M", word))


def _fits(text: str, most: int) -> bool:
    return len(text) <= most and len(text.encode()) <= 2 * most


def _cut(word: str, most: int) -> str:
    return next((word[:length] for length in range(most, 0, -1) if _fits(word[:length], most)), "")


def ascii_name(name: str) -> str:
    """The name for programs that know no other letters: accents dropped, what then has no letters left out.

    >>> ascii_name("Zażółć_王小明_2026-04-14.pdf")
    'Zazolc_2026-04-14.pdf'
    """
    plain = re.sub(r"[^A-Za-z0-9._ -]", "", unicodedata.normalize("NFKD", name.translate(_PLAIN)))
    front, dot, suffix = plain.rpartition(".")
    parts = [part.strip(" .-") for part in (front if dot else suffix).split("_")]
    return ("_".join(filter(None, parts)) or "badge") + (f".{suffix}" if dot else "")


def content_disposition(name: str, *, inline: bool = False) -> str:
    """The header that names a download (RFC 6266): in plain letters for old programs, then in full for the others."""
    kind = "inline" if inline else "attachment"
    return f"{kind}; filename=\"{ascii_name(name)}\"; filename*=UTF-8''{quote(name, safe=_ATTRIBUTE_CHARACTERS)}"
