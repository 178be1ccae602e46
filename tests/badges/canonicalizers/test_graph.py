"""Guards over N-Quads lines: what a line says is read the same way whatever stands in its literal."""

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.badges.canonicalizers.graph import _MAX_ENTANGLED, UNDEFINED, NotCheckable, _quad, check_graph

NAMES = st.sampled_from(["urn:a", "https://example.org/a?b=c#d"]).map(ox.NamedNode)
BLANKS = st.sampled_from(["b0", "b1"]).map(ox.BlankNode)
TEXTS = st.text(max_size=20) | st.sampled_from(["a <urn:g>", "a _:b0", '" _:b0', '"> <urn:g>', "<urn:g>", "_:b0", f"<{UNDEFINED}x>"])
LITERALS = (
    TEXTS.map(ox.Literal)
    | TEXTS.map(lambda text: ox.Literal(text, language="en"))
    | TEXTS.map(lambda text: ox.Literal(text, datatype=ox.NamedNode("urn:d")))
)


@given(NAMES | BLANKS, NAMES, NAMES | BLANKS | LITERALS, st.just(ox.DefaultGraph()) | NAMES | BLANKS)
def test_a_line_is_read_back_as_its_four_terms(
    subject: ox.NamedNode | ox.BlankNode,
    predicate: ox.NamedNode,
    value: ox.NamedNode | ox.BlankNode | ox.Literal,
    graph: ox.DefaultGraph | ox.NamedNode | ox.BlankNode,
) -> None:
    named = "" if isinstance(graph, ox.DefaultGraph) else str(graph)
    assert _quad(str(ox.Quad(subject, predicate, value, graph))) == (str(subject), str(predicate), str(value), named)


@pytest.mark.parametrize(
    "line", [f"<{UNDEFINED}#x> <urn:p> <urn:o>", f"<urn:s> <{UNDEFINED}#x> <urn:o>", f"<urn:s> <urn:p> <{UNDEFINED}x>"]
)
def test_an_undefined_word_is_found_in_any_place(line: str) -> None:
    with pytest.raises(NotCheckable, match="“x”"):
        check_graph({}, [line])


def test_a_text_that_looks_like_an_undefined_word_is_a_text() -> None:
    check_graph({}, [f'<urn:s> <urn:p> "<{UNDEFINED}#x>"', f'<urn:s> <urn:p> "a <{UNDEFINED}#x> b"@en'])


@pytest.mark.parametrize("line", ['<urn:s> <urn:p> "<urn:lost>"', '<urn:s> <urn:p> "a <urn:lost> b"', "<urn:s> <urn:lost> <urn:o>"])
def test_a_node_that_was_lost_is_missed_also_where_a_text_names_it(line: str) -> None:
    with pytest.raises(NotCheckable, match="urn:lost"):
        check_graph({"evidence": {"id": "urn:lost"}}, [line])


def knot(size: int) -> list[str]:
    """Blank nodes that all hang on one another."""
    return [f"_:b{a} <urn:p> _:b{b}" for a in range(size) for b in range(size) if a != b]


def test_a_knot_is_refused_when_it_is_large_only() -> None:
    check_graph({}, knot(_MAX_ENTANGLED))
    with pytest.raises(NotCheckable, match="told apart"):
        check_graph({}, knot(_MAX_ENTANGLED + 1))


def test_blank_nodes_in_texts_are_no_knot() -> None:
    check_graph({}, [f'_:b{n} <urn:p> "to _:b{n + 1}"' for n in range(50)])
