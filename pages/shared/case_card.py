"""A case about a badge, to be read: who asks for what and why, what the holder says, and how long it takes."""

from datetime import date

import streamlit as st

from core.queries.revocations import CaseRow
from core.rules.revocations import CAUSE_WORDS, Outcome
from pages.shared.dates import clock, day
from pages.shared.text import md

ENDINGS: dict[Outcome, str] = {
    "revoked": "the badge was revoked",
    "kept": "the badge stays",
    "withdrawn": "the case was withdrawn",
}


def case_card(row: CaseRow, today: date) -> None:
    """Everything about one case; call it inside a container."""
    case = row.case
    st.markdown(f"**{md(CAUSE_WORDS[case.cause].label)}.** Asked by {md(row.opened_by)} on {day(case.opened_at, today)}:")
    st.text(case.explanation)
    if case.answer and case.answered_at:
        st.markdown(f"**The holder answers** (on {day(case.answered_at, today)}):")
        st.text(case.answer)
    st.markdown(f"{':material/schedule: ' if row.stage == 'answering' else ''}{md(clock_sentence(row, today))}")
    if case.grounds:
        st.text(case.grounds)


def clock_sentence(row: CaseRow, today: date) -> str:
    """Where the case stands, and what comes next."""
    case, until = row.case, day(row.case.answer_until, today)
    if case.outcome and case.decided_at:
        by = f" by {row.decided_by}" if case.decided_by else ""
        grounds = ". The grounds:" if case.grounds else "."
        return f"Closed on {day(case.decided_at, today)}{by}: {ENDINGS[case.outcome]}{grounds}"
    if row.stage == "answering":
        if row.ready_at > case.answer_until:
            ready = f"{day(row.ready_at, today)} at {clock(row.ready_at)}"
            return f"The holder can answer until {until}. Nobody else can decide, so it can be decided from {ready} on."
        return f"The holder can answer until {until}. After that, or as soon as there is an answer, it can be decided."
    if case.cause == "holder_request":
        return "The holder asked for it, so it can be decided at any time."
    if case.answered_at:
        return "The holder has answered, so it can be decided."
    return f"The time to answer ended on {until}, without an answer. It can be decided."
