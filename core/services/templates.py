"""Templates: focused programs that an association of any field can begin with. Each is a file in ``data/templates``."""

from functools import cache

from core.errors import NotFound
from core.rules.programs import ProgramVersion
from core.services.programs import read_program
from core.settings import ROOT

FOLDER = ROOT / "data" / "templates"


@cache
def templates() -> dict[str, ProgramVersion]:
    """Every template by the name of its file."""
    return {path.stem: read_program(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.toml"))}


def template(name: str) -> ProgramVersion:
    """Refuses names that no template has."""
    if name not in templates():
        raise NotFound("There is no such template.")
    return templates()[name]
