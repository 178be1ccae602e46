"""The contexts of a document, inlined for a parser that loads none: only the part that the document uses.

Reading 18 KB of contexts takes most of the time of canonicalizing. A definition that no member name, no type and no value
of the document can ask for changes nothing in the outcome, so it is left out; everything that is in doubt stays.
"""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from core.badges.canonicalizers.graph import UNDEFINED, NotCheckable
from core.badges.contexts import context
from core.badges.documents import Document
from core.errors import DocumentProblem

# Undefined words and relative addresses land under this name instead of vanishing; nothing real can be called so.
_SENTINEL = {"@vocab": f"{UNDEFINED}#"}
_PREFIX_ENDS = tuple(":/?#[]@")  # what a word may end in to be a prefix (JSON-LD 1.1, section 4.1.5)
Names = tuple[str, ...]


@dataclass(frozen=True)
class _Vocabulary:
    """What a list of contexts defines. ``always`` stays whatever a document uses; ``refers``: word -> words that its definition needs."""

    contexts: tuple[dict[str, Any], ...]
    words: frozenset[str]
    always: frozenset[str]
    refers: dict[str, frozenset[str]]


def inlined(document: Document) -> str:
    """The value of ``@context`` as JSON text. Refuses contexts that are not pinned, and documents that bring their own."""
    names = _context_names(document)
    return _part(names, _words_used(document, _vocabulary(names)))


def _context_names(document: Document) -> Names:
    names = document.get("@context")
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise NotCheckable("The document must name its contexts in a list of addresses.")
    if len(names) != len(set(names)):
        raise NotCheckable("The document names a context twice.")
    return tuple(names)


@lru_cache(maxsize=16)
def _vocabulary(names: Names) -> _Vocabulary:
    try:
        documents = [context(name)["@context"] for name in names]
    except DocumentProblem as problem:
        raise NotCheckable(problem.message) from problem
    contexts = tuple(part for each in documents for part in (each if isinstance(each, list) else [each]))
    meanings: dict[str, list[Any]] = defaultdict(list)
    for word, meaning in _definitions(contexts):
        if meaning not in meanings[word]:
            meanings[word].append(meaning)
    words = frozenset(meanings)
    return _Vocabulary(
        contexts=contexts,
        words=words,
        always=frozenset(word for word in words if len(meanings[word]) > 1 or any(map(_is_basic, meanings[word]))),
        refers={word: words & set(_named_in(meanings[word])) for word in words},
    )


def _definitions(contexts: Iterable[dict[str, Any]]) -> Iterator[tuple[str, Any]]:
    """Every word with its meaning, also the ones that hold only inside another word."""
    for each in contexts:
        for word, meaning in each.items():
            if word.startswith("@"):
                continue
            yield word, meaning
            if isinstance(meaning, dict) and isinstance(meaning.get("@context"), dict):
                yield from _definitions([meaning["@context"]])


def _is_basic(meaning: Any) -> bool:
    """Another name for a keyword, a prefix, or a word that is taken back."""
    if isinstance(meaning, dict):
        return "@prefix" in meaning
    return meaning is None or meaning.startswith("@") or meaning.endswith(_PREFIX_ENDS)


def _named_in(meanings: list[Any]) -> Iterator[str]:
    for meaning in meanings:
        parts = meaning.values() if isinstance(meaning, dict) else [meaning]
        yield from (word for part in parts if isinstance(part, str) for word in _could_be(part))


def _could_be(text: str) -> tuple[str, str]:
    """The words that a text can mean: itself, or the prefix before a colon."""
    return text, text.partition(":")[0]


def _words_used(document: Document, vocabulary: _Vocabulary) -> frozenset[str]:
    """The defined words that stand anywhere in the document, as name or as value: no others, so that nobody can fill the cache at will."""
    found: set[str] = set()
    waiting: list[Any] = [{name: value for name, value in document.items() if name != "@context"}]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            found.update(node)
            waiting += node.values()
        elif isinstance(node, list):
            waiting += node
        elif isinstance(node, str):
            found.update(_could_be(node))
    return vocabulary.words & found


@lru_cache(maxsize=256)
def _part(names: Names, used: frozenset[str]) -> str:
    vocabulary = _vocabulary(names)
    kept, waiting = set(vocabulary.always), set(used)
    while waiting:
        kept |= waiting
        waiting = {other for word in waiting for other in vocabulary.refers[word]} - kept
    return json.dumps([*(_pruned(each, kept) for each in vocabulary.contexts), _SENTINEL])


def _pruned(definitions: dict[str, Any], kept: set[str]) -> dict[str, Any]:
    return {word: _inner(meaning, kept) for word, meaning in definitions.items() if word.startswith("@") or word in kept}


def _inner(meaning: Any, kept: set[str]) -> Any:
    if isinstance(meaning, dict) and isinstance(meaning.get("@context"), dict):
        return {**meaning, "@context": _pruned(meaning["@context"], kept)}
    return meaning
