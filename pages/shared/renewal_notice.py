"""A badge that runs out, on a strip: until when, and the one thing to do about it."""

import streamlit as st

from core.queries.renewals import OwnRenewal
from core.rules.times import long_day
from pages.shared import registry, wiring
from pages.shared.put_aside import put_aside
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
    ends = headline(renewal)
    line = f"“{renewal.program.title}” {ends}" if title else ends[0].upper() + ends[1:]
    with st.container(border=True, key=f"renewal_{renewal.award.token}"):
        st.markdown(f":material/hourglass_bottom: **{md(line)}.** {md(what_to_do(renewal))}")
        with st.container(horizontal=True, vertical_alignment="center"):
            word = "See how far it is" if renewal.in_progress else "Renew it" if renewal.renewal.kind != "none" else "What that means"
            st.page_link(registry.path_of("renew"), label=word, icon=":material/arrow_forward:", query_params={"b": renewal.award.token})
            if title:
                put_aside(renewal.award.token, "Not now")
