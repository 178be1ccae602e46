"""Programs: publishing a version. Published versions never change; a new one supersedes the old."""

import tomllib
from typing import Any

import tomli_w
from pydantic import ValidationError

from core.errors import BadInput
from core.portal import Portal
from core.queries.design_checks import report_on
from core.rules.design_snapshots import snapshot_of
from core.rules.drafts import draft_of
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.programs import ProgramVersion
from core.services.fields import sentence_of
from core.services.printing import check_printable
from core.services.publishing import printed_texts, store_published
from core.storage.database import writing


def read_program(text: str) -> ProgramVersion:
    """A program version from its TOML file; refuses with a sentence per place that cannot be taken."""
    try:
        return ProgramVersion.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as problem:
        raise BadInput({"file": f"This is not a program file (TOML): {problem}."}) from problem
    except ValidationError as problem:
        places = {" › ".join(str(part) for part in error["loc"]) or "program": sentence_of(error) for error in problem.errors()}
        raise BadInput({place: f"{place}: {sentence}" for place, sentence in places.items()}) from problem


def write_program(program: ProgramVersion) -> str:
    """The TOML file of a program version, to start a new one from; ``read_program`` gives the same version back."""
    return tomli_w.dumps(_without_blanks(program.model_dump(mode="json")), multiline_strings=True)


def _without_blanks(value: Any) -> Any:
    """Without what was left out or empty: TOML knows no null, and people should not read what says nothing."""
    if isinstance(value, dict):
        return {key: _without_blanks(item) for key, item in value.items() if item not in (None, "", [])}
    return [_without_blanks(item) for item in value] if isinstance(value, list) else value


def publish(portal: Portal, actor: Actor, *, program: ProgramVersion) -> str:
    """Publish a version straight from its file; gives its id. What the design check says is kept with it and stops nothing.

    Refuses a version number that is not larger than those before, a code that a pathway has, and text no certificate could
    print. In the portal programs are published from drafts that somebody checked (see ``versions``).
    """
    require(actor, Permission.PROGRAM_PUBLISH)
    check_printable(program=printed_texts(program))
    snapshot = snapshot_of(report_on(portal, draft_of(program)))
    with writing(portal.database) as db:
        return store_published(db, portal, actor, program, snapshot=snapshot, said="straight from a file")
