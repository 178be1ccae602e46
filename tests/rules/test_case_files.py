"""CASE packages, as services write them and as nobody should."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput
from core.rules import case_files
from core.rules.case_files import read_case
from tests.frameworks import IDS, a_case_item, a_case_package, a_link, case_bytes


def test_a_package_becomes_a_framework() -> None:
    found = read_case(case_bytes())
    assert found.remarks == ()
    framework = found.framework
    assert (framework.id, framework.title, framework.publisher, framework.kind) == (IDS["document"], "Occupant care", "A council", "case")
    area, brief, listen = framework.items
    assert (area.parent, brief.parent, listen.parent) == ("", IDS["area"], IDS["area"])
    assert (brief.name, brief.code, brief.level, brief.statement) == ("Briefing", "OC.1.a", "5", "Brief occupants so that they can act.")
    assert brief.uri.endswith(IDS["brief"]) and area.type == "Area"
    assert [(row.origin, row.kind, row.target) for row in framework.relations] == [(IDS["listen"], "precedes", IDS["brief"])]


def test_a_wrapped_package_is_the_same() -> None:
    assert read_case(json.dumps({"CFPackage": a_case_package()}).encode()) == read_case(case_bytes())


def test_a_long_statement_is_shortened_for_its_name_only() -> None:
    (item,) = read_case(case_bytes(CFItems=[a_case_item("brief", "word " * 60)], CFAssociations=[])).framework.items
    assert len(item.name) <= 122 and item.name.endswith(" …") and len(item.statement) > 290


def test_what_is_wrong_with_an_item_is_said_of_that_item() -> None:
    items = [{"fullStatement": "No identifier"}, a_case_item("area", ""), a_case_item("listen", "Bad\x07"), a_case_item("brief", "Fine")]
    found = read_case(case_bytes(CFItems=items, CFAssociations=[]))
    assert [row.name for row in found.framework.items] == ["Fine"]
    assert [row.place for row in found.remarks] == ["Item 1", "Item 2", "Item 3"]


def test_an_address_that_nobody_could_use_is_left_out() -> None:
    (item,) = read_case(case_bytes(CFItems=[a_case_item("brief", "Fine") | {"uri": "/ims/case/v1p0/CFItems/1"}])).framework.items
    assert item.uri == ""


def test_a_circle_is_cut() -> None:
    found = read_case(case_bytes(CFAssociations=[a_link("brief", "isChildOf", "area"), a_link("area", "isChildOf", "brief")]))
    assert any("above itself" in row.sentence for row in found.remarks)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "not a CASE package"),
        (b"[]", "not a CASE package"),
        (b"{", "not a CASE package"),
        (b"[" * 100_000, "not a CASE package"),
        (b"\xff\xfe\x00", "not a CASE package"),
        (json.dumps({"CFItems": []}).encode(), "not a CASE package"),
        (case_bytes(CFItems={"a": 1}), "not a CASE package"),
        (case_bytes(CFDocument={"title": "No identifier"}), "no identifier"),
        (case_bytes(CFDocument={"identifier": "x"}), "no title"),
        (case_bytes(CFItems=[]), "no item"),
        (case_bytes(CFItems=[{}] * (case_files.MOST_ITEMS + 1)), "more than 20,000"),
        (b" " * (case_files.LARGEST_BYTES + 1), "larger than 20 MB"),
    ],
)
def test_what_is_no_framework_is_refused_in_a_sentence(data: bytes, words: str) -> None:
    with pytest.raises(BadInput, match=words) as refused:
        read_case(data)
    assert set(refused.value.fields) == {"file"}


@given(st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with pytest.raises(BadInput):
        read_case(data)


NAMES = st.sampled_from(["identifier", "uri", "title", "fullStatement", "associationType", "originNodeURI"])
VALUES = st.none() | st.booleans() | st.integers() | st.text(max_size=8)
JSON = st.recursive(VALUES, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner))


@given(st.fixed_dictionaries({}, optional=dict.fromkeys(("CFDocument", "CFItems", "CFAssociations"), JSON)))
def test_any_json_is_read_or_refused(package: dict[str, Any]) -> None:
    try:
        read_case(json.dumps(a_case_package() | package).encode())
    except BadInput as refused:
        assert refused.fields["file"]
