"""What can be done about a badge that is in force: asking for it to be taken back, and putting the name on it right."""

import streamlit as st

from core.queries.badges import AwardHistory
from core.rules.revocations import ANSWER_DAYS, CAUSE_WORDS, CAUSES
from core.services import corrections, revocations
from pages.shared import frame, registry, session, wiring
from pages.shared.text import md

TAKE_BACK, CORRECT = "take_back", "correct"


def take_back_form(history: AwardHistory) -> None:
    """Opens a case."""
    st.markdown(
        f"You say why. The holder reads it and has {ANSWER_DAYS} days to answer. Then **somebody else** decides: nobody takes a badge"
        " back alone. The public page says only the cause, in a few words, and the day."
    )
    with st.form(TAKE_BACK, border=False):
        cause = st.radio("Why should it be taken back?", CAUSES, index=None, format_func=lambda each: CAUSE_WORDS[each].label)
        frame.problem_beside(TAKE_BACK, "cause")
        explanation = st.text_area("What happened? For the holder and for whoever decides; never public.")
        frame.problem_beside(TAKE_BACK, "explanation")
        suspend = st.checkbox(
            "Suspend it until then (only where the evidence is in doubt)", help="At once, and in public. It can be lifted at any time."
        )
        frame.problem_beside(TAKE_BACK, "suspend")
        if st.form_submit_button("Ask for it to be taken back", type="primary"):
            take_back(history, cause or "", explanation, suspend)


def take_back(history: AwardHistory, cause: str, explanation: str, suspend: bool) -> None:
    with frame.errors_shown(TAKE_BACK):
        token = history.row.token
        revocations.open_case(wiring.portal(), session.actor(), token=token, cause=cause, explanation=explanation, suspend=suspend)
        session.flash("The case is open. The holder sees it under My badges.")
        st.switch_page(registry.path_of("awards"), query_params={"t": token})


def correct_form(history: AwardHistory) -> None:
    """Issues the badge anew with another name."""
    st.markdown(
        f"The badge says **{md(history.name)}**. With another name it is signed as a new badge, at a new address; the old address"
        " says so and leads there. What was earned, and when, stays."
    )
    with st.form(CORRECT, border=False):
        name = st.text_input("The name as it should be", value=history.name)
        frame.problem_beside(CORRECT, "name_on_badge")
        from_now_on = st.checkbox("Later badges of this person carry this name too", value=True)
        if st.form_submit_button("Issue the corrected badge", type="primary"):
            correct(history, name, from_now_on)


def correct(history: AwardHistory, name: str, from_now_on: bool) -> None:
    with frame.errors_shown(CORRECT):
        portal, actor = wiring.portal(), session.actor()
        new = corrections.correct_name(portal, actor, token=history.row.token, name=name, from_now_on=from_now_on)
        session.flash("This is the corrected badge. The old one leads here. Please tell the holder to share the new address.")
        st.switch_page(registry.path_of("awards"), query_params={"t": new})
