"""A pathway as its designer works on it: its words, and the tree, part by part. Every change is kept at once, and parts move by buttons."""

from collections.abc import Callable, Mapping
from typing import get_args

import streamlit as st

from core.rules import pathway_drafts as drafts
from core.rules.pathway_drafts import DraftKind, DraftNode, PathwayDraft
from core.rules.programs import Category
from pages.shared import session
from pages.shared.program_card import SKILL_WORDS
from pages.shared.text import md

Change = Callable[[Callable[[PathwayDraft], PathwayDraft]], None]
KINDS: Mapping[str, str] = {"all_of": "All of these", "ordered": "All of these, in this order", "n_of": "Some of these"}


def key(*parts: object) -> str:
    """The key of a widget of this draft."""
    return "pathway_" + "_".join(str(part) for part in (st.query_params.get("d", ""), *parts))


def shown(widget: str, value: object) -> str:
    """Put what is kept into the widget, where it shows something else."""
    if session.typed(widget) != value:
        session.put(widget, value)
    return widget


def about(draft: PathwayDraft, change: Change) -> None:
    """The words of the pathway and of its badge."""
    code, version = st.columns([2, 1])
    with code:
        _text(draft, "code", "Code", change, hint="Of its own: no program may have it. For example PTH-001.")
    with version:
        _text(draft, "version", "Version", change)
    _text(draft, "title", "Title", change, max_chars=60)
    _text(draft, "outcome", "What one can do afterwards", change, hint="One sentence that begins with a verb. It stands on the badge.")
    widget = shown(key("description"), draft.description)
    st.text_area("What it is good for", key=widget, on_change=_take, args=(change, "description", widget))
    kind, category, months = st.columns(3)
    with kind:
        _choice(draft, "skill_kind", "Kind of skill", SKILL_WORDS, change)
    with category:
        _choice(draft, "category", "Category", {name: name.capitalize() for name in get_args(Category)}, change)
    with months:
        widget = shown(key("months"), draft.months)
        st.number_input("About how many months", 1, 120, key=widget, on_change=_take, args=(change, "months", widget))
    _choice(draft, "validity", "How long its badge is valid", VALID, change)


VALID = {"": "It does not expire", "P1Y": "1 year", "P2Y": "2 years", "P3Y": "3 years", "P5Y": "5 years"}
FRESH = {"": "However long ago", "P1Y": "1 year", "P2Y": "2 years", "P3Y": "3 years", "P5Y": "5 years"}


def _text(draft: PathwayDraft, field: str, label: str, change: Change, *, max_chars: int | None = None, hint: str | None = None) -> None:
    widget = shown(key(field), getattr(draft, field))
    st.text_input(label, key=widget, max_chars=max_chars, help=hint, on_change=_take, args=(change, field, widget))


def _choice(draft: PathwayDraft, field: str, label: str, words: Mapping[str, str], change: Change) -> None:
    value = getattr(draft, field)
    options = [*words, *([value] if value not in words else [])]
    widget = shown(key(field), value)
    st.selectbox(label, options, format_func=lambda one: words.get(one, one), key=widget, on_change=_take, args=(change, field, widget))


def _take(change: Change, field: str, widget: str) -> None:
    value = session.typed(widget)
    change(lambda draft: draft.with_(**{field: value}))


def tree(draft: PathwayDraft, change: Change, programs: Mapping[str, str], equivalents: Mapping[str, str]) -> None:
    """The whole way. ``programs`` are those that can be asked for, ``equivalents`` those that can count in their place."""
    _Tree(draft, change, programs, equivalents).group(draft.root)


