"""Canonical N-Quads by PyLD, written in Python: slower, and independent of the other one."""

import threading
from typing import Any

from core.badges.contexts import context
from core.badges.documents import Document

_LOCK = threading.Lock()  # pyld keeps its resolved contexts in caches that all threads share


def canonicalize(document: Document) -> str:
    """A second opinion, for documents that the first one took: it knows no guard of its own against poison graphs."""
    from pyld import jsonld  # type: ignore[import-untyped]  # slow to import, and only issuing needs it

    options = {"algorithm": "URDNA2015", "format": "application/n-quads", "documentLoader": _load}
    with _LOCK:
        return str(jsonld.normalize(document, options))


def _load(url: str, _options: object) -> dict[str, Any]:
    return {"contextUrl": None, "documentUrl": url, "document": context(url), "tag": "static"}
