"""A large JSON file in objects: found wherever the pieces are cut, one by one, and a broken one harms none after it."""

import json
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput
from core.rules.lms.json_parts import LARGEST_OBJECT, Part, objects
from core.rules.lms.lines import PIECE
from core.rules.lms.rows import Bad


def values(text: str) -> list[Any]:
    return [part.value if isinstance(part, Part) else part.line for part in objects(BytesIO(text.encode()))]


LEAVES = st.one_of(st.none(), st.booleans(), st.integers(-(10**20), 10**20), st.text(max_size=12))
OBJECTS = st.dictionaries(
    st.text(max_size=6),
    st.recursive(
        LEAVES, lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.text(max_size=4), inner, max_size=3)), max_leaves=6
    ),
    max_size=4,
)


@given(st.lists(OBJECTS, min_size=1, max_size=5), st.sampled_from([None, 1, 4]), st.booleans(), st.integers(0, 60))
def test_every_object_of_an_array_is_found(found: list[dict[str, Any]], indent: int | None, wrapped: bool, shift: int) -> None:
    found = [{"filler": "x" * (PIECE - shift)}, *found]
    text = json.dumps(found, indent=indent, ensure_ascii=False)
    text = f'{{"more": "", "statements": {text}, "x": 1}}' if wrapped else text
    assert values(text) == found


@given(st.lists(OBJECTS, min_size=1, max_size=5))
def test_every_object_of_its_own_line_is_found(found: list[dict[str, Any]]) -> None:
    assert values("\n".join(map(json.dumps, found))) == found


def test_an_object_that_is_never_closed_ends_where_the_next_begins() -> None:
    text = '[\n  {\n    "a": {"b": 1\n  },\n  {\n    "c": 2\n  }\n]\n'
    assert values(text) == [2, {"c": 2}]


@pytest.mark.parametrize("inside", ['"a": "' + "x" * LARGEST_OBJECT + '"', '"a": ' + "[" * 60 + "]" * 60], ids=["too large", "too deep"])
def test_what_is_too_large_or_too_deep_is_told_and_the_next_is_read(inside: str) -> None:
    assert values('[{"n": 1}, {' + inside + '}, {"n": 2}]') == [{"n": 1}, 1, {"n": 2}]


@pytest.mark.parametrize(
    ("text", "word"),
    [('{"a": NaN}', "no number"), ('{"a": 1, "a": 2}', "twice"), ('{"a": ' + "9" * 40 + "}", "digits"), ("{'a': 1}", "JSON")],
)
def test_what_says_two_things_or_none_is_not_read(text: str, word: str) -> None:
    (found,) = objects(BytesIO(text.encode()))
    assert isinstance(found, Bad) and word in found.sentence


@pytest.mark.parametrize("text", ["[]", "null", '["{", "}"]', "12", "hello"])
def test_a_file_without_an_object_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="no statement"):
        values(text)
