"""A badge that runs out, on a strip: until when, and the one thing to do about it. And what else the portal has to say on Home."""

from collections.abc import Callable
from urllib.parse import parse_qs, urlsplit

import streamlit as st

from core.queries.messages import unread
from core.queries.renewals import OwnRenewal, own, waiting
from core.rules.mail import StoredMessage
from core.rules.permissions import Permission, allowed
from core.rules.times import long_day
from core.services import mail
from pages.shared import frame, registry, session, wiring
from pages.shared.text import md


def headline(renewal: OwnRenewal) -> str:
    """How long it is still valid, or since when it is not."""
    left = renewal.days.days_left(wiring.portal().now().date())
    if left < 0:
        return f"expired on {long_day(renewal.days.ends_on)}"
    if left == 0:
        return "expires today"
    return f"expires in {left} day{'' if left == 1 else 's'}"


def what_to_do(renewal: OwnRenewal) -> str:
    """In one or two sentences."""
    until = f"You can do so until {long_day(renewal.days.closes_on)}."
    if renewal.in_progress:
        return f"Your renewal is in progress. {_who_is_next(renewal)}"
    match renewal.renewal.kind:
        case "reassess":
            return f"Show the skill once more to renew it. {until}"
        case "evidence":
            return f"Hand in one piece of evidence of practice to renew it. {until}"
        case "update_program":
            return f"Earn the badge of “{renewal.update_title}” to renew it. {until}"
        case _:
            return "It is not renewed. Its page stays, and you can earn the badge again once it has run out."


def _who_is_next(renewal: OwnRenewal) -> str:
    with_us = renewal.submitted or renewal.practice is not None
    return "It is with the reviewers; you will hear from them." if with_us else "The next step is yours."


def renewal_strip(renewal: OwnRenewal, *, title: bool = False) -> None:
    """The strip. With its title where the badge itself is not beside it."""
    line = f"“{renewal.program.title}” {headline(renewal)}" if title else headline(renewal).capitalize()
    with st.container(border=True, key=f"renewal_{renewal.award.token}"):
        st.markdown(f":material/hourglass_bottom: **{md(line)}.** {md(what_to_do(renewal))}")
        with st.container(horizontal=True, vertical_alignment="center"):
            word = "See how far it is" if renewal.in_progress else "Renew it" if renewal.renewal.kind != "none" else "What that means"
            st.page_link(registry.path_of("renew"), label=word, icon=":material/arrow_forward:", query_params={"b": renewal.award.token})
            if title:
                _put_aside(renewal.award.token, "Not now")


def notices() -> None:
    """What was said to this person and not seen yet; it stays until it is put aside, or is no longer so."""
    portal, actor = wiring.portal(), session.actor()
    said = unread(portal, actor)
    ending = {each.award.token: each for each in own(portal, actor)} if said else {}
    for message in said:
        if message.kind == "badge_expiring" and (renewal := ending.get(message.about)):
            renewal_strip(renewal, title=True)
        elif show := _SHOWN.get(message.kind):
            show(message)


def _answered(message: StoredMessage) -> None:
    with st.container(border=True, key=f"notice_{message.id}"):
        st.markdown(f":material/autorenew: **{md(message.subject.rpartition(' (')[0])}.**")
        with st.container(horizontal=True, vertical_alignment="center"):
            if message.link.endswith(f"/renew?b={message.about}"):
                label = "Read what is missing"
                st.page_link(registry.path_of("renew"), label=label, icon=":material/arrow_forward:", query_params={"b": message.about})
            else:
                st.page_link(registry.path_of("badges"), label="See it under My badges", icon=":material/arrow_forward:")
            _put_aside(message.about, "I have seen it")


def _to_judge(message: StoredMessage) -> None:
    portal, actor = wiring.portal(), session.actor()
    if not (allowed(actor, Permission.SUBMISSION_REVIEW) and (rows := waiting(portal, actor))):
        return
    with st.container(border=True, key=f"notice_{message.id}"):
        count = "A renewal waits" if len(rows) == 1 else f"{len(rows)} renewals wait"
        st.markdown(f":material/autorenew: **{count} for a reviewer.**")
        with st.container(horizontal=True, vertical_alignment="center"):
            st.page_link(registry.path_of("renewals"), label="Read the evidence", icon=":material/arrow_forward:")
            _put_aside(message.about, "Not now")


def _decided(message: StoredMessage) -> None:
    with st.container(border=True, key=f"notice_{message.id}"):
        st.markdown(f":material/mark_email_read: **{md(message.subject.rpartition(' (')[0])}.** Your reviewer wrote to you.")
        with st.container(horizontal=True, vertical_alignment="center"):
            label = "Read the feedback"
            st.page_link(registry.path_of("feedback"), label=label, icon=":material/arrow_forward:", query_params={"s": message.about})
            _put_aside(message.about, "I have seen it")


def _looked_at(message: StoredMessage) -> None:
    enrolment = parse_qs(urlsplit(message.link).query)["e"][0]
    with st.container(border=True, key=f"notice_{message.id}"):
        st.markdown(f":material/handshake: **{md(message.subject.rpartition(' (')[0])}.**")
        with st.container(horizontal=True, vertical_alignment="center"):
            label, params = "Read what they see", {"e": enrolment, "step": "preview"}
            st.page_link(registry.path_of("submit"), label=label, icon=":material/arrow_forward:", query_params=params)
            _put_aside(message.about, "Not now")


def _vouched_for(message: StoredMessage) -> None:
    badge = parse_qs(urlsplit(message.link).query)["b"][0]
    with st.container(border=True, key=f"notice_{message.id}"):
        st.markdown(f":material/handshake: **{md(message.subject.rpartition(' (')[0])}.**")
        with st.container(horizontal=True, vertical_alignment="center"):
            label = "Read it, and decide who sees it"
            st.page_link(registry.path_of("share"), label=label, icon=":material/arrow_forward:", query_params={"b": badge})
            _put_aside(message.about, "Not now")


def _put_aside(about: str, word: str) -> None:
    st.button(word, key=f"aside_{about}", type="tertiary", on_click=_seen, args=(about,))


def _seen(about: str) -> None:
    with frame.problems_kept("notices"):
        mail.seen(wiring.portal(), session.actor(), about=about)


_SHOWN: dict[str, Callable[[StoredMessage], None]] = {
    "renewal_decided": _answered,
    "renewal_waiting": _to_judge,
    "submission_decided": _decided,
    "peer_answered": _looked_at,
    "endorsement_given": _vouched_for,
}
