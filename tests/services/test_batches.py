"""Issuing to a cohort: every row by itself, nothing twice, and no badge without its rule."""

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from core.errors import BadInput, NotAllowed, NotFound, NotSignedIn, RuleBroken, StorageTrouble
from core.queries import batches as shown
from core.queries.badges import public_badge
from core.rules.awards import earned
from core.rules.batches import BatchRow
from core.rules.members import Actor
from core.services import batches, enrolments, programs
from core.services.members import change_roles
from core.services.verification import verify
from core.storage import awards, members
from core.storage import batches as stored
from core.storage import enrolments as stored_enrolments
from core.storage import programs as stored_programs
from core.storage import reviews as stored_reviews
from core.storage.database import change, one, reading, rows, writing
from tests.builders import a_performance_program, a_program_of_both, a_progress_program
from tests.cast import Cast, the_cast_in
from tests.services.steps import a_draft, a_submission, decide

LEVELS = "e-mail,name,C1,C2,C3,C4\n"
GOOD = ",2,2,2,2\n"


def a_file(*people: str, heading: str = "e-mail,name\n", rest: str = "\n") -> bytes:
    """One row for each first name."""
    return (heading + "".join(f"{name.lower()}@northshore.example,{name} Somebody{rest}" for name in people)).encode()


def run(cast: Cast, data: bytes, code: str = "ORI-001", actor: Actor | None = None, **words: str) -> list[BatchRow]:
    """Begin and issue to the end; gives the rows."""
    who = actor or cast.mo
    batch_id = batches.begin(cast.portal, who, code=code, data=data, file_name="cohort.csv", **words)
    for _ in batches.issue(cast.portal, who, batch_id=batch_id):
        pass
    return list(shown.batch(cast.portal, who, batch_id).rows)


def verdicts(found: list[BatchRow]) -> list[str]:
    return [row.verdict for row in found]


def tokens(cast: Cast) -> list[str]:
    with reading(cast.portal.database) as db:
        return awards.tokens(db)


def everything_that_is_stored(cast: Cast) -> dict[str, int]:
    with reading(cast.portal.database) as db:
        return {table: one(db, f"SELECT count(*) AS n FROM {table}")["n"] for table in db.table_names() if "fts" not in table}


def test_a_preview_has_a_verdict_for_every_row_and_writes_nothing(cast: Cast) -> None:
    before = everything_that_is_stored(cast)
    data = (
        a_file("Ada", "Lee", rest=GOOD, heading=LEVELS)
        + b"lee@northshore.example,Lee,2,2,2,2\nnowhere,Tom,9,2,2,2\nzoe@x.example,Zoe,0,2,2,2\n"
    )
    found = batches.preview(
        cast.portal, cast.mo, code="COM-101", data=data + b"jo@x.example,\xf0\x93\x80\x80,2,2,2,2\nmo@northshore.example,Mo,2,2,2,2\n"
    )
    assert verdicts(list(found.rows)) == ["ready", "ready", "twice", "wrong", "not_met", "unprintable", "look"]
    assert "not “Ada Somebody”" in found.rows[0].sentence and "Somebody" not in found.rows[1].sentence
    assert found.rows[2].sentence == "The same person as in line 3."
    assert "e-mail:" in found.rows[3].sentence and "C1: Says what, who, when:" in found.rows[3].sentence
    assert found.counts == Counter(ready=2, twice=1, wrong=1, not_met=1, unprintable=1, look=1)
    assert everything_that_is_stored(cast) == before


def test_a_cohort_of_a_progress_program(cast: Cast) -> None:
    data = b"e-mail,name,completed_on\nada@northshore.example,Ada Obi,2026-05-31\nlee@x.example,Lee Wong,\n"
    assert verdicts(run(cast, data, actor=cast.mo)) == ["issued", "issued"]
    ada, lee = (json.loads(public_badge(cast.portal, token).document) for token in tokens(cast))
    subject = ada["credentialSubject"]
    assert subject["narrative"] == "Completed 3 of 3 activities, by a list of the organisers."
    assert [item["narrative"] for item in ada["evidence"]] == ["Completion listed by the organisers as of 31 May 2026."] * 3
    assert (ada["validFrom"][:10], subject["activityStartDate"][:10]) == ("2026-10-06", "2026-05-31")
    assert lee["credentialSubject"]["activityStartDate"][:10] == "2026-10-06"
    assert {row["name"] for row in rows_of(cast, "SELECT m.display_name AS name FROM members m WHERE email = 'lee@x.example'")} == {
        "Lee Wong"
    }
    assert not rows_of(cast, "SELECT * FROM invitations WHERE member_id IN (SELECT id FROM members WHERE email = 'lee@x.example')")
    assert {row["stated_by"] for row in rows_of(cast, "SELECT stated_by FROM completions")} == {cast.mo.id}
    assert all(verify(cast.portal, data=json.dumps(document).encode()).verdict == "valid" for document in (ada, lee))


