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
    "commands": "command line",
}
HEAD = """# The map

One noun, several floors: the same noun names the file on every floor. Find the room by noun and the floor by question.
Badges (`core/badges/`) print and prove what the noun *awards* decided; pages (`pages/<audience>/`) show and ask.
What the words mean stands in the [glossary](GLOSSARY.md).

This page is written by `make docs`.
"""
# Where to begin reading, by what somebody wants to know. Paths below the project's folder, in the order of reading.
QUESTIONS = {
    "How does somebody get a badge?": (
        "core/services/awards.py",
        "core/services/press.py",
        "core/badges/credential.py",
        "core/badges/proofs.py",
    ),
    "And a whole cohort?": ("core/rules/batches.py", "core/services/batches.py", "pages/designer/cohort.py"),
    "Who is the issuer, with which keys?": (
        "core/services/issuer.py",
        "core/badges/keys.py",
        "core/badges/did.py",
        "core/services/signing_keys.py",
    ),
    "What happens when the portal moves, or a key is stolen?": ("core/services/reissue.py", "core/badges/reissue.py"),
    "How does a badge look, and why the same next year?": (
        "core/badges/appearance.py",
        "core/badges/pictures/artwork.py",
        "core/storage/brandings.py",
        "core/services/badge_files.py",
    ),
    "In which files is it handed out?": ("core/badges/formats/__init__.py", "core/services/downloads.py", "core/web/badge_desk.py"),
    "How is one taken back, suspended, corrected?": (
        "core/rules/revocations.py",
        "core/services/revocations.py",
        "core/services/corrections.py",
    ),
    "How does the world learn of it?": ("core/badges/status_list.py", "core/services/status_lists.py", "core/web/status_lists.py"),
    "What does everybody see?": ("core/queries/badges.py", "core/web/badge_page.py", "core/web/holder_question.py"),
    "Is this badge genuine?": (
        "core/badges/verification/examination.py",
        "core/badges/verification/ours.py",
        "core/services/verification.py",
        "core/web/verify.py",
    ),
    "What do others call a skill?": (
        "core/rules/frameworks.py",
        "core/services/frameworks.py",
        "pages/shared/alignment_picker.py",
        "core/badges/achievement.py",
        "core/web/frameworks.py",
    ),
    "Is a program complete in Europe's eyes?": ("core/rules/eu_elements.py", "core/web/assessment_words.py"),
    "How do registries read the catalogue?": ("core/queries/catalogue_document.py", "core/badges/ctdl.py"),
    "What does a timer do?": ("core/services/upkeep.py",),
}
# The modules that lie directly in core/badges, by what they are for.
BADGES = {
    "What a badge says": ("credential", "achievement", "endorsement", "view", "reading", "reissue", "appearance"),
    "Documents, held to their word": ("documents", "addresses", "contexts", "shape", "canonical"),
    "Keys and names": ("keys", "key_files", "public_keys", "multibase", "did"),
    "Signatures": ("proofs", "jws", "vc_jwt", "status_list"),
    "Letters": ("typesetting", "ordering", "linebreaks"),
    "Into files and out again": ("baking", "extraction"),
    "The catalogue for machines": ("ctdl", "ctdl_pathways"),
}


def _names(folder: Path) -> list[str]:
    return sorted(path.stem for path in folder.glob("*.py") if path.stem != "__init__")


def _sentence(path: Path) -> str:
    """The first line of a module's docstring."""
    text = path.read_text(encoding="utf-8")
    return text.removeprefix('"""').split("\n")[0].removesuffix('"""').strip() if text.startswith('"""') else ""


def _linked(path: Path) -> str:
    """A link from the page to a file, called like the noun."""
    return f"[{path.stem}](../{path.relative_to(ROOT).as_posix()})"


def _floors() -> dict[str, dict[str, Path]]:
    """Noun -> floor -> file."""
    found: dict[str, dict[str, Path]] = defaultdict(dict)
    for floor in FLOORS:
        for name in _names(ROOT / "core" / floor):
            found[name][floor] = ROOT / "core" / floor / f"{name}.py"
    return dict(sorted(found.items()))


def _questions() -> str:
    rows = [f"| {question} | {', '.join(f'[{path}](../{path})' for path in paths)} |" for question, paths in QUESTIONS.items()]
    return "\n".join(["## Where to begin reading", "", "| question | rooms, in this order |", "|---|---|", *rows])


def _nouns() -> str:
    """The nouns that live on several floors, as a table; those of one floor below it, each with its sentence."""
    lines = ["\n## Nouns", "", "| noun | " + " | ".join(f"{floor}: {question}" for floor, question in FLOORS.items()) + " |"]
    lines.append("|---" * (len(FLOORS) + 1) + "|")
    several = {noun: row for noun, row in _floors().items() if len(row) > 1}
    for noun, row in several.items():
        cells = (_linked(row[floor]) if floor in row else "" for floor in FLOORS)
        lines.append(f"| {noun} | " + " | ".join(cells) + " |")
    for floor, question in FLOORS.items():
        alone = [row[floor] for noun, row in _floors().items() if noun not in several and floor in row]
        lines += [f"\n### On one floor only: {floor} ({question})", "", *(f"- {_linked(path)} {_sentence(path)}" for path in alone)]
    return "\n".join(lines)


def _badges() -> str:
    """What lies directly in the folder, by group, then each room with what is in it."""
    folder = ROOT / "core" / "badges"
    parts = ["\n## Badges (`core/badges/`)"]
    for title, names in BADGES.items():
        parts.append(f"\n### {title}\n\n" + "\n".join(_entry(folder / f"{name}.py", folder) for name in names))
    for room in sorted(path.parent for path in folder.glob("*/__init__.py")):
        inside = [path for path in sorted(room.rglob("*.py")) if path.name != "__init__.py"]
        about = _sentence(room / "__init__.py")
        parts.append(f"\n### `{room.name}/`\n\n{about}\n\n" + "\n".join(_entry(path, folder) for path in inside))
    return "\n".join(parts)


def _entry(path: Path, folder: Path) -> str:
    return f"- `{path.relative_to(folder).as_posix()}` {_sentence(path)}"


def _list(title: str, folder: str, pattern: str = "*.py") -> str:
    paths = [path for path in sorted((ROOT / folder).glob(pattern)) if path.stem != "__init__"]
    return f"\n## {title}\n\n" + "\n".join(_entry(path, ROOT / folder) for path in paths)


def the_map() -> str:
    """The whole page."""
    parts = [HEAD, _questions(), _nouns(), _badges(), _list("Pages", "pages", "*/*.py")]
    return "\n".join(parts) + "\n"


if __name__ == "__main__":
    MAP.write_text(the_map(), encoding="utf-8")
