"""Taking over progress: everything looked at first, nothing twice, nobody enrolled, and no row harms another."""

import json
from collections import Counter
from io import BytesIO
from itertools import islice
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import BadInput, NotAllowed, NotFound, NotSignedIn, RuleBroken
from core.queries import lms_imports as shown
from core.queries.badges import public_badge
from core.rules.lms.choices import Choices
from core.rules.members import Actor
from core.services import enrolments, lms_imports, programs
from core.services.verification import verify
from core.storage import awards
from core.storage.database import change, one, reading, rows, writing
from tests.builders import a_progress_program
from tests.cast import Cast
from tests.rules.lms.reading import FIXTURES
from tests.services.lms_steps import a_table, look, looked_at, rows_of, said_in, taken_over, verdicts, view_of
from tests.services.steps import all_at_once

GUIDE = "ada@,Read the guide,done,2026-05-03"
ALL = (GUIDE, "ada@,Walk through with a colleague,done,2026-05-04 10:00", "ada@,A3,passed,2026-05-05")


def badges(cast: Cast) -> list[str]:
    with reading(cast.portal.database) as db:
        return awards.tokens(db)


def files_kept(cast: Cast) -> list[str]:
    return [path.name for path in (cast.portal.folder / "imports").rglob("*") if path.is_file()]


def everything_but_imports(cast: Cast) -> dict[str, list[Any]]:
    with reading(cast.portal.database) as db:
        kept = [name for name in db.table_names() if not name.startswith(("lms_", "program_words", "framework_words", "sqlite"))]
        return {name: rows(db, f"SELECT * FROM {name}") for name in kept}


def test_looking_changes_nothing_and_has_a_verdict_for_every_row(cast: Cast) -> None:
    enrolments.enrol(cast.portal, cast.ada, code="ORI-001")
    before = everything_but_imports(cast)
    data = a_table(
        GUIDE, GUIDE, "ada@,Juggling,done,2026-05-03", "ada@,A2,half,2026-05-03", "ada@,A2,no,", "zoe@x.example,A1,done,2026-05-03",
        "ben@,A1,done,2026-05-03", "ada@,A3,done,03/05/2026", "dee@,A1,done,2026-05-03", ",A1,done,2026-05-03", "ada@,A3,done,2030-01-01",
        'ada@,"A3,done', "ada@,A3,done,2026-05-03,x",
    )  # fmt: skip
    found = looked_at(cast, data)
    assert verdicts(cast, found) == [
        "apply", "duplicate", "no_activity", "unknown_state", "not_complete", "no_member", "not_enrolled", "bad_date", "yourself",
        "no_member", "bad_date", "malformed", "malformed",
    ]  # fmt: skip
    assert all(row.sentence.endswith(".") for row in rows_of(cast, found))
    assert rows_of(cast, found)[1].sentence == "The same as in line 2."
    assert everything_but_imports(cast) == before and len(files_kept(cast)) == 1


def test_what_is_taken_over_counts_and_earns_the_badge(cast: Cast) -> None:
    started = enrolments.enrol(cast.portal, cast.ada, code="ORI-001")
    found = taken_over(cast, a_table(*ALL))
    said = said_in(cast, started.id)
    assert [(one.activity, one.state, one.source, f"{one.at:%m-%d %H}") for one in said] == [
        ("A1", "complete", "import", "05-03 00"), ("A2", "complete", "import", "05-04 10"), ("A3", "passed", "import", "05-05 00"),
    ]  # fmt: skip
    assert {one.note for one in said} == {"a list, 6 October 2026"}
    (token,) = badges(cast)
    document = public_badge(cast.portal, token).document
    assert verify(cast.portal, data=document.encode()).verdict == "valid" and len(json.loads(document)["evidence"]) == 3
    view = view_of(cast, found)
    assert (view.found.state, view.taken_over, view.waiting) == ("applied", 3, 0)
    assert files_kept(cast) == []
    with reading(cast.portal.database) as db:
        assert "progress.imported" in [row["action"] for row in rows(db, "SELECT action FROM audit_log")]


