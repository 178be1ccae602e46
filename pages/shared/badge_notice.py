"""What the holder of a badge must know when there is a question about it, and the place to answer."""

from datetime import date, timedelta

import streamlit as st

from core.rules.revocations import CAUSE_WORDS, RevocationCase
from core.rules.times import long_day
from core.services import revocations
from pages.shared import frame, session, wiring
from pages.shared.dates import day
from pages.shared.text import md

KEPT_SHOWN = timedelta(days=30)


def badge_notice(case: RevocationCase, title: str) -> None:
    """Above the card of the badge; of a case that ended well only for a month."""
    now = wiring.portal().now()
    if case.outcome == "kept" and case.decided_at and now > case.decided_at + KEPT_SHOWN:
        return
    with st.container(border=True):
        if case.outcome:
            _decided(case, title)
        else:
            _asked(case, title, now.date())
            if now <= case.answer_until:
                _answer_form(case)


def _asked(case: RevocationCase, title: str, today: date) -> None:
    until = long_day(case.answer_until.date())
    st.header(md(f"A question about your badge “{title}”"), anchor=False)
    st.markdown(f"The association asks whether it has to take this badge back: **{md(CAUSE_WORDS[case.cause].to_holder)}.**")
    st.text(case.explanation)
    if wiring.portal().now() <= case.answer_until:
        st.markdown(
            f"**You can answer until {until}.** Somebody who did not ask this question will read your answer and decide."
            " Nothing is decided before you answer or that day is over. What is written here is never public."
        )
        return
    st.markdown(f"The time to answer ended on {until}. Somebody who did not ask this question will decide; you will read it here.")
    if case.answer and case.answered_at:
        st.markdown(f"**Your answer** (sent on {day(case.answered_at, today)}):")
        st.text(case.answer)


def _answer_form(case: RevocationCase) -> None:
    name = f"answer_{case.id}"
    with st.form(name, border=False):
        text = st.text_area("Your side of it", value=case.answer, height=140)
        frame.problem_beside(name, "text")
        if st.form_submit_button("Change my answer" if case.answer else "Send my answer", type="primary"):
            with frame.errors_shown(name):
                revocations.answer(wiring.portal(), session.actor(), case_id=case.id, text=text)
                session.flash("Thank you, your answer is there. You can change it until the decision.")
                st.rerun()


def _decided(case: RevocationCase, title: str) -> None:
    when = long_day(case.decided_at.date()) if case.decided_at else ""
    if case.outcome == "revoked":
        st.header(md(f"Your badge “{title}” was revoked"), anchor=False)
        public = md(CAUSE_WORDS[case.cause].public)
        st.markdown(
            f"Decided on {when}. The public page says only: **{public}**. The grounds, which only you and the association can read:"
        )
    else:
        st.header(md(f"Your badge “{title}” stays"), anchor=False)
        st.markdown(f"The question about it was decided on {when}. The grounds:")
    st.text(case.grounds)
    if case.outcome == "revoked":
        st.markdown("If you think that this is wrong, please write to the association; its address stands below.")
