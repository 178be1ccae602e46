"""What the holder of a badge must know when there is a question about it, and the place to answer."""

from datetime import date, datetime, timedelta

import streamlit as st

from core.rules.appeals import Appeal
from core.rules.revocations import CAUSE_WORDS, RevocationCase
from core.rules.times import long_day
from core.services import revocations
from pages.shared import frame, session, wiring
from pages.shared.appeal_notice import appeal_form, appealed, on_day
from pages.shared.dates import day
from pages.shared.text import md

KEPT_SHOWN = timedelta(days=30)


def badge_notice(case: RevocationCase, appeal: Appeal | None, title: str) -> None:
    """Above the card of the badge; of a case that ended well only for a month."""
    now, ended_well_at = wiring.portal().now(), _ended_well_at(case, appeal)
    if ended_well_at and now > ended_well_at + KEPT_SHOWN:
        return
    with st.container(border=True):
        if appeal and appeal.outcome == "upheld":
            _upheld(appeal, title)
        elif case.outcome == "revoked":
            _revoked(case, appeal, title)
        elif case.outcome:
            _kept(case, title)
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


def _ended_well_at(case: RevocationCase, appeal: Appeal | None) -> datetime | None:
    if case.outcome == "kept":
        return case.decided_at
    return appeal.decided_at if appeal and appeal.outcome == "upheld" else None


def _kept(case: RevocationCase, title: str) -> None:
    st.header(md(f"Your badge “{title}” stays"), anchor=False)
    st.markdown(f"The question about it was decided on {on_day(case.decided_at)}. The grounds:")
    st.text(case.grounds)


def _upheld(appeal: Appeal, title: str) -> None:
    st.header(md(f"Your badge “{title}” is in force again"), anchor=False)
    st.markdown(f"Your appeal was upheld on {on_day(appeal.decided_at)}. The reasons:")
    st.text(appeal.reasons)


def _revoked(case: RevocationCase, appeal: Appeal | None, title: str) -> None:
    st.header(md(f"Your badge “{title}” was revoked"), anchor=False)
    st.markdown(
        f"Decided on {on_day(case.decided_at)}. The public page says only: **{md(CAUSE_WORDS[case.cause].public)}**."
        " The grounds, which only you and the association can read:"
    )
    st.text(case.grounds)
    if appeal:
        appealed(appeal)
    else:
        appeal_form(case)