def test_begun_by_an_import_is_in_progress(cast: Cast) -> None:
    enrolments.enrol(cast.portal, cast.ada, code="ORI-001")
    taken_over(cast, a_table(GUIDE))
    with reading(cast.portal.database) as db:
        assert one(db, "SELECT state FROM enrolments") == {"state": "in_progress"}


def test_applied_twice_changes_nothing(cast: Cast) -> None:
    """The same file, and the same statements within another one (I13)."""
    started = enrolments.enrol(cast.portal, cast.ada, code="ORI-001")
    taken_over(cast, a_table(GUIDE))
    before = said_in(cast, started.id)
    again = looked_at(cast, a_table(GUIDE))
    assert verdicts(cast, again) == ["duplicate"]
    assert rows_of(cast, again)[0].sentence == "Taken over before, on 2026-10-06."
    with pytest.raises(RuleBroken, match="nothing in this file"):
        lms_imports.begin(cast.portal, cast.dee, import_id=again)
    other = taken_over(cast, a_table("ada@,A2,done,2026-05-09", GUIDE))
    assert verdicts(cast, other) == ["applied", "duplicate"]
    assert said_in(cast, started.id)[:1] == before


def test_two_people_who_take_over_the_same_file_bring_it_once(cast: Cast) -> None:
    started = enrolments.enrol(cast.portal, cast.ada, code="ORI-001")
    first, second = looked_at(cast, a_table(GUIDE)), looked_at(cast, a_table(GUIDE), cast.mo)

    def applying(import_id: str) -> Any:
        def run(own: Cast) -> None:
            lms_imports.begin(own.portal, own.dee, import_id=import_id)
            list(lms_imports.apply(own.portal, own.dee, import_id=import_id))

        return run

    assert all_at_once(cast, [applying(first), applying(second)]) == ["", ""]
    assert len(said_in(cast, started.id)) == 1
    assert sorted(verdicts(cast, first) + verdicts(cast, second)) == ["applied", "duplicate"]


def test_nobody_is_enrolled_and_who_is_done_stays_done(cast: Cast) -> None:
    taken_over_by_ada = enrolments.enrol(cast.portal, cast.ada, code="ORI-001")
    left = enrolments.enrol(cast.portal, cast.ben, code="ORI-001")
    enrolments.withdraw(cast.portal, cast.ben, enrolment_id=left.id)
    taken_over(cast, a_table(*ALL))
    found = looked_at(cast, a_table("ada@,A1,done,2026-05-20", "ben@,A1,done,2026-05-20", "rui@,A1,done,2026-05-20"))
    assert verdicts(cast, found) == ["finished", "not_enrolled", "not_enrolled"]
    assert len(said_in(cast, taken_over_by_ada.id)) == 3
    with reading(cast.portal.database) as db:
        assert one(db, "SELECT count(*) AS n FROM enrolments") == {"n": 2}


def test_somebody_in_an_older_version_is_matched_by_that_one(cast: Cast) -> None:
    enrolments.enrol(cast.portal, cast.ada, code="ORI-001")
    renamed = [{"key": key, "title": f"New {key}", "minutes": 10, "attestation": "I did it."} for key in ("A1", "A4")]
    newer = a_progress_program(version="2.0", activities=renamed, completion={"kind": "all", "of": ["A1", "A4"]})
    programs.publish(cast.portal, cast.dee, program=newer)
    enrolments.enrol(cast.portal, cast.ben, code="ORI-001")
    found = looked_at(
        cast, a_table(GUIDE, "ben@,Read the guide,done,2026-05-03", "ben@,New A4,done,2026-05-03", "ada@,New A4,done,2026-05-03")
    )
    assert verdicts(cast, found) == ["apply", "no_activity", "apply", "no_activity"]
    chosen = looked_at(cast, a_table("ada@,Finale,done,2026-05-03", "ben@,Finale,done,2026-05-03"), activities={"finale": "A4"})
    assert verdicts(cast, chosen) == ["no_activity", "apply"]
    assert "1.0" in rows_of(cast, chosen)[0].sentence


