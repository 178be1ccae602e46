"""The activities as their designer works on them: one card each, who ticks it off, its quiz; below, what has to be completed.

Everything is kept as it is typed. Rows move by buttons, so that it works with a keyboard and on a phone.
"""

from collections.abc import Callable

import streamlit as st

from core.rules import activity_drafts as activities
from core.rules.drafts import Draft, DraftActivity
from pages.shared import session
from pages.shared.completion_builder import completion_builder
from pages.shared.draft_editing import choice, number, text
from pages.shared.program_story import KIND_WORDS
from pages.shared.quiz_editor import quiz_editor
from pages.shared.rubric_editor import Change, shown
from pages.shared.text import md

SOURCES = {
    "self": "The member, by agreeing to a sentence",
    "quiz": "A quiz",
    "import": "A list from a learning management system",
    "facilitator": "The facilitator, who saw it happen",
}
SCHEMES = {
    "xapi": "xAPI or cmi5: the address of the activity",
    "moodle": "Moodle: the name of the activity",
    "scorm": "SCORM: the identifier",
    "d2l": "Brightspace: the id of the object",
    "other": "Another list",
}


def activities_editor(draft: Draft, change: Change) -> None:
    """Cards, then the rule. ``change`` keeps each change at once."""
    for count, row in enumerate(draft.activities, 1):
        title = md(row.title) or "a new activity"
        about = f" · {KIND_WORDS.get(row.kind, '')}" + (f" · {row.minutes} min" if row.minutes else "")
        with st.expander(f"**{count}. {title}**{about}", expanded=not row.title, key=key("card", row.key)):
            _activity(draft, row, change)
    if not draft.activities:
        st.info("No activity yet. An activity is something to do, not something to sit through.", icon=":material/directions_walk:")
    is_full = len(draft.activities) >= activities.MOST_ACTIVITIES
    st.button("Add an activity", key=key("add"), on_click=change, args=(activities.add_activity,), icon=":material/add:", disabled=is_full)
    if draft.activities and draft.wants_progress:
        completion_builder(draft, change)


def key(*parts: object) -> str:
    """The key of a widget: of this draft, since the next one has rows with the same names."""
    return "activities_" + "_".join(str(part) for part in (st.query_params.get("d", ""), *parts))


def _activity(draft: Draft, row: DraftActivity, change: Change) -> None:
    place = f"activities.{row.key}"
    text(draft, change, f"{place}.title", "What to do, as a short title", why="It begins with a verb: “Walk the route with a colleague”.")
    _choice("Kind", row, "kind", KIND_WORDS, lambda kind: lambda draft: activities.set_kind(draft, row.key, kind), change)
    text(draft, change, f"{place}.instructions", "How to do it", lines=3, why="Enough to begin without asking anybody.")
    text(draft, change, f"{place}.link", "A link to the material, if there is any", why="It opens beside the program.")
    number(draft, change, f"{place}.minutes", "About how many minutes?", least=0, most=10_000, step=5,
           why="For the progress bar and for planning; it is never a condition. 0 says nothing.")  # fmt: skip
    _choice("Who ticks it off?", row, "source", SOURCES, lambda who: lambda draft: activities.set_source(draft, row.key, who), change)
    if row.source == "self":
        text(draft, change, f"{place}.attestation", "The sentence that members agree to",
             why="Something one can stand for: “I have walked the route with a colleague.”")  # fmt: skip
    if row.source == "quiz":
        quiz_editor(draft, row, change)
    _references(draft, row, change)
    _row_buttons(row, change)


def _choice(
    label: str, row: DraftActivity, name: str, words: dict[str, str], to: Callable[[str], Callable[[Draft], Draft]], change: Change
) -> None:
    """A choice on which more depends than its own place."""
    kept = getattr(row, name)
    widget = shown(key(name, row.key), kept if kept in words else next(iter(words)))
    st.selectbox(label, list(words), key=widget, format_func=words.__getitem__, on_change=_take_choice, args=(change, to, widget))


def _take_choice(change: Change, to: Callable[[str], Callable[[Draft], Draft]], widget: str) -> None:
    change(to(str(session.typed(widget))))


def _references(draft: Draft, row: DraftActivity, change: Change) -> None:
    with st.popover("Names elsewhere", icon=":material/link:"):
        st.caption("What the activity is called in a learning management system, so that imported lists find it.")
        for at in range(len(row.lms)):
            _reference(draft, row, at, change)
        st.button("Add a name", key=key("lms_add", row.key), on_click=change, icon=":material/add:",
                  args=(lambda draft: activities.add_reference(draft, row.key),))  # fmt: skip
        widget = shown(key("key", row.key), row.key)
        st.text_input("Its short code in our own lists", key=widget, max_chars=32, on_change=_take_key, args=(change, row.key, widget),
                      help="Capital letters, digits and hyphens.")  # fmt: skip


def _reference(draft: Draft, row: DraftActivity, at: int, change: Change) -> None:
    place = f"activities.{row.key}.lms.{at}"
    choice(draft, change, f"{place}.scheme", "System", SCHEMES, why="Where the list comes from.")
    text(draft, change, f"{place}.value", "Name or id there", why="Exactly as the list has it.")
    st.button("Remove this name", key=key("lms_remove", row.key, at), on_click=change, type="tertiary", icon=":material/delete:",
              args=(lambda draft: activities.remove_reference(draft, row.key, at),))  # fmt: skip


def _take_key(change: Change, row: str, widget: str) -> None:
    new = str(session.typed(widget) or "")
    change(lambda draft: activities.rename_activity(draft, row, new))


def _row_buttons(row: DraftActivity, change: Change) -> None:
    with st.container(horizontal=True):
        for label, icon, act in (
            ("Up", "arrow_upward", lambda draft: activities.move_activity(draft, row.key, -1)),
            ("Down", "arrow_downward", lambda draft: activities.move_activity(draft, row.key, 1)),
            ("Remove", "delete", lambda draft: activities.remove_activity(draft, row.key)),
        ):
            st.button(label, key=key(label, row.key), on_click=change, args=(act,), icon=f":material/{icon}:")
