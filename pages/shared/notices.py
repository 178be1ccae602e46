"""What the portal has to say to somebody on Home: the messages that ask for something, until they are put aside or settled.

To show another kind of message here: add its line to the table below.
"""

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, urlsplit

import streamlit as st

from core.queries.messages import unread
from core.queries.renewals import own, waiting
from core.rules.mail import StoredMessage
from core.rules.permissions import Permission, allowed
from pages.shared import registry, session, wiring
from pages.shared.put_aside import put_aside
from pages.shared.renewal_notice import renewal_strip
from pages.shared.text import md


@dataclass(frozen=True)
class Notice:
    """How a kind of message looks on Home: its link goes where the message goes, ``label`` says what is there."""

    icon: str
    label: str
    aside: str = "Not now"
    more: str = ""


_NOTICES = {
    "submission_decided": Notice("mark_email_read", "Read the feedback", "I have seen it", " Your reviewer wrote to you."),
    "peer_answered": Notice("handshake", "Read what they see"),
    "endorsement_given": Notice("handshake", "Read it, and decide who sees it"),
    "attestation_given": Notice("verified_user", "Read it in your draft", "I have seen it"),
}


def notices() -> None:
    """What was said to this person and not seen yet; it stays until it is put aside, or is no longer so."""
    portal, actor = wiring.portal(), session.actor()
    said = unread(portal, actor)
    ending = {each.award.token: each for each in own(portal, actor)} if said else {}
    for message in said:
        if message.kind == "badge_expiring" and (renewal := ending.get(message.about)):
            renewal_strip(renewal, title=True)
        elif message.kind in _ABOUT_RENEWALS:
            _ABOUT_RENEWALS[message.kind](message)
        elif notice := _NOTICES.get(message.kind):
            _show(message, notice, f"**{md(_said(message))}.**{notice.more}", message.link)


def _said(message: StoredMessage) -> str:
    """The subject, without the association's name behind it."""
    return message.subject.rpartition(" (")[0]


def _show(message: StoredMessage, notice: Notice, words: str, link: str) -> None:
    """A strip with one link, to a page of the portal."""
    address = urlsplit(link)
    page, params = address.path.rpartition("/")[2], dict(parse_qsl(address.query))
    with st.container(border=True, key=f"notice_{message.id}"):
        st.markdown(f":material/{notice.icon}: {words}")
        with st.container(horizontal=True, vertical_alignment="center"):
            st.page_link(registry.path_of(page), label=notice.label, icon=":material/arrow_forward:", query_params=params)
            put_aside(message.about, notice.aside)


def _renewal_answered(message: StoredMessage) -> None:
    missing = urlsplit(message.link).path.endswith("/renew")
    label, link = ("Read what is missing", message.link) if missing else ("See it under My badges", "/badges")
    _show(message, Notice("autorenew", label, "I have seen it"), f"**{md(_said(message))}.**", link)


def _renewals_to_judge(message: StoredMessage) -> None:
    portal, actor = wiring.portal(), session.actor()
    if allowed(actor, Permission.SUBMISSION_REVIEW) and (rows := waiting(portal, actor)):
        count = "A renewal waits" if len(rows) == 1 else f"{len(rows)} renewals wait"
        _show(message, Notice("autorenew", "Read the evidence"), f"**{count} for a reviewer.**", message.link)


_ABOUT_RENEWALS: dict[str, Callable[[StoredMessage], None]] = {
    "renewal_decided": _renewal_answered,
    "renewal_waiting": _renewals_to_judge,
}
