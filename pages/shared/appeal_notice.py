"""The holder's appeal against a revocation: the place to make one, and what becomes of it."""

from datetime import datetime

import streamlit as st

from core.rules.appeals import GROUND_LABELS, GROUNDS, Appeal, appeal_until
from core.rules.revocations import RevocationCase
from core.rules.times import long_day
from core.services import appeals
from pages.shared import frame, session, wiring
from pages.shared.text import md


def on_day(at: datetime | None) -> str:
    return long_day(at.date()) if at else ""


def appealed(appeal: Appeal) -> None:
    st.markdown(f"**You appealed on {on_day(appeal.made_at)}**: {md(GROUND_LABELS[appeal.ground]).lower()}.")
    st.text(appeal.statement)
    if appeal.outcome:
        st.markdown(f"**Dismissed on {on_day(appeal.decided_at)}**, by somebody who had no part in the case. The reasons:")
        st.text(appeal.reasons)
    else:
        st.markdown(
            f"Somebody who had no part in the case decides, by {long_day(appeal.due_on)}. Until then the badge stays revoked;"
            " you will read the decision here."
        )


def appeal_form(case: RevocationCase) -> None:
    """Folded away, for the grounds are read first; not there when it is too late."""
    if not case.decided_at or wiring.portal().now() > (until := appeal_until(case.decided_at)):
        return
    name = f"appeal_{case.id}"
    with st.expander(f"Appeal (until {long_day(until.date())})", icon=":material/balance:", expanded=bool(session.problems(name))):
        st.markdown("Somebody who had no part in the case looks at everything again. You can appeal once, so say everything. Never public.")
        with st.form(name, border=False):
            ground = st.radio("What does your appeal rest on?", GROUNDS, index=None, format_func=GROUND_LABELS.__getitem__)
            frame.problem_beside(name, "ground")
            statement = st.text_area("What should be looked at again?", height=140)
            frame.problem_beside(name, "statement")
            if st.form_submit_button("Send my appeal", type="primary"):
                _send_appeal(name, case, ground or "", statement)


def _send_appeal(name: str, case: RevocationCase, ground: str, statement: str) -> None:
    with frame.errors_shown(name):
        appeals.appeal(wiring.portal(), session.actor(), case_id=case.id, ground=ground, statement=statement)
        session.flash("Your appeal is there. Somebody who had no part in the case will decide.")
        st.rerun()
