"""A real server and a real browser. Without Chromium on the machine these stories are left out, and the last lines say so."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from core.settings import ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = next((path for name in ("chromium", "chromium-browser", "google-chrome") if (path := shutil.which(name))), None)
# no sandbox: containers run tests as root; the rest keeps the browser from looking for the world outside
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
         "--disable-component-update", "--disable-sync"]  # fmt: skip
PATIENCE = 30_000  # milliseconds: a small machine that does other things too
HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    stories = [item for item in items if HERE in item.path.parents]
    for story in stories:
        story.add_marker(pytest.mark.e2e)
        if CHROMIUM is None and os.environ.get("PROOFMARK_BROWSER") != "required":
            story.add_marker(pytest.mark.skip(reason="no Chromium on this machine"))


@dataclass
class Server:
    """A running portal: where it answers, where it keeps its data, how to start it again."""

    url: str
    folder: Path
    process: subprocess.Popen[bytes]
    log: Path

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)


def free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def serve(folder: Path, port: int) -> Server:
    """Start ``python -m core serve`` and wait until it answers."""
    log = folder.parent / "server.log"
    environment = os.environ | {"PROOFMARK_DATA": str(folder)}
    environment.pop("PROOFMARK_URL", None)
    with log.open("ab") as out:
        command = [sys.executable, "-m", "core", "serve", "--port", str(port)]
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=out)
    server = Server(f"http://localhost:{port}", folder, process, log)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{server.url}/_stcore/health", timeout=2):
                return server
        except OSError:
            time.sleep(0.2)
    raise AssertionError(f"The portal did not start:\n{log.read_text(errors='replace')[-4000:]}")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A portal on an empty data folder."""
    running = serve(tmp_path_factory.mktemp("e2e") / "data", free_port())
    yield running
    running.stop()


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
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()