def test_what_was_said_about_words_is_remembered_for_the_next_file(cast: Cast) -> None:
    started = enrolments.enrol(cast.portal, cast.ada, code="ORI-001")
    enrolments.enrol(cast.portal, cast.ben, code="ORI-001")
    german = (FIXTURES / "moodle_de_excel.csv").read_bytes()
    found = looked_at(cast, german)
    desk = shown.desk(cast.portal, cast.dee, found)
    assert desk.unknown_states == {
        "Abgeschlossen": 3, "Nicht abgeschlossen": 3, "Abgeschlossen (Bestanden)": 1, "Abgeschlossen (nicht bestanden)": 1,
    }  # fmt: skip
    states = {
        "abgeschlossen": "complete", "nicht abgeschlossen": "not_complete", "abgeschlossen (bestanden)": "passed",
        "abgeschlossen (nicht bestanden)": "failed",
    }  # fmt: skip
    choices = view_of(cast, found).found.choices
    lms_imports.choose(cast.portal, cast.dee, import_id=found, choices=choices.with_(states=states))
    look(cast, found)
    assert shown.desk(cast.portal, cast.dee, found).unknown_activities == {"Den Leitfaden lesen": 2, "Rundgang (neu)": 1}
    choices = view_of(cast, found).found.choices.with_(activities={"den leitfaden lesen": "A1", "rundgang (neu)": "-"})
    lms_imports.choose(cast.portal, cast.dee, import_id=found, choices=choices)
    look(cast, found)
    wanted = Counter(apply=2, left_out=1, not_complete=3, no_member=2)
    assert Counter(verdicts(cast, found)) == wanted
    assert Counter(verdicts(cast, looked_at(cast, german))) == wanted
    lms_imports.begin(cast.portal, cast.dee, import_id=found)
    list(lms_imports.apply(cast.portal, cast.dee, import_id=found))
    assert said_in(cast, started.id)[0].note == "Moodle, 6 October 2026"
    assert [row.note for row in rows_of(cast, found) if row.note] == ["Moodle, 6 October 2026", "Moodle, 6 October 2026; set by Dee Novak"]


def test_ids_are_nobody_until_a_table_says_who_they_are(cast: Cast) -> None:
    enrolments.enrol(cast.portal, cast.ben, code="ORI-001")
    data = (FIXTURES / "d2l_content_user_completion.csv").read_bytes()
    found = looked_at(cast, data, activities={"701": "A1", "702": "A2"})
    assert verdicts(cast, found) == ["no_member", "not_complete", "no_member", "malformed", "malformed"]
    assert shown.desk(cast.portal, cast.dee, found).unknown_ids
    learned = lms_imports.learn_people(cast.portal, cast.dee, import_id=found, stream=BytesIO((FIXTURES / "d2l_users.csv").read_bytes()))
    assert (learned.known, [bad.line for bad in learned.bad]) == (3, [3])
    assert verdicts(cast, look(cast, found))[0] == "apply"
    assert verdicts(cast, looked_at(cast, data, activities={"701": "A1"}))[0] == "apply"


def test_identifiers_that_disagree_are_left_to_people(cast: Cast) -> None:
    enrolments.enrol(cast.portal, cast.ben, code="ORI-001")
    heads = "mail,user id,activity\n"
    found = looked_at(cast, a_table("ben@,7,A1", "ada@,7,A1", heads=heads))
    lms_imports.learn_people(cast.portal, cast.dee, import_id=found, stream=BytesIO(b"id,email\n7,ben@northshore.example\n"))
    assert verdicts(cast, look(cast, found)) == ["apply", "ambiguous"]


