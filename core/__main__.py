"""The command line: ``python -m core VERB``. Exit code 0 is good, 1 refused, 2 wrong usage."""

import argparse
import sys
from collections.abc import Sequence
from io import TextIOWrapper

from pydantic import ValidationError

from core.commands import awards, catalogue, doctor, keys, mail, programs, progress, server, settings, setup, upkeep, verify
from core.commands.words import Verbs
from core.errors import BadInput, NotFound, PortalError
from core.portal import Portal
from core.services.setup import bring_up_to_date
from core.settings import load_settings

NOUNS = (server, setup, programs, catalogue, progress, awards, verify, keys, settings, upkeep, mail, doctor)
NEED_NO_PORTAL = ("serve", "setup", "sample", "doctor")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m core", description="Proofmark: micro-credential programs of a small association.")
    verbs = Verbs(parser.add_subparsers(dest="verb", required=True, metavar="VERB"))
    for noun in NOUNS:
        noun.add_to(verbs)
    return parser


def _check_there_is_one(portal: Portal, verb: str) -> None:
    """Whoever forgot to say which data folder is told so, not that a database cannot be opened."""
    if verb not in NEED_NO_PORTAL and not portal.database.exists():
        raise NotFound(f"There is no portal in {portal.folder}. Begin with setup or sample, or name another folder in PROOFMARK_DATA.")


def main(words: Sequence[str] | None = None) -> int:
    """Run one verb; refusals are sentences on standard error."""
    given = _parser().parse_args(words)
    try:
        portal = Portal(load_settings())
        _check_there_is_one(portal, given.verb)
        bring_up_to_date(portal)
        return int(given.action(portal, given))
    except BadInput as refusal:
        print(*(f"{field}: {sentence}" for field, sentence in refusal.fields.items()), sep="\n", file=sys.stderr)
    except PortalError as refusal:
        print(refusal.message, file=sys.stderr)
    except ValidationError as problem:
        print(*(error["msg"] for error in problem.errors()), sep="\n", file=sys.stderr)
    except OSError as problem:
        print(*filter(None, (problem.filename, problem.strerror)), sep=": ", file=sys.stderr)
    return 1


def _say_every_name() -> None:
    """A terminal that cannot show a letter of somebody's name gets its number, not a fault half-way through a list."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


if __name__ == "__main__":
    _say_every_name()
    sys.exit(main())
