"""The catalogue: writing it to a file for registries."""

import json
import sys
from pathlib import Path

from core.commands.words import Arguments, Verbs
from core.portal import Portal


def _catalogue_export(portal: Portal, given: Arguments) -> int:
    """Write every published program and pathway as CTDL (JSON-LD) to a file, or to standard output (-)."""
    from core.queries.catalogue_document import catalogue_document

    text = json.dumps(catalogue_document(portal), ensure_ascii=False, indent=2) + "\n"
    if given.file == "-":
        sys.stdout.write(text)
        return 0
    Path(given.file).write_text(text, encoding="utf-8")
    print(f"Written: {given.file}")
    return 0


def add_to(verbs: Verbs) -> None:
    verbs.noun("catalogue", "The catalogue for machines.").add("export", _catalogue_export).add_argument(
        "file", help="a file, or - to print it"
    )
