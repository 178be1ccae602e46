"""How a badge calls its holder: by the name in full, by initials, or not at all. The holder chooses."""

import unicodedata
from itertools import takewhile
from typing import Literal, get_args

from core.errors import BadInput
from core.rules.erasure import WITHHELD

NameShown = Literal["full", "initials", "withheld"]
IN_WORDS: dict[NameShown, str] = {"full": "In full", "initials": "Initials only", "withheld": "Not at all"}


def choice(typed: str) -> NameShown:
    """Refuses everything else."""
    for known in get_args(NameShown):
        if typed == known:
            return known  # type: ignore[no-any-return]
    raise BadInput({"name_shown": "Please choose how your name is shown."})


def initials(name: str) -> str:
    """The first letter of every word with the marks that belong to it, in any script.

    >>> initials("Amara Ngozi Okafor"), initials("李 伟"), initials("jean-luc")
    ('A. N. O.', '李. 伟.', 'j.')
    """
    return " ".join(f"{_first_letter(word)}." for word in name.split())


def _first_letter(word: str) -> str:
    marks = takewhile(lambda sign: unicodedata.category(sign).startswith("M"), word[1:])
    return word[0] + "".join(marks)


def as_shown(name: str, shown: NameShown) -> str:
    """What stands on the badge in the place of the name."""
    match shown:
        case "full":
            return name
        case "initials":
            return initials(name)
        case _:
            return WITHHELD
