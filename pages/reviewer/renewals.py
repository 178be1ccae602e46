"""Evidence of practice that waits for an answer, and one piece on the desk (``?r=<id>``). Blind: no holder is named."""

import streamlit as st

from core.errors import NotFound
from core.queries import renewals as shown
from core.queries.renewals import RenewalDesk, Waiting
from core.rules.times import long_day
from core.services import renewals
from pages.shared import frame, registry, session, wiring
from pages.shared.dates import day
from pages.shared.evidence_list import evidence_piece
from pages.shared.text import md

FORM = "judge_renewal"
ANSWERS = {"renewed": "The badge is renewed", "returned": "Something is missing: it goes back with a reason"}
HERE = registry.path_of("renewals")
portal, actor = wiring.portal(), session.actor()
today = portal.now().date()


def card(row: Waiting) -> None:
    submitted = row.practice.submitted_at
    assert submitted is not None
    with st.container(border=True):
        words, way = st.columns([3, 1], vertical_alignment="center")
        with words:
            st.header(md(row.program.title), anchor=False)
            st.markdown(md(f"{row.label} · waiting since {day(submitted, today)}"))
            if row.ends_at:
                st.markdown(f":material/event: {'ran out' if row.ends_at < portal.now() else 'valid until'} {long_day(row.ends_at.date())}")
        with way:
            label = f"Read {md(row.label)}"
            st.page_link(HERE, label=label, icon=":material/arrow_forward:", query_params={"r": row.practice.id})


def queue() -> None:
    rows = shown.waiting(portal, actor)
    if not rows:
        frame.open_page("Renewals", "No renewal waits for you. They appear here when somebody hands in evidence of practice.")
        return
    frame.open_page("Renewals", "One piece of evidence each: does it show that the skill is still in practice?")
    for row in rows:
        card(row)


def on_the_desk(practice_id: str) -> RenewalDesk:
    try:
        return shown.desk(portal, actor, practice_id)
    except NotFound:
        frame.open_page("Renewals")
        back()
        raise


def back() -> None:
    st.page_link(HERE, label="All renewals", icon=":material/arrow_back:")


def to_judge(desk: RenewalDesk) -> None:
    practice = desk.waiting.practice
    with st.form(f"{FORM}_{practice.id}", border=False):
        answer = st.radio("Your answer", ANSWERS, index=None, format_func=ANSWERS.__getitem__)
        frame.problem_beside(FORM, "answer")
        reason = st.text_area("What the holder reads (needed when it goes back)", height=120, max_chars=5000)
        frame.problem_beside(FORM, "reason")
        st.caption("Renewed: the new badge is issued at once. It says that one reviewer judged evidence of practice; you are not named.")
        if st.form_submit_button("Answer", type="primary"):
            with frame.errors_shown(FORM):
                renewals.judge(portal, actor, practice_id=practice.id, seen=practice.row_version, answer=answer or "", reason=reason)
                session.flash("The badge is renewed." if answer == "renewed" else "It went back to the holder with your reason.")
                st.rerun()


def answered(desk: RenewalDesk) -> None:
    practice = desk.waiting.practice
    who = "You" if practice.decided_by == actor.id else md(desk.answered_by)
    what = "renewed the badge" if practice.state == "renewed" else "gave it back"
    assert practice.decided_at is not None
    st.success(f"{who} {what} on {day(practice.decided_at, today)}.", icon=":material/check_circle:")
    if practice.reason:
        st.markdown("**What the holder reads**")
        st.text(practice.reason)


def one(practice_id: str) -> None:
    desk = on_the_desk(practice_id)
    row = desk.waiting
    frame.open_page(f"Renew: {row.program.title}", f"{row.label} · {row.program.skill.statement}")
    st.header("What was asked for", anchor=False)
    st.markdown(md(desk.prompt))
    if desk.earlier_reason:
        with st.expander("What the holder was told the last time"):
            st.text(desk.earlier_reason)
    st.header("What was handed in", anchor=False)
    evidence_piece(desk.item)
    if row.practice.state == "in_review":
        to_judge(desk)
    else:
        answered(desk)
    back()


chosen = st.query_params.get("r", "")
if chosen:
    one(chosen)
else:
    queue()
