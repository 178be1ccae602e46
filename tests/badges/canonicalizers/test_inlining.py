"""Only the part of the contexts that is used: never another outcome than with all of them."""

import json
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyld import jsonld

from core.badges import credential
from core.badges.canonical import canonical
from core.badges.canonicalizers import by_pyld, by_pyoxigraph, inlining
from core.badges.canonicalizers.graph import UNDEFINED, NotCheckable, check_graph
from core.badges.canonicalizers.inlining import inlined
from core.badges.contexts import CREDENTIAL_CONTEXTS, DIGESTS, VC, context
from core.badges.documents import Document
from tests.badges.canonicalizers.documents_of_words import changed, documents
from tests.badges.facts import some_facts

PLAIN = credential.build(some_facts("both"), "did:web:badges.northshore-facilities.org")


def with_everything(document: Document) -> str:
    """The canonical form with the whole contexts inlined, or the sentence of the refusal."""
    parts = [context(name)["@context"] for name in document["@context"]]
    whole = [*(each for part in parts for each in (part if isinstance(part, list) else [part])), {"@vocab": f"{UNDEFINED}#"}]
    text = json.dumps(document | {"@context": whole}, ensure_ascii=False).encode()
    try:
        dataset = ox.Dataset(ox.parse(text, ox.RdfFormat.JSON_LD, base_iri=UNDEFINED))
        check_graph(document, [str(quad) for quad in dataset])
    except NotCheckable:
        return "refused"
    except (SyntaxError, ValueError):
        return "not well-formed"
    dataset.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    return "".join(sorted(f"{quad} .\n" for quad in dataset))


def with_a_part(document: Document) -> str:
    try:
        return by_pyoxigraph.canonicalize(document)
    except NotCheckable as problem:
        return "not well-formed" if "well-formed" in problem.message else "refused"


@settings(max_examples=250, deadline=None)
@given(documents() | changed(PLAIN))
def test_any_document_of_known_words_means_the_same_with_a_part_of_the_contexts(document: dict[str, Any]) -> None:
    assert with_a_part(document) == with_everything(document)


@settings(max_examples=100, deadline=None)
@given(documents(strange=("colour", "Clubs", "x")))
def test_words_of_nobody_are_found_with_a_part_of_the_contexts_too(document: dict[str, Any]) -> None:
    assert with_a_part(document) == with_everything(document)


@settings(max_examples=120, deadline=None)
@given(documents() | changed(PLAIN))
def test_a_second_program_with_whole_contexts_agrees_on_whatever_is_taken(document: dict[str, Any]) -> None:
    try:
        form = canonical(document)
    except NotCheckable:
        return
    try:
        whole = by_pyld.canonicalize(document)
    except jsonld.JsonLdError:  # it refuses more: two types in one place whose words are protected against each other
        return
    assert whole == form


@pytest.mark.parametrize("benchmark", ["progress", "performance", "both"])
def test_a_badge_needs_less_than_half_of_the_contexts(benchmark: str) -> None:
    document = credential.build(some_facts(benchmark), "did:web:badges.northshore-facilities.org")
    assert with_a_part(document) == with_everything(document) == by_pyld.canonicalize(document)
    assert len(inlined(document)) < sum(len(json.dumps(context(name)["@context"])) for name in CREDENTIAL_CONTEXTS) / 2


def test_words_with_two_meanings_always_stay() -> None:
    """So that contexts which contradict each other are refused, whether or not the document uses the word."""
    assert {"identifier", "status", "kid", "resultDescription"} <= inlining._vocabulary(CREDENTIAL_CONTEXTS).always


@pytest.mark.parametrize("url", [url for url in DIGESTS if "context-3.0" in url])
def test_a_word_that_is_defined_by_another_brings_it_along(url: str) -> None:
    document = {"@context": [VC, url], "id": "urn:example:1", "type": ["AchievementCredential"]}
    assert '"OpenBadgeCredential"' in inlined(document)
    assert with_a_part(document) == with_everything(document)


def test_a_document_cannot_fill_the_memory_with_words_of_its_own() -> None:
    inlining._part.cache_clear()
    for n in range(20):
        inlined({**PLAIN, "name": f"word{n}", f"word{n}": "x"})
    assert inlining._part.cache_info().currsize == 1


@given(st.sets(st.sampled_from(sorted(inlining._vocabulary(CREDENTIAL_CONTEXTS).words)), max_size=12))
def test_every_part_is_a_part_of_the_whole(used: set[str]) -> None:
    whole = [*(context(name)["@context"] for name in CREDENTIAL_CONTEXTS), {"@vocab": f"{UNDEFINED}#"}]
    part = json.loads(inlining._part(CREDENTIAL_CONTEXTS, frozenset(used)))
    assert [len(each) for each in part] <= [len(each) for each in whole]
    for mine, all_of_it in zip(part, whole, strict=True):
        assert mine.keys() <= all_of_it.keys() and used & all_of_it.keys() <= mine.keys()


@pytest.mark.parametrize("names", ["https://www.w3.org/ns/credentials/v2", None, [{}], [VC, VC], [VC, "https://evil.example/c.json"]])
def test_contexts_must_be_named_and_pinned(names: Any) -> None:
    with pytest.raises(NotCheckable):
        inlined({"@context": names})
