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


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Whoever runs the tests is told when the browser stories were left out."""
    left_out = [report for report in terminalreporter.stats.get("skipped", []) if "e2e" in report.nodeid]
    if left_out:
        terminalreporter.write_line("")
        terminalreporter.write_line(
            f"The browser stories did not run ({len(left_out)}): there is no Chromium on this machine.", yellow=True
        )
