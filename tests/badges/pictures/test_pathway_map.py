"""The picture of a pathway: well-formed, within its width, safe, and readable without colour."""

import re
from xml.etree import ElementTree

import pytest
from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from core.badges.pictures.pathway_map import WIDTH, WORDS, pathway_map, sign_of
from core.rules.pathways import nodes
from tests.builders import a_pathway

SVG = "{http://www.w3.org/2000/svg}"


def drawn(title: str = "Calm", *, deep: bool = False, sign: str = "open", done: bool = False) -> ElementTree.Element:
    one = {"kind": "program", "program": "COM-101"}
    group = {"kind": "all_of", "of": [{"kind": "n_of", "n": 1, "of": [{"kind": "ordered", "of": [one]}]}]}
    pathway = a_pathway(root=group) if deep else a_pathway()
    signs = {node.key: sign for node in nodes(pathway.root)}
    return fromstring(pathway_map(title, pathway.root, signs, {"COM-101": title}, done=done))  # type: ignore[arg-type]


@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), min_size=1, max_size=60))
def test_any_title_gives_a_well_formed_picture_and_is_text(title: str) -> None:
    said = "".join(text.text or "" for text in drawn(title).iter(f"{SVG}text"))
    assert "".join(title.split()) in "".join(said.split())


@pytest.mark.parametrize("deep", [True, False])
def test_nothing_stands_outside(deep: bool) -> None:
    picture = drawn("A title of quite some length that needs two lines", deep=deep)
    height = float(picture.attrib["height"])
    for box in picture.iter(f"{SVG}rect"):
        assert float(box.attrib["x"]) + float(box.attrib["width"]) <= WIDTH
    for text in picture.iter(f"{SVG}text"):
        assert float(text.attrib["x"]) + 8 * len(text.text or "") <= WIDTH + 8 and 0 < float(text.attrib["y"]) < height


@pytest.mark.parametrize("sign", WORDS)
def test_each_state_is_said_in_words_beside_its_sign(sign: str) -> None:
    assert WORDS[sign] in [text.text for text in drawn(sign=sign).iter(f"{SVG}text")]  # type: ignore[index]


def test_states_differ_in_shape_and_not_in_colour_alone() -> None:
    shapes = {
        sign: re.sub(r'class="\w+"', "", ElementTree.tostring(drawn(sign=sign), "unicode"))
        for sign in ("earned", "working", "open", "locked")
    }
    bare = {sign: re.sub(r"<ns0:text.*?</ns0:text>", "", text) for sign, text in shapes.items()}
    assert len(set(bare.values())) == 4


def test_it_has_a_name_and_nothing_that_acts_or_is_fetched() -> None:
    picture = drawn('"Quoted" & <b>bold</b>')
    assert picture.attrib["aria-label"] == 'Map of the pathway "Quoted" & <b>bold</b>' and picture.attrib["role"] == "img"
    assert {element.tag.removeprefix(SVG) for element in picture.iter()} <= {"svg", "style", "circle", "path", "rect", "polygon", "text"}


def test_the_capstone_says_when_it_is_earned() -> None:
    assert any("whole pathway, earned" in (text.text or "") for text in drawn(done=True).iter(f"{SVG}text"))


def test_what_somebody_works_on_is_shown_as_such_unless_it_is_earned() -> None:
    assert (sign_of("locked", working=True), sign_of("earned", working=True), sign_of("open", working=False)) == (
        "working",
        "earned",
        "open",
    )