def test_statements_that_were_withdrawn_are_not_taken_over(cast: Cast) -> None:
    enrolments.enrol(cast.portal, cast.ada, code="ORI-001")
    enrolments.enrol(cast.portal, cast.ben, code="ORI-001")
    meant = {"https://lms.example/guide": "A1", "https://lms.example/walk": "A2"}
    found = looked_at(cast, (FIXTURES / "xapi_array.json").read_bytes(), activities=meant)
    assert Counter(verdicts(cast, found)) == Counter(apply=2, no_member=1, voided=1, voids=1, malformed=1, bad_date=1)
    assert view_of(cast, found).found.others == 2
    without = json.loads((FIXTURES / "xapi_array.json").read_bytes())
    withdrawal = without.pop(5)
    taken_over(cast, json.dumps([without[4]]).encode(), activities=meant)
    later = looked_at(cast, json.dumps([withdrawal]).encode())
    assert verdicts(cast, later) == ["look"] and "Undo that import" in rows_of(cast, later)[0].sentence


def test_it_can_be_stopped_and_taken_up_between_two_groups(cast: Cast) -> None:
    started = enrolments.enrol(cast.portal, cast.ada, code="ORI-001")
    many = a_table(*(f"ada@,A1,done,2026-05-03 10:{minute:02d}:{second:02d}" for minute in range(10) for second in range(60)))
    found = looked_at(cast, many)
    lms_imports.begin(cast.portal, cast.dee, import_id=found)
    (first,) = islice(lms_imports.apply(cast.portal, cast.dee, import_id=found), 1)
    assert (first.done, first.whole) == (500, 600) and len(said_in(cast, started.id)) == 500
    assert [progress.done for progress in lms_imports.apply(cast.portal, cast.mo, import_id=found)] == [600]
    assert badges(cast) == []


def test_who_cannot_get_the_badge_is_told_and_harms_no_other(cast: Cast) -> None:
    """Ada's name came to hold what no badge may hold, so that her last row stays; Ben gets his badge."""
    for member in (cast.ada, cast.ben):
        enrolments.enrol(cast.portal, member, code="ORI-001")
    with writing(cast.portal.database) as db:
        change(db, "UPDATE members SET name_on_badge = 'A\x07da' WHERE id = :id", id=cast.ada.id)
    found = taken_over(cast, a_table(*ALL, *(row.replace("ada", "ben") for row in ALL)))
    assert Counter(verdicts(cast, found)) == Counter(applied=5, look=1)
    assert len(badges(cast)) == 1


def test_participations_that_ended_meanwhile_take_nothing(cast: Cast) -> None:
    started = enrolments.enrol(cast.portal, cast.ada, code="ORI-001")
    found = looked_at(cast, a_table(GUIDE))
    lms_imports.begin(cast.portal, cast.dee, import_id=found)
    enrolments.withdraw(cast.portal, cast.ada, enrolment_id=started.id)
    list(lms_imports.apply(cast.portal, cast.dee, import_id=found))
    assert verdicts(cast, found) == ["finished"] and said_in(cast, started.id) == []


def test_scores_come_along(cast: Cast) -> None:
    started = enrolments.enrol(cast.portal, cast.ada, code="ORI-001")
    heads = "mail,activity,score\n"
    taken_over(cast, a_table("ada@,A1,79.999", heads=heads))
    assert [one.score_bp for one in said_in(cast, started.id)] == [7999]


@pytest.mark.parametrize("who", ["ada", "rui", "visitor"])
def test_only_designers_and_administrators_import(cast: Cast, who: str) -> None:
    actor = Actor.visitor() if who == "visitor" else cast.actors[who]
    found = looked_at(cast, a_table(GUIDE))
    attempts = (
        lambda: lms_imports.upload(cast.portal, actor, code="ORI-001", stream=BytesIO(b"a"), file_name="x"),
        lambda: lms_imports.choose(cast.portal, actor, import_id=found, choices=Choices()),
        lambda: lms_imports.learn_people(cast.portal, actor, import_id=found, stream=BytesIO(b"a")),
        lambda: list(lms_imports.look(cast.portal, actor, import_id=found)),
        lambda: lms_imports.begin(cast.portal, actor, import_id=found),
        lambda: list(lms_imports.apply(cast.portal, actor, import_id=found)),
        lambda: lms_imports.drop(cast.portal, actor, import_id=found),
    )
    for attempt in attempts:
        with pytest.raises((NotAllowed, NotSignedIn)):
            attempt()


