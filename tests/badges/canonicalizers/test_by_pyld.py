"""The second opinion: independent, from the same pinned contexts, also when asked by several at once."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from pyld.jsonld import JsonLdError

from core.badges import credential
from core.badges.canonicalizers import CANONICALIZERS
from core.badges.canonicalizers.by_pyld import canonicalize
from core.badges.contexts import VC
from tests.badges.facts import some_facts

PLAIN = credential.build(some_facts("both"), "did:web:badges.northshore-facilities.org")


def test_all_canonicalizers_of_the_table_agree_on_a_badge() -> None:
    assert len({form(PLAIN) for form in CANONICALIZERS.values()}) == 1


def test_several_may_ask_at_once() -> None:
    documents = [{**PLAIN, "name": f"Badge {n}"} for n in range(6)]
    with ThreadPoolExecutor(3) as several:
        assert list(several.map(canonicalize, documents)) == [canonicalize(document) for document in documents]


def test_no_context_is_fetched() -> None:
    with pytest.raises(JsonLdError):
        canonicalize({"@context": [VC, "https://evil.example/c.json"], "id": "urn:example:1"})


def test_the_document_stays_as_it_was() -> None:
    before = json.dumps(PLAIN)
    canonicalize(PLAIN)
    assert json.dumps(PLAIN) == before
