"""One badge for those who look after it: how it stands, what is asked about it, and everything that happened to it."""

from collections.abc import Callable, Iterator
from datetime import date, datetime

import streamlit as st

from core.queries.appeals import AppealRow
from core.queries.badges import AwardHistory, How
from core.queries.revocations import CaseRow
from core.rules.appeals import GROUND_LABELS
from core.rules.awards import Standing
from core.rules.times import moment
from core.services import revocations
from pages.shared import frame, registry, session, wiring
from pages.shared.appeal_card import ENDINGS as APPEAL_ENDINGS
from pages.shared.case_card import ENDINGS, case_card
from pages.shared.dates import day
from pages.shared.plain_table import Cell, Link, plain_table
from pages.shared.text import md

ACTS = "case_acts"
STANDINGS: dict[Standing, str] = {
    "valid": "● valid",
    "expired": "○ expired",
    "revoked": "✕ revoked",
    "suspended": "◌ suspended",
    "superseded": "○ replaced",
}
Event = tuple[datetime, Cell, Cell]
_SIGNED: dict[str, str] = {
    "issued": "Issued and signed",
    "new_address": "Signed again for a new address of the portal",
    "new_key": "Signed again with a new key",
}
_CAME_FROM: dict[How, str] = {"correction": "It corrects the name on an earlier badge", "renewal": "It renews an earlier badge"}
_WENT_TO: dict[How, str] = {"correction": "The corrected badge took its place", "renewal": "A newer badge renewed it"}


def standing_now(history: AwardHistory, today: date) -> None:
    """How the badge stands, in one line, and the way to its public page."""
    row = history.row
    changed = history.state_at if row.standing in ("revoked", "suspended", "superseded") else None
    since = f" since {day(changed, today)}" if changed else ""
    reason = f": {row.state_reason}" if row.state_reason else ""
    st.markdown(f"**{md(STANDINGS[row.standing] + since + reason)}** · [Public page](/b/{row.token})")


def open_case(history: AwardHistory, row: CaseRow, today: date) -> None:
    """What is asked, and what those who look after badges can do until it is decided."""
    portal, actor, token = wiring.portal(), session.actor(), history.row.token
    frame.problems_above(ACTS)
    with st.container(border=True):
        case_card(row, today)
        with st.container(horizontal=True):
            if history.row.state == "suspended":
                _button("Lift the suspension", "The badge is in force again.", lambda: revocations.lift(portal, actor, token=token))
            elif row.case.cause == "integrity" and history.row.state == "active":
                _button("Suspend it until then", "The badge is suspended.", lambda: revocations.suspend(portal, actor, token=token))
            if row.case.opened_by == actor.id:
                case_id = row.case.id
                _button("Withdraw", "The case is withdrawn.", lambda: revocations.withdraw(portal, actor, case_id=case_id))
    st.page_link(registry.path_of("cases"), label="All open cases", icon=":material/balance:")


def suspended_by_hand(history: AwardHistory) -> None:
    """A badge that was suspended at the command line, without a case."""
    portal, actor, token = wiring.portal(), session.actor(), history.row.token
    frame.problems_above(ACTS)
    st.markdown("It was suspended at the command line.")
    _button("Lift the suspension", "The badge is in force again.", lambda: revocations.lift(portal, actor, token=token))


def _button(label: str, done: str, act: Callable[[], None]) -> None:
    def clicked() -> None:
        with frame.problems_kept(ACTS):
            act()
            session.flash(done)

    st.button(label, on_click=clicked)


def happened(history: AwardHistory, cases: list[CaseRow], appeals: list[AppealRow], today: date) -> None:
    """Everything that happened to the badge, the newest first."""
    events = sorted([*_events(history, cases), *_appeal_events(appeals)], key=lambda event: event[0], reverse=True)
    plain_table(
        "What happened to this badge, the newest first.",
        ("When", "What", "Details"),
        [(day(at, today), *rest) for at, *rest in events],
    )


def _who(name: str) -> str:
    """At the beginning of a sentence, where it may be “the command line”."""
    return name[:1].upper() + name[1:]


def _events(history: AwardHistory, cases: list[CaseRow]) -> Iterator[Event]:
    for signing in history.signed:
        yield signing.signed_at, _SIGNED[signing.cause], f"at {signing.base_url}"
    if history.replaces and history.replaces_how:
        link = Link("The earlier badge", f"/awards?t={history.replaces}")
        yield history.signed[-1].signed_at, _CAME_FROM[history.replaces_how], link
    if history.replaced_by and history.replaced_how:
        at = history.state_at or moment(history.row.awarded_at)
        yield at, _WENT_TO[history.replaced_how], Link("The newer badge", f"/awards?t={history.replaced_by}")
    for row in cases:
        yield row.case.opened_at, f"{_who(row.opened_by)} asked for it to be taken back", row.case.explanation
        if row.case.answered_at:
            yield row.case.answered_at, "The holder answered", row.case.answer
        if row.case.outcome and row.case.decided_at:
            ending = ENDINGS[row.case.outcome]
            yield row.case.decided_at, f"{_who(row.decided_by)}: {ending}", row.case.grounds


def _appeal_events(appeals: list[AppealRow]) -> Iterator[Event]:
    for row in appeals:
        appeal = row.appeal
        yield appeal.made_at, f"The holder appealed: {GROUND_LABELS[appeal.ground].lower()}", appeal.statement
        if appeal.outcome and appeal.decided_at:
            yield appeal.decided_at, f"{_who(row.decided_by)}, about the appeal: {APPEAL_ENDINGS[appeal.outcome]}", appeal.reasons
