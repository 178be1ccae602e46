"""Parts of documents that anybody may have written: there and what they should be, or empty."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from core.rules.times import moment


def part(document: Mapping[str, Any], name: str) -> Mapping[str, Any]:
    """A member that is an object, else an empty one."""
    value = document.get(name)
    return value if isinstance(value, Mapping) else {}


def text(value: object) -> str:
    return value if isinstance(value, str) else ""


def time(value: object) -> datetime | None:
    try:
        return moment(value) if isinstance(value, str) else None
    except (ValueError, OverflowError):
        return None


def host(address: str) -> str:
    """The host of a web address, with its port where it names one; empty for anything else."""
    try:
        return urlsplit(address).netloc
    except ValueError:
        return ""
