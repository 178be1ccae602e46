"""What people are shown of pathways: state by state, and what somebody has to decide about."""

from core.queries import pathways as shown
from core.rules.members import Actor
from core.services import corrections, enrolments, pathways
from tests.builders import a_pathway
from tests.cast import Cast
from tests.services import steps
from tests.services.test_capstones import earn


def signs(cast: Cast, member: Actor) -> dict[str, str]:
    view = shown.pathway(cast.portal, member, "PTH-001")
    return {leaf.program: view.signs[leaf.key] for leaf in shown.program_nodes(view.pathway.root)}


def test_every_part_has_the_sign_of_its_reader(cast: Cast) -> None:
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway())
    assert signs(cast, Actor.visitor()) == {"COM-101": "open", "ORI-001": "locked", "ACC-115": "locked"}
    enrolments.enrol(cast.portal, cast.ada, code="ORI-001")
    assert signs(cast, cast.ada) == {"COM-101": "open", "ORI-001": "working", "ACC-115": "locked"}
    earn(cast, cast.ben, "COM-101")
    assert signs(cast, cast.ben) == {"COM-101": "earned", "ORI-001": "open", "ACC-115": "open"}
    earn(cast, cast.ben, "ORI-001")
    assert signs(cast, cast.ben) == {"COM-101": "earned", "ORI-001": "earned", "ACC-115": "spare"}


def test_what_comes_next_begins_with_what_is_begun(cast: Cast) -> None:
    root = {"kind": "all_of", "of": [{"kind": "program", "program": code} for code in ("COM-101", "ORI-001")]}
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway(root=root))
    enrolments.enrol(cast.portal, cast.ada, code="ORI-001")
    assert [program.code for program in shown.pathway(cast.portal, cast.ada, "PTH-001").next_programs] == ["ORI-001", "COM-101"]


def test_followed_ones_come_first_and_then_the_nearest(cast: Cast) -> None:
    for code, program in (("PTH-001", "COM-101"), ("PTH-002", "ORI-001"), ("PTH-003", "ACC-115")):
        root = {"kind": "all_of", "of": [{"kind": "program", "program": one} for one in dict.fromkeys((program, "ACC-115"))]}
        pathways.publish(cast.portal, cast.dee, pathway=a_pathway(code=code, title=code, root=root))
    earn(cast, cast.ada, "ORI-001")
    pathways.start(cast.portal, cast.ada, code="PTH-003")
    assert [view.pathway.code for view in shown.listed(cast.portal, cast.ada)] == ["PTH-003", "PTH-002", "PTH-001"]
    assert [view.pathway.code for view in shown.followed(cast.portal, cast.ada)] == ["PTH-003"]
    assert [pathway.code for pathway in shown.counting_with(cast.portal, "ORI-001")] == ["PTH-002"]


def test_a_capstone_on_what_was_taken_back_is_shown_to_those_who_decide(cast: Cast) -> None:
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway())
    first = earn(cast, cast.ada, "COM-101")
    earn(cast, cast.ada, "ORI-001")
    assert shown.in_question(cast.portal, cast.mo) == []
    corrected = corrections.correct_name(cast.portal, cast.mo, token=first, name="Ada O. Obi")
    capstone = shown.pathway(cast.portal, cast.ada, "PTH-001").capstone
    assert capstone
    again = corrections.correct_name(cast.portal, cast.mo, token=capstone.token, name="Ada O. Obi")
    assert shown.in_question(cast.portal, cast.mo) == []  # what was corrected was not taken back
    steps.revoke(cast, corrected)
    (row,) = shown.in_question(cast.portal, cast.mo)
    assert (row.token, row.holder, row.parts) == (again, "Ada Obi", ("Brief occupants during an incident",))
    steps.revoke(cast, again)
    assert shown.in_question(cast.portal, cast.mo) == []
