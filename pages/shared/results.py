"""The result of a decision as tables: criterion by criterion for the member, comparison by comparison for whoever asks how."""

from collections.abc import Iterable, Sequence
from html import escape

import streamlit as st

from core.queries.feedback import CriterionFeedback
from core.rules.pass_rules import RuleResult

_SHEET = """
<style>
.results { --line: color-mix(in srgb, currentColor 18%, transparent); width: 100%; border-collapse: collapse; line-height: 1.5; }
.results { overflow-wrap: anywhere; }
.results caption { text-align: left; opacity: 0.85; padding-bottom: 0.5rem; }
.results :is(th, td) { text-align: left; vertical-align: top; padding: 0.7rem 0.75rem; border: 0; border-bottom: 1px solid var(--line); }
.results tbody th { font-weight: 600; width: 24%; }
.results .level { width: 22%; }
.results p { margin: 0 0 0.4rem; white-space: pre-line; max-width: none; }
.results .quiet { opacity: 0.85; }
.results .open { border-left: 3px solid #d98e04; padding-left: 0.75rem; }
@media (max-width: 48rem) {
  .results, .results tbody, .results tr, .results :is(td, tbody th) { display: block; width: auto; }
  .results caption { display: block; }
  .results thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  .results :is(td, tbody th) { border: 0; padding: 0.2rem 0; width: auto !important; }
  .results tr { border-bottom: 1px solid var(--line); padding: 0.7rem 0; }
}
</style>
"""
_HOLDS = {True: "✓ Holds", False: "○ Does not hold", None: "– For information"}


def results(criteria: Sequence[CriterionFeedback]) -> None:
    """The criteria with the level reached, the level needed, and what was seen; what needs more comes first."""
    ordered = sorted(criteria, key=lambda row: row.met)
    heads = ("Criterion", "Level", "What was seen")
    caption = "Criterion by criterion" + ("" if ordered[0].met else "; what needs more stands first")
    st.html(_SHEET + _table(caption, heads, map(_criterion, ordered)))


def decided_by_rule(result: RuleResult) -> None:
    """The trace of the rule that decided."""
    rows = (
        f'<tr role="row"><th scope="row" role="rowheader">{escape(line.text)}</th><td role="cell">{_HOLDS[line.holds]}</td></tr>'
        for line in result.trace
    )
    st.html(_SHEET + _table("The comparisons", ("Comparison", "Holds"), rows))


def _table(caption: str, heads: Sequence[str], rows: Iterable[str]) -> str:
    names = "".join(f'<th scope="col" role="columnheader">{name}</th>' for name in heads)
    return (
        f'<table class="results" role="table"><caption>{caption}</caption><thead role="rowgroup"><tr role="row">{names}</tr></thead>'
        f'<tbody role="rowgroup">{"".join(rows)}</tbody></table>'
    )


def _criterion(row: CriterionFeedback) -> str:
    state = "✓ Met" if row.met else "○ Needs more"
    needed = ", as needed" if row.reached == row.needed else f"; {escape(row.needed)} is needed"
    level = f"<p><strong>{state}</strong></p><p>{escape(row.reached)}{needed}</p>"
    return (
        f'<tr role="row"><th scope="row" role="rowheader">{escape(row.title)}</th><td role="cell" class="level">{level}</td>'
        f'<td role="cell">{_words(row)}</td></tr>'
    )


def _words(row: CriterionFeedback) -> str:
    reason = f"<p>{escape(row.reason)}</p>" if row.reason else ""
    if row.met:
        return reason or f'<p class="quiet">{escape(row.shows)}</p>'
    return f'<div class="open">{reason}<p class="quiet"><strong>What would show it:</strong> {escape(row.shows)}</p></div>'
