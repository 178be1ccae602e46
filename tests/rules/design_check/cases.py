"""The readable cases of the design check, as drafts and surroundings."""

import tomllib
from pathlib import Path
from typing import Any

from core.rules.design_check import Measured, OtherProgram, Surroundings
from core.rules.draft_places import with_value
from core.rules.drafts import Draft

FOLDER = Path(__file__).parents[2] / "cases"


def read(name: str) -> dict[str, Any]:
    return tomllib.loads((FOLDER / name).read_text())


_CASES = read("design_check.toml")
CASES: list[dict[str, Any]] = _CASES["case"]
BASE = Draft.model_validate(_CASES["base"])
GOLDEN = Draft.model_validate(_CASES["golden"]["draft"])
GOLDEN_FINDS: list[str] = _CASES["golden"]["finds"]


def changed(places: dict[str, Any], unset: list[str] | None = None) -> Draft:
    """The clean draft with other things at these places."""
    draft = BASE
    for place, value in [*places.items(), *((place, None) for place in unset or [])]:
        draft = with_value(draft, place, value)
    return draft


def known(around: dict[str, Any]) -> Surroundings:
    """What is known beside the draft, as a case tells it."""
    told = dict(around)
    if "measured" in told:
        told["measured"] = Measured(**told["measured"])
    if "others" in told:
        told["others"] = tuple(OtherProgram(*row) for row in told["others"])
    return Surroundings(**told)
