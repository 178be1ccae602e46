"""Badges that may have to be taken back: what is asked, what the holder says, and the decision, which is never that of one person."""

import streamlit as st

from core.queries.revocations import CaseRow, open_cases
from core.rules.times import long_day
from core.services import revocations
from pages.shared import frame, session, wiring
from pages.shared.case_card import case_card
from pages.shared.text import md

portal, actor = wiring.portal(), session.actor()
today = portal.now().date()
VERDICTS = {"revoked": "The badge is revoked, for good", "kept": "The badge stays"}


def decision_form(row: CaseRow) -> None:
    """The second person's form. What was typed stays when it is refused."""
    name = f"decide_{row.case.id}"
    with st.form(name, border=False):
        verdict = st.radio("Your decision", VERDICTS, index=None, format_func=VERDICTS.__getitem__)
        frame.problem_beside(name, "verdict")
        grounds = st.text_area("Your grounds. The holder reads them; they are never public.")
        frame.problem_beside(name, "text")
        st.caption("A revocation cannot be undone. The public page, the check and the status list say so at once.")
        if st.form_submit_button("Decide", type="primary"):
            decide(name, row, verdict or "", grounds)


def decide(form: str, row: CaseRow, verdict: str, grounds: str) -> None:
    with frame.errors_shown(form):
        revocations.decide(portal, actor, case_id=row.case.id, verdict=verdict, grounds=grounds, seen=row.case.answer)
        session.flash("Decided: the badge is revoked." if verdict == "revoked" else "Decided: the badge stays.")
        st.rerun()


def one_case(row: CaseRow) -> None:
    with st.container(border=True):
        st.header(md(f"{row.title}, held by {row.holder}"), anchor=False)
        suspended = " It is suspended until the decision." if row.standing == "suspended" else ""
        st.markdown(f"Awarded on {long_day(row.awarded_at.date())}.{suspended} [Public page](/b/{row.case.award_token})")
        case_card(row, today)
        if row.hindrance and (row.stage == "ready" or row.case.opened_by == actor.id):
            st.info(md(row.hindrance))
        elif not row.hindrance:
            decision_form(row)


rows = open_cases(portal, actor)
if rows:
    frame.open_page("Cases", "Somebody asked for these badges to be taken back. Somebody else decides, after the holder could answer.")
    for row in rows:
        one_case(row)
else:
    frame.open_page("Cases", "No case is open. Where a badge has to be taken back, an administrator opens a case under Awards.")
