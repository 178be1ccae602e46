"""Renewing one of one's own badges (``?b=<token>``): how it is renewed, and the next step."""

import streamlit as st

from core.errors import NotFound, RuleBroken
from core.queries import renewals as shown
from core.queries.renewals import OwnRenewal
from core.rules.times import duration_in_words, long_day
from core.services import enrolments, renewals
from pages.shared import frame, registry, session, wiring
from pages.shared.dates import day
from pages.shared.evidence_list import evidence_piece
from pages.shared.practice_form import FORM, practice_form
from pages.shared.renewal_notice import headline
from pages.shared.text import md

OWN_WORK = "This is my own work, and it happened as it stands here."
portal, actor = wiring.portal(), session.actor()
today = portal.now().date()


def my_badge() -> OwnRenewal:
    try:
        return shown.of_badge(portal, actor, st.query_params.get("b", ""))
    except NotFound:
        frame.open_page("Renew a badge")
        back()
        raise


def back() -> None:
    st.page_link(registry.path_of("badges"), label="Back to my badges", icon=":material/arrow_back:")


def terms(renewal: OwnRenewal) -> None:
    """What the new badge will say."""
    program = renewal.program
    if program.validity:
        lasts = duration_in_words(program.validity)
        st.caption(
            f"The new badge is valid at once and for another {lasts}, counted from {long_day(max(today, renewal.days.ends_on))}:"
            " renewing early costs you no day. Your present badge stays at its address and leads to the new one."
        )


def not_open(renewal: OwnRenewal) -> None:
    """Before and after the time to renew, and for badges that are out of force."""
    if renewal.award.state != "active":
        st.info("This badge is not in force, so it cannot be renewed. My badges says why.")
    elif today < renewal.days.opens_on:
        st.info(f"This badge is valid until {long_day(renewal.days.ends_on)}. You can renew it from {long_day(renewal.days.opens_on)}.")
    else:
        st.info(f"The time to renew this badge ended on {long_day(renewal.days.closes_on)}. You can earn it again.")
        to_program(renewal.program.code, "Look at the program")


def to_program(code: str, label: str) -> None:
    st.page_link(registry.path_of("program"), label=label, icon=":material/arrow_forward:", query_params={"code": code})


def by_program(renewal: OwnRenewal, code: str, title: str, why: str) -> None:
    """By earning a badge: the same once more, or that of the update program."""
    st.markdown(md(why))
    if renewal.under_way:
        where = " It is with the reviewers." if renewal.submitted else ""
        st.success(f"Your renewal is in progress.{where}", icon=":material/autorenew:")
        st.page_link(registry.path_of("my_learning"), label=f"Go on with {md(title)}", query_params={"e": renewal.under_way})
    elif not renewal.taken:
        st.info("This program takes no new participants at the moment. Please ask the association how your badge can be renewed.")
    else:
        if st.button(f"Start “{md(title)}”", type="primary", icon=":material/arrow_forward:"):
            start(code)
        to_program(code, "Look at the program first")
    terms(renewal)


def start(code: str) -> None:
    with frame.errors_shown():
        started = enrolments.enrol(portal, actor, code=code)
        st.switch_page(registry.path_of("my_learning"), query_params={"e": started.id})


def by_evidence(renewal: OwnRenewal) -> None:
    """Draft, waiting, or answered and to be handed in again."""
    st.markdown(md(renewal.renewal.prompt))
    if renewal.practice and renewal.practice.state == "in_review":
        handed_in(renewal)
        return
    if renewal.returned:
        st.warning(f"**Your reviewer says what is missing:** {md(renewal.returned.reason)}", icon=":material/chat:")
    draft = renewals.open_draft(portal, actor, token=renewal.award.token)
    practice_form(draft)
    own_work = st.checkbox(OWN_WORK, key=f"own_{draft.id}")
    frame.problem_beside(FORM, "own_work")
    st.caption("One reviewer reads it, without your name. Please do not put names into what you hand in.")
    st.button("Hand it in", type="primary", on_click=hand_in, args=(draft.id, own_work))
    terms(renewal)


def hand_in(practice_id: str, own_work: bool) -> None:
    with frame.problems_kept(FORM):
        renewals.hand_in(wiring.portal(), session.actor(), practice_id=practice_id, own_work=own_work)


def handed_in(renewal: OwnRenewal) -> None:
    practice = renewal.practice
    assert practice is not None and practice.submitted_at is not None and practice.item is not None
    since = day(practice.submitted_at, today)
    st.success(f"Your renewal is in progress: handed in on {since}. You will hear from us.", icon=":material/autorenew:")
    evidence_piece(practice.item)
    if st.button("Take it back", icon=":material/undo:"):
        with frame.errors_shown():
            renewals.take_back(portal, actor, practice_id=practice.id)
            st.rerun()


def now(renewal: OwnRenewal) -> None:
    match renewal.renewal.kind:
        case "reassess":
            why = "You renew this badge by showing the skill once more, judged as it was the first time."
            by_program(renewal, renewal.program.code, renewal.program.title, why)
        case "update_program":
            why = f"You renew this badge by earning the badge of “{renewal.update_title}”."
            by_program(renewal, renewal.renewal.program, renewal.update_title, why)
        case "evidence":
            by_evidence(renewal)
        case _:
            st.markdown("This badge is not renewed: it runs out. Its page stays and says until when it was valid.")
            st.markdown("Once it has run out you can earn the badge again, in the program as it is then.")
            to_program(renewal.program.code, "Look at the program")


renewal = my_badge()
frame.open_page(f"Renew “{renewal.program.title}”", f"Your badge {headline(renewal)}." if renewal.award.state == "active" else "")
judged_late = renewal.practice is not None and renewal.practice.state == "in_review"
if renewal.award.state == "active" and (renewal.days.is_open(today) or judged_late):
    try:
        now(renewal)
    except RuleBroken as refusal:
        st.info(md(refusal.message))
else:
    not_open(renewal)
back()
