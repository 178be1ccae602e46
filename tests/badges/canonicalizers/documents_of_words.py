"""Documents made of the words of the contexts, in any order and nesting: most of them nonsense, all of them JSON-LD."""

import copy
from collections.abc import Iterable, Iterator
from typing import Any

from hypothesis import strategies as st

from core.badges.contexts import CREDENTIAL_CONTEXTS, DIGESTS, VC, context


def _words(definitions: Any) -> Iterator[str]:
    for each in definitions if isinstance(definitions, list) else [definitions]:
        for word, meaning in each.items():
            yield word
            if isinstance(meaning, dict) and isinstance(meaning.get("@context"), dict):
                yield from _words(meaning["@context"])


def words_of(names: Iterable[str]) -> list[str]:
    """The words of contexts that a member can have, without the keywords and the two that name and sort a node."""
    found = {word for name in names for word in _words(context(name)["@context"])}
    return sorted(word for word in found if word.isalnum() and word not in ("id", "type"))


CONTEXTS = st.sampled_from([CREDENTIAL_CONTEXTS, CREDENTIAL_CONTEXTS[:2], (VC,), *((VC, url) for url in DIGESTS if url != VC)])
IDS = st.integers(0, 5).map(lambda n: f"urn:example:{n}")


def _values(names: list[str]) -> st.SearchStrategy[Any]:
    texts = st.sampled_from([*names, "assertionMethod", "plain words", "2026-10-05T09:00:00Z", "Profile:x", "xsd:date", "u-_8"])
    return (
        texts
        | st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn"]), max_size=5)
        | IDS
        | st.integers(-9, 99)
        | st.booleans()
    )


def _nodes(words: list[str], strange: list[str]) -> st.SearchStrategy[dict[str, Any]]:
    names = st.sampled_from(words + strange)
    kinds = [word for word in words if word[0].isupper()]
    types = st.lists(st.sampled_from(kinds), min_size=1, max_size=2, unique=True)
    plain = st.dictionaries(names, _values(words), max_size=4)
    node = st.deferred(lambda: st.builds(_node, st.none() | IDS, st.none() | types, st.dictionaries(names, value, max_size=4)))
    value: st.SearchStrategy[Any] = _values(words) | st.lists(_values(words), min_size=1, max_size=3) | plain
    value |= node | st.lists(node, min_size=1, max_size=2)
    return node


def _node(name: str | None, types: list[str] | None, members: dict[str, Any]) -> dict[str, Any]:
    return ({"id": name} if name else {}) | ({"type": types} if types else {}) | members


@st.composite
def documents(draw: st.DrawFn, strange: tuple[str, ...] = ()) -> dict[str, Any]:
    names = draw(CONTEXTS)
    return {"@context": list(names), **draw(_nodes(words_of(names), list(strange)).filter(bool))}


def _inner_nodes(node: Any) -> Iterator[dict[str, Any]]:
    if isinstance(node, dict):
        yield node
    for value in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from _inner_nodes(value)


@st.composite
def changed(draw: st.DrawFn, document: dict[str, Any]) -> dict[str, Any]:
    """A real document in which some members, at any depth, were added, renamed or left out."""
    copied = copy.deepcopy(document)
    words = words_of(document["@context"])
    for _ in range(draw(st.integers(1, 3))):
        node = draw(st.sampled_from(list(_inner_nodes({name: value for name, value in copied.items() if name != "@context"}))[1:]))
        word = draw(st.sampled_from([*words, *node]))
        if word in node and draw(st.booleans()):
            del node[word]
        elif word != "id":
            node[word] = [draw(st.sampled_from(words))] if word == "type" else draw(_values(words) | _nodes(words, []))
    return copied
