"""Writing down a goal, by what it is measured, what was observed, and which programs serve it."""

from datetime import date
from decimal import Decimal

import streamlit as st

from core.queries.catalogue import CatalogueFilter, search
from core.queries.goals import GoalView, Measured
from core.rules.goals import DIRECTION_WORDS, LONGEST_WORDS, number
from core.services import goals
from pages.shared import frame, registry, session, wiring
from pages.shared.dates import day
from pages.shared.text import md

GOAL, INDICATOR, PROGRAMS = "goal", "goal_indicator", "goal_programs"


def goal_form(view: GoalView | None) -> None:
    """A new one, or one that is there."""
    goal = view.goal if view else None
    with st.form(GOAL):
        title = st.text_input("What do you want to reach?", goal.details.title if goal else "", max_chars=120)
        frame.problem_beside(GOAL, "title")
        why = st.text_area("Why? (optional)", goal.details.why if goal else "", max_chars=600)
        frame.problem_beside(GOAL, "why")
        if st.form_submit_button("Keep the goal", type="primary" if goal is None else "secondary"):
            with frame.errors_shown(GOAL):
                kept = goals.describe(wiring.portal(), session.actor(), title=title, why=why, goal_id=goal.id if goal else "")
                session.flash("Kept.")
                st.switch_page(registry.path_of("goals"), query_params={"g": kept})


def indicator_form(view: GoalView) -> None:
    with st.form(INDICATOR, border=False):
        name = st.text_input("What would one see?", placeholder="For example: accidents with sick leave", max_chars=120)
        frame.problem_beside(INDICATOR, "name")
        unit = st.text_input("Unit (optional)", placeholder="For example: a year, %, kWh", max_chars=30)
        frame.problem_beside(INDICATOR, "unit")
        direction = st.radio(
            "What is good?", list(DIRECTION_WORDS), format_func=lambda word: DIRECTION_WORDS[word].capitalize(), horizontal=True
        )
        baseline = st.number_input("Where does it stand now?", value=0.0, format="%.6g")
        frame.problem_beside(INDICATOR, "baseline")
        target = st.number_input("Where should it be (or the lower end)?", value=0.0, format="%.6g")
        frame.problem_beside(INDICATOR, "target")
        high = st.number_input("The upper end, where it should be between two values", value=None, format="%.6g")
        frame.problem_beside(INDICATOR, "target_high")
        frame.problem_beside(INDICATOR, "form")
        due = st.date_input("By when? (optional)", None, format="YYYY-MM-DD")
        if st.form_submit_button("Measure it by this"):
            with frame.errors_shown(INDICATOR):
                goals.measure(
                    wiring.portal(),
                    session.actor(),
                    goal_id=view.goal.id,
                    name=name,
                    unit=unit,
                    direction=direction,
                    baseline=exact(baseline),
                    target=exact(target),
                    target_high=None if high is None else exact(high),
                    due_on=due,
                )
                session.flash("Kept. Write down what you see from time to time.")
                st.rerun()


def exact(typed: float) -> Decimal:
    """As it was typed: 0.1 is a tenth."""
    return Decimal(repr(typed)).quantize(Decimal("0.001")).normalize()


def observation_form(measured: Measured) -> None:
    """What was seen; below it what was written down, which can be taken back."""
    form = f"observe_{measured.indicator.id}"
    today = wiring.portal().now().date()
    with st.expander(f"Write down what you see: {md(measured.indicator.details.name)}", icon=":material/edit_note:"):
        with st.form(form, border=False):
            on = st.date_input("Day", today, format="YYYY-MM-DD")
            frame.problem_beside(form, "on")
            value = st.number_input(f"Value {md(measured.indicator.details.unit)}".strip(), value=0.0, format="%.6g")
            frame.problem_beside(form, "baseline")
            n = st.number_input("Seen in how many cases? (optional)", value=None, min_value=1, step=1)
            frame.problem_beside(form, "n")
            note = st.text_input("Note (optional)", max_chars=LONGEST_WORDS)
            frame.problem_beside(form, "note")
            if st.form_submit_button("Write it down"):
                with frame.errors_shown(form):
                    given = {"on": on, "value": exact(value), "n": n, "note": note}
                    goals.observe(wiring.portal(), session.actor(), indicator_id=measured.indicator.id, **given)
                    session.flash("Written down.")
                    st.rerun()
        for seen in reversed(measured.seen):
            _written_down(measured, seen.on, f"{day(seen.on, today)}: {number(seen.value)} {md(seen.note)}")


def _written_down(measured: Measured, on: date, words: str) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(words, width="stretch")
        key = f"forget_{measured.indicator.id}_{on}"
        st.button("Take it back", key=key, type="tertiary", on_click=_forget, args=(measured.indicator.id, on))


def _forget(indicator_id: str, on: date) -> None:
    with frame.problems_kept("goal_observation"):
        goals.forget(wiring.portal(), session.actor(), indicator_id=indicator_id, on=on)


def programs_form(view: GoalView) -> None:
    titles = {card.program.code: card.program.title for card in search(wiring.portal(), CatalogueFilter())}
    with st.form(PROGRAMS, border=False):
        linked = sorted(view.linked & set(titles))
        chosen = st.multiselect("Programs that serve it", list(titles), linked, format_func=titles.__getitem__)
        st.caption("Programs that name this goal in their own words are counted anyway.")
        if st.form_submit_button("Keep the programs"):
            with frame.errors_shown(PROGRAMS):
                goals.link(wiring.portal(), session.actor(), goal_id=view.goal.id, codes=chosen)
                st.rerun()
