"""Which of one's evidence stands on the public page of a badge: described only, unless its holder shows it."""

import streamlit as st

from core.queries.sharing import ShownEvidence, own_evidence
from core.rules.programs import EvidenceKind
from core.services import sharing
from pages.shared import frame, session, wiring
from pages.shared.text import md

WHAT_HAPPENS: dict[EvidenceKind, str] = {
    "file": "everybody can open and keep the file",
    "link": "everybody can follow the link",
    "text": "everybody can read the text",
}
SURE = "It shows nobody else's personal data, or they agreed."


def evidence_shown(token: str) -> None:
    """Nothing where nothing was judged here."""
    found = own_evidence(wiring.portal(), session.actor(), token)
    if not found:
        return
    st.header("What people see of your work", anchor=False)
    st.caption("The page describes each piece. Whoever wants more has to ask you, unless you show it here.")
    for one in found:
        with st.container(border=True, key=f"evidence_{one.item.id}"):
            _one(token, one)


def _one(token: str, one: ShownEvidence) -> None:
    form = f"publish_{one.item.id}"
    state = ":material/public: Shown" if one.is_published else ":material/lock: Described only"
    st.markdown(f"**{md(one.item.title)}** · {state}")
    if one.is_published:
        st.button("Show it no longer", key=f"withdraw_{one.item.id}", on_click=_withdraw, args=(token, one.item.id))
        return
    with st.expander("Show it"):
        st.markdown(f"Then {WHAT_HAPPENS[one.item.kind]}. You can take it away again; what somebody kept, you cannot call back.")
        sure = st.checkbox(SURE, key=f"sure_{one.item.id}")
        frame.problem_beside(form, "nobody_else_in_it")
        st.button("Show it on the page", key=form, on_click=_publish, args=(token, one.item.id, sure))


def _publish(token: str, item_id: str, sure: bool) -> None:
    with frame.problems_kept(f"publish_{item_id}"):
        sharing.publish_evidence(wiring.portal(), session.actor(), token=token, item_id=item_id, nobody_else_in_it=sure)
        session.flash("It stands on the public page now.")


def _withdraw(token: str, item_id: str) -> None:
    with frame.problems_kept(f"publish_{item_id}"):
        sharing.withdraw_evidence(wiring.portal(), session.actor(), token=token, item_id=item_id)
        session.flash("The public page describes it again, and no more.")
