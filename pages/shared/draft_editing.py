"""The boxes of the program designer: each shows what is kept at its place in the draft and keeps what is typed at once.

What cannot be kept stays in its box with the sentence beside it. What a fix or a colleague changed is shown, but never over
something that was typed here and is not kept yet. ``why`` is the help beside each box: why we ask.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from core.rules.draft_places import value_at, with_value
from core.rules.drafts import Draft
from pages.shared import frame, session
from pages.shared.text import md

Change = Callable[[Callable[[Draft], Draft]], None]
FORM = "draft"
LINE_HEIGHT, BOX_EDGE = 24, 32


def key(place: str) -> str:
    """The key of a box: of this draft, since the next one has rows with the same names."""
    return f"draft_{st.query_params.get('d', '')}_{place}"


def text(draft: Draft, change: Change, place: str, label: str, *, why: str, lines: int = 1, **more: Any) -> None:
    """A text of one line or several."""
    widget = _ready(draft, change, place)
    if lines == 1:
        st.text_input(label, key=widget, help=why, on_change=_keep, args=(change, place, widget), **more)
    else:
        height = lines * LINE_HEIGHT + BOX_EDGE
        st.text_area(label, key=widget, help=why, height=height, on_change=_keep, args=(change, place, widget), **more)
    frame.problem_beside(FORM, place)


def number(draft: Draft, change: Change, place: str, label: str, *, why: str, least: float, most: float, step: float = 1) -> None:
    """A number, or nothing."""
    kind = float if isinstance(step, float) else int
    widget = _ready(draft, change, place, kind)
    st.number_input(label, kind(least), kind(most), step=step, key=widget, help=why, on_change=_keep, args=(change, place, widget))
    frame.problem_beside(FORM, place)


def choice(draft: Draft, change: Change, place: str, label: str, words: Mapping[Any, str], *, why: str, radio: bool = False) -> None:
    """One of few; what is kept and is not among them is shown as it is."""
    widget = _ready(draft, change, place)
    options = list(dict.fromkeys([*words, session.typed(widget)]))
    draw = st.radio if radio else st.selectbox
    draw(label, options, key=widget, help=why, format_func=lambda one: words.get(one, md(one)), on_change=_keep,
         args=(change, place, widget))  # fmt: skip
    frame.problem_beside(FORM, place)


def several(draft: Draft, change: Change, place: str, label: str, known: Sequence[str] | Mapping[str, str], *, why: str,
            new: bool = False, placeholder: str = "") -> None:  # fmt: skip
    """Some of many; with ``new`` also what nobody named before."""
    widget = _ready(draft, change, place, list)
    words = known if isinstance(known, Mapping) else {}
    options = list(dict.fromkeys([*known, *(session.typed(widget) or [])]))
    st.multiselect(label, options, key=widget, help=why, format_func=lambda one: words.get(one, one), accept_new_options=new,
                   placeholder=placeholder or None, on_change=_keep, args=(change, place, widget))  # fmt: skip
    frame.problem_beside(FORM, place)


def tick(draft: Draft, change: Change, place: str, label: str, *, why: str) -> None:
    widget = _ready(draft, change, place)
    st.checkbox(label, key=widget, help=why, on_change=_keep, args=(change, place, widget))
    frame.problem_beside(FORM, place)


def unplaced_problems() -> None:
    """What was refused and has no box on the page, to be called when all boxes are drawn."""
    for place, sentence in session.problems(FORM).items():
        if session.typed(key(place)) is None:
            st.error(md(sentence), icon=":material/error:")


def _ready(draft: Draft, change: Change, place: str, kind: Callable[[Any], Any] = lambda value: value) -> str:
    """Bring the box and the draft together before the box is drawn; gives its key.

    After a broken connection the browser hands in what was typed, and no callback is called: it is kept here then.
    """
    widget, kept = key(place), value_at(draft, place)
    kept = kept if kept is None else kind(kept)
    typed = session.typed(widget)
    if typed != kept:
        if typed is None or typed == session.typed(_shown(widget)):
            session.put(widget, kept)
        else:
            _keep(change, place, widget)
            if not session.problems(FORM):
                st.rerun()
    session.put(_shown(widget), kept)
    return widget


def _shown(widget: str) -> str:
    """Where it is remembered what the box showed before anybody typed."""
    return f"{widget}_shown"


def _keep(change: Change, place: str, widget: str) -> None:
    typed = session.typed(widget)
    value = "" if typed is None and isinstance(session.typed(_shown(widget)), str) else typed
    change(lambda draft: with_value(draft, place, value))
    if not session.problems(FORM):
        session.put(_shown(widget), typed)