def rows_of(cast: Cast, sql: str) -> list[dict[str, object]]:
    with reading(cast.portal.database) as db:
        return rows(db, sql)


def test_imported_results_say_plainly_that_they_were_judged_elsewhere(cast: Cast) -> None:
    data = b"e-mail,name,C1,C2,C3,C4,evidence_title,evidence_description\nlee@x.example,Lee Wong,2,3,2,2,The drill,A real one.\n"
    (row,) = run(cast, data, "COM-101", origin="the spring workshop in Halifax")
    badge = public_badge(cast.portal, row.award_token)
    document = json.loads(badge.document)
    assert badge.origin == "imported"
    assert document["credentialSubject"]["narrative"] == (
        "Results imported from the spring workshop in Halifax on 6 October 2026;"
        " judged outside this portal on the published rubric (4 criteria)."
    )
    assert document["evidence"] == [
        {
            "type": ["Evidence"],
            "name": "The drill",
            "genre": "imported result",
            "narrative": "A real one.\nJudged outside this portal; the results come from the spring workshop in Halifax.",
        }
    ]
    assert [result["achievedLevel"][-1] for result in document["credentialSubject"]["result"]] == ["2", "3", "2", "2"]


def test_the_same_file_again_issues_nothing_and_a_longer_one_the_rest(cast: Cast) -> None:
    first = a_file("Ada", "Ben", "Lee")
    assert verdicts(run(cast, first)) == ["issued"] * 3
    before = tokens(cast)
    assert verdicts(run(cast, first)) == ["issued"] * 3
    assert len(rows_of(cast, "SELECT id FROM batches")) == 1
    found = run(cast, first + a_file("Kim", "Pat", heading=""))
    assert verdicts(found) == ["held"] * 3 + ["issued"] * 2
    assert [row.award_token for row in found[:3]] == before
    assert len(tokens(cast)) == 5


def test_a_file_that_was_stopped_goes_on_where_it_ended(cast: Cast) -> None:
    data = a_file(*(f"P{number}" for number in range(45)))
    batch_id = batches.begin(cast.portal, cast.mo, code="ORI-001", data=data, file_name="c.csv")
    steps = batches.issue(cast.portal, cast.mo, batch_id=batch_id)
    assert (next(steps).issued, len(tokens(cast))) == (20, 20)
    steps.close()
    view = shown.how_far(cast.portal, cast.mo, batch_id)
    assert (view.issued, view.waiting, view.rows, view.batch.finished_at) == (20, 25, (), None)
    assert [progress.waiting for progress in batches.issue(cast.portal, cast.mo, batch_id=batch_id)] == [5, 0]
    assert len(set(tokens(cast))) == 45
    assert shown.how_far(cast.portal, cast.mo, batch_id).batch.finished_at == cast.clock.time


def test_what_was_mended_meanwhile_is_issued_when_the_file_is_run_again(cast: Cast) -> None:
    data = a_file("Ada", "Ben")
    change_roles(cast.portal, cast.mo, member_id=cast.ben.member_id, roles=cast.ben.roles, active=False)
    assert verdicts(run(cast, data)) == ["issued", "look"]
    change_roles(cast.portal, cast.mo, member_id=cast.ben.member_id, roles=cast.ben.roles, active=True)
    assert verdicts(run(cast, data)) == ["issued", "issued"]


def test_a_row_that_cannot_be_signed_harms_no_other(cast: Cast) -> None:
    with writing(cast.portal.database) as db:  # a name from before such characters were refused
        change(db, "UPDATE members SET name_on_badge = :name WHERE id = :id", name="Ben\u0007", id=cast.ben.member_id)
    found = run(cast, a_file("Ada", "Ben", "Lee"))
    assert verdicts(found) == ["issued", "look", "issued"]
    assert "control character" in found[1].sentence
    assert len(tokens(cast)) == 2
    assert not rows_of(cast, f"SELECT * FROM enrolments WHERE member_id = '{cast.ben.member_id}'")


