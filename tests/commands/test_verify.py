"""``python -m core verify`` for one badge and for several."""

import json
from pathlib import Path

import pytest

from core.__main__ import main
from core.queries.badges import all_awards
from core.services import badge_files
from tests.cast import Cast
from tests.services.steps import a_submission, decide


@pytest.fixture
def files(cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[str, str]:
    """A good badge as a picture, and the same with another name in it as JSON."""
    monkeypatch.setenv("PROOFMARK_DATA", str(cast.portal.folder))
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    token = all_awards(cast.portal, cast.mo)[0].token
    good, forged = tmp_path / "ada.png", tmp_path / "eve.json"
    good.write_bytes(badge_files.badge_file(cast.portal, token=token, kind="png").data)
    forged.write_bytes(badge_files.badge_file(cast.portal, token=token, kind="json").data.replace(b"Ada Obi", b"Eve Obi"))
    return str(good), str(forged)


def test_one_badge_is_answered_with_its_checks(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    good, forged = files
    assert main(["verify", good]) in (0, 1)  # the portal's own clock is not that of the cast
    assert main(["verify", forged]) == 1
    said = capsys.readouterr().out
    assert "passed    proof" in said and "failed    proof" in said


def test_several_are_told_apart_by_their_names(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", *files]) == 1
    assert f"{files[1]}: invalid" in capsys.readouterr().out
    assert main(["verify", *files, "--json"]) == 1
    badges = json.loads(capsys.readouterr().out)["badges"]
    assert [badge["name"] for badge in badges] == list(files)
    assert badges[1]["answer"] == "not valid"


def test_more_than_twenty_are_refused(files: tuple[str, str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", *([files[0]] * 21)]) == 1
    assert "at most 20" in capsys.readouterr().err
