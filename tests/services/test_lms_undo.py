"""Undoing an import: exactly what it brought goes (I14). What a badge stands upon stays, when somebody says so."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import NotAllowed, RuleBroken
from core.queries.badges import public_badge
from core.services import enrolments
from core.services.lms_undo import depending, undo
from core.services.verification import verify
from core.storage.database import change, reading, rows, writing
from tests.cast import Cast
from tests.services.lms_steps import a_table, looked_at, said_in, taken_over, verdicts, view_of
from tests.services.test_lms_imports import ALL, GUIDE


def states(cast: Cast) -> list[str]:
    with reading(cast.portal.database) as db:
        return [row["state"] for row in rows(db, "SELECT state FROM enrolments ORDER BY id")]


def test_everything_is_as_before_and_can_be_taken_over_again(cast: Cast) -> None:
    started = enrolments.enrol(cast.portal, cast.ada, code="ORI-001")
    found = taken_over(cast, a_table(GUIDE))
    assert states(cast) == ["in_progress"]
    assert undo(cast.portal, cast.mo, import_id=found) == 1
    assert said_in(cast, started.id) == [] and states(cast) == ["active"]
    assert (verdicts(cast, found), view_of(cast, found).found.state) == (["undone"], "undone")
    assert verdicts(cast, taken_over(cast, a_table(GUIDE))) == ["applied"]


def test_what_others_stated_stays(cast: Cast) -> None:
    started = enrolments.enrol(cast.portal, cast.ada, code="ORI-001")
    enrolments.complete_activity(cast.portal, cast.ada, enrolment_id=started.id, activity="A1", attested=True)
    before = said_in(cast, started.id)
    other = taken_over(cast, a_table("ada@,A2,done,2026-05-01"))
    kept = said_in(cast, started.id)
    undo(cast.portal, cast.dee, import_id=taken_over(cast, a_table(GUIDE)))
    assert said_in(cast, started.id) == kept and states(cast) == ["in_progress"]
    undo(cast.portal, cast.dee, import_id=other)
    assert said_in(cast, started.id) == before and states(cast) == ["in_progress"]


def test_while_a_badge_stands_upon_rows_it_is_refused_and_names_the_holder(cast: Cast) -> None:
    mine, bens = (enrolments.enrol(cast.portal, member, code="ORI-001") for member in (cast.ada, cast.ben))
    found = taken_over(cast, a_table(*ALL, GUIDE.replace("ada", "ben")))
    (badge,) = depending(cast.portal, cast.dee, import_id=found)
    assert badge.holder == "Ada Obi"
    with pytest.raises(RuleBroken, match="Ada Obi"):
        undo(cast.portal, cast.dee, import_id=found)
    assert len(said_in(cast, bens.id)) == 1
    assert undo(cast.portal, cast.dee, import_id=found, leave_awarded=True) == 1
    assert len(said_in(cast, mine.id)) == 3 and said_in(cast, bens.id) == []
    assert Counter(verdicts(cast, found)) == Counter(applied=3, undone=1)
    document = public_badge(cast.portal, badge.token).document
    assert verify(cast.portal, data=document.encode()).verdict == "valid"


def test_rows_that_stayed_are_known_already_in_the_next_file(cast: Cast) -> None:
    enrolments.enrol(cast.portal, cast.ada, code="ORI-001")
    undo(cast.portal, cast.dee, import_id=taken_over(cast, a_table(*ALL)), leave_awarded=True)
    assert set(verdicts(cast, looked_at(cast, a_table(*ALL)))) == {"finished"}


def test_only_what_was_taken_over_can_be_undone_and_once(cast: Cast) -> None:
    enrolments.enrol(cast.portal, cast.ada, code="ORI-001")
    with pytest.raises(RuleBroken, match="Only what was taken over"):
        undo(cast.portal, cast.dee, import_id=looked_at(cast, a_table(GUIDE)))
    found = taken_over(cast, a_table(GUIDE))
    for act in (undo, depending):
        with pytest.raises(NotAllowed):
            act(cast.portal, cast.ada, import_id=found)
    undo(cast.portal, cast.dee, import_id=found)
    with pytest.raises(RuleBroken, match="Only what was taken over"):
        undo(cast.portal, cast.dee, import_id=found)


FILES = st.lists(
    st.lists(
        st.tuples(
            st.sampled_from(["ada@", "ben@"]), st.sampled_from(["A1", "A2"]), st.sampled_from(["done", "failed"]), st.just("2026-05-03")
        ).map(",".join),
        min_size=1,
        max_size=5,
    ),
    min_size=1,
    max_size=4,
)


@given(FILES, st.randoms(use_true_random=False))
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_undoing_in_any_order_leads_back(cast: Cast, files: list[list[str]], dice: Any) -> None:
    with writing(cast.portal.database) as db:
        for table in ("lms_import_rows", "lms_imports", "completions", "enrolments"):
            change(db, f"DELETE FROM {table}")
    mine = [enrolments.enrol(cast.portal, member, code="ORI-001").id for member in (cast.ada, cast.ben)]
    enrolments.complete_activity(cast.portal, cast.ada, enrolment_id=mine[0], activity="A1", attested=True)
    before, stood = [said_in(cast, one) for one in mine], states(cast)
    done = [taken_over(cast, a_table(*file)) for file in files if view_of(cast, looked_at(cast, a_table(*file))).waiting]
    dice.shuffle(done)
    for import_id in done:
        undo(cast.portal, cast.dee, import_id=import_id)
    assert ([said_in(cast, one) for one in mine], states(cast)) == (before, stood)
