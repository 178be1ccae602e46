"""Fixtures that several rooms share. The cast is imported when it is asked for: rule tests start at once without it."""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from tests.cast import Cast

# A slow machine is no fault. New examples are for people at work; a clean clone is judged by the same ones every time.
settings.register_profile("proofmark", deadline=None, derandomize=bool(os.environ.get("CI")))
settings.load_profile("proofmark")


@pytest.fixture(scope="session")
def a_set_up_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One portal with the whole cast, made once: hashing passwords is slow on purpose."""
    from tests.cast import a_cast

    return a_cast(tmp_path_factory.mktemp("cast")).portal.folder


@pytest.fixture
def cast(a_set_up_folder: Path, tmp_path: Path) -> Cast:
    """A portal with the whole cast, in a folder of its own."""
    from tests.cast import the_cast_in

    return the_cast_in(Path(shutil.copytree(a_set_up_folder, tmp_path / "data")))


@pytest.fixture(scope="session")
def vectors() -> Path:
    """Documents of other people, beside the checkout."""
    from tests.badges.facts import VECTORS

    if not VECTORS.is_dir():
        pytest.skip("the vectors of other people are not beside this checkout")
    return VECTORS


LEFT_OUT = {
    "tests/e2e/": "The browser stories did not run ({}): there is no Chromium on this machine.",
    "tests/interop/": "Programs of other people did not look at the badges ({}): they are not on this machine (make interop).",
}


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Whoever runs the tests is told what was left out."""
    for folder, sentence in LEFT_OUT.items():
        left_out = [report for report in terminalreporter.stats.get("skipped", []) if report.nodeid.startswith(folder)]
        if left_out:
            terminalreporter.write_line("")
            terminalreporter.write_line(sentence.format(len(left_out)), yellow=True)
