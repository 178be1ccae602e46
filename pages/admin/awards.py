"""Every badge that was issued, and taking one back: in public, for good, with a reason."""

import streamlit as st

from core.errors import BadInput
from core.queries.badges import AwardRow, all_awards
from core.rules.times import moment
from core.services import awards
from pages.shared import frame, registry, session, wiring
from pages.shared.dates import day
from pages.shared.plain_table import Cell, Link, plain_table
from pages.shared.text import md

FORM, SHOWN = "revoke", 100
STANDINGS = {
    "valid": "● valid",
    "expired": "○ expired",
    "revoked": "✕ revoked",
    "suspended": "◌ suspended",
    "superseded": "○ renewed by a later one",
}
portal, actor = wiring.portal(), session.actor()


def cells(row: AwardRow) -> tuple[Cell, ...]:
    today = portal.now().date()
    until = day(moment(row.valid_until), today) if row.valid_until else "no end"
    act: Cell = "" if row.state == "revoked" else Link("Revoke…", f"/awards?t={row.token}")
    page = Link(f"{row.program_code} {row.title}", f"/b/{row.token}")
    return row.holder, page, day(moment(row.awarded_at), today), until, STANDINGS[row.standing], act


def everything(rows: list[AwardRow]) -> None:
    if not rows:
        frame.open_page("Awards", "No badge was issued yet. The first one appears here with its public page.")
        return
    frame.open_page("Awards", f"{len(rows)} issued. The program leads to the public page of the badge.")
    words = (st.text_input("Search by holder or program", key="q", type="search", bind="query-params") or "").casefold()
    found = [row for row in rows if words in f"{row.holder} {row.program_code} {row.title}".casefold()]
    if not found:
        st.info("No badge fits. Look at the spelling, or search for the program's code.")
        return
    more = f" The first {SHOWN} are shown; search for the others." if len(found) > SHOWN else ""
    plain_table(f"{len(found)} badges.{more}", ("Holder", "Badge", "Awarded", "Valid until", "State", "Revoke"), map(cells, found[:SHOWN]))


def revoke(row: AwardRow, typed_code: str, reason: str) -> None:
    """Asks for the code of the program, so that nobody revokes with one slip."""
    with frame.errors_shown(FORM):
        if typed_code.strip().upper() != row.program_code:
            raise BadInput({"confirm": f"Please type {row.program_code} to confirm."})
        awards.revoke(portal, actor, token=row.token, reason=reason)
        session.flash(f"Revoked: {row.program_code}, {row.holder}. The public page and the status list say so from now on.")
        st.switch_page(registry.path_of("awards"), query_params={})


def one_award(row: AwardRow) -> None:
    frame.open_page("Revoke a badge", f"{row.title}, held by {row.holder}")
    st.page_link(registry.path_of("awards"), label="All awards", icon=":material/arrow_back:", query_params={})
    if row.state == "revoked":
        st.info(f"This badge is revoked: {md(row.state_reason)}")
        return
    st.warning("This cannot be undone. Whoever looks at the badge sees that it is revoked, and your reason.", icon=":material/warning:")
    with st.form(FORM):
        reason = st.text_input("Reason, shown in public", help="One sentence without private details.")
        frame.problem_beside(FORM, "reason")
        code = st.text_input(f"Type {row.program_code} to confirm")
        frame.problem_beside(FORM, "confirm")
        if st.form_submit_button("Revoke for good", type="primary"):
            revoke(row, code, reason)


rows = all_awards(portal, actor)
chosen = next((row for row in rows if row.token == st.query_params.get("t")), None)
if chosen:
    one_award(chosen)
else:
    everything(rows)