def test_without_a_usable_key_nothing_is_settled_and_it_can_be_continued(cast: Cast) -> None:
    data = a_file("Ada", "Lee")
    batch_id = batches.begin(cast.portal, cast.mo, code="ORI-001", data=data, file_name="c.csv")
    away = cast.portal.keys_folder.rename(cast.portal.folder / "elsewhere")
    with pytest.raises(StorageTrouble):
        list(batches.issue(cast.portal, cast.mo, batch_id=batch_id))
    assert shown.how_far(cast.portal, cast.mo, batch_id).waiting == 2
    away.rename(cast.portal.keys_folder)
    assert list(batches.issue(cast.portal, cast.mo, batch_id=batch_id))[-1].issued == 2


def test_while_the_clock_stands_behind_nothing_is_settled(cast: Cast) -> None:
    run(cast, a_file("Ben"))
    batch_id = batches.begin(cast.portal, cast.mo, code="ORI-001", data=a_file("Ada", "Lee"), file_name="c.csv")
    cast.clock.pass_days(-1)
    with pytest.raises(RuleBroken, match="clock"):
        list(batches.issue(cast.portal, cast.mo, batch_id=batch_id))
    assert shown.how_far(cast.portal, cast.mo, batch_id).waiting == 2
    cast.clock.pass_days(1)
    assert list(batches.issue(cast.portal, cast.mo, batch_id=batch_id))[-1].issued == 2


def test_what_happened_since_the_file_was_looked_at_counts(cast: Cast) -> None:
    batch_id = batches.begin(cast.portal, cast.mo, code="COM-101", data=a_file("Ada", "Ben", heading=LEVELS, rest=GOOD), file_name="c.csv")
    a_draft(cast, cast.ben)
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    list(batches.issue(cast.portal, cast.mo, batch_id=batch_id))
    assert verdicts(list(shown.batch(cast.portal, cast.mo, batch_id).rows)) == ["held", "look"]


def test_an_open_participation_is_completed_and_what_was_done_in_it_stays(cast: Cast) -> None:
    started = enrolments.enrol(cast.portal, cast.ada, code="ORI-001")
    enrolments.complete_activity(cast.portal, cast.ada, enrolment_id=started.id, activity="A1", attested=True)
    (row,) = run(cast, b"e-mail,name,A2,A3\nada@northshore.example,Ada,x,x\n")
    document = json.loads(public_badge(cast.portal, row.award_token).document)
    assert [item["narrative"].split(" on ")[0].split(" as of ")[0] for item in document["evidence"]] == [
        "Completed by own statement",
        "Completion listed by the organisers",
        "Completion listed by the organisers",
    ]
    with reading(cast.portal.database) as db:
        assert stored_enrolments.get(db, started.id).state == "completed"


def test_a_badge_that_has_run_out_is_renewed(cast: Cast) -> None:
    programs.publish(cast.portal, cast.dee, program=a_progress_program(version="2.0", validity="P1Y"))
    (old,) = run(cast, a_file("Ada"))
    cast.clock.pass_days(400)
    (new,) = run(cast, a_file("Ada") + b"\n")
    with reading(cast.portal.database) as db:
        renewed = awards.get(db, new.award_token)
    assert (new.verdict, renewed.origin, renewed.replaces) == ("issued", "renewal", old.award_token)


def test_facilitators_issue_progress_programs_to_people_who_are_here(cast: Cast) -> None:
    assert verdicts(run(cast, a_file("Ada", "Lee"), actor=cast.dee)) == ["issued", "look"]
    with pytest.raises(NotAllowed):
        batches.preview(cast.portal, cast.dee, code="COM-101", data=a_file("Ada", heading=LEVELS, rest=GOOD))
    batch_id = batches.begin(cast.portal, cast.mo, code="COM-101", data=a_file("Ada", heading=LEVELS, rest=GOOD), file_name="c.csv")
    with pytest.raises(NotAllowed):
        list(batches.issue(cast.portal, cast.dee, batch_id=batch_id))


def test_whoever_goes_on_with_a_file_answers_for_it(cast: Cast) -> None:
    """Mo may run the row about Dee, and Dee may not, although it was Mo who looked at it."""
    batch_id = batches.begin(cast.portal, cast.mo, code="ORI-001", data=a_file("Dee"), file_name="c.csv")
    list(batches.issue(cast.portal, cast.dee, batch_id=batch_id))
    assert "This is you" in shown.batch(cast.portal, cast.mo, batch_id).rows[0].sentence


