"""The command line as somebody types it: real processes for one way through, the rest in this one."""

import io
import json
import subprocess
import sys
from pathlib import Path

import pytest

from core.__main__ import main
from core.settings import ROOT
from core.storage.database import writing
from core.storage.migrations import migrations
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


def test_a_terminal_without_the_letters_of_a_name_still_gets_the_whole_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, PASSWORD + "\n")
    assert main([SETUP[0], "--association", "Société du Nord", *SETUP[3:]]) == 0
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    doctor = subprocess.run([sys.executable, "-m", "core", "doctor"], cwd=ROOT, capture_output=True, text=True, timeout=120)
    assert (doctor.returncode, doctor.stderr) == (0, "")
    assert "Soci\\xe9t\\xe9 du Nord" in doctor.stdout and "status lists" in doctor.stdout


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
    from core.services.badge_files import badge_file
    from core.settings import load_settings

    badge = tmp_path / "badge.png"
    badge.write_bytes(badge_file(Portal(load_settings()), token=award["token"], kind="png").data)
    assert main(["verify", str(badge)]) == 0
    assert capsys.readouterr().out.startswith("valid\n")

    take_back = ["awards", "revoke", award["token"], "--reason", "holder_request", "--explanation", "A letter of 2 November."]
    decision = ["awards", "decide", award["token"], "revoke", "--by", "maren@northshore-afp.example", "--grounds", "As the letter asks."]
    for _ in range(2):  # whoever is not sure whether it was done does it again
        assert main(take_back) == 0
        assert "A case is open" in capsys.readouterr().out
    assert main(["awards", "cases", "--json"]) == 0
    (case,) = [row for row in json.loads(capsys.readouterr().out) if award["token"] in str(row)]
    assert (case["token"], case["cause"], case["opened_by"]) == (award["token"], "holder_request", "the command line")
    assert main(["verify", str(badge)]) == 0
    for _ in range(2):
        assert main(decision) == 0
    assert main(take_back) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "This badge is revoked already."
    assert main(["verify", str(badge), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["verdict"] == "revoked"
    assert main([*decision[:3], "keep", *decision[4:]]) == 1
    assert "closed this case" in capsys.readouterr().err


def test_an_appeal_is_listed_and_what_was_decided_is_passed_on(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sample", "--password", PASSWORD]) == 0
    capsys.readouterr()
    assert main(["awards", "cases", "--json"]) == 0
    (appeal,) = [row for row in json.loads(capsys.readouterr().out) if "appeal" in row]
    assert (appeal["appeal_ground"], appeal["holder"]) == ("new_information", "Jo Whitfield")
    assert main(["awards", "cases"]) == 0
    (line,) = [line for line in capsys.readouterr().out.splitlines() if "appeal" in line]
    assert line.endswith(appeal["token"])
    passed_on = ["awards", "decide", appeal["token"], "keep", "--grounds", "The consent is there."]
    assert main([*passed_on, "--by", "rosalie@northshore-afp.example"]) == 1
    assert "had a part" in capsys.readouterr().err
    for _ in range(2):
        assert main([*passed_on, "--by", "priya@northshore-afp.example"]) == 0
        assert capsys.readouterr().out == "The badge stays.\n"
    assert main(["awards", "list", "--json"]) == 0
    assert next(row for row in json.loads(capsys.readouterr().out) if row["token"] == appeal["token"])["standing"] == "valid"


def test_badges_are_suspended_corrected_and_looked_after(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sample", "--password", PASSWORD]) == 0
    capsys.readouterr()
    assert main(["awards", "list", "--json"]) == 0
    token = next(row["token"] for row in json.loads(capsys.readouterr().out) if row["standing"] == "valid")

    def standing() -> str:
        capsys.readouterr()
        assert main(["awards", "list"]) == 0
        return next(line for line in capsys.readouterr().out.splitlines() if line.endswith(f"/b/{token}")).split()[1]

    assert main(["awards", "suspend", token]) == main(["awards", "suspend", token]) == 0
    assert standing() == "suspended"
    assert main(["awards", "lift", token]) == 0
    assert main(["awards", "lift", token]) == 1
    assert "not suspended" in capsys.readouterr().err
    assert main(["awards", "revoke", token, "--reason", "integrity", "--explanation", "A doubt.", "--suspend"]) == 0
    assert standing() == "suspended"
    assert main(["awards", "cases"]) == 0
    assert token in capsys.readouterr().out
    assert main(["awards", "withdraw", token]) == 0
    assert standing() == "valid"
    assert main(["awards", "correct", token, "--name", "A Name Put Right"]) == 0
    assert "/b/" in capsys.readouterr().out
    assert standing() == "superseded"
    assert main(["upkeep"]) == main(["upkeep"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].startswith("0 status lists were signed")
    assert main(["doctor"]) == 0


def test_badges_of_a_stolen_key_are_named_until_each_was_looked_into(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["sample", "--password", PASSWORD]) == 0
    capsys.readouterr()
    assert main(["keys", "list", "--json"]) == 0
    (key,) = json.loads(capsys.readouterr().out)
    assert main(["keys", "withdraw", key["key"], "--since", "2020-01-01T00:00:00Z"]) == 0
    named = [line for line in capsys.readouterr().out.splitlines() if "--doubtful" in line]
    assert main(["keys", "reissue"]) == 0
    said, *again = capsys.readouterr().out.splitlines()
    assert "first signed after a key was stolen" in said and again == named
    assert main(["doctor"]) == 1
    for line in named:
        assert main(["keys", "reissue", "--doubtful", line.split()[-1]]) == 0
    capsys.readouterr()
    assert main(["keys", "reissue"]) == 0
    assert capsys.readouterr().out == "Every badge is up to date.\n"
    assert main(["doctor"]) == 0


@pytest.mark.usefixtures("a_portal")
@pytest.mark.parametrize(
    "words",
    [
        ["revoke", "nothing", "--reason", "error", "--explanation", "Why."],
        ["decide", "nothing", "keep", "--by", "mo@northshore.example", "--grounds", "Well."],
        ["withdraw", "nothing"],
        ["suspend", "nothing"],
        ["lift", "nothing"],
        ["correct", "nothing", "--name", "Somebody"],
    ],
)
def test_an_unknown_badge_is_refused_in_words(words: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["awards", *words]) == 1
    assert "cannot find this badge" in capsys.readouterr().err


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


def test_a_refused_field_is_named(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, "short\n")
    assert main(SETUP) == 1
    assert capsys.readouterr().err.startswith("password: ")


@pytest.mark.parametrize("words", [["awards", "list"], ["verify", "badge.json"], ["upkeep"], ["keys", "list"]])
def test_where_there_is_no_portal_the_folder_is_named(words: list[str], data_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(words) == 1
    said = capsys.readouterr().err
    assert f"no portal in {data_folder}" in said and "PROOFMARK_DATA" in said
    assert not data_folder.exists()


def test_a_program_is_published_from_its_file(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    typed(monkeypatch, PASSWORD + "\n")
    assert main(SETUP) == 0
    file = str(ROOT / "data" / "sample" / "programs" / "COM-101.toml")
    assert main(["programs", "publish", file]) == 0
    assert main(["programs", "publish", file]) == 1
    assert "raise the number" in capsys.readouterr().err


def test_the_catalogue_is_written_for_registries(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    typed(monkeypatch, PASSWORD + "\n")
    assert main(SETUP) == 0
    assert main(["programs", "publish", str(ROOT / "data" / "sample" / "programs" / "COM-101.toml")]) == 0
    capsys.readouterr()
    assert main(["catalogue", "export", "-"]) == 0
    printed = capsys.readouterr().out
    assert main(["catalogue", "export", str(tmp_path / "catalogue.jsonld")]) == 0
    assert (tmp_path / "catalogue.jsonld").read_text(encoding="utf-8") == printed
    assert [part["@type"] for part in json.loads(printed)["@graph"]] == [
        "ceterms:CredentialOrganization",
        "ceterms:MicroCredential",
        "ceasn:Rubric",
    ]
    assert main(["catalogue", "export", str(tmp_path / "no" / "such.jsonld")]) == 1
    assert "No such file" in capsys.readouterr().err


def test_a_wrong_address_in_the_environment_is_said(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PROOFMARK_URL", "nonsense")
    assert main(["doctor"]) == 1
    assert "PROOFMARK_URL must look like" in capsys.readouterr().err


@pytest.fixture
def a_portal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    typed(monkeypatch, PASSWORD + "\n")
    assert main(SETUP) == 0
    capsys.readouterr()


@pytest.mark.usefixtures("a_portal")
def test_keys_are_listed_rotated_and_withdrawn(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["keys", "rotate"]) == 0
    capsys.readouterr()
    assert main(["keys", "list", "--json"]) == 0
    newest, oldest = json.loads(capsys.readouterr().out)
    assert (newest["state"], oldest["state"]) == ("active", "retired")
    assert main(["keys", "withdraw", newest["key"], "--since", "2026-01-01T00:00:00Z"]) == 0
    assert capsys.readouterr().out.startswith("Withdrawn. Badges are signed with z6Mk")
    assert main(["keys", "list"]) == 0
    first, second, third = capsys.readouterr().out.splitlines()
    assert first.startswith("active") and third.startswith("retired")
    assert second.startswith("compromised") and second.endswith("2026-01-01T00:00:00Z")
    assert main(["keys", "reissue"]) == 0
    assert capsys.readouterr().out == "Every badge is up to date.\n"


@pytest.mark.usefixtures("a_portal")
@pytest.mark.parametrize(
    ("command", "words"),
    [
        (["keys", "withdraw", "z6MkNobody", "--since", "2026-01-01T00:00:00Z"], "no such key"),
        (["keys", "withdraw", "z6MkNobody", "--since", "yesterday"], "write the time like"),
        (["keys", "withdraw", "z6MkNobody", "--since", "2026-11-03T08:00:00"], "write the time like"),  # in which zone?
        (["keys", "withdraw", "z6MkNobody", "--since", "0001-01-01T00:00:00+14:00"], "write the time like"),
        (["keys", "reissue", "--doubtful", "nothing"], "needs no new signature"),
        (["keys", "protect"], "PROOFMARK_KEY_PASSPHRASE"),
        (["settings", "set", "verify_foreign", "maybe"], "choose one of: off, on"),
        (["settings", "get", "colour"], "no setting"),
    ],
)
def test_what_makes_no_sense_is_refused_in_words(command: list[str], words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(command) == 1
    assert words in capsys.readouterr().err


@pytest.mark.usefixtures("a_portal")
def test_keys_are_encrypted_and_opened_again(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, data_folder: Path
) -> None:
    monkeypatch.setenv("PROOFMARK_KEY_PASSPHRASE", "eleven grey geese")
    assert main(["keys", "protect"]) == 0
    assert b"BEGIN PRIVATE KEY" not in (data_folder / "keys" / "issuer-0001.pem").read_bytes()
    monkeypatch.setenv("PROOFMARK_KEY_PASSPHRASE", "twelve grey geese")
    assert main(["keys", "rotate"]) == 1
    said = capsys.readouterr()
    assert "PROOFMARK_KEY_PASSPHRASE" in said.err and "twelve" not in said.err
    monkeypatch.setenv("PROOFMARK_KEY_PASSPHRASE", "eleven grey geese")
    assert main(["keys", "unprotect"]) == 0
    assert b"BEGIN PRIVATE KEY" in (data_folder / "keys" / "issuer-0001.pem").read_bytes()


@pytest.mark.usefixtures("a_portal")
def test_settings_are_read_and_changed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["settings", "set", "verify_foreign", "on"]) == 0
    assert main(["settings", "get", "verify_foreign"]) == 0
    assert capsys.readouterr().out.splitlines()[-1] == "on"
    assert main(["settings", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"verify_foreign": "on", "certificate_layout": "classic", "send_mail": "on"}


def test_a_database_of_an_earlier_version_is_brought_up_to_date_first(data_folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    data_folder.mkdir()
    with writing(data_folder / "portal.db") as db:
        migrations.apply(db, stop_before="m007_badges_for_years")
    assert main(["awards", "list", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == []
