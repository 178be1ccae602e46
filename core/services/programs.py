"""Programs: publishing a version. Published versions never change; a new one supersedes the old."""

import tomllib
from typing import Any

import tomli_w
from pydantic import ValidationError

from core.errors import BadInput, RuleBroken
from core.portal import Portal, new_id
from core.rules.audit_actions import Action
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.programs import ProgramVersion
from core.rules.times import stamp
from core.services.fields import sentence_of
from core.services.printing import check_printable
from core.services.recording import record
from core.storage import programs
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
    """Publish a version; gives its id. Refuses a version number that is taken and text no certificate could print."""
    require(actor, Permission.PROGRAM_PUBLISH)
    check_printable(program=_printed(program))
    with writing(portal.database) as db:
        if programs.exists(db, program.code, program.version):
            raise RuleBroken(f"{program.code} has a version {program.version} already. Published versions never change: raise the number.")
        version_id = new_id()
        programs.add_published(db, version_id, program, by=actor.id, at=stamp(portal.now()))
        record(db, portal, actor, Action.PROGRAM_PUBLISHED, version_id, f"{program.code} {program.version}")
        return version_id


def _printed(program: ProgramVersion) -> str:
    """Everything of a program that certificates print."""
    texts = [program.title, program.outcome, program.skill.name, *(activity.title for activity in program.activities)]
    if program.rubric:
        texts += [text for row in program.rubric.criteria for text in (row.title, *row.descriptors)]
        texts += [level.name for level in program.rubric.levels]
    return " ".join(texts)
