"""Every badge that was issued, and one of them with its history (``?t=<token>``): correcting it, and taking it back."""

import streamlit as st

from core.queries.appeals import appeals_about
from core.queries.badges import AwardHistory, AwardRow, all_awards, award_history
from core.queries.pathways import in_question
from core.queries.revocations import cases_about
from core.rules.capstones import names_taken_back
from core.rules.times import moment
from pages.shared import frame, registry, session, wiring
from pages.shared.award_forms import correct_form, take_back_form
from pages.shared.dates import day
from pages.shared.one_award import STANDINGS, happened, open_case, standing_now, suspended_by_hand
from pages.shared.plain_table import Cell, Link, plain_table
from pages.shared.text import md

SHOWN = 100
portal, actor = wiring.portal(), session.actor()
today = portal.now().date()


def cells(row: AwardRow) -> tuple[Cell, ...]:
    until = day(moment(row.valid_until), today) if row.valid_until else "no end"
    badge = f"{row.program_code} {row.title}"
    return Link(row.holder, f"/awards?t={row.token}"), badge, day(moment(row.awarded_at), today), until, STANDINGS[row.standing]


def everything() -> None:
    rows = all_awards(portal, actor)
    if not rows:
        frame.open_page("Awards", "No badge was issued yet. The first one appears here with its public page.")
        return
    frame.open_page("Awards", f"{len(rows)} issued. The name leads to the badge: its history, correcting it, taking it back.")
    questioned()
    words = (st.text_input("Search by holder, program or state", key="q", type="search", bind="query-params") or "").casefold()
    found = [row for row in rows if words in f"{row.holder} {row.program_code} {row.title} {row.standing}".casefold()]
    if not found:
        st.info("No badge fits. Look at the spelling, or search for the program's code.")
        return
    more = f" The first {SHOWN} are shown; search for the others." if len(found) > SHOWN else ""
    count = f"{len(found)} badge{'' if len(found) == 1 else 's'}.{more}"
    plain_table(count, ("Holder", "Badge", "Awarded", "Valid until", "State"), map(cells, found[:SHOWN]))


def questioned(token: str = "") -> None:
    """Badges of pathways that rest on what was taken back: they stay until somebody decides. With a token, that one only."""
    for row in in_question(portal, actor):
        if token in ("", row.token):
            st.warning(f"“{md(row.title)}” of {md(row.holder)}: {md(names_taken_back(row.parts))}", icon=":material/balance:")
            if not token:
                st.page_link(registry.path_of("awards"), label="Look at it", icon=":material/arrow_forward:", query_params={"t": row.token})


def what_can_be_done(history: AwardHistory) -> None:
    if history.row.standing in ("valid", "expired"):
        with st.expander("Put the name right", icon=":material/edit:"):
            correct_form(history)
    if history.can_be_taken_back:
        with st.expander("Ask for it to be taken back", icon=":material/undo:"):
            take_back_form(history)


def one_award(token: str) -> None:
    history, cases = award_history(portal, actor, token), cases_about(portal, actor, token)
    named = "" if history.name == history.row.holder else f". The badge says “{history.name}”"
    frame.open_page(history.row.title, f"{history.row.program_code}, held by {history.row.holder}{named}.")
    st.page_link(registry.path_of("awards"), label="All awards", icon=":material/arrow_back:", query_params={})
    standing_now(history, today)
    questioned(token)
    pending = next((row for row in cases if row.case.is_open), None)
    if pending:
        st.header("An open case", anchor=False)
        open_case(history, pending, today)
    elif history.row.state == "suspended":
        suspended_by_hand(history)
    if history.is_own:
        st.info("This is your own badge. Whatever should happen to it, another administrator does it.")
    elif not pending:
        what_can_be_done(history)
    st.header("History", anchor=False)
    happened(history, cases, appeals_about(portal, actor, token), today)


chosen = st.query_params.get("t")
if chosen:
    one_award(chosen)
else:
    everything()
