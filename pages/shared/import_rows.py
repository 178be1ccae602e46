"""The rows of a file of a learning system with their verdicts: what somebody may want to do something about is open."""

from collections.abc import Sequence

import streamlit as st

from core.queries import lms_imports as shown
from core.queries.lms_imports import RESULT_COLUMNS, ImportView
from core.rules.lms_imports import TROUBLE, VERDICT_WORDS, ImportRow, Verdict
from pages.shared import session, wiring
from pages.shared.charts import csv_of
from pages.shared.plain_table import plain_table

FIRST, SHOWN = 8, 100


def in_rows(number: int) -> str:
    return f"{number:,} row" + ("" if number == 1 else "s")


def summary(view: ImportView) -> None:
    """How many rows have which verdict, in words."""
    st.markdown(" · ".join(f"**{view.counts[verdict]:,}** {words}" for verdict, words in VERDICT_WORDS.items() if view.counts.get(verdict)))
    if view.not_passed:
        st.caption(f"{view.not_passed:,} of these say *not passed*. They count too, and more than what people said of themselves.")
    if view.found.others:
        st.caption(f"{view.found.others:,} further statements of the file say nothing about progress, and are not read.")


def table(caption: str, rows: Sequence[ImportRow]) -> None:
    plain_table(caption, ("Row", "In the file", "What it comes to"), [(_row(row), _told(row), row.sentence) for row in rows])


def _row(row: ImportRow) -> str:
    return f"Line {row.line}: {row.who}" if row.who else f"Line {row.line}"


def _told(row: ImportRow) -> str:
    return ": ".join(part for part in (row.told, row.word) if part) or "–"


def rows_panel(view: ImportView) -> None:
    """The first rows of each kind of trouble, then any verdict by choice, then everything as a file."""
    for verdict in VERDICT_WORDS:
        if verdict in TROUBLE and view.counts.get(verdict):
            first = shown.first_rows(wiring.portal(), session.actor(), view.found.id, verdict, FIRST)
            table(_caption(verdict, view.counts[verdict], FIRST), first)
    every: list[Verdict] = [verdict for verdict in VERDICT_WORDS if view.counts.get(verdict)]
    if every:
        with st.expander("Look at rows by their verdict"):
            chosen = st.selectbox("Verdict", every, format_func=lambda one: VERDICT_WORDS[one], key=f"verdict_{view.found.id}")
            found = shown.first_rows(wiring.portal(), session.actor(), view.found.id, chosen, SHOWN)
            table(_caption(chosen, view.counts[chosen], SHOWN), found)
        download(view)


def _caption(verdict: Verdict, number: int, limit: int) -> str:
    return f"{in_rows(number)}: {VERDICT_WORDS[verdict]}." + (f" The first {limit} are shown." if number > limit else "")


def download(view: ImportView) -> None:
    portal, actor = wiring.portal(), session.actor()
    st.download_button(
        "Download every row with its verdict",
        lambda: csv_of(RESULT_COLUMNS, list(shown.result_rows(portal, actor, view.found.id))),
        f"{view.found.program_code}-import.csv",
        "text/csv",
        icon=":material/download:",
        on_click="ignore",
    )
