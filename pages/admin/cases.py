"""Badges that may have to be taken back: what is asked, what the holder says, and the decision, which is never that of one person.

And appeals against such decisions, which somebody decides who had no part in them.
"""

import streamlit as st

from core.queries.appeals import AppealRow, open_appeals
from core.queries.revocations import CaseRow, open_cases
from core.rules.times import long_day
from core.services import appeals, revocations
from pages.shared import frame, session, wiring
from pages.shared.appeal_card import appeal_card
from pages.shared.case_card import case_card
from pages.shared.text import md

portal, actor = wiring.portal(), session.actor()
today = portal.now().date()
VERDICTS = {"revoked": "The badge is revoked", "kept": "The badge stays"}
OUTCOMES = {"upheld": "The badge is in force again", "dismissed": "The badge stays revoked, for good"}
GROUNDS = "Your grounds. The holder reads them; they are never public."


def decision_form(row: CaseRow) -> None:
    """The second person's form. What was typed stays when it is refused."""
    name = f"decide_{row.case.id}"
    with st.form(name, border=False):
        verdict = st.radio("Your decision", VERDICTS, index=None, format_func=VERDICTS.__getitem__)
        frame.problem_beside(name, "verdict")
        grounds = st.text_area(GROUNDS)
        frame.problem_beside(name, "text")
        st.caption("The public page, the check and the status list say so at once. Only an appeal of the holder can undo a revocation.")
        if st.form_submit_button("Decide", type="primary"):
            decide(name, row, verdict or "", grounds)


def decide(form: str, row: CaseRow, verdict: str, grounds: str) -> None:
    with frame.errors_shown(form):
        revocations.decide(portal, actor, case_id=row.case.id, verdict=verdict, grounds=grounds, seen=row.case.answer)
        session.flash("Decided: the badge is revoked." if verdict == "revoked" else "Decided: the badge stays.")
        st.rerun()


def appeal_form(row: AppealRow) -> None:
    name = f"judge_{row.appeal.case_id}"
    with st.form(name, border=False):
        outcome = st.radio("Your decision", OUTCOMES, index=None, format_func=OUTCOMES.__getitem__)
        frame.problem_beside(name, "outcome")
        reasons = st.text_area(GROUNDS)
        frame.problem_beside(name, "text")
        st.caption("This is the last word in the portal. The public page, the check and the status list follow at once.")
        if st.form_submit_button("Decide the appeal", type="primary"):
            judge(name, row, outcome or "", reasons)


def judge(form: str, row: AppealRow, outcome: str, reasons: str) -> None:
    with frame.errors_shown(form):
        appeals.judge(portal, actor, case_id=row.appeal.case_id, outcome=outcome, reasons=reasons)
        session.flash("Decided: the badge is in force again." if outcome == "upheld" else "Decided: the badge stays revoked.")
        st.rerun()


def about(row: CaseRow) -> None:
    st.header(md(f"{row.title}, held by {row.holder}"), anchor=False)
    suspended = " It is suspended until the decision." if row.standing == "suspended" else ""
    st.markdown(f"Awarded on {long_day(row.awarded_at.date())}.{suspended} [Public page](/b/{row.case.award_token})")


def one_appeal(row: AppealRow) -> None:
    with st.container(border=True):
        about(row.of_case)
        appeal_card(row, today)
        if row.hindrance:
            st.info(md(row.hindrance))
        else:
            appeal_form(row)


def one_case(row: CaseRow) -> None:
    with st.container(border=True):
        about(row)
        case_card(row, today)
        if row.hindrance and (row.stage == "ready" or row.case.opened_by == actor.id):
            st.info(md(row.hindrance))
        elif not row.hindrance:
            decision_form(row)


rows, appealed = open_cases(portal, actor), open_appeals(portal, actor)
if rows or appealed:
    frame.open_page("Cases", "Somebody asked for these badges to be taken back. Somebody else decides, after the holder could answer.")
    for each in appealed:
        one_appeal(each)
    for row in rows:
        one_case(row)
else:
    frame.open_page("Cases", "No case is open. Where a badge has to be taken back, an administrator opens a case under Awards.")
