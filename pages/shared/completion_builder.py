"""What has to be completed, as a designer puts it together: all, some, or all in order; needed scores; choices among activities."""

import streamlit as st
from pydantic import TypeAdapter, ValidationError

from core.rules import activity_drafts as activities
from core.rules.activity_drafts import Group, Plan
from core.rules.completion import CompletionRule, in_lines, named, needed_in_words
from core.rules.drafts import Draft
from pages.shared import session
from pages.shared.rubric_editor import Change, shown
from pages.shared.text import md

_RULE: TypeAdapter[CompletionRule] = TypeAdapter(CompletionRule)
KINDS = {"all": "All of them", "k_of": "Some of them", "in_order": "All of them, in this order"}
GROUP_KINDS = {"k_of": "Some of them", "in_order": "All of them, in this order", "all": "All of them"}


def completion_builder(draft: Draft, change: Change) -> None:
    """The rule in words, and what can be changed about it."""
    st.subheader("What has to be completed", anchor=False)
    plan = activities.plan_of(draft)
    if plan is None:
        _as_it_is(draft, change)
        return
    widget = shown(_key("kind"), plan.kind)
    st.radio("For the badge a member completes", list(KINDS), key=widget, format_func=KINDS.__getitem__, on_change=_take_kind,
             args=(change, widget), captions=["", "", "The next one opens when the one before is done."])  # fmt: skip
    if plan.kind == "k_of" and plan.of:
        widget = shown(_key("k", len(plan.of)), min(max(plan.k, 1), len(plan.of)))
        st.number_input(f"How many of these {len(plan.of)}?", 1, len(plan.of), key=widget, on_change=_take_k, args=(change, widget))
    for place, group in enumerate(plan.groups):
        _group(draft, plan, place, group, change)
    st.button("Add a choice among activities", key=_key("add"), on_click=change, args=(activities.add_group,), icon=":material/add:",
              help="For example: any one of two, beside what everybody does.")  # fmt: skip
    _finer(draft, plan, change)
    _in_words(draft)


def _key(*parts: object) -> str:
    return "completion_" + "_".join(str(part) for part in (st.query_params.get("d", ""), *parts))


def _titles(draft: Draft) -> dict[str, str]:
    return {row.key: row.title or row.key for row in draft.activities}


def _rule(draft: Draft) -> CompletionRule | None:
    try:
        rule = _RULE.validate_python(draft.completion)
    except ValidationError:
        return None
    return rule if set(named(rule)) <= {row.key for row in draft.activities} else None


def _in_words(draft: Draft) -> None:
    """The rule as members will read it."""
    rule = _rule(draft)
    if rule is not None:
        st.markdown(f":material/task_alt: Members read: **complete {md(needed_in_words(rule))}**")


def _as_it_is(draft: Draft, change: Change) -> None:
    """A rule from a file that has more floors than the builder."""
    st.info(
        "This rule was written in a file and is nested more deeply than can be changed here. It stays as it is.",
        icon=":material/account_tree:",
    )
    rule = _rule(draft)
    if rule is not None:
        st.markdown("\n".join(in_lines(rule, {key: md(title) for key, title in _titles(draft).items()})))
    st.button(
        "Begin a simple rule instead", key=_key("afresh"), on_click=change, args=(activities.start_afresh,), icon=":material/restart_alt:"
    )


def _take_kind(change: Change, widget: str) -> None:
    kind = str(session.typed(widget))
    change(lambda draft: activities.choose_rule(draft, kind))


def _take_k(change: Change, widget: str) -> None:
    k = int(session.typed(widget) or 1)
    change(lambda draft: activities.choose_k(draft, k))


def _group(draft: Draft, plan: Plan, place: int, group: Group, change: Change) -> None:
    """Groups have no names: the keys of their boxes count them, and every box is filled anew from what is kept."""
    at, titles = (place, len(plan.groups)), _titles(draft)
    with st.container(border=True, key=_key("group", *at)):
        st.markdown(f"**Choice {place + 1}**")
        widget = shown(_key("members", *at), [one.activity for one in group.of])
        st.multiselect("Activities in this choice", list(titles), key=widget, format_func=titles.__getitem__,
                       on_change=_take_members, args=(change, place, widget))  # fmt: skip
        widget = shown(_key("group_kind", *at), group.kind)
        st.selectbox("Needed of these", list(GROUP_KINDS), key=widget, format_func=GROUP_KINDS.__getitem__,
                     on_change=_take_group_kind, args=(change, place, widget))  # fmt: skip
        if group.kind == "k_of" and group.of:
            widget = shown(_key("group_k", *at, len(group.of)), min(max(group.k, 1), len(group.of)))
            st.number_input("How many?", 1, len(group.of), key=widget, on_change=_take_group_k, args=(change, place, widget))
        st.button("Remove this choice", key=_key("remove", *at), on_click=change, icon=":material/delete:", type="tertiary",
                  args=(lambda draft: activities.remove_group(draft, place),))  # fmt: skip


def _take_members(change: Change, place: int, widget: str) -> None:
    keys = list(session.typed(widget) or ())
    change(lambda draft: activities.fill_group(draft, place, keys))


def _take_group_kind(change: Change, place: int, widget: str) -> None:
    kind = str(session.typed(widget))
    change(lambda draft: activities.change_group(draft, place, kind=kind))


def _take_group_k(change: Change, place: int, widget: str) -> None:
    k = int(session.typed(widget) or 1)
    change(lambda draft: activities.change_group(draft, place, k=k))


def _finer(draft: Draft, plan: Plan, change: Change) -> None:
    """What few programs need: scores, and activities that do not count."""
    titles, counted = _titles(draft), plan.counted
    with st.expander("Scores, and activities that do not count", icon=":material/tune:"):
        widget = shown(_key("beside"), [key for key in titles if key not in counted])
        st.multiselect("Not needed for the badge", list(titles), key=widget, format_func=titles.__getitem__,
                       placeholder="All of them count", on_change=_take_beside, args=(change, widget))  # fmt: skip
        scored = [row for row in draft.activities if row.key in counted and row.source != "self"]
        if not scored:
            st.caption("A score can be asked for in activities that a quiz, a list or the facilitator ticks off.")
        for row in scored:
            needed = counted[row.key].min_score_bp
            widget = shown(_key("score", row.key), None if needed is None else needed / 100)
            st.number_input(f"Score needed in “{md(titles[row.key])}”, in %", 0.0, 100.0, None, 5.0, "%g", key=widget, placeholder="none",
                            on_change=_take_score, args=(change, row.key, widget))  # fmt: skip


def _take_beside(change: Change, widget: str) -> None:
    keys = list(session.typed(widget) or ())
    change(lambda draft: activities.leave_out(draft, keys))


def _take_score(change: Change, row: str, widget: str) -> None:
    typed = session.typed(widget)
    change(lambda draft: activities.need_score(draft, row, None if typed is None else round(typed * 100)))