@pytest.mark.parametrize(
    ("data", "word"), [(b"", "empty"), (b"PK\x03\x04", "workbook"), (b"\x00\x01", "not a text file"), (b"x,y\n1,2\n", "who it is")]
)
def test_what_cannot_be_read_is_refused_and_leaves_no_file(cast: Cast, data: bytes, word: str) -> None:
    with pytest.raises(BadInput, match=word):
        looked_at(cast, data)
    if word != "who it is":
        assert files_kept(cast) == []


def test_programs_without_activities_take_no_progress(cast: Cast) -> None:
    for code in ("COM-101", "NO-1"):
        with pytest.raises(RuleBroken, match="no activities"):
            looked_at(cast, a_table(GUIDE), code=code)
    assert files_kept(cast) == []


def test_a_file_is_kept_as_long_as_it_is_read(cast: Cast) -> None:
    first, second = looked_at(cast, a_table(GUIDE)), looked_at(cast, a_table(GUIDE))
    lms_imports.drop(cast.portal, cast.dee, import_id=first)
    assert len(files_kept(cast)) == 1
    with pytest.raises(NotFound):
        look(cast, first)
    look(cast, second)
    cast.clock.pass_days(31)
    looked_at(cast, a_table("ben@,A1,done,2026-05-03"))
    assert len(files_kept(cast)) == 1 and len(shown.imports_of(cast.portal, cast.dee)) == 1


def test_what_was_not_looked_at_to_its_end_cannot_be_taken_over(cast: Cast) -> None:
    enrolments.enrol(cast.portal, cast.ada, code="ORI-001")
    found = lms_imports.upload(cast.portal, cast.dee, code="ORI-001", stream=BytesIO(a_table(GUIDE)), file_name="x.csv")
    next(lms_imports.look(cast.portal, cast.dee, import_id=found))
    with pytest.raises(RuleBroken, match="whole file"):
        lms_imports.begin(cast.portal, cast.dee, import_id=found)
    with pytest.raises(RuleBroken, match="not decided"):
        list(lms_imports.apply(cast.portal, cast.dee, import_id=found))
    look(cast, found)
    lms_imports.begin(cast.portal, cast.dee, import_id=found)
    for attempt in (lambda: look(cast, found), lambda: lms_imports.drop(cast.portal, cast.dee, import_id=found)):
        with pytest.raises(RuleBroken, match="taken over already"):
            attempt()


ROWS = st.lists(
    st.tuples(
        st.sampled_from(["ada@", "ben@", "zoe@x.example"]), st.sampled_from(["A1", "A2", "?"]),
        st.sampled_from(["done", "passed", "failed", "no", "what"]), st.sampled_from(["2026-05-03", "2026-05-04", "", "1/2/2026"]),
    ).map(",".join),
    max_size=8,
)  # fmt: skip


@given(ROWS, ROWS)
@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_was_taken_over_is_taken_over_once(cast: Cast, first: list[str], second: list[str]) -> None:
    with writing(cast.portal.database) as db:
        for table in ("lms_import_rows", "lms_imports", "completions"):
            change(db, f"DELETE FROM {table}")
        change(db, "DELETE FROM enrolments")
    mine = {member.member_id: enrolments.enrol(cast.portal, member, code="ORI-001").id for member in (cast.ada, cast.ben)}
    for file in (first, second, first, second + first):
        found = looked_at(cast, a_table(*file))
        if view_of(cast, found).waiting:
            lms_imports.begin(cast.portal, cast.dee, import_id=found)
            list(lms_imports.apply(cast.portal, cast.dee, import_id=found))
        if file is second:
            before = {key: Counter(map(repr, said_in(cast, key))) for key in mine.values()}
    assert {key: Counter(map(repr, said_in(cast, key))) for key in mine.values()} == before