class _Tree:
    """The tree of one draft, drawn part by part."""

    def __init__(self, draft: PathwayDraft, change: Change, programs: Mapping[str, str], equivalents: Mapping[str, str]) -> None:
        self.draft, self.change, self.programs, self.equivalents = draft, change, programs, equivalents

    def group(self, node: DraftNode) -> None:
        """What is asked of its parts, the parts, and the buttons that add one."""
        if node.kind == "milestone":
            self.text(node, "title", "Title of the milestone")
            self.text(node, "message", "What it says when it is reached")
        else:
            self.kind(node)
        for part in node.of:
            self.part(node, part)
        self.adding(node)

    def kind(self, node: DraftNode) -> None:
        widget = shown(key(node.key, "kind"), node.kind)
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.selectbox("Asks for", list(KINDS), format_func=KINDS.__getitem__, key=widget, width=280,
                         on_change=self.take, args=(node.key, "kind", widget))  # fmt: skip
            if node.kind == "n_of":
                most = max(1, len(node.of), node.n)
                number = shown(key(node.key, "n"), node.n)
                st.number_input("How many", 1, most, key=number, width=140, on_change=self.take, args=(node.key, "n", number))
        if node.key != self.draft.root.key:
            self.text(node, "title", "Name of the group (optional)")

    def text(self, node: DraftNode, field: str, label: str) -> None:
        widget = shown(key(node.key, field), getattr(node, field))
        st.text_input(label, key=widget, on_change=self.take, args=(node.key, field, widget))

    def take(self, part: str, field: str, widget: str) -> None:
        value = session.typed(widget)
        given = "" if value is None else value
        self.change(lambda draft: drafts.changed(draft, part, **{field: given}))

    def part(self, group: DraftNode, node: DraftNode) -> None:
        place = next(index for index, one in enumerate(group.of) if one.key == node.key)
        with st.container(border=True, key=key(node.key, "box")):
            self.moving(group, node, place)
            if node.is_group:
                self.group(node)
            else:
                self.program(node)

    def moving(self, group: DraftNode, node: DraftNode, place: int) -> None:
        """The part's name, and buttons for it; each says in words what it moves."""
        name = self.name(node)
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{place + 1}. {md(name)}**", width="stretch")
            last = len(group.of) - 1
            self.button(node, "up", "arrow_upward", f"Move “{name}” up", drafts.moved, -1, disabled=place == 0)
            self.button(node, "down", "arrow_downward", f"Move “{name}” down", drafts.moved, 1, disabled=place == last)
            if group.key != self.draft.root.key:
                self.button(node, "out", "move_up", f"Take “{name}” out of its group", drafts.moved_out)
            self.button(node, "remove", "delete", f"Remove “{name}”", drafts.removed)

    def button(
        self, node: DraftNode, what: str, icon: str, words: str, act: Callable[..., PathwayDraft], *more: int, disabled: bool = False
    ) -> None:
        st.button(f":material/{icon}:", key=key(node.key, what), help=words, disabled=disabled,
                  on_click=self.change, args=(lambda draft: act(draft, node.key, *more),))  # fmt: skip

    def name(self, node: DraftNode) -> str:
        if node.kind == "program":
            return self.programs.get(node.program, node.program) or "A program"
        return node.title or ("Milestone" if node.kind == "milestone" else "Group")

    def program(self, node: DraftNode) -> None:
        options = ["", *self.programs, *([node.program] if node.program and node.program not in self.programs else [])]
        widget = shown(key(node.key, "program"), node.program)
        st.selectbox("Program", options, format_func=self.label, key=widget, on_change=self.take, args=(node.key, "program", widget))
        with st.expander("More about this badge"):
            valid = shown(key(node.key, "requires_valid"), node.requires_valid)
            st.toggle("It must be in force on the day", key=valid, on_change=self.take, args=(node.key, "requires_valid", valid))
            fresh = shown(key(node.key, "max_age"), node.max_age)
            choices = [*FRESH, *([node.max_age] if node.max_age not in FRESH else [])]
            st.selectbox("Awarded within", choices, format_func=lambda one: FRESH.get(one, one), key=fresh,
                         on_change=self.take, args=(node.key, "max_age", fresh))  # fmt: skip
            self.text(node, "min_version", "From which version on (empty: any)")
            others = shown(key(node.key, "equivalents"), list(node.equivalents))
            known = list(dict.fromkeys([*(code for code in self.equivalents if code != node.program), *node.equivalents]))
            st.multiselect("These badges count as well", known, format_func=self.label, key=others,
                           help="Programs that this one took the place of, for example.", on_change=self.take,
                           args=(node.key, "equivalents", others))  # fmt: skip

    def label(self, code: str) -> str:
        title = self.programs.get(code) or self.equivalents.get(code)
        return f"{code} {title}" if title else code or "Choose a program"

    def adding(self, node: DraftNode) -> None:
        with st.container(horizontal=True):
            self.add(node, "program", "Add a program")
            if drafts.may_hold_group(self.draft.root, node.key):
                self.add(node, "n_of", "Add a choice")
                self.add(node, "all_of", "Add a group")
            if node.kind != "milestone":
                self.add(node, "milestone", "Add a milestone")

    def add(self, node: DraftNode, kind: DraftKind, words: str) -> None:
        into = node.key
        st.button(words, key=key(into, "add", kind), icon=":material/add:", on_click=self.change,
                  args=(lambda draft: drafts.added(draft, into, kind),))  # fmt: skip
