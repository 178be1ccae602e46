"""Awards, issued to a cohort from a file."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from core.commands.words import Arguments, Verbs, print_json
from core.portal import Portal
from core.rules.batches import TROUBLE, VERDICT_WORDS, BatchRow, Progress
from core.rules.members import Actor

BAR = 40  # characters


def _issue(portal: Portal, given: Arguments) -> int:
    """Issue a program's badge to everybody in a CSV file; run it again to go on. Exit code 1 when a row needs a person."""
    from core.queries import batches as shown
    from core.services import batches

    actor, code, file = Actor.system(), given.program.strip().upper(), Path(given.file)
    data = file.read_bytes()
    looked_at = batches.preview(portal, actor, code=code, data=data)
    if looked_at.ignored:
        print(f"These columns are not read: {', '.join(looked_at.ignored)}.", file=sys.stderr)
    rows, before, batch_id = looked_at.rows, 0, ""
    if not given.preview:
        batch_id = batches.begin(portal, actor, code=code, data=data, file_name=file.name, origin=given.origin)
        before = shown.batch(portal, actor, batch_id).issued
        for _ in _with_bar(batches.issue(portal, actor, batch_id=batch_id)):
            pass
        rows = shown.batch(portal, actor, batch_id).rows
    _tell(portal, given, rows, batch_id, before)
    return 1 if any(row.verdict in TROUBLE for row in rows) else 0


def _with_bar(steps: Iterator[Progress]) -> Iterable[Progress]:
    """A bar for people who watch; nothing where the output goes into a file."""
    for progress in steps:
        if sys.stderr.isatty():
            whole = max(progress.issued + progress.waiting, 1)
            full = BAR * progress.issued // whole
            end = "" if progress.waiting else "\n"
            print(f"\r[{'█' * full}{'·' * (BAR - full)}] {progress.issued} of {whole}", end=end, file=sys.stderr, flush=True)
        yield progress


def _tell(portal: Portal, given: Arguments, rows: Sequence[BatchRow], batch_id: str, before: int) -> None:
    from core.queries.batches import result_rows

    counts = Counter(row.verdict for row in rows)
    if given.json:
        told = [{**shown, "verdict": row.verdict} for shown, row in zip(result_rows(portal, rows), rows, strict=True)]
        print_json({"batch": batch_id, "issued_before": before, "counts": dict(counts), "rows": told})
        return
    for shown in result_rows(portal, rows):
        print(f"line {shown['line']:>5}  {shown['verdict']:<24} {shown['email']}  {shown['sentence']}  {shown['address']}".rstrip())
    print("; ".join(f"{number} {VERDICT_WORDS[verdict]}" for verdict, number in counts.items()) + ".")
    if before:
        print(f"{before} of them had been issued from this file before.")


def add_to(awards: Verbs) -> None:
    issue = awards.add("issue", _issue)
    issue.add_argument("program", help="the code of a published program, such as ORI-001")
    issue.add_argument("file", help="a CSV file with one person a row; the first row names the columns")
    issue.add_argument("--preview", action="store_true", help="say what would become of each row, and write nothing")
    issue.add_argument("--origin", default="", help="where imported results come from, in public words")
    issue.add_argument("--json", action="store_true")
