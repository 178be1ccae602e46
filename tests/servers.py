"""A real portal in a process of its own, for tests that come from outside: browsers, other programs."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

from core.settings import ROOT


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


def serve(folder: Path, port: int, *, public_url: str = "") -> Server:
    """Start ``python -m core serve`` and wait until it answers. Without ``public_url`` it is for this machine only."""
    log = folder.parent / "server.log"
    environment = os.environ | {"PROOFMARK_DATA": str(folder)}
    environment.pop("PROOFMARK_URL", None)
    if public_url:
        environment["PROOFMARK_URL"] = public_url
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
