"""Badge documents as JSON."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.badges.documents import MAX_DEPTH, fingerprint, members, parse, to_text
from core.errors import DocumentProblem

text = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
documents = st.dictionaries(text, text | st.booleans() | st.lists(text, max_size=3), max_size=5)


@given(documents)
def test_what_is_written_is_read_again(document: dict[str, object]) -> None:
    assert parse(to_text(document)) == document


@pytest.mark.parametrize(
    "text",
    [
        '{"issuer": "a", "issuer": "b"}',
        '{"a": {"b": 1, "b": 1}}',
        '{"a": NaN}',
        '{"a": 1e999}',
        '{"a": "\\ud800"}',
        "[]",
        "",
        "{",
        '"text"',
        '{"a": ' + "[" * 100_000 + "]" * 100_000 + "}",
        '{"a": "' + "x" * 300_000 + '"}',
    ],
)
def test_what_readers_could_read_differently_is_refused(text: str) -> None:
    with pytest.raises(DocumentProblem):
        parse(text)


def test_the_fingerprint_ignores_spacing_order_and_proof_only() -> None:
    document = {"b": ["x", "y"], "a": "ü"}
    assert fingerprint({"a": "ü", "b": ["x", "y"], "proof": {}}) == fingerprint(document)
    for other in ({"b": ["y", "x"], "a": "ü"}, {"b": ["x", "y"], "a": ["ü"]}, {**document, "c": None}, {"b": ["x", "y"], "a": "u"}):
        assert fingerprint(other) != fingerprint(document)


def test_members_are_found_at_any_depth() -> None:
    assert sorted(name for name, _ in members({"a": [{"b": [[{"c": 1}]]}]})) == ["a", "b", "c"]


def test_documents_nested_or_branched_too_far_are_refused() -> None:
    deep: dict[str, object] = {}
    for _ in range(MAX_DEPTH):
        deep = {"a": deep}
    for document in (deep, {"a": [{} for _ in range(5_000)]}):
        with pytest.raises(DocumentProblem):
            list(members(document))
