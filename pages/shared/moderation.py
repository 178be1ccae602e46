"""What members reported, for those who decide about it: posts and tips, and what colleagues wrote about a draft."""

import streamlit as st

from core.queries.community import Reported, reported
from core.queries.peers import ReportedFeedback, ToModerate, to_moderate
from core.services import groups, peers, tips
from core.services.groups import LONGEST_REASON
from pages.shared import frame, session, wiring
from pages.shared.peer_feedback import notes_shown
from pages.shared.text import md

ACTS = "moderate"
KEPT_BACK = "Reported feedback on a draft waits for somebody who cannot judge that work, and did not write it: {n}"


def what_was_reported() -> None:
    """It comes first on its page: somebody may be hurt by it now."""
    portal, actor = wiring.portal(), session.actor()
    said, feedback = reported(portal, actor), to_moderate(portal, actor)
    frame.problems_above(ACTS)
    if said or feedback != ToModerate((), 0):
        st.header(f"Reported ({len(said) + len(feedback.reported) + feedback.kept_back})", anchor=False)
    for row in said:
        _said(row)
    for one in feedback.reported:
        _feedback(one)
    if feedback.kept_back:
        st.caption(KEPT_BACK.format(n=feedback.kept_back))


def _said(row: Reported) -> None:
    with st.container(border=True, key=f"reported_{row.subject}"):
        st.markdown(f"**{md(row.author)}** · {row.about}")
        st.text(row.words)
        for why in row.reasons:
            st.markdown(f":material/flag: {md(why)}")
        reason = st.text_input("Why is it hidden? Its author reads it.", max_chars=LONGEST_REASON, key=f"because_{row.subject}")
        with st.container(horizontal=True):
            st.button("Hide it", key=f"hide_{row.subject}", on_click=_decide, args=(row, True, reason))
            st.button("Let it stand", key=f"stand_{row.subject}", on_click=_decide, args=(row, False, ""))


def _decide(row: Reported, hide: bool, reason: str) -> None:
    with frame.problems_kept(ACTS):
        if row.about == "post":
            groups.moderate(wiring.portal(), session.actor(), post_id=row.subject, hide=hide, reason=reason)
        else:
            tips.moderate(wiring.portal(), session.actor(), tip_id=row.subject, hide=hide)


def _feedback(one: ReportedFeedback) -> None:
    """It is hidden from its receiver already."""
    with st.container(border=True, key=f"reported_{one.match_id}"):
        st.markdown(f"**{md(one.giver)}** · feedback on a draft for “{md(one.title)}”")
        notes_shown(one.notes)
        st.markdown(f":material/flag: {md(one.reason)}")
        with st.container(horizontal=True):
            st.button("Keep it hidden", key=f"hide_{one.match_id}", on_click=_decide_feedback, args=(one.match_id, True))
            st.button("Show it again", key=f"stand_{one.match_id}", on_click=_decide_feedback, args=(one.match_id, False))


def _decide_feedback(match_id: str, hide: bool) -> None:
    with frame.problems_kept(ACTS):
        peers.moderate(wiring.portal(), session.actor(), match_id=match_id, hide=hide)
