"""The table of pages. A page that is not in this table cannot be reached; its place in the menu and who may see it are here.

To add a page: write ``pages/<audience>/<name>.py`` and add its line. The file's name is its address.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from core.rules.members import Actor
from core.rules.permissions import Permission, allowed

PAGES_FOLDER = Path(__file__).resolve().parent.parent
Section = Literal["", "Learn", "Review", "Design", "Insights", "Admin"]


@dataclass(frozen=True)
class Entry:
    """One page. ``permission`` ``None`` is for everybody; ``hidden`` pages are reached by links only.

    ``state`` says when it exists: in a portal that is set up, or in an empty data folder.
    """

    file: str
    title: str
    icon: str
    permission: Permission | None = None
    section: Section = ""
    hidden: bool = False
    visitors_only: bool = False
    state: Literal["ready", "empty"] = "ready"

    @property
    def name(self) -> str:
        return Path(self.file).stem

    @property
    def path(self) -> Path:
        return PAGES_FOLDER / self.file


# The first line of a state is its front page, at "/".
PAGES = (
    Entry("public/set_up.py", "Set up", "rocket_launch", state="empty"),
    Entry("public/catalogue.py", "Catalogue", "menu_book"),
    Entry("public/sign_in.py", "Sign in", "login", visitors_only=True),
)


def pages_for(actor: Actor, *, is_set_up: bool) -> Iterator[Entry]:
    """The pages that exist for this person."""
    for entry in _of_state(is_set_up):
        may = entry.permission is None or allowed(actor, entry.permission)
        if may and not (entry.visitors_only and actor.signed_in):
            yield entry


def pages_after_sign_in(actor: Actor, *, is_set_up: bool) -> Iterator[Entry]:
    """The pages at whose address a visitor is asked to sign in."""
    if not actor.signed_in:
        yield from (entry for entry in _of_state(is_set_up) if entry.permission and not allowed(actor, entry.permission))


def _of_state(is_set_up: bool) -> Iterator[Entry]:
    state = "ready" if is_set_up else "empty"
    return (entry for entry in PAGES if entry.state == state)


def addresses() -> list[str]:
    """The address of every page, without the slash."""
    return [entry.name for entry in PAGES]
