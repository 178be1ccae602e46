"""The rubric as its designer works on it: criteria as cards, each level with its words, and what changes from one to the next.

Everything is kept as it is typed. Rows move by buttons, so that it works with a keyboard and on a phone.
"""

from collections.abc import Callable

import streamlit as st

from core.rules import rubric_drafts as rubrics
from core.rules.descriptors import StepUp, steps_up
from core.rules.drafts import Draft, DraftCriterion
from pages.shared import session
from pages.shared.rubric_tools import paste_box, try_it
from pages.shared.text import md

Change = Callable[[Callable[[Draft], Draft]], None]
RULES = {
    "all_at_level": "Every criterion reaches its level",
    "k_of_n": "So many criteria reach their level",
    "compensatory_minima": "A share of the whole, with minima",
    "weighted": "A share of the whole, without minima",
}
WEIGHED = frozenset({"weighted", "compensatory_minima"})
# What somebody asks themselves at each step of a scale of four; other scales ask from the second step on.
STARTERS = ("What does it look like before they can do it?", "What is there at a first attempt, and what is missing?")


def rubric_editor(draft: Draft, change: Change) -> None:
    """Scale, criteria, rule; then what was pasted, and a try with a made-up submission. ``change`` keeps each change at once."""
    _scale(draft, change)
    _criteria(draft, change)
    paste_box(draft, change)
    _pass_rule(draft, change)
    try_it(draft)


def key(*parts: object) -> str:
    """The key of a widget: of this draft, since the next one has rows with the same names."""
    return "rubric_" + "_".join(str(part) for part in (st.query_params.get("d", ""), *parts))


def shown(widget: str, value: object) -> str:
    """Put what is kept into the widget, where it shows something else: a fix or a colleague may have changed it."""
    if session.typed(widget) != value:
        session.put(widget, value)
    return widget


def _scale(draft: Draft, change: Change) -> None:
    with st.expander(f"The scale: {' · '.join(md(level.name) or '…' for level in draft.levels)}", icon=":material/stairs:"):
        st.caption("From the lowest level to the highest. Four are easy to tell apart; a scale has at most six.")
        for place, level in enumerate(draft.levels):
            widget = shown(key("level", place), level.name)
            st.text_input(f"Level {place + 1}", key=widget, on_change=_take_level, args=(change, place, widget))
        with st.container(horizontal=True):
            st.button("Add a level", key=key("more_levels"), on_click=change, args=(rubrics.add_level,), icon=":material/add:",
                      disabled=len(draft.levels) >= rubrics.MOST_LEVELS)  # fmt: skip
            st.button("Take the highest away", key=key("fewer_levels"), on_click=change, args=(rubrics.remove_level,),
                      icon=":material/remove:", disabled=len(draft.levels) <= rubrics.FEWEST_LEVELS)  # fmt: skip


def _take_level(change: Change, place: int, widget: str) -> None:
    name = session.typed(widget) or ""
    change(lambda draft: rubrics.name_level(draft, place, name))


def _criteria(draft: Draft, change: Change) -> None:
    for number, row in enumerate(draft.criteria, 1):
        title = md(row.title) or "a new criterion"
        with st.expander(f"**{number}. {title}**{_state_of(draft, row)}", expanded=not row.title, key=key("card", row.key)):
            _criterion(draft, row, change)
    if not draft.criteria:
        st.info(
            "No criterion yet. A criterion names one thing that a reviewer looks at; three to five are enough.", icon=":material/checklist:"
        )
    st.button(
        "Add a criterion",
        key=key("add"),
        on_click=change,
        args=(rubrics.add_criterion,),
        icon=":material/add:",
        disabled=len(draft.criteria) >= rubrics.MOST_CRITERIA,
    )


def _state_of(draft: Draft, row: DraftCriterion) -> str:
    """What is still to do, in the heading of a closed card."""
    open_ones = [step for step in _steps(draft, row) if step.case != "fine"]
    missing = sum(not row.descriptor(n).strip() for n in range(len(draft.levels)))
    if missing:
        return f" · {missing} level{'' if missing == 1 else 's'} to describe"
    return f" · {len(open_ones)} to make clearer" if open_ones else ""


def _steps(draft: Draft, row: DraftCriterion) -> tuple[StepUp, ...]:
    names = [level.name or f"level {n}" for n, level in enumerate(draft.levels, 1)]
    return steps_up(names, row.descriptors[: len(names)])


def _criterion(draft: Draft, row: DraftCriterion, change: Change) -> None:
    _field("What is looked at", row, "title", change, help="One thing, as a short sentence with a verb: “Answers from known facts”.")
    _field("In a few words: why it matters", row, "description", change)
    steps = _steps(draft, row)
    for place in range(len(draft.levels)):
        _descriptor(draft, row, place, steps[place - 1] if place else None, change)
    _thresholds(draft, row, change)
    _field("Common mistakes (members read this)", row, "common_mistakes", change)
    if len(draft.skills) > 1:
        _field("Which skill it is about", row, "skill", change, help="The split assistant sorts the criteria by it.")
    _row_buttons(row, change)


def _field(label: str, row: DraftCriterion, name: str, change: Change, **more: str) -> None:
    widget = shown(key(name, row.key), getattr(row, name))
    st.text_input(label, key=widget, on_change=_take, args=(change, row.key, name, widget), **more)


def _take(change: Change, row: str, name: str, widget: str) -> None:
    value = session.typed(widget)
    change(lambda draft: rubrics.change_criterion(draft, row, **{name: value}))


