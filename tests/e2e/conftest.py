"""A real server and a real browser. Without Chromium on the machine these stories are left out, and the last lines say so."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.settings import ROOT
from tests.e2e.hands import wait_for_calm
from tests.servers import Server, free_port, serve

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
# no sandbox: containers run tests as root; the rest keeps the browser from looking for the world outside
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
PATIENCE = 30_000  # milliseconds: a small machine that does other things too
HERE = Path(__file__).parent
PASSWORD = "a calm harbour at nine"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    stories = [item for item in items if HERE in item.path.parents]
    for story in stories:
        story.add_marker(pytest.mark.e2e)
        if CHROMIUM is None and os.environ.get("PROOFMARK_BROWSER") != "required":
            story.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A portal on an empty data folder."""
    running = serve(tmp_path_factory.mktemp("e2e") / "data", free_port())
    yield running
    running.stop()


@pytest.fixture(scope="module")
def sample_loaded(server: Server) -> str:
    """The sample association in the empty portal, by command; gives everybody's password."""
    environment = os.environ | {"PROOFMARK_DATA": str(server.folder)}
    subprocess.run([sys.executable, "-m", "core", "sample", "--password", PASSWORD], cwd=ROOT, env=environment, check=True)
    return PASSWORD


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import expect, sync_playwright

    expect.set_options(timeout=PATIENCE)
    assert CHROMIUM, "The browser stories need Chromium on this machine."
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield started
        started.close()


@pytest.fixture
def person(browser: Browser, server: Server) -> Iterator[Callable[..., Page]]:
    """Opens a browser of its own for each person: nobody shares cookies with anybody."""
    contexts: list[BrowserContext] = []

    def opened(**options: object) -> Page:
        context = browser.new_context(**{"viewport": {"width": 1280, "height": 900}, "base_url": server.url, **options})  # type: ignore[arg-type]
        context.set_default_timeout(PATIENCE)
        contexts.append(context)
        page = context.new_page()
        wait_for_calm(page)
        return page

    yield opened
    for context in contexts:
        context.close()
