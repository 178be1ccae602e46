"""What is different between two versions, to be read: by section, with the words that went and the words that came.

Nobody has to tell colours apart: what went is crossed out, what came is bold, and both are said in words above.
"""

from collections.abc import Sequence
from itertools import groupby

import streamlit as st

from core.rules.version_diff import Difference, Piece, have_much_in_common, is_of_substance, word_by_word
from pages.shared.text import md


def version_changes(changes: Sequence[Difference], older: str, newer: str) -> None:
    """A sentence on what it means, then every difference in the order in which programs are read."""
    if not changes:
        st.markdown(f"Version {md(newer)} says the same as version {md(older)}.")
        return
    st.markdown(_summary(changes))
    st.caption(f"Crossed out: only in {md(older)}. Bold and green: only in {md(newer)}.")
    for section, rows in groupby(changes, lambda one: one.section):
        st.subheader(md(section), anchor=False)
        st.markdown("\n".join(f"- {_line(row)}" for row in rows))


def _summary(changes: Sequence[Difference]) -> str:
    count = f"{len(changes)} place{'' if len(changes) == 1 else 's'} changed."
    if is_of_substance(changes):
        some = sum(one.of_substance for one in changes)
        return f"{count} **{some} of them ask{'s' if some == 1 else ''} for something else** than before."
    return f"{count} Only the words: nothing else is asked for than before."


def _line(row: Difference) -> str:
    name = f"**{md(row.what)}**" + (" (asks for something else)" if row.of_substance and row.kind == "changed" else "")
    match row.kind:
        case "added":
            return f"{name} is new: {_new(row.after)}"
        case "removed":
            return f"{name} was taken out: {_gone(row.before)}"
        case "moved":
            return f"{name} moved from {md(row.before)} to {md(row.after)}."
        case "changed":
            return f"{name}: {_changed(row.before, row.after)}"


def _changed(before: str, after: str) -> str:
    if have_much_in_common(before, after):
        return " ".join(map(_piece, word_by_word(before, after)))
    return f"before {_gone(before)}, now {_new(after)}"


def _piece(piece: Piece) -> str:
    kind, text = piece
    match kind:
        case "gone":
            return _gone(text)
        case "new":
            return _new(text)
        case "same":
            return md(text)


def _gone(text: str) -> str:
    return f"~~{md(text)}~~"


def _new(text: str) -> str:
    return f":green[**{md(text)}**]"
