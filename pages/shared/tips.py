"""Tips of earners on the page of a program; and, for who holds its badge, the card to help those who come next."""

import streamlit as st

from core.queries.community import TipView, help_for, tips_for
from core.rules.tips import AN_EARNER, HELP_WORDS, LONGEST
from core.services import peers, tips
from core.services.groups import LONGEST_REASON
from pages.shared import frame, session, wiring
from pages.shared.text import md

FORM, ACTS = "write_tip", "tip_acts"
SHOWN = 6


def earners_tips(code: str) -> None:
    """On the page of a program, for everybody; nothing where there is none."""
    found = tips_for(wiring.portal(), session.actor(), code)
    if found:
        st.subheader("Tips of people who earned it", anchor=False)
        frame.problems_above(ACTS)
    for tip in found[:SHOWN]:
        _tip(tip)


def _tip(view: TipView) -> None:
    with st.container(horizontal=True, vertical_alignment="center", key=f"tip_{view.tip.id}"):
        st.markdown(f":material/lightbulb: {md(view.tip.words)} – {md(view.author)}", width="stretch")
        if session.actor().signed_in and not view.is_own:
            with st.popover("Report", type="tertiary"):
                reason = st.text_area("What is wrong with it?", max_chars=LONGEST_REASON, key=f"tip_why_{view.tip.id}")
                st.button("Report it", key=f"tip_report_{view.tip.id}", on_click=_report, args=(view.tip.id, reason))


def _report(tip_id: str, reason: str) -> None:
    with frame.problems_kept(ACTS):
        tips.report(wiring.portal(), session.actor(), tip_id=tip_id, reason=reason)


def help_the_next(code: str) -> None:
    """For who holds a valid badge of the program."""
    portal, actor = wiring.portal(), session.actor()
    found = help_for(portal, actor, code)
    if not found.may_help:
        return
    st.header("Help the next person", anchor=False)
    own = next((view.tip for view in tips_for(portal, actor, code) if view.is_own), None)
    with st.form(FORM):
        words = st.text_area("One tip for who comes after you", own.words if own else "", max_chars=LONGEST, height=80)
        frame.problem_beside(FORM, "words")
        named = st.checkbox(f"Sign it with my name (otherwise: {AN_EARNER.lower()})", own.named if own else True)
        if st.form_submit_button("Leave the tip" if own is None else "Change the tip"):
            with frame.errors_shown(FORM):
                tips.write(portal, actor, code=code, words=words, named=named)
                session.flash("Your tip stands on the program's page.")
                st.rerun()
    if own:
        st.button("Take the tip back", type="tertiary", on_click=_take_back, args=(code,))
    for offer, meaning in HELP_WORDS.items():
        key = f"offer_{offer}_{offer in found.offers}"
        st.checkbox(meaning, offer in found.offers, key=key, on_change=_offer, args=(code, offer, key))


def _take_back(code: str) -> None:
    with frame.problems_kept(ACTS):
        tips.take_back(wiring.portal(), session.actor(), code=code)


def _offer(code: str, offer: str, key: str) -> None:
    """Who offers to coach is also asked to look at drafts."""
    offered = bool(session.typed(key))
    with frame.problems_kept(ACTS):
        tips.offer(wiring.portal(), session.actor(), code=code, help_=offer, offered=offered)
        if offer == "coach" and offered:
            peers.set_willing(wiring.portal(), session.actor(), willing=True)
