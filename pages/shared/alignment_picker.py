"""What the skill is called in frameworks of others: searched for, added, removed. Kept in the draft at once."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from core.queries import frameworks
from core.queries.frameworks import MOST_FOUND, Found
from core.rules.addresses import check_target
from core.rules.drafts import Draft
from core.rules.programs import MOST_ALIGNMENTS
from pages.shared import registry, session, wiring
from pages.shared.text import md

Change = Callable[[Callable[[Draft], Draft]], None]


def alignment_picker(draft: Draft, change: Change) -> None:
    """The alignments of the draft, and ways to more of them; ``change`` keeps each change at once."""
    _chosen(draft, change)
    if len(draft.alignments) >= MOST_ALIGNMENTS:
        st.caption(f"A program has at most {MOST_ALIGNMENTS} of them.")
        return
    if frameworks.all_frameworks(wiring.portal()):
        _search(draft, change)
    else:
        st.caption("No framework has been imported yet.")
        st.page_link(registry.path_of("frameworks"), label="Import one under Skills and frameworks", icon=":material/account_tree:")
    _by_address(change)


def _key(*parts: str) -> str:
    return "_".join(("alignment", st.query_params.get("d", ""), *parts))


def _chosen(draft: Draft, change: Change) -> None:
    if not draft.alignments:
        st.caption("Not aligned to anything yet. An alignment says what others call this skill, so that more people understand the badge.")
    for row in draft.alignments:
        with st.container(horizontal=True, vertical_alignment="center", border=True):
            st.markdown(_in_words(row), width="stretch")
            st.button("Remove", key=_key("remove", _url(row)), on_click=change, args=(_without(_url(row)),), icon=":material/close:")


def _in_words(row: dict[str, Any]) -> str:
    name, code, framework = (md(row.get(member, "")) for member in ("name", "code", "framework"))
    below = " · ".join(filter(None, (framework, code)))
    return f"**{name or md(_url(row))}**" + (f"  \n{below}" if below else "")


def _url(row: dict[str, Any]) -> str:
    return str(row.get("url", ""))


def _without(url: str) -> Callable[[Draft], Draft]:
    return lambda draft: draft.with_(alignments=tuple(row for row in draft.alignments if _url(row) != url))


def _with(alignment: dict[str, Any]) -> Callable[[Draft], Draft]:
    """Added once, however often the button is pressed."""
    return lambda draft: _without(_url(alignment))(draft).with_(
        alignments=(*(row for row in draft.alignments if _url(row) != _url(alignment)), alignment)[:MOST_ALIGNMENTS]
    )


def _search(draft: Draft, change: Change) -> None:
    words = st.text_input("Search in the frameworks", key=_key("words"), placeholder="A few words, or a code", icon=":material/search:")
    if not words.strip():
        return
    taken = {_url(row) for row in draft.alignments}
    found = [row for row in frameworks.search(wiring.portal(), words) if row.alignment["url"] not in taken]
    if not found:
        st.caption("Nothing else was found. Try fewer words, or the beginning of a word.")
    for row in found:
        _offer(row, change)
    if len(found) == MOST_FOUND:
        st.caption(f"These are the best {MOST_FOUND}. More words find fewer.")


def _offer(row: Found, change: Change) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        said = row.alignment["description"]
        st.markdown(_in_words(row.alignment) + (f"  \n:small[{md(said, 240)}]" if said else ""), width="stretch")
        st.button("Add", key=_key("add", _url(row.alignment)), on_click=change, args=(_with(row.alignment),), icon=":material/add:")


def _by_address(change: Change) -> None:
    """For a skill of a framework that nobody imported."""
    with st.expander("Add a skill by its address", icon=":material/link:"):
        fields = {name: _key("typed", name) for name in ("name", "url", "framework", "code")}
        st.text_input("What it is called there", key=fields["name"])
        st.text_input("Its web address", key=fields["url"], placeholder="https://")
        st.text_input("The framework", key=fields["framework"])
        st.text_input("Its code (optional)", key=fields["code"])
        problem = session.problems(_key("typed")).get("url")
        if problem:
            st.markdown(f":red[:material/error: {md(problem)}]")
        st.button("Add it", key=_key("typed", "add"), on_click=_take_typed, args=(fields, change), icon=":material/add:")


def _take_typed(fields: dict[str, str], change: Change) -> None:
    """What was typed stays in the fields when it cannot be taken."""
    typed = {name: (session.typed(widget) or "").strip() for name, widget in fields.items()}
    try:
        if not typed["name"]:
            raise ValueError("Please say what it is called there.")
        check_target(typed["url"])
    except ValueError as problem:
        session.keep_problems(_key("typed"), {"url": str(problem)})
        return
    session.forget_problems(_key("typed"))
    change(_with(typed | {"type": "CFItem", "description": ""}))
    for widget in fields.values():
        session.put(widget, "")
