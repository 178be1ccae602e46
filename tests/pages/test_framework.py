"""The private parts of the pinned packages, each touched once: an upgrade that moves them fails here."""

import base64
import hashlib
import re

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.runtime.pages_manager import PagesManager

from pages.shared import framework


def test_the_page_of_the_framework_has_one_inline_script_and_its_hash_is_right() -> None:
    page = framework.index_page()
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert framework.script_hashes(page) == ["sha256-" + base64.b64encode(hashlib.sha256(scripts[0].encode()).digest()).decode()]
    assert page.count("<title>") == 1


@pytest.mark.parametrize("kind", ["clear_cache", "stop_script", "load_git_info", "debug_shutdown_runtime", "app_heartbeat"])
def test_messages_are_known_by_kind(kind: str) -> None:
    assert framework.message_kind(BackMsg(**{kind: True}).SerializeToString()) == kind


def test_a_rerun_is_a_rerun() -> None:
    message = BackMsg()
    message.rerun_script.query_string = "q=1"
    assert framework.message_kind(message.SerializeToString()) == "rerun_script"


def test_rubbish_is_no_message() -> None:
    with pytest.raises(ValueError, match="not a message"):
        framework.message_kind(b"\xff\xff\xff")
    assert framework.message_kind(b"") == ""


def test_pages_are_never_discovered(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(PagesManager, "uses_pages_directory", None)
    framework.never_discover_pages()
    assert PagesManager.uses_pages_directory is False
