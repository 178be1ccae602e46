"""Running portals with golden badges in them. Without node or its packages these tests are left out, and the last lines say so."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.interop import strangers
from tests.interop.forgeries import Attacker
from tests.interop.golden import GOLDEN, PUBLIC, days_ago, earn
from tests.interop.stage import FORGERIES, Stage, fill
from tests.interop.strangers import Answer
from tests.servers import free_port, serve


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    if strangers.IS_HERE or strangers.REQUIRED:
        return
    for item in items:
        if strangers.HERE in item.path.parents:
            item.add_marker(pytest.mark.skip(reason="no node, or no packages for it: make interop"))


@pytest.fixture(scope="module")
def folder(a_set_up_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A portal that was set up, for the tests of one file."""
    return Path(shutil.copytree(a_set_up_folder, tmp_path_factory.mktemp("interop") / "data"))


@pytest.fixture(scope="module")
def stage(folder: Path) -> Iterator[Stage]:
    """A portal at a public https address, with everything that ``fill`` brings about in it."""
    cast, tokens = fill(folder, PUBLIC)
    running = Stage(cast, serve(folder, free_port(), public_url=PUBLIC), tokens)
    yield running
    running.server.stop()


@pytest.fixture(scope="module")
def attacker(tmp_path_factory: pytest.TempPathFactory) -> Attacker:
    return Attacker(tmp_path_factory.mktemp("attacker") / "keys")


@dataclass(frozen=True)
class Findings:
    """By form and badge: what strangers say, and what the portal says itself."""

    strangers: dict[str, dict[str, Answer]]
    portal: dict[str, dict[str, dict[str, Any]]]


@pytest.fixture(scope="module")
def findings(stage: Stage, attacker: Attacker) -> Findings:
    """All badges in both forms, and one from a clock that runs ahead, before everybody: asked once, looked at by many tests."""
    found = Findings({}, {})
    stage.cast.clock.time = days_ago(-10)
    stage.tokens["not yet valid"] = earn(stage.cast, stage.cast.ben, GOLDEN["progress"])
    for form in ("json", "jwt"):
        badges = {name: stage.badge(name, form) for name in stage.tokens}
        badges |= {name: forge(badges["performance"], attacker) for name, forge in FORGERIES.items()}
        found.strangers[form] = stage.ask_strangers(badges, attacker)
        found.portal[form] = {name: stage.verdict(badge) for name, badge in badges.items()}
        stage.restart()
    return found
