"""How the words of the command line are taken apart."""

import argparse
import json
import sys
from collections.abc import Callable

from core.portal import Portal

Arguments = argparse.Namespace
Action = Callable[[Portal, Arguments], int]
WHICH_BADGE = "the badge's public address, or the last part of it, after /b/"


class Verbs:
    """A level of the command line: verbs with their action, or nouns with verbs of their own."""

    def __init__(self, parsers: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
        self._parsers = parsers

    def add(self, name: str, action: Action) -> argparse.ArgumentParser:
        """A verb; its help is the docstring of its action. Gives the parser, to be told the arguments."""
        parser = self._parsers.add_parser(name, help=action.__doc__, description=action.__doc__)
        parser.set_defaults(action=action)
        return parser

    def noun(self, name: str, help_line: str) -> "Verbs":
        """A noun whose verbs follow it."""
        return Verbs(self._parsers.add_parser(name, help=help_line).add_subparsers(dest=f"{name}_verb", required=True, metavar="VERB"))


def token_of(text: str) -> str:
    """
    >>> token_of("https://badges.example/b/4lLbOw9R/"), token_of("4lLbOw9R")
    ('4lLbOw9R', '4lLbOw9R')
    """
    return text.rpartition("/b/")[2].rstrip("/")


def print_json(value: object) -> None:
    """For programs that read the answer."""
    json.dump(value, sys.stdout, ensure_ascii=False, indent=2)
    print()
