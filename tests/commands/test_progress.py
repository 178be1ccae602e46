"""``progress import``, ``list`` and ``undo``: looked at first, taken over on request, wrong values in sentences."""

import json
from pathlib import Path

import pytest

from core.__main__ import main
from core.queries.lms_imports import imports_of
from core.rules.enrolments import Enrolment
from core.services import enrolments
from core.storage import awards
from core.storage.database import reading, rows
from tests.cast import Cast
from tests.services.lms_steps import HEADS, said_in

GUIDE = "ada@northshore.example,Read the guide,done,2026-05-03\n"
WALK = "ada@northshore.example,Walk through with a colleague,done,2026-05-04\n"
LAST = "ada@northshore.example,A3,passed,2026-05-05\n"
ZOE = "zoe@x.example,A1,done,2026-05-03\n"
Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def this_portal(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROOFMARK_DATA", str(cast.portal.folder))


@pytest.fixture
def started(cast: Cast) -> Enrolment:
    return enrolments.enrol(cast.portal, cast.ada, code="ORI-001")


def a_file(folder: Path, *lines: str, heads: str = HEADS, name: str = "spring.csv") -> str:
    path = folder / name
    path.write_text(heads + "".join(lines), encoding="utf-8")
    return str(path)


def imported(file: str, *more: str) -> int:
    return main(["progress", "import", file, "--program", "ori-001", *more])


def activities_of(cast: Cast, started: Enrolment) -> list[str]:
    return [one.activity for one in said_in(cast, started.id)]


def nothing_is_kept(cast: Cast) -> bool:
    return imports_of(cast.portal, cast.dee) == [] and not [path for path in (cast.portal.folder / "imports").rglob("*") if path.is_file()]


def what_is_remembered(cast: Cast) -> list[str]:
    with reading(cast.portal.database) as db:
        return [row["value"] for row in rows(db, "SELECT value FROM lms_meanings")]


def test_looking_changes_nothing(cast: Cast, tmp_path: Path, started: Enrolment, capsys: Said) -> None:
    assert imported(a_file(tmp_path, GUIDE, WALK)) == 0
    said = capsys.readouterr().out
    assert "2 to be taken over." in said and "Run it again with --apply" in said
    assert activities_of(cast, started) == [] and nothing_is_kept(cast)


def test_what_is_ready_is_taken_over_and_what_is_not_is_named(cast: Cast, tmp_path: Path, started: Enrolment, capsys: Said) -> None:
    assert imported(a_file(tmp_path, GUIDE, ZOE, 'ada@northshore.example,"A2\n', WALK), "--apply") == 1
    said = capsys.readouterr().out
    assert "line      3  of nobody known here" in said and "line      4  cannot be read" in said
    assert "2 taken over; 1 of nobody known here; 1 cannot be read." in said and "To undo this: progress undo " in said
    assert activities_of(cast, started) == ["A1", "A2"]


def test_the_same_file_again_brings_nothing(cast: Cast, tmp_path: Path, started: Enrolment, capsys: Said) -> None:
    file = a_file(tmp_path, GUIDE)
    assert imported(file, "--apply") == 0
    assert imported(file, "--apply") == 0
    assert "1 known already." in capsys.readouterr().out
    assert activities_of(cast, started) == ["A1"]


def test_programs_read_the_answer_as_json(tmp_path: Path, started: Enrolment, capsys: Said) -> None:
    assert imported(a_file(tmp_path, GUIDE, ZOE), "--json") == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["import"] == "" and answer["counts"] == {"apply": 1, "no_member": 1}
    assert [(row["line"], row["verdict"]) for row in answer["rows"]] == [(3, "no_member")]


def test_the_answer_names_the_import_that_can_be_undone(cast: Cast, tmp_path: Path, started: Enrolment, capsys: Said) -> None:
    assert imported(a_file(tmp_path, GUIDE, WALK), "--apply", "--json") == 0
    answer = json.loads(capsys.readouterr().out)
    assert (answer["counts"], answer["rows"]) == ({"applied": 2}, [])
    assert activities_of(cast, started) == ["A1", "A2"]
    assert main(["progress", "undo", answer["import"]]) == 0
    assert activities_of(cast, started) == []
    assert main(["progress", "undo", answer["import"]]) == 1
    assert "Only what was taken over" in capsys.readouterr().err


def test_words_of_the_file_are_explained_on_the_line(cast: Cast, tmp_path: Path, started: Enrolment) -> None:
    file = a_file(tmp_path, "1041,Ein Leitfaden,fertig,05/06/2026\n", heads="wer,aktivitaet,status,tag\n")
    people = a_file(tmp_path, "1041,ada@northshore.example\n", heads="id,mail\n", name="people.csv")
    columns = [option for pair in ("id=wer", "activity=aktivitaet", "state=status", "at=tag") for option in ("--column", pair)]
    words = ["--format", "generic_csv", "--days", "month_first", "--state", "Fertig=complete", "--activity", "Ein Leitfaden=A1"]
    assert imported(file, "--people", people, "--apply", *columns, *words) == 0
    (said,) = said_in(cast, started.id)
    assert (said.activity, said.state, f"{said.at:%Y-%m-%d}") == ("A1", "complete", "2026-05-06")


def test_a_file_may_be_about_one_activity(cast: Cast, tmp_path: Path, started: Enrolment) -> None:
    file = a_file(tmp_path, "ada@northshore.example,done,2026-05-03\n", heads="mail,state,date\n")
    assert imported(file, "--about", "A2", "--apply") == 0
    assert activities_of(cast, started) == ["A2"]


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--state", "fertig"], "should look like LEFT=RIGHT"),
        (["--state", "fertig=perhaps"], "“perhaps” is none of"),
        (["--column", "colour=red"], "should look like WHAT=HEADING"),
        (["--format", "stone"], "invalid choice"),
        (["--activity", "=A1"], "should look like LEFT=RIGHT"),
        (["--column", "score_whole=all"], "whole number from 1"),
        (["--column", "score_whole=0"], "whole number from 1"),
    ],
)
def test_a_wrong_option_is_refused_before_anything(cast: Cast, tmp_path: Path, more: list[str], sentence: str, capsys: Said) -> None:
    with pytest.raises(SystemExit) as stop:
        imported(a_file(tmp_path, GUIDE), *more)
    assert stop.value.code == 2 and sentence in capsys.readouterr().err and nothing_is_kept(cast)


