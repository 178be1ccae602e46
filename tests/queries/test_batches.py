"""Who sees which files, and what of them."""

import pytest

from core.errors import NotAllowed, NotFound, NotSignedIn
from core.queries import batches as shown
from core.rules.members import Actor
from core.services import batches
from tests.cast import Cast

FILE = b"e-mail,name\nada@northshore.example,Ada\nnowhere,Nobody\n"


def begin(cast: Cast, actor: Actor, data: bytes = FILE) -> str:
    return batches.begin(cast.portal, actor, code="ORI-001", data=data, file_name="cohort.csv")


def test_facilitators_may_choose_programs_of_activities_only(cast: Cast) -> None:
    assert [program.code for program in shown.programs_to_issue(cast.portal, cast.dee)] == ["ORI-001"]
    assert [program.code for program in shown.programs_to_issue(cast.portal, cast.mo)] == ["ACC-115", "COM-101", "ORI-001"]


def test_administrators_see_every_file_and_others_their_own(cast: Cast) -> None:
    hers, his = begin(cast, cast.dee), begin(cast, cast.mo, FILE + b"\n")
    assert [view.batch.id for view in shown.batches_of(cast.portal, cast.mo)] == [his, hers]
    assert [view.batch.id for view in shown.batches_of(cast.portal, cast.dee)] == [hers]
    assert shown.batch(cast.portal, cast.mo, hers).program.code == "ORI-001"
    for look in (shown.batch, shown.how_far):
        with pytest.raises(NotFound):
            look(cast.portal, cast.dee, his)


@pytest.mark.parametrize(("who", "refusal"), [("ada", NotAllowed), ("rui", NotAllowed), ("", NotSignedIn)])
def test_others_see_none(cast: Cast, who: str, refusal: type[Exception]) -> None:
    actor = cast.actors[who] if who else Actor.visitor()
    batch_id = begin(cast, cast.mo)
    for look in (shown.programs_to_issue, shown.batches_of, lambda portal, actor: shown.batch(portal, actor, batch_id)):
        with pytest.raises(refusal):
            look(cast.portal, actor)


def test_the_result_names_line_person_verdict_and_address(cast: Cast) -> None:
    batch_id = begin(cast, cast.mo)
    list(batches.issue(cast.portal, cast.mo, batch_id=batch_id))
    view = shown.batch(cast.portal, cast.mo, batch_id)
    assert (view.issued, view.waiting) == (1, 0)
    issued, wrong = shown.result_rows(cast.portal, view.rows)
    assert tuple(issued) == tuple(wrong) == tuple(shown.RESULT_COLUMNS)
    assert (issued["line"], issued["email"], issued["verdict"]) == (2, "ada@northshore.example", "issued")
    assert str(issued["address"]).startswith(f"{cast.portal.base_url}/b/")
    assert (wrong["line"], wrong["verdict"], wrong["address"]) == (3, "wrong in the file", "")
