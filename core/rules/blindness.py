"""Reviewing without names: files get neutral ones, and the author is warned of what would tell whose work it is.

A warning, never a refusal: only the author knows what is meant.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import replace

from core.rules.evidence import EvidenceItem, suffix_of
from core.rules.submissions import Submission

SHORTEST_NAME = 3  # letters; “Li” or “Jo” alone would be found in half of all texts
_WORD = re.compile(r"[^\W_]+")


def _words(text: str) -> list[str]:
    """The words of a text without case and accents."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return _WORD.findall(plain)


def without_file_name(item: EvidenceItem) -> EvidenceItem:
    """The item as a reviewer gets it: its file has a neutral name, since people put their own into file names.

    >>> without_file_name(EvidenceItem("01ABCD", "S", "PLAN", "file", "My plan", file_name="amara-plan.pdf")).file_name
    'plan-abcd.pdf'
    """
    if item.kind != "file":
        return item
    return replace(item, file_name=f"{item.requirement}-{item.id[-4:]}.{suffix_of(item.file_name)}".lower())


def names_found(text: str, *, names: Iterable[str], email: str) -> list[str]:
    """The parts of a name, and the e-mail address, that the text holds as whole words, also in file names.

    >>> names_found("amara_diallo-brief.pdf", names=["Amara Diallo"], email="a.d@example.org")
    ['Amara', 'Diallo']
    """
    words = _words(text)
    flat = "".join(words)
    parts = dict.fromkeys(part for name in names for part in name.split() if len("".join(_words(part))) >= SHORTEST_NAME)
    found = [part for part in parts if all(word in words for word in _words(part))]
    whole = [name for name in dict.fromkeys(names) if len("".join(_words(name))) > SHORTEST_NAME and "".join(_words(name)) in flat]
    address = [email] if email and email.casefold() in text.casefold() else []
    return address + (found or whole)


def telling_places(submission: Submission, items: Iterable[EvidenceItem], *, names: Iterable[str], email: str) -> list[str]:
    """A sentence for each place in the submission at which the author's name or address can be read."""
    names = tuple(names)
    found = ((place, names_found(text, names=names, email=email)) for place, text in _places(submission, items))
    return [f"{place} says “{'”, “'.join(words)}”." for place, words in found if words]


def _places(submission: Submission, items: Iterable[EvidenceItem]) -> Iterator[tuple[str, str]]:
    yield "What you wrote about where you did this", submission.context
    for item in items:
        yield f"The title “{item.title}”", item.title
        yield f"The description of “{item.title}”", item.description
        yield f"The text “{item.title}”", item.text
        yield f"The address of “{item.title}”", item.url