def _descriptor(draft: Draft, row: DraftCriterion, place: int, step: StepUp | None, change: Change) -> None:
    meets = " · meets the criterion" if place == row.threshold else ""
    widget = shown(key("text", row.key, place), row.descriptor(place))
    st.text_area(
        f"**{md(draft.levels[place].name) or f'Level {place + 1}'}**{meets}",
        key=widget,
        height=80,
        placeholder=STARTERS[place] if place < len(STARTERS) else "What does a colleague see?",
        on_change=_take_text,
        args=(change, row.key, place, widget),
    )
    if step and step.case != "fine" and (step.case != "missing" or row.descriptor(place - 1).strip()):
        st.caption(f":material/help: {md(step.question)}")


def _take_text(change: Change, row: str, place: int, widget: str) -> None:
    text = session.typed(widget) or ""
    change(lambda draft: rubrics.describe(draft, row, place, text))


def _thresholds(draft: Draft, row: DraftCriterion, change: Change) -> None:
    """Floors and weights are asked for only where the rule uses them."""
    rule = draft.pass_rule.get("kind", "all_at_level")
    _level_choice("Level that meets the criterion", draft, row, "threshold", len(draft.levels), change)
    if rule in ("compensatory_minima", "k_of_n"):
        widget = shown(key("critical", row.key), row.critical)
        st.checkbox("Must be met, whatever the other criteria are", key=widget, on_change=_take, args=(change, row.key, "critical", widget))
        if not row.critical:
            _level_choice("Never below", draft, row, "minimum", row.threshold + 1, change)
    if rule in WEIGHED:
        widget = shown(key("weight", row.key), row.weight_bp / 100)
        st.number_input("Weight in %", 0.0, 100.0, step=5.0, key=widget, on_change=_take_weight, args=(change, row.key, widget))


def _level_choice(label: str, draft: Draft, row: DraftCriterion, name: str, many: int, change: Change) -> None:
    names = [level.name or f"Level {n}" for n, level in enumerate(draft.levels, 1)]
    widget = shown(key(name, row.key), min(getattr(row, name), many - 1))
    st.selectbox(label, range(many), key=widget, format_func=names.__getitem__, on_change=_take, args=(change, row.key, name, widget))


def _take_weight(change: Change, row: str, widget: str) -> None:
    share = round(100 * (session.typed(widget) or 0))
    change(lambda draft: rubrics.change_criterion(draft, row, weight_bp=share))


def _row_buttons(row: DraftCriterion, change: Change) -> None:
    with st.container(horizontal=True):
        for label, icon, act in (
            ("Up", "arrow_upward", lambda draft: rubrics.move_criterion(draft, row.key, -1)),
            ("Down", "arrow_downward", lambda draft: rubrics.move_criterion(draft, row.key, 1)),
            ("Remove", "delete", lambda draft: rubrics.remove_criterion(draft, row.key)),
        ):
            st.button(label, key=key(label, row.key), on_click=change, args=(act,), icon=f":material/{icon}:")


def _pass_rule(draft: Draft, change: Change) -> None:
    st.subheader("When the badge is earned", anchor=False)
    kind = draft.pass_rule.get("kind", "all_at_level")
    widget = shown(key("rule"), kind if kind in RULES else "all_at_level")
    st.radio("Rule", list(RULES), key=widget, format_func=RULES.__getitem__, on_change=_take_rule, args=(change, widget),
             help="The first one is the clearest: nobody can make up for a missing part with a brilliant one.")  # fmt: skip
    if kind in WEIGHED:
        widget = shown(key("needed"), draft.pass_rule.get("needed_bp", 6500) / 100)
        st.number_input(
            "Share of the whole that is needed, in %", 1.0, 100.0, step=5.0, key=widget, on_change=_take_needed, args=(change, widget)
        )
        total = sum(row.weight_bp for row in draft.criteria)
        if total != rubrics.WHOLE_WEIGHT_BP:
            st.warning(f"The weights add up to {total / 100:g} %, not to 100 %.", icon=":material/balance:")
            st.button("Weigh them all the same", key=key("equal"), on_click=change, args=(rubrics.share_equally,))
    if kind == "k_of_n" and draft.criteria:
        most = len(draft.criteria)
        widget = shown(key("k"), min(draft.pass_rule.get("k", most), most))
        st.number_input("How many criteria", 1, most, key=widget, on_change=_take_k, args=(change, widget))


def _take_rule(change: Change, widget: str) -> None:
    kind = session.typed(widget)

    def with_rule(draft: Draft) -> Draft:
        needed = {"needed_bp": draft.pass_rule.get("needed_bp", 6500)} if kind in WEIGHED else {}
        needed |= {"k": max(len(draft.criteria) - 1, 1)} if kind == "k_of_n" else {}
        ready = rubrics.share_equally(draft) if kind in WEIGHED and not any(row.weight_bp for row in draft.criteria) else draft
        return ready.with_(pass_rule={"kind": kind, **needed})

    change(with_rule)


def _take_needed(change: Change, widget: str) -> None:
    share = round(100 * (session.typed(widget) or 0))
    change(lambda draft: draft.with_(pass_rule=draft.pass_rule | {"needed_bp": share}))


def _take_k(change: Change, widget: str) -> None:
    many = session.typed(widget)
    change(lambda draft: draft.with_(pass_rule=draft.pass_rule | {"k": many}))
