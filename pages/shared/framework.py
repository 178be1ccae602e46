"""The private parts of Streamlit and of its sign-in package that the portal leans on, all in one place.

They may change with an upgrade: both packages are pinned, and the twin test touches each of these.
"""

import base64
import hashlib
import importlib
import logging
import re
from pathlib import Path

import streamlit as st
from google.protobuf.message import DecodeError
from streamlit import file_util
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime.pages_manager import PagesManager
from streamlit.runtime.scriptrunner import get_script_run_ctx

_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)


def index_page() -> str:
    """The page that carries Streamlit's script to the browser."""
    return (Path(file_util.get_static_dir()) / "index.html").read_text(encoding="utf-8")


def script_hashes(page: str) -> list[str]:
    """A source expression for each inline script of the page, for the Content-Security-Policy."""
    digests = (hashlib.sha256(script.encode()).digest() for script in _INLINE_SCRIPT.findall(page))
    return ["sha256-" + base64.b64encode(digest).decode() for digest in digests]


def message_kind(data: bytes) -> str:
    """What kind of message a browser sent; raises ``ValueError`` for bytes that are none."""
    message = BackMsg()
    try:
        message.ParseFromString(data)
    except DecodeError as problem:
        raise ValueError("not a message of the pages") from problem
    return message.WhichOneof("type") or ""


def never_discover_pages() -> None:
    """Pages run through the front door only: a folder of pages found beside it would open them to anybody."""
    PagesManager.uses_pages_directory = False


def leave_for(address: str) -> None:
    """Send the browser to an address of this server, as ``st.login`` does, and end the run."""
    message = ForwardMsg()
    message.auth_redirect.url = address
    context = get_script_run_ctx()
    if context is not None:
        context.enqueue(message)
    st.stop()


def import_for_pages() -> None:
    """Import what the first page would import: two seconds that no visitor should wait for."""
    complaints = logging.getLogger("streamlit.runtime.scriptrunner_utils.script_run_context")
    complaints.disabled = True  # the sign-in package asks for a visitor while it is imported, and there is none yet
    for name in ("altair", "numpy", "pandas", "pyarrow", "streamlit_authenticator"):
        importlib.import_module(name)
    complaints.disabled = False