@pytest.mark.parametrize(
    ("more", "sentence"),
    [
        (["--activity", "Guide=A9"], "no activity “A9”. It has: A1, A2, A3."),
        (["--about", "a1"], "no activity “a1”"),
        (["--people", "nowhere.csv", "--state", "fertig=complete"], "nowhere.csv: No such file"),
        (["--program", "COM-101"], "has no activities"),
    ],
)
def test_what_is_not_there_is_refused_and_nothing_is_remembered(
    cast: Cast, tmp_path: Path, started: Enrolment, more: list[str], sentence: str, capsys: Said
) -> None:
    assert imported(a_file(tmp_path, GUIDE), "--apply", *more) == 1
    assert sentence in capsys.readouterr().err
    assert activities_of(cast, started) == what_is_remembered(cast) == [] and nothing_is_kept(cast)


def test_a_column_that_is_not_there_is_refused(cast: Cast, tmp_path: Path, started: Enrolment, capsys: Said) -> None:
    assert imported(a_file(tmp_path, GUIDE), "--apply", "--column", "mail=address") == 1
    assert "Not found: “address”. It has: “mail”" in capsys.readouterr().err
    assert activities_of(cast, started) == [] and nothing_is_kept(cast)


@pytest.mark.parametrize(("text", "sentence"), [("", "empty"), ("PK\x03\x04", "workbook"), ("only one head\nx\n", "choose the column")])
def test_a_file_that_cannot_be_read_is_not_kept(cast: Cast, tmp_path: Path, text: str, sentence: str, capsys: Said) -> None:
    assert imported(a_file(tmp_path, heads=text)) == 1
    assert sentence in capsys.readouterr().err and nothing_is_kept(cast)


def test_an_import_is_listed_and_undone(cast: Cast, tmp_path: Path, started: Enrolment, capsys: Said) -> None:
    imported(a_file(tmp_path, GUIDE, WALK), "--apply")
    capsys.readouterr()
    assert main(["progress", "list"]) == 0
    listed = capsys.readouterr().out
    assert "ORI-001" in listed and "applied" in listed and "spring.csv" in listed
    assert main(["progress", "undo", listed.split()[0]]) == 0
    assert "Undone for 1 person." in capsys.readouterr().out and activities_of(cast, started) == []
    assert main(["progress", "undo", "no such import"]) == 1
    assert capsys.readouterr().err


def test_rows_under_a_badge_are_left_on_request_only(cast: Cast, tmp_path: Path, started: Enrolment, capsys: Said) -> None:
    imported(a_file(tmp_path, GUIDE, WALK, LAST), "--apply")
    (view,) = imports_of(cast.portal, cast.dee)
    with reading(cast.portal.database) as db:
        assert len(awards.tokens(db)) == 1
    assert main(["progress", "undo", view.found.id]) == 1
    assert "Badges stand upon" in capsys.readouterr().err and len(activities_of(cast, started)) == 3
    assert main(["progress", "undo", view.found.id, "--leave-awarded"]) == 0
    assert len(activities_of(cast, started)) == 3
