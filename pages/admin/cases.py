"""Badges that may have to be taken back: what is asked, what the holder says, and the decision, which is never that of one person.

And appeals against such decisions, which somebody decides who had no part in them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

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
VERDICTS = {
    "revoked": ("The badge is revoked", "Decided: the badge is revoked."),
    "kept": ("The badge stays", "Decided: the badge stays."),
}
OUTCOMES = {
    "upheld": ("The badge is in force again", "Decided: the badge is in force again."),
    "dismissed": ("The badge stays revoked, for good", "Decided: the badge stays revoked."),
}


@dataclass(frozen=True)
class Decision:
    """A form for the second person.

    ``field`` is what the service calls the choice; ``choices`` gives each its label, and what is said once it was taken.
    """

    form: str
    field: str
    choices: Mapping[str, tuple[str, str]]
    caption: str
    button: str
    act: Callable[[str, str], None]

    def ask(self) -> None:
        """What was typed stays when it is refused."""
        with st.form(self.form, border=False):
            choice = st.radio("Your decision", self.choices, index=None, format_func=lambda each: self.choices[each][0])
            frame.problem_beside(self.form, self.field)
            grounds = st.text_area("Your grounds. The holder reads them; they are never public.")
            frame.problem_beside(self.form, "text")
            st.caption(self.caption)
            if st.form_submit_button(self.button, type="primary"):
                self.take(choice or "", grounds)

    def take(self, choice: str, grounds: str) -> None:
        with frame.errors_shown(self.form):
            self.act(choice, grounds)
            session.flash(self.choices[choice][1])
            st.rerun()


def about_case(row: CaseRow) -> Decision:
    return Decision(
        f"decide_{row.case.id}",
        "verdict",
        VERDICTS,
        "The public page, the check and the status list say so at once. Only an appeal of the holder can undo a revocation.",
        "Decide",
        lambda verdict, grounds: revocations.decide(
            portal, actor, case_id=row.case.id, verdict=verdict, grounds=grounds, seen=row.case.answer
        ),
    )


def about_appeal(row: AppealRow) -> Decision:
    return Decision(
        f"judge_{row.appeal.case_id}",
        "outcome",
        OUTCOMES,
        "This is the last word in the portal. The public page, the check and the status list follow at once.",
        "Decide the appeal",
        lambda outcome, reasons: appeals.judge(portal, actor, case_id=row.appeal.case_id, outcome=outcome, reasons=reasons),
    )


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
            about_appeal(row).ask()


def one_case(row: CaseRow) -> None:
    with st.container(border=True):
        about(row)
        case_card(row, today)
        if row.hindrance and (row.stage == "ready" or row.case.opened_by == actor.id):
            st.info(md(row.hindrance))
        elif not row.hindrance:
            about_case(row).ask()


rows, appealed = open_cases(portal, actor), open_appeals(portal, actor)
if rows or appealed:
    frame.open_page("Cases", "Somebody asked for these badges to be taken back. Somebody else decides, after the holder could answer.")
    for each in appealed:
        one_appeal(each)
    for row in rows:
        one_case(row)
else:
    frame.open_page("Cases", "No case is open. Where a badge has to be taken back, an administrator opens a case under Awards.")
