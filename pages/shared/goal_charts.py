"""What is observed for a goal, and how many badges of its programs there are: beside each other, and no more is claimed."""

from itertools import accumulate

import pandas as pd
import streamlit as st

from core.queries.goals import GoalView, Measured
from core.rules.goals import number
from pages.shared import charts
from pages.shared.plain_table import plain_table
from pages.shared.text import md

SIDE_BY_SIDE = "Side by side, not cause and effect."
FEWEST = 2  # points; fewer are no line


def side_by_side(view: GoalView, measured: Measured) -> None:
    """In words first; the pictures where there is enough to draw, and the same as a table."""
    details = measured.indicator.details
    st.header(md(details.name), anchor=False)
    st.markdown(f"**{md(measured.words)}**")
    if details.due_on:
        st.caption(f"The target is meant for {details.due_on.isoformat()}.")
    if len(measured.seen) < FEWEST:
        return
    seen = [{"day": row.on.isoformat(), "value": float(row.value), "target": float(details.target)} for row in measured.seen]
    earned = awarded(view)
    left, right = st.columns(2)
    with left:
        st.vega_lite_chart(pd.DataFrame(seen), charts.observed_spec(charts.ink()), alt=measured.words, key=f"seen_{measured.indicator.id}")
    with right:
        if earned:
            total = f"{earned[-1]['badges']} badges of the programs that serve this goal."
            st.vega_lite_chart(pd.DataFrame(earned), charts.awarded_spec(charts.ink()), alt=total, key=f"earned_{measured.indicator.id}")
    st.caption(SIDE_BY_SIDE)
    with st.expander("View as table"):
        rows = [(row.on.isoformat(), number(row.value), str(row.n or "–"), row.note or "–") for row in measured.seen]
        plain_table(f"What was observed: {details.name}", ("Day", details.unit or "Value", "Cases", "Note"), rows)
        plain_table(
            "Badges of the programs that serve it, so far",
            ("Month", "Badges"),
            [(str(row["month"])[:7], str(row["badges"])) for row in earned],
        )


def awarded(view: GoalView) -> list[dict[str, object]]:
    """How many badges there were by the end of each month."""
    sums = accumulate(n for _, n in view.awards)
    return [{"month": f"{month}-28", "badges": total} for (month, _), total in zip(view.awards, sums, strict=True)]
