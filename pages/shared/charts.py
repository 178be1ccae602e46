"""Charts: described in Altair once, as a specification without data; a run only brings its numbers.

Building an Altair chart costs more than the rest of a page. The colours come from the theme, light and dark; no chart
says anything by colour alone. Each figure has its finding above and its numbers below, as a table and as a file.
"""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import altair as alt
import pandas as pd
import streamlit as st

from core.queries.analytics import STEPS
from core.rules.spreadsheets import guarded
from pages.shared.plain_table import plain_table
from pages.shared.text import md

Row = Mapping[str, object]
_DATA = alt.NamedData("numbers")
_PERCENT = alt.Axis(format="%", title="First attempts approved", tickCount=5)
_INK = {"light": "#1d2a30", "dark": "#e9eef0"}


@dataclass(frozen=True)
class Figure:
    """One chart with everything that belongs to it. ``columns`` maps the names in the data to words for people."""

    name: str
    title: str
    finding: str
    definition: str
    columns: Mapping[str, str]


def _spec(chart: alt.LayerChart, ink: str) -> dict[str, Any]:
    words = {"labelFontSize": 13, "titleFontSize": 13, "labelColor": ink, "titleColor": ink}
    chart = chart.properties(width="container").configure_axis(**words).configure_legend(labelFontSize=13, labelColor=ink)
    spec: dict[str, Any] = chart.to_dict()
    for part in (spec, *spec.get("layer", [])):
        part.pop("data", None)
    return spec


def ink() -> str:
    """The colour of words and lines inside a chart, which the theme does not reach."""
    return _INK[st.context.theme.type or "light"]


@cache
def funnel_spec(ink: str) -> dict[str, Any]:
    """Bars per program, one for each step."""
    bars = alt.Chart(_DATA).encode(
        x=alt.X("people:Q", title="People", axis=alt.Axis(tickMinStep=1)),
        y=alt.Y("program:N", title=None, sort="ascending"),
        yOffset=alt.YOffset("step:N", sort=list(STEPS), bandPosition=0.5),
        tooltip=["title:N", "step:N", "people:Q"],
    )
    colour = alt.Color("step:N", sort=list(STEPS), legend=alt.Legend(title=None, orient="top", columns=2))
    numbers = bars.mark_text(align="left", baseline="middle", dx=3, dy=3, fontSize=12, color=ink).encode(text="people:Q")
    return _spec(alt.layer(bars.mark_bar().encode(color=colour), numbers).properties(height=alt.Step(14)), ink)


@cache
def decisions_spec(ink: str) -> dict[str, Any]:
    """A dot for each decision on its day; a dashed line where the promise is."""
    x = alt.X("day:T", title="Decided on", scale=alt.Scale(type="utc"), axis=alt.Axis(format="%d %b %y", labelOverlap=True, tickCount=5))
    dots = alt.Chart(_DATA).mark_point(filled=True, size=70, opacity=0.75)
    dots = dots.encode(x=x, y=alt.Y("days:Q", title="Working days", scale=alt.Scale(zero=True)), tooltip=["program:N", "day:T", "days:Q"])
    promise = alt.Chart(_DATA).mark_rule(strokeDash=[6, 4], strokeWidth=1.5, color="#c26b00").encode(y="promised:Q")
    return _spec(alt.layer(promise, dots).properties(height=260), ink)


@cache
def pass_rates_spec(ink: str) -> dict[str, Any]:
    """The rate with its interval per program; the shape says how sure one can be."""
    whole = alt.Scale(domain=[0, 1])
    y = alt.Y("program:N", title=None, sort="ascending")
    interval = alt.Chart(_DATA).mark_rule(strokeWidth=2, color=ink).encode(x=alt.X("low:Q", scale=whole, axis=_PERCENT), x2="high:Q", y=y)
    share = alt.Chart(_DATA).mark_point(size=90, filled=True, opacity=1)
    legend = alt.Legend(title=None, orient="top", columns=2)
    share = share.encode(
        x=alt.X("share:Q", scale=whole), y=y, shape=alt.Shape("sure:N", legend=legend), tooltip=["title:N", "passed:Q", "decided:Q"]
    )
    return _spec(alt.layer(interval, share).properties(height=alt.Step(30)), ink)


@cache
def observed_spec(ink: str) -> dict[str, Any]:
    """A line with its points; a dashed line where the target is."""
    x = alt.X("day:T", title=None, scale=alt.Scale(type="utc"), axis=alt.Axis(format="%b %y", labelOverlap=True, tickCount=5))
    line = alt.Chart(_DATA).mark_line(point=alt.OverlayMarkDef(size=70, filled=True))
    line = line.encode(x=x, y=alt.Y("value:Q", title="Observed", scale=alt.Scale(zero=False)), tooltip=["day:T", "value:Q"])
    target = alt.Chart(_DATA).mark_rule(strokeDash=[6, 4], strokeWidth=1.5, color="#c26b00").encode(y="target:Q")
    return _spec(alt.layer(target, line).properties(height=220), ink)


@cache
def awarded_spec(ink: str) -> dict[str, Any]:
    """Steps upwards: how many badges there were by the end of each month."""
    x = alt.X("month:T", title=None, scale=alt.Scale(type="utc"), axis=alt.Axis(format="%b %y", labelOverlap=True, tickCount=5))
    steps = alt.Chart(_DATA).mark_area(interpolate="step-after", line=True, opacity=0.25)
    steps = steps.encode(x=x, y=alt.Y("badges:Q", title="Badges so far", axis=alt.Axis(tickMinStep=1)), tooltip=["month:T", "badges:Q"])
    return _spec(alt.layer(steps).properties(height=220), ink)


def safe_cell(value: object) -> str:
    """A cell that no spreadsheet takes for a formula; numbers stay numbers.

    >>> safe_cell("=1+1"), safe_cell(-3), safe_cell("A-1")
    ("'=1+1", '-3', 'A-1')
    """
    return guarded(value) if isinstance(value, str) else str(value)


def csv_of(columns: Mapping[str, str], rows: Sequence[Row]) -> bytes:
    """The numbers as a file; with a mark at the beginning by which spreadsheets know the encoding."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([safe_cell(words) for words in columns.values()])
    writer.writerows([safe_cell(row[name]) for name in columns] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def show(figure: Figure, spec: dict[str, Any], rows: Sequence[Row]) -> None:
    """Finding, chart, definition, table, file."""
    st.header(figure.title, anchor=False)
    st.markdown(f"**{md(figure.finding)}**")
    st.vega_lite_chart(pd.DataFrame(rows), spec, alt=f"{figure.title}. {figure.finding}", key=figure.name)
    st.caption(md(figure.definition))
    with st.expander("View as table"):
        texts = [tuple(_shown(row[name]) for name in figure.columns) for row in rows]
        plain_table(figure.title, tuple(figure.columns.values()), texts)
        st.download_button(
            "Download as CSV",
            lambda: csv_of(figure.columns, rows),
            f"{figure.name}.csv",
            "text/csv",
            key=f"{figure.name}_csv",
            icon=":material/download:",
            on_click="ignore",
        )


def _shown(value: object) -> str:
    return f"{value:.0%}" if isinstance(value, float) else str(value)
