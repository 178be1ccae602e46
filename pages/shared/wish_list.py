"""What people looked for in the catalogue and did not find, for whoever designs programs."""

import streamlit as st

from core.queries.wishes import open_wishes
from core.services import wishes
from pages.shared import frame, session, wiring
from pages.shared.dates import day
from pages.shared.text import md

SHOWN = 10
SETTLING = "settle_wish"


def wish_list() -> None:
    """The most wished for first; nothing where nobody wishes for anything."""
    portal = wiring.portal()
    found = open_wishes(portal, session.actor())
    if not found:
        return
    st.header("Looked for in vain", anchor=False)
    st.caption("Members searched the catalogue for this, found nothing and told you. Nobody is named.")
    frame.problems_above(SETTLING)
    for wish in found[:SHOWN]:
        with st.container(horizontal=True, vertical_alignment="center"):
            who = f"{wish.people} {'person' if wish.people == 1 else 'people'}"
            st.markdown(f"**{md(wish.words)}** · {who} · last on {day(wish.last_on, portal.now().date())}", width="stretch")
            st.button(
                "Settled",
                key=f"settle_{wish.words}",
                help="There is a program now, or there will be none.",
                on_click=_settle,
                args=(wish.words,),
            )
    if len(found) > SHOWN:
        st.caption(f"And {len(found) - SHOWN} more.")


def _settle(words: str) -> None:
    with frame.problems_kept(SETTLING):
        wishes.settle(wiring.portal(), session.actor(), words=words)
