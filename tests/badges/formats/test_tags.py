"""The document as a screen reader finds it (ISO 32000-1, 14.7 and 14.8; ISO 14289-1)."""

from typing import Any

import pytest
from pypdf.generic import DictionaryObject

from core.badges.appearance import LAYOUTS
from core.badges.formats.tags import Artifact, Element
from core.badges.view import EvidenceView
from tests.badges.formats.certificates import is_element, made, reader, spoken
from tests.badges.views import a_view, criteria, evidence

each_layout = pytest.mark.parametrize("layout", LAYOUTS)
MUCH = a_view(criteria=criteria(12), evidence=evidence(12))


def root(data: bytes) -> Any:
    return reader(data).root_object["/StructTreeRoot"]


def elements(data: bytes, kind: str) -> list[Any]:
    def walk(element: Any) -> list[Any]:
        kids = [kid.get_object() for kid in element["/K"]]
        below = [found for kid in kids if is_element(kid) for found in walk(kid)]
        return ([element] if element["/S"] == f"/{kind}" else []) + below

    return walk(root(data)["/K"][0].get_object())


def test_an_element_is_walked_in_the_order_of_reading() -> None:
    document = Element("Document", parts=[Element("H1", parts=[Element("Span")]), Element("P")])
    assert [element.kind for element in document.walk()] == ["Document", "H1", "Span", "P"]


def test_what_stands_on_every_page_says_so() -> None:
    assert Artifact("Footer").operand == "/Artifact << /Type /Pagination /Subtype /Footer >>"
    assert Artifact().operand == "/Artifact << /Type /Layout >>"


@each_layout
def test_it_is_read_in_logical_order(layout: str) -> None:
    told = [said.strip() for _, said in spoken(made(layout=layout))]
    order = [
        "Logo: Northshore AFP", "José Ñuñez", "has demonstrated", "Present with Confidence",
        "Present a recommendation so that a board can decide.", "Judged by two reviewers.", "Issued by", "Northshore AFP, IE",
        "Awarded on", "14 April 2026", "Judged against the published rubric", "Criterion 1", "Reached: Exemplary",
        "Required: Proficient. Reaches point 1 in time.", "Criterion 2", "Evidence", "Item 1", "document",
    ]  # fmt: skip
    places = [told.index(said) for said in order]
    assert places == sorted(places)


def test_a_text_that_goes_on_over_pages_is_one_paragraph() -> None:
    story = " ".join(f"word{n}" for n in range(2400))
    assert ("P", story) in spoken(made(a_view(evidence=(EvidenceView("Story", "text", story, "", ""),))))


@each_layout
def test_the_first_heading_is_one_sentence(layout: str) -> None:
    told = spoken(made(layout=layout))
    start = [kind for kind, _ in told].index("H1")
    spans = [said for kind, said in told[start + 1 : start + 4] if kind == "Span"]
    assert "".join(spans) == "José Ñuñez has demonstrated Present with Confidence "


@each_layout
def test_headings_lists_and_the_table_of_facts_are_what_they_look_like(layout: str) -> None:
    kinds = [kind for kind, _ in spoken(made(MUCH, layout))]
    assert (kinds.count("H1"), kinds.count("H2"), kinds.count("L"), kinds.count("LI")) == (1, 2, 2, 24)
    assert kinds.count("TH") == kinds.count("TD") == kinds.count("TR") == 6
    assert {str(cell["/A"]["/Scope"]) for cell in elements(made(MUCH, layout), "TH")} == {"/Row"}


@each_layout
def test_every_picture_is_described_and_says_where_it_stands(layout: str) -> None:
    figures = elements(made(layout=layout), "Figure")
    assert {figure["/Alt"] for figure in figures} == {
        "Logo: Northshore AFP",
        "Badge: Present with Confidence (communication, Northshore AFP)",
        f"Check it: {a_view().url}",
    }
    assert all(box[0] < box[2] and box[1] < box[3] for box in (figure["/A"]["/BBox"] for figure in figures))


@each_layout
def test_every_link_belongs_to_an_element_and_says_where_it_leads(layout: str) -> None:
    data = made(layout=layout)
    nums = root(data)["/ParentTree"]["/Nums"]
    parents = {int(nums[place]): nums[place + 1].get_object() for place in range(0, len(nums), 2)}
    annotations = [link.get_object() for page in reader(data).pages for link in page.get("/Annots", [])]
    assert len(annotations) == 3
    for link in annotations:
        owner = parents[link["/StructParent"]]
        assert owner["/S"] == "/Link" and link["/Contents"] and int(link["/F"]) == 4
        assert any(isinstance(kid, DictionaryObject) and kid.get("/Type") == "/OBJR" for kid in owner["/K"])


@each_layout
def test_everything_on_a_page_is_marked(layout: str) -> None:
    """ISO 14289-1, 7.1: real content has an owner in the tree of parents, all else is an artifact."""
    data = made(MUCH, layout)
    nums = root(data)["/ParentTree"]["/Nums"]
    for page in reader(data).pages:
        content = page.get_contents()
        assert content is not None and page["/Tabs"] == "/S"
        depth, numbers = 0, []
        for operands, operator in content.operations:
            depth += {b"BDC": 1, b"EMC": -1}.get(operator, 0)
            assert depth == 1 or operator in (b"EMC",)
            if operator == b"BDC" and "/MCID" in operands[1]:
                numbers.append(int(operands[1]["/MCID"]))
        place = [int(key) for key in nums[::2]].index(int(page["/StructParents"]))
        assert numbers == list(range(len(nums[2 * place + 1])))


def test_fixed_words_say_their_own_language() -> None:
    data = made(a_view(language="de"))
    assert reader(data).root_object["/Lang"] == "de"
    assert {cell["/Lang"] for cell in elements(data, "TH")} == {"en"}
    assert [heading["/Lang"] for heading in elements(data, "H2")] == ["en", "en"]
