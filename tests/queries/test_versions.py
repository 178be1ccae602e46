import pytest

from core.errors import NotAllowed, NotFound
from core.queries import catalogue
from core.queries import versions as queries
from core.services import enrolments, pathways, versions
from core.storage.database import reading
from tests.builders import a_pathway
from tests.cast import Cast
from tests.drafting import TOO_LONG, blocking, next_draft, published_by_two, stored
from tests.services.steps import a_draft, a_submission


def a_revision(cast: Cast, **changes: object) -> str:
    return published_by_two(cast, next_draft(cast, cast.dee, version="2.0", **changes))


def test_the_history_has_every_version_with_its_use(cast: Cast) -> None:
    a_submission(cast, cast.ada)
    enrolments.enrol(cast.portal, cast.ben, code="COM-101")
    cast.clock.pass_days(1)
    a_revision(cast)
    newest, first = queries.history(cast.portal, cast.dee, "COM-101").versions
    assert (newest.version, newest.state, newest.enrolled, newest.published_by) == ("2.0", "published", 0, "Mo Lind")
    assert (first.version, first.state, first.enrolled, first.mid_way, first.in_review) == ("1.0", "superseded", 2, 2, 1)
    assert newest.snapshot is not None and first.snapshot is not None


def test_what_was_let_pass_is_read_with_the_version_and_in_the_events(cast: Cast) -> None:
    draft_id = next_draft(cast, cast.dee, version="2.0", **TOO_LONG)
    for key in blocking(cast, stored(cast, draft_id).draft):
        versions.waive(cast.portal, cast.dee, draft_id=draft_id, finding=key, reason="The ministry sets the hours.")
    published_by_two(cast, draft_id)
    found = queries.history(cast.portal, cast.mo, "COM-101")
    assert {row.because for row in found.versions[0].snapshot.waived} == {"The ministry sets the hours."}
    said = [row for row in found.events if "The ministry sets the hours." in row.words]
    assert {(row.who, row.what) for row in said} == {("Dee Novak", "lets a finding of the design check pass")}


def test_the_newest_event_comes_first(cast: Cast) -> None:
    a_revision(cast)
    whats = [row.what for row in queries.history(cast.portal, cast.dee, "COM-101").events]
    assert whats[:3] == ["published it", "replaced it by a newer version", "asked for the check"]


def test_the_reason_and_the_last_day_of_a_version_are_there(cast: Cast) -> None:
    live = catalogue.program(cast.portal, "COM-101").id
    versions.suspend(cast.portal, cast.mo, version_id=live, reason="A law changed.")
    (row,) = queries.history(cast.portal, cast.dee, "COM-101").versions
    assert (row.state, row.reason, row.since) == ("suspended", "A law changed.", cast.clock.time)


@pytest.mark.parametrize("code", ["XXX-1", ""])
def test_an_unknown_code_has_no_history(cast: Cast, code: str) -> None:
    with pytest.raises(NotFound):
        queries.history(cast.portal, cast.dee, code)


def test_pathways_have_theirs_elsewhere(cast: Cast) -> None:
    pathways.publish(cast.portal, cast.dee, pathway=a_pathway())
    with pytest.raises(NotFound):
        queries.history(cast.portal, cast.dee, "PTH-001")


def test_who_is_mid_way_on_which_version(cast: Cast) -> None:
    a_submission(cast, cast.ada)
    a_draft(cast, cast.rui)
    cast.clock.pass_days(1)
    a_revision(cast)
    enrolments.enrol(cast.portal, cast.ben, code="COM-101")
    gone = enrolments.enrol(cast.portal, cast.sol, code="COM-101")
    enrolments.withdraw(cast.portal, cast.sol, enrolment_id=gone.id)
    with reading(cast.portal.database) as db:
        found = [(row.version, row.people, row.in_review) for row in queries.mid_way(db, "COM-101")]
    assert found == [("2.0", 1, 0), ("1.0", 2, 1)]


def test_any_two_versions_are_compared(cast: Cast) -> None:
    a_revision(cast, title="Brief people")
    (one,) = queries.compare(cast.portal, cast.dee, "COM-101", "1.0", "2.0")
    assert (one.what, one.after) == ("The title", "Brief people")
    assert queries.compare(cast.portal, cast.dee, "COM-101", "2.0", "2.0") == ()


@pytest.mark.parametrize("who", ["ada", "rui"])
def test_the_history_is_for_those_who_look_after_programs(cast: Cast, who: str) -> None:
    for ask in (
        lambda: queries.history(cast.portal, cast.actors[who], "COM-101"),
        lambda: queries.compare(cast.portal, cast.actors[who], "COM-101", "1.0", "1.0"),
    ):
        with pytest.raises(NotAllowed):
            ask()


def test_the_owner_and_administrators_may_choose_another(cast: Cast) -> None:
    assert queries.history(cast.portal, cast.dee, "COM-101").may_change_owner
    assert queries.history(cast.portal, cast.mo, "COM-101").may_change_owner
    assert {person.name for person in queries.history(cast.portal, cast.dee, "COM-101").could_own} == {"Dee Novak", "Mo Lind"}
