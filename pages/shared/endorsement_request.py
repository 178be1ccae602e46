"""Asking somebody to vouch for one's badge, reading what they said, and deciding whether others see it."""

from functools import partial

import streamlit as st

from core.queries.endorsements import of_own_badge
from core.queries.sharing import Shareable
from core.rules.endorsements import Endorsement
from core.rules.witnesses import RELATION_WORDS
from core.services import endorsements, mail
from pages.shared import frame, session, wiring
from pages.shared.dates import day
from pages.shared.text import md
from pages.shared.witnesses import personal_link, whom_to_ask

FORM, ACTS = "ask_endorsement", "settle_endorsement"
STATES = {
    "asked": ":material/hourglass_top: asked",
    "given": ":material/mark_email_unread: answered, shown to nobody yet",
    "accepted": ":material/public: shown on the badge's page",
    "declined": ":material/visibility_off: not shown",
    "withdrawn": ":material/undo: taken back",
}


def endorsement_requests(badge: Shareable) -> None:
    st.header("Ask somebody to vouch for it", anchor=False)
    st.caption("Somebody who saw you do it. They need no account, and nothing is shown before you accept it.")
    frame.problems_above(ACTS)
    if link := session.take_once():
        words = f"You saw me do this: “{badge.post.title}”. Would you vouch for it? It takes two minutes and no account:"
        personal_link(link, subject="Would you vouch for this?", words=words)
    for one in of_own_badge(wiring.portal(), session.actor(), badge.token):
        _one(one)
    with st.expander("Ask somebody", icon=":material/person_add:"), st.form(FORM, border=False):
        whom_to_ask(FORM, partial(_ask, badge.token))


def _ask(token: str, name: str, relation: str) -> None:
    secret = endorsements.ask(wiring.portal(), session.actor(), token=token, name=name, relation=relation)
    session.show_once(f"{wiring.portal().base_url}/endorse?token={secret}")


def _one(one: Endorsement) -> None:
    today = wiring.portal().now().date()
    with st.container(border=True, key=f"endorsement_{one.id}"):
        over = one.state == "asked" and wiring.portal().now() >= one.expires_at
        state = ":material/timer_off: the link ran out" if over else STATES[one.state]
        st.markdown(f"**{md(one.name)}**, {RELATION_WORDS[one.relation]} · {state} · {day(one.asked_at, today)}")
        if one.words and one.state in ("given", "accepted"):
            st.markdown(f"“{md(one.words)}”")
        with st.container(horizontal=True):
            for label, act, states in _BUTTONS:
                if one.state in states:
                    kind = "primary" if act is endorsements.accept else "tertiary"
                    st.button(label, key=f"{act.__name__}_{one.id}", type=kind, on_click=_settle, args=(act, one.id))


_BUTTONS = (
    ("Show it", endorsements.accept, ("given",)),
    ("Do not show it", endorsements.decline, ("given",)),
    ("Take it back", endorsements.withdraw, ("asked", "accepted")),
)


def _settle(act, endorsement_id: str) -> None:  # type: ignore[no-untyped-def]
    with frame.problems_kept(ACTS):
        act(wiring.portal(), session.actor(), endorsement_id=endorsement_id)
        mail.seen(wiring.portal(), session.actor(), about=f"endorsement:{endorsement_id}")
