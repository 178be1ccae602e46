from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules.blindness import names_found, telling_places
from core.rules.evidence import EvidenceItem
from core.rules.submissions import Submission

NOW = datetime(2026, 10, 6, tzinfo=UTC)
DRAFT = Submission("S", "E", "M", "V", 1, "draft", "Water outage at the library.", {}, None, NOW, NOW, None, None, 1)
ITEM = EvidenceItem("I", "S", "E1", "file", "The message", file_name="message.pdf")


@pytest.mark.parametrize(
    ("text", "names", "found"),
    [
        ("Amara briefed wing C.", ["Amara Diallo"], ["Amara"]),
        ("AMARA-DIALLO_2.pdf", ["Amara Diallo"], ["Amara", "Diallo"]),
        ("nils_bergstrom.docx", ["Nils Bergström"], ["Nils", "Bergström"]),
        ("o'connor's walk", ["Siobhán O'Connor"], ["O'Connor"]),
        ("amaradiallo.pdf", ["Amara Diallo"], ["Amara Diallo"]),
        ("Wei opened the valve", ["Li Wei"], ["Wei"]),
        ("a list of likely causes", ["Li Wei"], []),
        ("Gracefully done", ["Grace Cardinal"], []),
        ("", ["Amara Diallo"], []),
    ],
)
def test_names_are_found_as_whole_words_whatever_their_case_and_accents(text: str, names: list[str], found: list[str]) -> None:
    assert names_found(text, names=names, email="") == found


def test_the_address_is_found_in_the_middle_of_a_text() -> None:
    text = "Questions to A.Diallo@example.org please"
    assert names_found(text, names=["Zoe Zed"], email="a.diallo@example.org") == ["a.diallo@example.org"]


@given(st.text(), st.text())
def test_a_name_is_found_wherever_it_stands(before: str, after: str) -> None:
    assert names_found(f"{before} Amara {after}", names=["Amara Diallo"], email="")[:1] == ["Amara"]


def test_every_place_that_tells_is_named_and_no_other() -> None:
    telling = replace(ITEM, description="Filmed by Diallo")
    assert telling_places(DRAFT, [telling, ITEM], names=["Amara Diallo"], email="") == [
        "The description of “The message” says “Diallo”.",
    ]
    assert telling_places(replace(DRAFT, context="I, Amara, …"), [ITEM], names=["Amara Diallo"], email="") == [
        "What you wrote about where you did this says “Amara”."
    ]
