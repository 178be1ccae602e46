"""``awards issue`` as real processes: stopped in the middle, two at once, again; every person has one badge in the end."""

import json
import os
import signal
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path

import pytest

from core.__main__ import main
from core.portal import Portal
from core.queries.badges import public_badge
from core.services.verification import verify
from core.settings import ROOT
from core.storage import awards
from core.storage.database import reading, rows
from tests.cast import Cast


@pytest.fixture(autouse=True)
def this_portal(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROOFMARK_DATA", str(cast.portal.folder))


def a_file(folder: Path, *people: str) -> str:
    path = folder / "cohort.csv"
    path.write_text("e-mail,name\n" + "".join(f"{who}@x.example,{who.title()} Somebody\n" for who in people), encoding="utf-8")
    return str(path)


def many(number: int) -> list[str]:
    return [f"p{n}" for n in range(number)]


def start(file: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "core", "awards", "issue", "ORI-001", file, "--json"]
    return subprocess.Popen(command, cwd=ROOT, env=os.environ.copy(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def issued(cast: Cast) -> list[str]:
    with reading(cast.portal.database) as db:
        return awards.tokens(db)


def everybody_has_one_valid_badge(cast: Cast, number: int) -> None:
    with reading(cast.portal.database) as db:
        held = Counter(row["email"] for row in rows(db, "SELECT m.email FROM awards a JOIN members m ON m.id = a.member_id"))
    assert len(held) == number and set(held.values()) == {1}
    today = Portal(cast.portal.settings)  # the clock of the processes
    for token in issued(cast):
        badge = public_badge(cast.portal, token)
        assert badge and verify(today, data=badge.document.encode()).verdict == "valid"


@pytest.mark.slow
def test_killed_at_any_moment_it_goes_on_and_nobody_has_two(cast: Cast, tmp_path: Path) -> None:
    file = a_file(tmp_path, *many(150))
    for enough in (1, 61):
        process = start(file)
        while process.poll() is None and len(issued(cast)) < enough:
            time.sleep(0.01)
        process.send_signal(signal.SIGKILL)
        process.communicate()
    stopped_at = len(issued(cast))
    assert 61 <= stopped_at < 150
    said, complaints = start(file).communicate()
    answer = json.loads(said)
    assert complaints == ""
    assert (answer["issued_before"], answer["counts"]) == (stopped_at, {"issued": 150})
    everybody_has_one_valid_badge(cast, 150)


def test_two_at_once_share_the_work(cast: Cast, tmp_path: Path) -> None:
    file = a_file(tmp_path, *many(60))
    for process in [start(file), start(file)]:
        said, complaints = process.communicate()
        assert (process.returncode, complaints) == (0, "")
        assert json.loads(said)["counts"] == {"issued": 60}
    everybody_has_one_valid_badge(cast, 60)


def test_a_preview_writes_nothing(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = a_file(tmp_path, "lee", "lee", "tom")
    assert main(["awards", "issue", "ORI-001", file, "--preview"]) == 0
    said = capsys.readouterr().out
    assert "2 ready; 1 twice in the file." in said and "line     3  twice in the file" in said
    assert issued(cast) == []


def test_a_wrong_row_is_named_and_the_others_are_issued(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = a_file(tmp_path, "lee", "not an address", "tom")
    assert main(["awards", "issue", "ori-001", file, "--origin", "a workshop"]) == 1
    told = capsys.readouterr()
    assert "line     3  wrong in the file" in told.out and "e-mail: Please write an e-mail address" in told.out
    assert "2 issued; 1 wrong in the file." in told.out and told.err == ""
    assert len(issued(cast)) == 2
    assert main(["awards", "issue", "ORI-001", file]) == 1
    assert "2 of them had been issued from this file before." in capsys.readouterr().out
    assert len(issued(cast)) == 2


def test_ten_more_rows_are_ten_more_badges(cast: Cast, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["awards", "issue", "ORI-001", a_file(tmp_path, *many(5)), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["counts"] == {"issued": 5}
    assert main(["awards", "issue", "ORI-001", a_file(tmp_path, *many(15)), "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["counts"] == {"held": 5, "issued": 10}
    assert {row["address"] for row in answer["rows"]} == {f"{cast.portal.base_url}/b/{token}" for token in issued(cast)}


@pytest.mark.parametrize(
    ("program", "text", "words"),
    [
        ("NO-1", "e-mail,name\n", "no such program"),
        ("ORI-001", "name\nLee\n", "Not found: “e-mail”"),
        ("ORI-001", "", "The file is empty"),
        ("COM-101", "e-mail,name\na@x.example,A\n", "C1: Says what, who, when"),
    ],
)
def test_what_cannot_be_run_is_said(tmp_path: Path, program: str, text: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "f.csv"
    path.write_text(text, encoding="utf-8")
    assert main(["awards", "issue", program, str(path)]) == 1
    assert words in capsys.readouterr().err


def test_columns_that_are_not_read_are_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "f.csv"
    path.write_text("phone,e-mail,role,name\n1,lee@x.example,admin,Lee\n", encoding="utf-8")
    assert main(["awards", "issue", "ORI-001", str(path), "--preview"]) == 0
    assert "These columns are not read: phone, role." in capsys.readouterr().err
