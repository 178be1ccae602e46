"""Writes ``docs/MAP.md``: which noun has which room. ``make docs`` runs it; a test holds the page to the files."""

from collections import defaultdict
from pathlib import Path

from core.settings import ROOT

MAP = ROOT / "docs" / "MAP.md"
FLOORS = {
    "rules": "may it?",
    "storage": "where is it kept?",
    "services": "what happens?",
    "queries": "what is shown?",
    "web": "public address",
}
HEAD = """# The map

One noun, several floors: the same noun names the file on every floor. Find the room by noun and the floor by question.
Badges (`core/badges/`) print and prove what the noun *awards* decided; pages (`pages/<audience>/`) show and ask.

This page is written by `make docs`.
"""


def _names(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.glob("*.py") if path.stem != "__init__")


def _sentence(path: Path) -> str:
    """The first line of a module's docstring."""
    text = path.read_text(encoding="utf-8")
    return text.removeprefix('"""').split("\n")[0].removesuffix('"""').strip() if text.startswith('"""') else ""


def _nouns() -> str:
    rooms: dict[str, dict[str, str]] = defaultdict(dict)
    for floor in FLOORS:
        for name in _names(ROOT / "core" / floor):
            rooms[name][floor] = f"[{name}](../core/{floor}/{name}.py)"
    lines = ["| noun | " + " | ".join(f"{floor}: {question}" for floor, question in FLOORS.items()) + " |"]
    lines.append("|---" * (len(FLOORS) + 1) + "|")
    lines += [f"| {noun} | " + " | ".join(row.get(floor, "") for floor in FLOORS) + " |" for noun, row in sorted(rooms.items())]
    return "\n".join(lines)


def _list(title: str, folder: str, pattern: str = "*.py") -> str:
    paths = [path for path in sorted((ROOT / folder).glob(pattern)) if path.stem != "__init__"]
    return f"\n## {title}\n\n" + "\n".join(f"- `{path.relative_to(ROOT / folder).as_posix()}` {_sentence(path)}" for path in paths)


def the_map() -> str:
    """The whole page."""
    parts = [HEAD, _nouns(), _list("Badges", "core/badges", "**/*.py"), _list("Pages", "pages", "*/*.py")]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    MAP.write_text(the_map(), encoding="utf-8")
