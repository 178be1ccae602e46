"""What the portal knows about a format, whichever it is."""

from collections.abc import Callable
from dataclasses import dataclass

from core.badges.appearance import SignedBadge


@dataclass(frozen=True)
class Format:
    """``render`` makes the file, given the badge and one of ``choices``, of which the first is the usual one.

    ``option`` is the name of the choice at a public address (``?size=1200``). ``purpose`` says what the file is good for,
    ``name`` what it is called in a folder of its own. ``slow``: making it takes so long that it is made once and kept.
    ``steady``: it is a view of the badge that may be a few minutes old, not the signed text itself.
    """

    label: str
    media_type: str
    suffix: str
    render: Callable[[SignedBadge, str], bytes]
    option: str = ""
    choices: tuple[str, ...] = ("",)
    name: str = ""
    purpose: str = ""
    slow: bool = False
    steady: bool = True
