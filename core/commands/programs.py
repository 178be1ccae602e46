"""Programs: publishing them from their files."""

from pathlib import Path

from core.commands.words import Arguments, Verbs
from core.portal import Portal


def _programs_publish(portal: Portal, given: Arguments) -> int:
    """Publish a program version from its TOML file."""
    from core.rules.members import Actor
    from core.services import programs

    program = programs.read_program(Path(given.file).read_text(encoding="utf-8"))
    programs.publish(portal, Actor.system(), program=program)
    print(f"Published: {program.code} {program.version}, {program.title}")
    return 0


def add_to(verbs: Verbs) -> None:
    verbs.noun("programs", "Publish a program.").add("publish", _programs_publish).add_argument("file", help="a program as TOML")
