"""The rows of a cohort's file with their verdicts: what somebody has to look at is open, the rest lies folded below it."""

from collections.abc import Mapping, Sequence

import streamlit as st

from core.rules.batches import TROUBLE, VERDICT_WORDS, BatchRow, Verdict
from pages.shared.plain_table import Cell, Link, plain_table

SHOWN = 100
# A long explanation would leave no room for the address beside it.
SHEET = """
<style>
.plain thead th { overflow-wrap: normal !important; }
@media (min-width: 40rem) { .plain tbody th { min-width: 14rem; } }
</style>
"""
SIGNS: dict[Verdict, str] = {"ready": "●", "issued": "●", "held": "○", "twice": "○"}


def badges(number: int) -> str:
    return f"{number:,} badge" + ("" if number == 1 else "s")


def rows_in_words(number: int) -> str:
    return f"{number:,} row" + ("" if number == 1 else "s")


def sign(verdict: Verdict) -> str:
    return f"{SIGNS.get(verdict, '✕')} {VERDICT_WORDS[verdict]}"


def summary(counts: Mapping[Verdict, int]) -> None:
    """How many rows have which verdict, in words."""
    st.markdown(" · ".join(f"**{counts[verdict]:,}** {words}" for verdict, words in VERDICT_WORDS.items() if counts.get(verdict)))


def row_cells(row: BatchRow) -> tuple[Cell, ...]:
    verdict: Cell = Link(sign(row.verdict), f"/b/{row.award_token}") if row.award_token else sign(row.verdict)
    return f"Line {row.line}: {row.email or 'no address'}", verdict, row.sentence


def table(caption: str, rows: Sequence[BatchRow]) -> None:
    more = f" The first {SHOWN} are shown." if len(rows) > SHOWN else ""
    plain_table(f"{caption}{more}", ("Person", "Verdict", "Explanation"), map(row_cells, rows[:SHOWN]))


def trouble(rows: Sequence[BatchRow]) -> None:
    """What somebody has to look at; the others lie folded away below."""
    found = [row for row in rows if row.verdict in TROUBLE]
    if found:
        table(f"{rows_in_words(len(found))} cannot become {'a badge' if len(found) == 1 else 'badges'} yet.", found)


def everything(rows: Sequence[BatchRow]) -> None:
    with st.expander(f"All {rows_in_words(len(rows))}"):
        table("In the order of the file.", rows)
