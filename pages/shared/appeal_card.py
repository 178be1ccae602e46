"""An appeal, to be read by whoever decides it: the case that was decided, and what the holder says against that."""

from datetime import date

import streamlit as st

from core.queries.appeals import AppealRow
from core.rules.appeals import GROUND_LABELS, AppealOutcome
from pages.shared.case_card import case_card
from pages.shared.dates import day
from pages.shared.text import md

ENDINGS: dict[AppealOutcome, str] = {
    "upheld": "the badge is in force again",
    "dismissed": "the badge stays revoked",
}


def appeal_card(row: AppealRow, today: date) -> None:
    """The case that was decided, then what the holder says against that; call it inside a container."""
    case_card(row.of_case, today)
    appeal = row.appeal
    st.markdown(f"**The holder appeals** (on {day(appeal.made_at, today)}): {md(GROUND_LABELS[appeal.ground]).lower()}.")
    st.text(appeal.statement)
    late = "should have been decided by" if today > appeal.due_on else "should be decided by"
    st.markdown(f":material/schedule: It {late} {day(appeal.due_on, today)}, by somebody who had no part in the case.")
    if not row.judges:
        st.warning(
            "Nobody here could decide it: everybody who may had a part in the case. Please give somebody who stands apart, such as a"
            " member of the board, the role of reviewer.",
            icon=":material/group_add:",
        )
