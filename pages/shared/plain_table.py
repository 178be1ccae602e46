"""A real HTML table of plain words, which reads well aloud and on a small screen; whatever was typed is escaped."""

from collections.abc import Iterable, Sequence
from html import escape
from typing import NamedTuple

import streamlit as st

# Below 40rem every row becomes a block and every cell says its column; the roles keep it a table for screen readers.
_SHEET = """
<style>
.plain { --line: color-mix(in srgb, currentColor 18%, transparent); width: 100%; border-collapse: collapse; line-height: 1.45; }
.plain caption { text-align: left; padding-bottom: 0.5rem; opacity: 0.85; }
.plain :is(th, td) { text-align: left; vertical-align: top; padding: 0.5rem 1rem 0.5rem 0; border: 0; border-top: 1px solid var(--line); }
.plain :is(th, td) { overflow-wrap: anywhere; }
.plain th { font-weight: 600; }
.plain thead th { overflow-wrap: break-word; }  /* a heading is as narrow as its longest word, not as a letter */
.plain tbody th { min-width: 9rem; }
.plain .column { display: none; }
@media (max-width: 40rem) {
  .plain, .plain tbody, .plain tr, .plain :is(td, tbody th), .plain caption { display: block; }
  .plain thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .plain tr { padding: 0.6rem 0; border-top: 1px solid var(--line); }
  .plain :is(th, td) { border: 0; padding: 0.1rem 0; }
  .plain td .column { display: inline; opacity: 0.8; }
}
</style>
"""


class Link(NamedTuple):
    """A cell that leads somewhere; ``address`` is one of the portal's own."""

    text: str
    address: str


Cell = str | Link


def plain_table(caption: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    """The first cell of a row names it."""
    st.html(_SHEET + table_html(caption, columns, rows))


def table_html(caption: str, columns: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The table without its style sheet."""
    heads = "".join(f'<th scope="col" role="columnheader">{escape(column)}</th>' for column in columns)
    body = "".join(f'<tr role="row">{_cells(columns, row)}</tr>' for row in rows)
    return (
        f'<table class="plain" role="table"><caption>{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead><tbody role="rowgroup">{body}</tbody></table>'
    )


def _shown(cell: Cell) -> str:
    return f'<a href="{escape(cell.address)}">{escape(cell.text)}</a>' if isinstance(cell, Link) else escape(cell)


def _cells(columns: Sequence[str], row: Sequence[Cell]) -> str:
    named = "".join(
        f'<td role="cell"><span class="column">{escape(column)}: </span>{_shown(cell)}</td>'
        for column, cell in zip(columns[1:], row[1:], strict=True)
    )
    return f'<th scope="row" role="rowheader">{_shown(row[0])}</th>{named}'
