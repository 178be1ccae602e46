"""How a draft begins: which code a new program gets, which number the next version has, what a copy takes along."""

from collections.abc import Collection, Iterable

from core.rules.drafts import Draft, draft_of
from core.rules.programs import ProgramVersion
from core.rules.versions import newest_of, next_number

LONGEST_CODE = 32


def free_code(wanted: str, taken: Collection[str]) -> str:
    """The code itself where no other program has it, else with the first number that is free.

    >>> free_code("MTG-110", {"COM-101"}), free_code("MTG-110", {"MTG-110", "MTG-110-2"})
    ('MTG-110', 'MTG-110-3')
    """
    if not wanted or wanted not in taken:
        return wanted
    tries = (f"-{number}" for number in range(2, len(taken) + 3))
    return next(code for end in tries if (code := wanted[: LONGEST_CODE - len(end)] + end) not in taken)


def copy_of(program: ProgramVersion, taken: Collection[str]) -> Draft:
    """A new program that begins with what another one says. What only the other can say of itself stays behind."""
    draft = draft_of(program)
    title = f"{program.title} (copy)"
    return draft.with_(
        code=free_code(program.code, taken), version="1.0", title=title if len(title) <= 60 else program.title, change_note=""
    )


def next_version_of(program: ProgramVersion, versions: Iterable[str]) -> Draft:
    """What is published, with a raised number and room for what is different this time."""
    newest = newest_of(versions) or program.version
    return draft_of(program).with_(version=next_number(newest, of_substance=False), change_note="")
