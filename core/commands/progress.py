"""Progress from learning systems: looking at a file, taking it over, undoing that."""

import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, get_args

from core.commands.words import Arguments, Verbs, print_json
from core.portal import Portal
from core.rules.completion import State
from core.rules.lms.choices import DAY_ORDER_WORDS, FORMATS, Choices, Columns
from core.rules.lms_imports import TROUBLE, VERDICT_WORDS
from core.rules.members import Actor

if TYPE_CHECKING:
    from core.queries.lms_imports import ImportView
    from core.services.lms_imports import Progress

BAR = 40  # characters
SHOWN = 20


def _import(portal: Portal, given: Arguments) -> int:
    """Say what would become of every row of a file; with --apply take over what is ready. Exit code 1 when a row needs a person."""
    from core.queries import lms_imports as shown
    from core.services import lms_imports

    actor, file = Actor.system(), Path(given.file)
    with file.open("rb") as stream:
        import_id = lms_imports.upload(portal, actor, code=given.program.strip().upper(), stream=stream, file_name=file.name)
    try:
        _look(portal, given, import_id)
        if given.apply and shown.how_far(portal, actor, import_id).waiting:
            lms_imports.begin(portal, actor, import_id=import_id)
            _watch(lms_imports.apply(portal, actor, import_id=import_id), "taken over")
        view = shown.how_far(portal, actor, import_id)
        _tell(portal, given, view)
    finally:
        if shown.how_far(portal, actor, import_id).found.state != "applied":
            lms_imports.drop(portal, actor, import_id=import_id)
    return 1 if any(view.counts.get(verdict) for verdict in TROUBLE) else 0


def _look(portal: Portal, given: Arguments, import_id: str) -> None:
    from core.queries.lms_imports import how_far
    from core.services import lms_imports

    actor = Actor.system()
    guessed = how_far(portal, actor, import_id).found.choices
    with ExitStack() as opened:
        tables = [opened.enter_context(Path(table).open("rb")) for table in given.people]  # before anything is remembered
        lms_imports.choose(portal, actor, import_id=import_id, choices=_choices(guessed, given))
        for stream in tables:
            lms_imports.learn_people(portal, actor, import_id=import_id, stream=stream)
    _watch(lms_imports.look(portal, actor, import_id=import_id), "looked at")


def _choices(guessed: Choices, given: Arguments) -> Choices:
    """What was guessed, and what was said instead."""
    columns = {**guessed.columns.model_dump(), **dict(given.column)}
    said = {"format": given.format, "days": given.days, "activity": given.about}
    return guessed.with_(
        **{name: value for name, value in said.items() if value},
        columns=Columns.model_validate(columns).model_dump(),
        states={word.casefold(): state for word, state in given.state},
        activities={name.casefold(): key for name, key in given.activity},
    )


def _watch(steps: "Iterable[Progress]", verb: str) -> None:
    """A bar for people who watch; nothing where the output goes into a file."""
    for progress in steps:
        if sys.stderr.isatty():
            full = BAR * progress.done // max(progress.whole, 1)
            end = "" if progress.done < progress.whole else "\n"
            print(f"\r[{'█' * full}{'·' * (BAR - full)}] {verb}", end=end, file=sys.stderr, flush=True)


def _tell(portal: Portal, given: Arguments, view: "ImportView") -> None:
    from core.queries.lms_imports import first_rows

    trouble = [verdict for verdict in VERDICT_WORDS if verdict in TROUBLE]
    rows = [row for verdict in trouble for row in first_rows(portal, Actor.system(), view.found.id, verdict, SHOWN)]
    applied = view.found.state == "applied"
    if given.json:
        told = [{"line": row.line, "who": row.who, "verdict": row.verdict, "sentence": row.sentence} for row in rows]
        print_json(
            {
                "import": view.found.id if applied else "",
                "counts": {str(verdict): number for verdict, number in view.counts.items()},
                "rows": told,
            }
        )
        return
    for row in rows:
        print(f"line {row.line:>6}  {VERDICT_WORDS[row.verdict]:<24} {row.who}  {row.told}  {row.sentence}")
    print("; ".join(f"{view.counts[verdict]:,} {words}" for verdict, words in VERDICT_WORDS.items() if view.counts.get(verdict)) + ".")
    if applied:
        print(f"To undo this: progress undo {view.found.id}")
    elif view.waiting:
        print("Nothing was taken over. Run it again with --apply to do so.")


def _undo(portal: Portal, given: Arguments) -> int:
    """Take back what an import brought; with --leave-awarded all but the rows upon which badges stand."""
    from core.services.lms_undo import undo

    touched = undo(portal, Actor.system(), import_id=given.id, leave_awarded=given.leave_awarded)
    print(f"Undone for {touched} {'person' if touched == 1 else 'people'}.")
    return 0


def _list(portal: Portal, given: Arguments) -> int:
    """Every import, the newest first, with its id."""
    from core.queries.lms_imports import imports_of

    for view in imports_of(portal, Actor.system()):
        found = view.found
        print(f"{found.id}  {found.started_at:%Y-%m-%d}  {found.program_code:<10} {found.state:<9} {view.taken_over:>6}  {found.file_name}")
    return 0


def _pair(text: str) -> tuple[str, str]:
    left, sign, right = text.rpartition("=")
    if not sign or not left.strip() or not right.strip():
        raise ArgumentTypeError(f"“{text}” should look like LEFT=RIGHT.")
    return left.strip(), right.strip()


def _column(text: str) -> tuple[str, str]:
    left, _, right = text.partition("=")
    if left not in Columns.model_fields or not right:
        raise ArgumentTypeError(f"“{text}” should look like WHAT=HEADING, where WHAT is one of {', '.join(Columns.model_fields)}.")
    if left == "score_whole" and not (right.isdecimal() and 1 <= int(right) <= 1_000_000):
        raise ArgumentTypeError("The score that is everything is a whole number from 1 to 1,000,000.")
    return left, right


def _state(text: str) -> tuple[str, str]:
    word, state = _pair(text)
    if state not in get_args(State):
        raise ArgumentTypeError(f"“{state}” is none of {', '.join(get_args(State))}.")
    return word, state


def _say_what_it_is(parser: ArgumentParser) -> None:
    """Everything that the page asks about a file."""
    parser.add_argument("--format", choices=FORMATS, help="where the beginning of the file does not tell it")
    parser.add_argument("--days", choices=tuple(DAY_ORDER_WORDS), help="how the file writes its days")
    parser.add_argument("--about", default="", metavar="KEY", help="the activity, where the file names none")
    several = {"--column": (_column, "WHAT=HEADING"), "--activity": (_pair, "NAME=KEY"), "--state": (_state, "WORD=STATE")}
    for name, (read, shape) in several.items():
        parser.add_argument(name, action="append", default=[], type=read, metavar=shape, help="may be given several times")
    parser.add_argument("--people", action="append", default=[], metavar="FILE", help="a table of ids and e-mail addresses")


def add_to(verbs: Verbs) -> None:
    progress = verbs.noun("progress", "Import progress from learning systems, and undo it.")
    taken = progress.add("import", _import)
    taken.add_argument("file")
    taken.add_argument("--program", required=True, metavar="CODE")
    _say_what_it_is(taken)
    taken.add_argument("--apply", action="store_true", help="take over what is ready")
    taken.add_argument("--json", action="store_true")
    progress.add("list", _list)
    undo = progress.add("undo", _undo)
    undo.add_argument("id")
    undo.add_argument("--leave-awarded", action="store_true", help="leave rows upon which badges stand")
