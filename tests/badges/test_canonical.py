"""The canonical form: complete, agreed between two programs, and never a way to keep the portal busy."""

import contextlib
import copy
import time
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.badges import credential
from core.badges.canonical import NotCheckable, agreed, canonical
from core.badges.canonicalizers import graph
from core.badges.contexts import CREDENTIAL_CONTEXTS
from core.badges.documents import Document
from core.errors import DocumentProblem
from core.rules.texts import filled_line, filled_text
from tests.badges.facts import some_facts
from tests.builders import a_program_of_both, a_rubric

PLAIN = credential.build(some_facts("both"), "did:web:badges.northshore-facilities.org")


def with_change(change: Callable[[Document], Any]) -> Document:
    document = copy.deepcopy(PLAIN)
    change(document)
    return document


@pytest.mark.parametrize("benchmark", ["progress", "performance", "both"])
def test_two_programs_agree_on_every_kind_of_badge(benchmark: str) -> None:
    form = agreed(credential.build(some_facts(benchmark), "did:web:badges.northshore-facilities.org"))
    assert form.endswith(" .\n") and "Zoë Nguyễn-O’Brien 王小明" in form


def accepted(rule: Callable[[str], str]) -> st.SearchStrategy[str]:
    """Any text at all that the portal's own rule for such a field takes."""

    def tried(text: str) -> str:
        try:
            return rule(text)
        except ValueError:
            assume(False)
            raise

    return st.text(min_size=1, max_size=30).map(tried)


@settings(max_examples=25, deadline=None)
@given(line=accepted(filled_line), name=accepted(filled_line), prose=accepted(filled_text))
def test_two_programs_agree_on_any_text_that_the_portal_takes(line: str, name: str, prose: str) -> None:
    rows = [{"key": "C1", "title": line, "descriptors": [prose, "2", "3", "4"]}]
    program = a_program_of_both(title=line, outcome=name, tags=[line, name], rubric=a_rubric(criteria=rows))
    evidence = [{"name": name, "genre": line, "narrative": prose}] * 2
    facts = some_facts("both", program=program, holder_name=name, narrative=line, evidence=evidence, levels={"C1": 2})
    form = agreed(credential.build(facts, "did:web:badges.northshore-facilities.org"))
    assert form.count("vocab.html#Evidence>") == 2


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d["issuer"].update(colour="blue"),
        lambda d: d["issuer"]["type"].append("Club"),
        lambda d: d["issuer"]["type"].append("A club"),
        lambda d: d["issuer"].update({"fav}ourite": "blue"}),
        lambda d: d["issuer"].update({"": "blue"}),
        lambda d: d["issuer"].update({"two words": "blue"}),
        lambda d: d["credentialSubject"]["achievement"]["creator"].update({"na}e": "Eve"}),
        lambda d: d["evidence"][0].update(hash="ab"),
        lambda d: d["credentialSubject"]["achievement"].update(level="1"),
        lambda d: d["credentialSubject"]["result"][0].update({"https://example.org/x": "y"}),
        lambda d: d["credentialSubject"].update({"@reverse": {}}),
        lambda d: d["evidence"][0].update({"@context": {"hash": "https://example.org/hash"}}),
        lambda d: d["issuer"].update(phone=None),
        lambda d: d["evidence"].clear(),
        lambda d: d["evidence"][0].update(id="https://example.org/a b"),
        lambda d: d["evidence"][0].update(id="https://example.org:port/"),
        lambda d: d["evidence"][0].update(id="picture.png"),
        lambda d: d["evidence"][0].update(id="_:b0"),
        lambda d: d["evidence"][0].update(id=7),
        lambda d: d["issuer"].update(url="example.org"),
        lambda d: d["credentialStatus"].update(statusListCredential="status/1"),
        lambda d: d.update({"@context": [*CREDENTIAL_CONTEXTS, "https://evil.example/c.json"]}),
        lambda d: d.update({"@context": [*CREDENTIAL_CONTEXTS, {"hash": "https://example.org/hash"}]}),
        lambda d: d.update({"@context": CREDENTIAL_CONTEXTS[0]}),
        lambda d: d.pop("@context"),
        lambda d: d.update(type={"id": ["a"]}),
    ],
)
def test_what_a_signature_would_not_cover_is_refused(change: Callable[[Document], Any]) -> None:
    with pytest.raises(NotCheckable):
        canonical(with_change(change))


def test_the_sentence_names_the_word_that_is_not_covered() -> None:
    with pytest.raises(NotCheckable, match="colour"):
        canonical(with_change(lambda d: d["issuer"].update(colour="blue")))


def test_the_order_of_members_does_not_matter_and_every_value_does() -> None:
    assert canonical(dict(reversed(PLAIN.items()))) == canonical(PLAIN)
    assert canonical(with_change(lambda d: d.update(name="Another"))) != canonical(PLAIN)


def test_programs_that_disagree_stop_the_issue() -> None:
    """pyld 3.3 leaves control characters as they are, where RDFC-1.0 escapes them: a real disagreement."""
    with pytest.raises(DocumentProblem, match="differently"):
        agreed(with_change(lambda d: d.update(name="a\x01b")))


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d["issuer"].update(type=["Profile"] * 20_000),
        lambda d: d.update({"@context": [CREDENTIAL_CONTEXTS[0], *[CREDENTIAL_CONTEXTS[1]] * 3_000]}),
        lambda d: d.update(evidence=[{"type": ["Evidence", "Profile", "Achievement"], "name": str(n)} for n in range(700)]),
        lambda d: d["credentialSubject"]["achievement"].update(tag=[str(n) for n in range(30_000)]),
    ],
)
def test_no_document_within_the_limits_takes_long(change: Callable[[Document], Any]) -> None:
    document = with_change(change)
    started = time.perf_counter()
    with contextlib.suppress(NotCheckable):
        canonical(document)
    assert time.perf_counter() - started < 3


def poison(parents: int, children: int) -> Document:
    """Alike nodes with alike children: each parent means trying every order of its children."""
    child = {"type": ["IdentifierEntry"], "identifier": "x", "identifierType": "systemId"}
    parent = {"type": ["Profile"], "otherIdentifier": [child] * children}
    return with_change(lambda d: d["credentialSubject"]["achievement"].update(creator=[parent] * parents))


def test_graphs_that_make_canonicalizing_explode_are_refused_at_once() -> None:
    started = time.perf_counter()
    with pytest.raises(NotCheckable, match="told apart"):
        canonical(poison(parents=6, children=40))
    assert time.perf_counter() - started < 2


def test_alike_evidence_is_no_poison() -> None:
    alike = [{"name": "Photo", "genre": "image", "narrative": "From the walk-through."}] * 40
    assert agreed(credential.build(some_facts(evidence=alike), "did:web:badges.northshore-facilities.org"))


def test_the_largest_knot_that_is_let_through_is_quick() -> None:
    knot = poison(parents=2, children=(graph._MAX_ENTANGLED - 2) // 2)
    started = time.perf_counter()
    assert canonical(knot)
    assert time.perf_counter() - started < 1
