"""The command line as somebody types it: real processes for one way through, the rest in this one."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from core.__main__ import main
from core.settings import ROOT
from tests.cast import PASSWORD

SETUP = ["setup", "--association", "Northshore AFP", "--admin-email", "mo@northshore.example", "--admin-name", "Mo Lind",
         "--web", "https://northshore.example", "--country", "CA"]  # fmt: skip


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("PROOFMARK_DATA", str(tmp_path / "data"))
    return tmp_path / "data"


def typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(text))


def test_setup_sample_verify_and_doctor_as_processes(data_folder: Path, tmp_path: Path) -> None:
    def run(*words: str, given: str = "") -> subprocess.CompletedProcess[str]:
        return subprocess.run([sys.executable, "-m", "core", *words], cwd=ROOT, input=given, capture_output=True, text=True, timeout=120)

    assert run(*SETUP, given=PASSWORD + "\n").returncode == 0
    again = run(*SETUP, given=PASSWORD + "\n")
    assert (again.returncode, again.stderr.strip()) == (1, "This portal has been set up already.")
    doctor = run("doctor")
    assert doctor.returncode == 0, doctor.stdout
    assert run().returncode == 2
    assert run("verify", str(tmp_path / "nothing.json")).stderr.strip().endswith("No such file or directory")


def test_the_sample_prints_its_logins_and_badges_can_be_verified_and_revoked(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    assert main(["sample", "--password", PASSWORD, "--json"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["password"] == PASSWORD
    assert any("reviewer" in login["roles"] for login in answer["logins"])

    assert main(["awards", "list", "--json"]) == 0
    award = next(row for row in json.loads(capsys.readouterr().out) if row["program_code"] == "COM-101")
    from core.portal import Portal
    from core.services.awards import badge_file
    from core.settings import load_settings

    badge = tmp_path / "badge.png"
    badge.write_bytes(badge_file(Portal(load_settings()), token=award["token"], format_id="png")[0])
    assert main(["verify", str(badge)]) == 0
    assert capsys.readouterr().out.startswith("valid\n")

    assert main(["awards", "revoke", award["token"], "--reason", "Issued in error"]) == 0
    capsys.readouterr()
    assert main(["verify", str(badge), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["verdict"] == "revoked"


@pytest.mark.parametrize(
    ("password", "changes", "words"),
    [
        ("short", {}, "at least 12 characters"),
        (PASSWORD, {"--country": "Canada"}, "form of this entry"),
        (PASSWORD, {"--web": "x y"}, "web address such as"),
    ],
)
def test_wrong_input_is_refused_in_words(
    password: str, changes: dict[str, str], words: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, password + "\n")
    given = list(SETUP)
    for option, value in changes.items():
        given[given.index(option) + 1] = value
    assert main(given) == 1
    assert words in capsys.readouterr().err


def test_a_program_is_published_from_its_file(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, PASSWORD + "\n")
    assert main(SETUP) == 0
    file = str(ROOT / "data" / "sample" / "programs" / "COM-101.toml")
    assert main(["programs", "publish", file]) == 0
    assert main(["programs", "publish", file]) == 1
    assert "raise the number" in capsys.readouterr().err


def test_a_wrong_address_in_the_environment_is_said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROOFMARK_URL", "nonsense")
    assert main(["doctor"]) == 1
    assert "PROOFMARK_URL must look like" in capsys.readouterr().err