@pytest.mark.parametrize("who", ["ada", "rui"])
def test_others_issue_to_nobody(cast: Cast, who: str) -> None:
    for actor, refusal in ((cast.actors[who], NotAllowed), (Actor.visitor(), NotSignedIn)):
        with pytest.raises(refusal):
            batches.preview(cast.portal, actor, code="ORI-001", data=a_file("Ada"))
        with pytest.raises(refusal):
            batches.begin(cast.portal, actor, code="ORI-001", data=a_file("Ada"), file_name="c.csv")


def test_files_and_programs_that_cannot_be_issued(cast: Cast) -> None:
    for data, code, refusal in (
        (a_file("Ada"), "NO-1", NotFound),
        (b"", "ORI-001", BadInput),
        (b"sep=;\n", "ORI-001", BadInput),
        (b",,\n,,\n", "ORI-001", BadInput),
        (a_file(), "ORI-001", BadInput),
        (a_file("Ada"), "COM-101", BadInput),
    ):
        with pytest.raises(refusal):
            batches.begin(cast.portal, cast.mo, code=code, data=data, file_name="c.csv")
    with pytest.raises(BadInput, match="at most 200"):
        batches.begin(cast.portal, cast.mo, code="ORI-001", data=a_file("Ada"), file_name="c.csv", origin="x" * 201)


def test_a_version_that_was_superseded_meanwhile_is_not_issued(cast: Cast) -> None:
    batch_id = batches.begin(cast.portal, cast.mo, code="ORI-001", data=a_file("Ada"), file_name="c.csv")
    programs.publish(cast.portal, cast.dee, program=a_progress_program(version="2.0"))
    with pytest.raises(RuleBroken, match="Upload the file again"):
        list(batches.issue(cast.portal, cast.mo, batch_id=batch_id))
    assert verdicts(run(cast, a_file("Ada"))) == ["issued"]


PEOPLE = st.sampled_from(["ada", "ben", "rui", "lee", "kim", "pat"])
CELLS = st.sampled_from(["0", "1", "2", "3", "-", "Proficient", "9", ""])
DONE = st.sampled_from(["yes", "no", "", "maybe"])


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=10, deadline=None)
@given(
    code=st.sampled_from(["COM-101", "ORI-001", "ACC-115"]),
    table=st.lists(st.tuples(PEOPLE, st.tuples(CELLS, CELLS, CELLS, CELLS), st.tuples(DONE, DONE, DONE)), min_size=1, max_size=6),
)
def test_no_badge_of_a_cohort_exists_whose_rule_is_not_satisfied_by_stored_facts(
    a_set_up_folder: Path, tmp_path_factory: pytest.TempPathFactory, code: str, table: list[tuple[str, tuple[str, ...], tuple[str, ...]]]
) -> None:
    cast = the_cast_in(shutil.copytree(a_set_up_folder, tmp_path_factory.mktemp("law") / "data"))
    lines = [f"{who}@northshore.example,{who}," + ",".join((*levels, *done)) for who, levels, done in table]
    run(cast, ("e-mail,name,C1,C2,C3,C4,A1,A2,A3\n" + "\n".join(lines)).encode(), code)
    program = {"COM-101": a_performance_program(), "ORI-001": a_progress_program(), "ACC-115": a_program_of_both()}[code]
    with reading(cast.portal.database) as db:
        for award in awards.everything(db):
            _replay(db, award, program)
        found = awards.everything(db)
        assert len({award.member_id for award in found}) == len(found)


def _replay(db: Database, award: awards.Award, program: object) -> None:
    kept = stored_programs.get(db, award.version_id).program
    assert kept == program and award.decision_id is None
    basis = stored.basis_of(db, award.token)
    assert basis is not None and members.get(db, award.member_id).email == basis.email
    replayed = earned(kept, stored_enrolments.completions(db, award.enrolment_id or ""), basis.levels if kept.wants_performance else None)
    assert replayed.passed and replayed == award.result


def test_a_badge_of_the_portal_rests_on_no_file(cast: Cast) -> None:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    with reading(cast.portal.database) as db:
        (award,) = awards.everything(db)
        assert stored.basis_of(db, award.token) is None and stored_reviews.decision(db, award.decision_id or "")
