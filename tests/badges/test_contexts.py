"""Pinned contexts."""

import json
from pathlib import Path

import pytest

from core.badges import contexts
from core.errors import DocumentProblem


@pytest.mark.parametrize("url", contexts.DIGESTS)
def test_the_installed_editions_are_the_pinned_ones(url: str) -> None:
    assert contexts.context(url)["@context"]


@pytest.mark.parametrize("url", ["https://evil.example/context.json", "http://www.w3.org/ns/credentials/v2", ""])
def test_other_contexts_are_never_fetched(url: str) -> None:
    with pytest.raises(DocumentProblem, match="never fetched"):
        contexts.context(url)


def test_another_edition_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(contexts.DIGESTS, contexts.VC, "0" * 64)
    contexts.context.cache_clear()
    with pytest.raises(DocumentProblem, match="pinned"):
        contexts.context(contexts.VC)


def test_the_editions_are_those_that_independent_verifiers_use(vectors: Path) -> None:
    for url, name in ((contexts.OPEN_BADGES, "ob-v3p0-context-3.0.3.json"), (contexts.EXTENSIONS, "ob-v3p0-extensions.json")):
        assert contexts.context(url) == json.loads((vectors / name).read_text())
