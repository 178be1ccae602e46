"""Opening the portal."""

import os
import sys

from core.commands.words import Arguments, Verbs
from core.portal import Portal
from core.settings import ROOT


def _serve(portal: Portal, given: Arguments) -> int:
    """Open the portal on this machine; the address for the world is the setting PROOFMARK_URL."""
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(ROOT / "app.py"),
        "--server.address",
        given.host,
        "--server.port",
        str(given.port),
    ]
    environment = os.environ | {"PROOFMARK_URL": os.environ.get("PROOFMARK_URL", f"http://localhost:{given.port}")}
    os.chdir(ROOT)  # Streamlit reads .streamlit/ from where it is started
    os.execve(sys.executable, command, environment)  # noqa: S606 - our own interpreter with fixed arguments


def add_to(verbs: Verbs) -> None:
    serve = verbs.add("serve", _serve)
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8501)
