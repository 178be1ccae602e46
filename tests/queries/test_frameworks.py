"""Frameworks for designers, and skills at their public addresses."""

import pytest

from core.errors import NotFound
from core.queries import frameworks as shown
from core.queries.frameworks import MOST_FOUND, AlignedProgram
from core.rules.drafts import Draft
from core.services import frameworks, programs
from core.storage import drafts
from core.storage.database import writing
from core.storage.drafts import StoredDraft
from tests.builders import A_TUESDAY, a_performance_program
from tests.cast import Cast
from tests.frameworks import IDS, LIST, case_bytes

BRIEFING = "/frameworks/SKILLS/COM.1.json"


@pytest.fixture
def listed(cast: Cast) -> Cast:
    frameworks.import_list(cast.portal, cast.dee, data=LIST, code="SKILLS", title="Our skills", publisher="Northshore")
    return cast


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        ("brief", ["COM.1"]),
        ("COM.2", ["COM.2"]),
        ("com", ["COM", "COM.1", "COM.2"]),
        ("complaints listen", ["COM.2"]),
        ("nothing like it", []),
        ("", []),
        ('" OR *', []),
        ("\x00", []),
    ],
)
def test_skills_are_found_by_code_and_by_beginnings_of_words(listed: Cast, words: str, codes: list[str]) -> None:
    assert sorted(row.alignment["code"] for row in shown.search(listed.portal, words)) == codes


def test_a_search_can_be_about_one_framework(listed: Cast) -> None:
    other = frameworks.import_case(listed.portal, listed.dee, data=case_bytes())
    assert {row.framework for row in shown.search(listed.portal, "brief")} == {"SKILLS", other}
    assert [row.framework for row in shown.search(listed.portal, "brief", other)] == [other]


def test_a_search_gives_no_more_than_a_page_can_show(cast: Cast) -> None:
    data = b"code,name\n" + b"".join(b"C%d,Skill %d\n" % (n, n) for n in range(50))
    frameworks.import_list(cast.portal, cast.dee, data=data, code="MANY", title="Many")
    assert len(shown.search(cast.portal, "skill")) == MOST_FOUND


def test_what_is_found_is_an_alignment_of_a_program(listed: Cast) -> None:
    (found,) = shown.search(listed.portal, "brief")
    assert found.alignment["url"] == BRIEFING
    assert a_performance_program(alignments=[found.alignment]).alignments[0].framework == "Our skills"


def test_programs_that_are_aligned_are_named(listed: Cast) -> None:
    alignment = {"name": "Briefing people", "url": BRIEFING}
    programs.publish(listed.portal, listed.dee, program=a_performance_program(version="2.0", alignments=[alignment]))
    draft = Draft(code="NEW-1", title="A new one", alignments=(alignment, alignment))
    stored = StoredDraft("D1", draft, "draft", None, None, (), "", None, A_TUESDAY, None, A_TUESDAY, None, None, 1)
    with writing(listed.portal.database) as db:
        drafts.add(db, stored)
    assert shown.aligned_programs(listed.portal, "SKILLS") == {
        BRIEFING: (
            AlignedProgram("COM-101", "Brief occupants during an incident", "2.0", "published"),
            AlignedProgram("NEW-1", "A new one", "", "draft"),
        )
    }
    (row,) = shown.all_frameworks(listed.portal)
    assert (row.items, row.programs, row.publisher) == (3, 1, "Northshore")


def test_a_draft_that_says_nonsense_does_no_harm(listed: Cast) -> None:
    draft = Draft(code="NEW-1", alignments=({"name": "no address"},))
    with writing(listed.portal.database) as db:
        drafts.add(db, StoredDraft("D1", draft, "draft", None, None, (), "", None, A_TUESDAY, None, A_TUESDAY, None, None, 1))
    assert shown.aligned_programs(listed.portal, "SKILLS") == {}


def test_a_skill_stands_at_its_address_here(listed: Cast) -> None:
    document = shown.item_document(listed.portal, "SKILLS", "COM.1")
    assert document["uri"] == f"{listed.portal.base_url}{BRIEFING}"
    assert (document["fullStatement"], document["humanCodingScheme"]) == ("Brief occupants so that they can act.", "COM.1")
    assert document["isChildOf"]["uri"].endswith("/frameworks/SKILLS/COM.json")
    assert document["CFDocumentURI"]["title"] == "Our skills"
    assert "educationLevel" not in document


def test_a_skill_that_left_the_list_still_stands_there(listed: Cast) -> None:
    frameworks.import_list(listed.portal, listed.dee, data=b"code,name\nX,Other\n", code="SKILLS", title="Our skills")
    assert shown.item_document(listed.portal, "SKILLS", "COM.1")["humanCodingScheme"] == "COM.1"


def test_what_stands_elsewhere_does_not_stand_here(listed: Cast) -> None:
    framework_id = frameworks.import_case(listed.portal, listed.dee, data=case_bytes())
    for act in (
        lambda: shown.item_document(listed.portal, "SKILLS", "COM.2"),
        lambda: shown.item_document(listed.portal, framework_id, IDS["brief"]),
        lambda: shown.framework_document(listed.portal, framework_id),
    ):
        with pytest.raises(NotFound, match=r"elsewhere|stands at https"):
            act()


@pytest.mark.parametrize("key", ["nothing", "..", "COM.1.json"])
def test_there_is_no_other_skill(listed: Cast, key: str) -> None:
    with pytest.raises(NotFound):
        shown.item_document(listed.portal, "SKILLS", key)
