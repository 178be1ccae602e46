"""Verifying badges."""

import sys
from pathlib import Path

from core.commands.words import Arguments, Verbs, print_json
from core.errors import BadInput
from core.portal import Portal


def _verify(portal: Portal, given: Arguments) -> int:
    """Verify badges from files (JSON, JWT, PNG, SVG or PDF); - is standard input. Exit code 1 unless every one is valid."""
    from core.services.verification import MOST_AT_ONCE, verify

    if len(given.file) > MOST_AT_ONCE:
        raise BadInput({"file": f"Please check at most {MOST_AT_ONCE} badges at once."})
    reports = {name: verify(portal, data=_data(name)) for name in given.file}
    if given.json and len(reports) == 1:
        print_json(next(iter(reports.values())).summary())
    elif given.json:
        print_json({"badges": [{"name": name, **report.summary()} for name, report in reports.items()]})
    else:
        for name, report in reports.items():
            print(f"{name}: {report.verdict}" if len(reports) > 1 else report.verdict)
            for check in report.checks:
                print(f"  {check.status:<9} {check.id:<14} {check.detail}")
    return 0 if all(report.verdict == "valid" for report in reports.values()) else 1


def _data(name: str) -> bytes:
    return sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()


def add_to(verbs: Verbs) -> None:
    verify = verbs.add("verify", _verify)
    verify.add_argument("file", nargs="+", help="one or several badges; - is standard input")
    verify.add_argument("--json", action="store_true")
