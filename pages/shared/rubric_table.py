"""The whole rubric as a real table, the same for members, reviewers and the public: nothing is judged that is not in it."""

from collections.abc import Mapping
from html import escape

import streamlit as st

from core.rules.rubrics import WHOLE_WEIGHT_BP, Criterion, Rubric

CAPTION = "The rubric: what reviewers look at, and what each level looks like"
MEETS, REACHED = "Meets the criterion", "Level reached"
# Below 48rem every row becomes a block and every cell says its level itself; the roles keep it a table for screen readers.
_SHEET = """
<style>
.rubric { --line: color-mix(in srgb, currentColor 18%, transparent); width: 100%; border-collapse: collapse; }
.rubric { line-height: 1.45; font-size: 0.95rem; overflow-wrap: anywhere; }
.rubric caption { text-align: left; padding-bottom: 0.6rem; opacity: 0.85; }
.rubric :is(th, td) { text-align: left; vertical-align: top; padding: 0.7rem 0.75rem; border: 1px solid var(--line); }
.rubric thead th { font-weight: 600; background: color-mix(in srgb, currentColor 6%, transparent); }
.rubric tbody th { font-weight: 400; width: 22%; }
.rubric p { margin: 0 0 0.35rem; white-space: pre-line; max-width: none; }
.rubric .quiet { opacity: 0.8; font-size: 0.9em; }
.rubric .meets { background: color-mix(in srgb, #d98e04 13%, transparent); box-shadow: inset 0 3px 0 #d98e04; }
.rubric .reached { outline: 3px solid currentColor; outline-offset: -3px; }
.rubric .mark { display: block; font-weight: 600; font-size: 0.9em; margin-bottom: 0.35rem; }
.rubric .level { display: none; }
@media (max-width: 48rem) {
  .rubric, .rubric tbody, .rubric tr, .rubric :is(td, tbody th) { display: block; width: auto; }
  .rubric thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .rubric caption { display: block; }
  .rubric tr { border: 1px solid var(--line); border-radius: 0.4rem; margin-bottom: 1rem; }
  .rubric :is(th, td) { border: 0; border-top: 1px solid var(--line); }
  .rubric tbody th { border-top: 0; font-size: 1.05em; background: color-mix(in srgb, currentColor 6%, transparent); }
  .rubric .level { display: block; font-weight: 600; }
}
</style>
"""


def rubric_table(
    rubric: Rubric,
    *,
    highlight_threshold: bool = True,
    reached: Mapping[str, int | None] | None = None,
    caption: str = CAPTION,
    show_weights: bool = False,
) -> None:
    """Show the rubric: criteria as rows, levels as columns, the level that meets a criterion marked by a word.

    ``reached`` maps criterion keys to levels (``None``: could not be judged) and marks them too.
    """
    st.html(_SHEET + rubric_html(rubric, highlight_threshold, reached or {}, caption, show_weights))


def rubric_html(rubric: Rubric, highlight: bool, reached: Mapping[str, int | None], caption: str, show_weights: bool) -> str:
    """The table without its style sheet; whatever was typed is escaped."""
    names = ("Criterion", *(level.name for level in rubric.levels))
    heads = "".join(f'<th scope="col" role="columnheader">{escape(name)}</th>' for name in names)
    rows = "".join(_row(rubric, row, highlight, reached, show_weights) for row in rubric.criteria)
    return (
        f'<table class="rubric" role="table"><caption>{escape(caption)}</caption>'
        f'<thead role="rowgroup"><tr role="row">{heads}</tr></thead><tbody role="rowgroup">{rows}</tbody></table>'
    )


def _row(rubric: Rubric, row: Criterion, highlight: bool, reached: Mapping[str, int | None], show_weights: bool) -> str:
    cells = "".join(
        _cell(
            rubric.levels[level].name,
            text,
            meets=highlight and level == row.threshold,
            reached=row.key in reached and reached[row.key] == level,
        )
        for level, text in enumerate(row.descriptors)
    )
    return f'<tr role="row">{_row_head(row, reached, show_weights)}{cells}</tr>'


def _row_head(row: Criterion, reached: Mapping[str, int | None], show_weights: bool) -> str:
    notes = [row.description] if row.description else []
    if row.critical:
        notes.append("Must be met, whatever the other criteria are.")
    if show_weights:
        notes.append(f"Counts {row.weight_bp * 100 / WHOLE_WEIGHT_BP:g} %.")
    if row.key in reached and reached[row.key] is None:
        notes.append("Could not be judged.")
    quiet = "".join(f'<p class="quiet">{escape(note)}</p>' for note in notes)
    return f'<th scope="row" role="rowheader"><p><strong>{escape(row.title)}</strong></p>{quiet}</th>'


def _cell(level: str, text: str, *, meets: bool, reached: bool) -> str:
    marks = {"meets": (meets, f"✓ {MEETS}"), "reached": (reached, f"● {REACHED}")}
    shown = {name: words for name, (holds, words) in marks.items() if holds}
    words = "".join(f'<span class="mark">{escape(words)}</span>' for words in shown.values())
    return f'<td role="cell" class="{" ".join(shown)}"><span class="level">{escape(level)}</span>{words}<p>{escape(text)}</p></td>'
