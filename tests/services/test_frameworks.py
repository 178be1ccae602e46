"""Importing frameworks: by whom, anew, and what published programs keep saying."""

import json

import pytest

from core.errors import BadInput, NotAllowed, NotFound, NotSignedIn, RuleBroken
from core.queries import frameworks as shown
from core.queries.catalogue import program_version
from core.rules.members import Actor
from core.services import frameworks, programs
from core.storage.database import one, reading, rows
from tests.builders import a_performance_program
from tests.cast import Cast
from tests.frameworks import IDS, LIST, a_case_item, case_bytes


def the_list(cast: Cast, data: bytes = LIST) -> str:
    return frameworks.import_list(cast.portal, cast.dee, data=data, code="SKILLS", title="Our skills")


def aligned(cast: Cast, version: str, url: str) -> None:
    program = a_performance_program(version=version, alignments=[{"name": "Briefing people", "url": url}])
    programs.publish(cast.portal, cast.dee, program=program)


@pytest.mark.parametrize(("who", "refusal"), [("ada", NotAllowed), ("rui", NotAllowed), ("nobody", NotSignedIn)])
def test_designers_import_and_nobody_else(cast: Cast, who: str, refusal: type[Exception]) -> None:
    actor = cast.actors.get(who, Actor.visitor())
    for act in (
        lambda: frameworks.preview_case(cast.portal, actor, data=case_bytes()),
        lambda: frameworks.import_case(cast.portal, actor, data=case_bytes()),
        lambda: frameworks.preview_list(cast.portal, actor, data=LIST, code="A", title="B"),
        lambda: frameworks.import_list(cast.portal, actor, data=LIST, code="A", title="B"),
        lambda: frameworks.remove(cast.portal, actor, framework_id="A"),
    ):
        with pytest.raises(refusal):
            act()
    assert shown.all_frameworks(cast.portal) == []


def test_looking_at_a_file_writes_nothing(cast: Cast) -> None:
    preview = frameworks.preview_case(cast.portal, cast.dee, data=case_bytes())
    assert preview.is_new and len(preview.difference.added) == 3
    assert shown.all_frameworks(cast.portal) == []


def test_an_import_is_found_and_recorded(cast: Cast) -> None:
    framework_id = frameworks.import_case(cast.portal, cast.dee, data=case_bytes())
    assert shown.framework(cast.portal, framework_id) == frameworks.preview_case(cast.portal, cast.dee, data=case_bytes()).read.framework
    with reading(cast.portal.database) as db:
        row = one(db, "SELECT action, entity_id FROM audit_log ORDER BY id DESC LIMIT 1")
    assert row == {"action": "framework.imported", "entity_id": IDS["document"]}


def test_a_later_edition_changes_by_key_and_marks_what_is_gone(cast: Cast) -> None:
    framework_id = frameworks.import_case(cast.portal, cast.dee, data=case_bytes())
    later = case_bytes(CFItems=[a_case_item("brief", "Brief everybody."), a_case_item("area", "Communication", CFItemType="Area")])
    preview = frameworks.preview_case(cast.portal, cast.dee, data=later)
    assert not preview.is_new and preview.difference == type(preview.difference)((), (IDS["brief"],), (IDS["listen"],))
    frameworks.import_case(cast.portal, cast.dee, data=later)
    assert [item.name for item in shown.framework(cast.portal, framework_id).items] == ["Brief everybody.", "Communication"]
    assert shown.search(cast.portal, "listen") == [] and shown.search(cast.portal, "everybody")
    with reading(cast.portal.database) as db:
        assert len(rows(db, "SELECT 1 FROM framework_items")) == 3


def test_importing_the_same_file_twice_changes_nothing(cast: Cast) -> None:
    framework_id = the_list(cast)
    before = shown.framework(cast.portal, framework_id)
    assert the_list(cast) == framework_id and shown.framework(cast.portal, framework_id) == before


def test_what_a_published_program_says_stays(cast: Cast) -> None:
    the_list(cast)
    aligned(cast, "2.0", "/frameworks/SKILLS/COM.1.json")
    the_list(cast, LIST.replace(b"Briefing people", b"Something else").replace(b"COM.1;", b"COM.1;"))
    assert program_version(cast.portal, "COM-101", "2.0").alignments[0].name == "Briefing people"


def test_a_list_never_takes_the_place_of_a_package(cast: Cast) -> None:
    frameworks.import_case(cast.portal, cast.dee, data=case_bytes())
    with pytest.raises(BadInput, match="another code"):
        frameworks.import_list(cast.portal, cast.dee, data=LIST, code=IDS["document"], title="Mine")


def test_a_framework_that_badges_name_stays_also_when_the_program_moved_on(cast: Cast) -> None:
    framework_id = the_list(cast)
    aligned(cast, "2.0", "/frameworks/SKILLS/COM.1.json")
    programs.publish(cast.portal, cast.dee, program=a_performance_program(version="3.0"))
    the_list(cast, LIST.replace(b"COM.1;Briefing people;Brief occupants so that they can act.;COM;\n", b""))
    with pytest.raises(RuleBroken, match="COM-101"):
        frameworks.remove(cast.portal, cast.dee, framework_id=framework_id)


def test_a_framework_that_nothing_names_can_go(cast: Cast) -> None:
    framework_id = the_list(cast)
    frameworks.remove(cast.portal, cast.dee, framework_id=framework_id)
    assert shown.all_frameworks(cast.portal) == [] and shown.search(cast.portal, "brief") == []
    with pytest.raises(NotFound):
        frameworks.remove(cast.portal, cast.dee, framework_id=framework_id)


def test_our_own_list_is_a_package_that_others_can_import(cast: Cast) -> None:
    framework_id = the_list(cast)
    document = shown.framework_document(cast.portal, framework_id)
    other = frameworks.import_case(cast.portal, cast.dee, data=json.dumps(document).encode())
    ours, theirs = shown.framework(cast.portal, framework_id), shown.framework(cast.portal, other)
    assert [(row.code, row.name, row.statement or row.name) for row in ours.items] == [
        (row.code, row.name, row.statement) for row in theirs.items
    ]
    keys = {row.key: row.code for row in theirs.items}
    assert [row.parent for row in ours.items] == [keys.get(row.parent, "") for row in theirs.items]


@pytest.mark.parametrize("url", ["/frameworks/SKILLS/COM.9.json", "/frameworks/OTHER/COM.1.json", "/frameworks/OTHER.json"])
def test_a_program_is_not_published_with_a_skill_that_is_not_here(cast: Cast, url: str) -> None:
    the_list(cast)
    with pytest.raises(RuleBroken, match="no such skill"):
        aligned(cast, "2.0", url)


@pytest.mark.parametrize("url", ["/frameworks/SKILLS/COM.1.json", "/frameworks/SKILLS.json", "https://elsewhere.example/COM.9"])
def test_a_program_is_published_with_skills_that_are_here_or_elsewhere(cast: Cast, url: str) -> None:
    the_list(cast)
    aligned(cast, "2.0", url)
    assert program_version(cast.portal, "COM-101", "2.0").alignments[0].url == url
