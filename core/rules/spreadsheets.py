"""Cells of files that spreadsheets open: what somebody typed must not become a formula there (OWASP, CSV injection)."""

import re

# The signs with which a formula begins, also in their wide forms and behind white space or invisible marks, which some
# programs pass over or leave out.
_FORMULA = re.compile(r"[\s\x00-\x1f\x7f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]*[=+\-@\t\r＝＋－＠]")


def guarded(text: str) -> str:
    """A cell that no spreadsheet takes for a formula: an apostrophe stands before it, which they do not show.

    >>> guarded("=1+1"), guarded("＝1"), guarded(" @x"), guarded("Zoë - 1")
    ("'=1+1", "'＝1", "' @x", 'Zoë - 1')
    """
    return f"'{text}" if _FORMULA.match(text) else text


def unguarded(cell: str) -> str:
    """The inverse of ``guarded``, for files that come back; other apostrophes stay.

    >>> unguarded("'-Anna"), unguarded("'s Gravenhage")
    ('-Anna', "'s Gravenhage")
    """
    return cell[1:] if cell.startswith("'") and _FORMULA.match(cell, 1) else cell
