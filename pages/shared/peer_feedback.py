"""Beside one's own draft: asking colleagues to look at it, and what they say. It counts for nothing but oneself."""

from collections.abc import Iterable

import streamlit as st

from core.queries.peers import Received, asked_about
from core.rules.peers import HELPFUL, HELPFUL_WORDS, LONGEST_NOTE, LONGEST_QUESTION, PER_DRAFT, Note
from core.services import mail, peers
from pages.shared import frame, session, wiring
from pages.shared.dates import day
from pages.shared.text import md

ASKING, RATING = "ask_peers", "rate_peers"


def peer_feedback(submission_id: str, *, has_items: bool) -> None:
    """Below the steps of a draft."""
    found = asked_about(wiring.portal(), session.actor(), submission_id)
    if found is None:
        if has_items:
            _ask(submission_id)
        return
    st.header("What colleagues see", anchor=False)
    frame.problems_above(RATING)
    for received in found.received:
        _one(received)
    if found.received:
        mail.seen(wiring.portal(), session.actor(), about=submission_id)
    if found.looking:
        who = "One colleague is" if found.looking == 1 else "Two colleagues are"
        st.caption(f":material/hourglass_top: {who} looking at it. You need not wait: submit whenever you like.")
    elif not found.received:
        st.caption(":material/hourglass_top: You asked. Somebody is found as soon as one is free; you need not wait.")


def _ask(submission_id: str) -> None:
    with st.expander("Ask colleagues for a look", icon=":material/group:"):
        st.markdown(f"Up to {PER_DRAFT} colleagues look at your draft and say what is strong and what would help. No reviewer sees it.")
        with st.form(ASKING, border=False):
            question = st.text_input("What would you like to know? (optional)", max_chars=LONGEST_QUESTION)
            frame.problem_beside(ASKING, "question")
            anonymous = st.checkbox("Do not tell them my name")
            if st.form_submit_button("Ask them"):
                with frame.errors_shown(ASKING):
                    peers.ask(wiring.portal(), session.actor(), submission_id=submission_id, question=question, anonymous=anonymous)
                    session.flash("You hear as soon as somebody has looked at it.")
                    st.rerun()


def _one(received: Received) -> None:
    with st.container(border=True, key=f"received_{received.match_id}"):
        st.markdown(f"**{md(received.giver)}** · {day(received.given_at, wiring.portal().now().date())}")
        notes_shown(received.notes)
        key = f"helpful_{received.match_id}_{received.helpful}"
        st.pills(
            "Did it help?",
            list(HELPFUL),
            default=received.helpful or None,
            format_func=HELPFUL_WORDS.__getitem__,
            key=key,
            on_change=_rate,
            args=(received.match_id, key),
        )
        with st.popover("Report it", type="tertiary"):
            reason = st.text_area("What is wrong with it?", max_chars=LONGEST_NOTE, key=f"report_{received.match_id}")
            st.button("Report and hide it", key=f"hide_{received.match_id}", on_click=_report, args=(received.match_id, reason))


def notes_shown(notes: Iterable[tuple[str, Note]]) -> None:
    """What a colleague says, by the titles of criteria."""
    for title, note in notes:
        st.markdown(f"**{md(title)}**  \n:material/thumb_up: {md(note.strength)}  \n:material/lightbulb: {md(note.suggestion)}")


def _rate(match_id: str, key: str) -> None:
    chosen = session.typed(key)
    if chosen is not None:
        with frame.problems_kept(RATING):
            peers.rate(wiring.portal(), session.actor(), match_id=match_id, helpful=chosen)


def _report(match_id: str, reason: str) -> None:
    with frame.problems_kept(RATING):
        peers.report(wiring.portal(), session.actor(), match_id=match_id, reason=reason)
        session.flash("It is hidden. Those who look after the portal will read your report.")
