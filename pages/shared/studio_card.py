"""A draft or a program on its card in the studio: how focused it is, what needs a look, and the ways on from here."""

from collections.abc import Callable
from datetime import date

import streamlit as st

from core.queries.drafts import StudioCard
from core.rules.design_check import Report
from core.rules.drafts import is_complete, program_of
from core.services import drafts
from core.services.programs import write_program
from pages.shared import frame, registry, session, wiring
from pages.shared.dates import day
from pages.shared.design_check import focus_dial, seal_row
from pages.shared.text import md

FORM = "studio"
STATES = {
    "draft": "◌ draft",
    "in_check": "◐ waits for a check",
    "published": "● published",
    "suspended": "◐ suspended",
    "superseded": "○ superseded",
    "retired": "○ retired",
}
Open = Callable[[str], None]


def needs_a_look(card: StudioCard, report: Report) -> bool:
    """Somebody waits for an answer, or what members see today has something that should not be there."""
    if card.kind == "draft":
        return card.state == "in_check" or bool(card.comment)
    return card.state == "published" and bool(report.blocking)


def studio_card(card: StudioCard, report: Report, today: date, go: Open) -> None:
    """``go`` opens the draft that a button began."""
    with st.container(border=True, height="stretch", key=f"studio_{card.draft_id or card.version_id}"):
        st.markdown(f"**{md(card.draft.title) or 'A program without a title'}**")
        st.caption(_standing(card, today))
        if card.comment:
            st.warning(f"Sent back: {md(card.comment, 200)}", icon=":material/undo:")
        if card.state not in ("retired", "superseded"):
            focus_dial(report)
            seal_row(report.seals, small=True)
            st.markdown(findings_in_words(report))
        with st.container(horizontal=True, vertical_alignment="center", key=f"ways_{card.draft_id or card.version_id}"):
            if card.kind == "draft":
                _ways_of_a_draft(card)
            else:
                _ways_of_a_program(card, go)


def _standing(card: StudioCard, today: date) -> str:
    parts = [md(card.draft.code) or "no code yet", md(card.draft.version), STATES[card.state]]
    if card.kind == "program":
        parts += [f"{card.enrolled} enrolled", f"{card.awards} badge{'' if card.awards == 1 else 's'}"]
    elif card.changed_at:
        by = f" by {md(card.changed_by)}" if card.changed_by else ""
        parts.append(f"changed {day(card.changed_at, today)}{by}")
    return " · ".join(parts)


def findings_in_words(report: Report) -> str:
    """How many findings are open, and how many of them stop publishing."""
    found = [row for row in report.findings if not row.waived]
    if not found:
        return ":material/verified: Nothing to improve."
    count = f"{len(found)} finding{'' if len(found) == 1 else 's'}"
    if stops := len(report.blocking):
        return f":material/block: {count}, {stops} of them must change"
    return f":material/lightbulb: {count}, nothing that stops publishing"


def _ways_of_a_draft(card: StudioCard) -> None:
    _link("publish_check" if card.state == "in_check" else "edit_program", card)
    with st.popover("More", icon=":material/more_horiz:", key=f"more_{card.draft_id}"):
        if card.state == "draft":
            _link("publish_check", card)
        if card.version_id:
            _history(card)
        _file(card)
        if card.state == "draft":
            st.button("Throw this draft away", key=f"drop_{card.draft_id}", icon=":material/delete:", on_click=_drop, args=(card,))


_LINKS = {"edit_program": ("Go on designing", "edit"), "publish_check": ("Last look", "fact_check")}


def _link(page: str, card: StudioCard) -> None:
    label, icon = _LINKS[page]
    st.page_link(registry.path_of(page), label=label, icon=f":material/{icon}:", query_params={"d": card.draft_id})


def _ways_of_a_program(card: StudioCard, go: Open) -> None:
    if card.open_draft:
        st.page_link(
            registry.path_of("edit_program"),
            label="Go on with the next version",
            icon=":material/edit:",
            query_params={"d": card.open_draft},
        )
    elif st.button("Next version", key=f"next_{card.version_id}", icon=":material/edit:"):
        with frame.errors_shown():
            go(drafts.next_version(wiring.portal(), session.actor(), code=card.draft.code))
    with st.popover("More", icon=":material/more_horiz:", key=f"more_{card.version_id}"):
        if card.state == "published":
            st.page_link(
                registry.path_of("program"), label="As members see it", icon=":material/visibility:", query_params={"code": card.draft.code}
            )
        _history(card)
        _file(card)


def _history(card: StudioCard) -> None:
    st.page_link(registry.path_of("program_history"), label="History", icon=":material/history:", query_params={"code": card.draft.code})


def _file(card: StudioCard) -> None:
    """The program file; a draft that is not complete has none yet."""
    if is_complete(card.draft):
        name = f"{card.draft.code}-{card.draft.version}.toml"
        st.download_button("Program file", lambda: write_program(program_of(card.draft)), name, "application/toml",
                           key=f"file_{card.draft_id or card.version_id}", icon=":material/download:", on_click="ignore")  # fmt: skip


def _drop(card: StudioCard) -> None:
    with frame.problems_kept(FORM):
        drafts.drop(wiring.portal(), session.actor(), draft_id=card.draft_id)
        session.flash(f"The draft of “{card.draft.title or 'a program without a title'}” is gone.")
