"""Helping colleagues (``?m=<task>``): drafts that one was asked to look at, one of them on the desk, and whether one may be asked."""

import streamlit as st

from core.errors import NotFound
from core.queries import peers as shown
from core.queries.peers import Given, Inbox, PeerDesk, Task
from core.rules.peers import HELPFUL_WORDS
from core.services import peers
from pages.shared import frame, registry, session, wiring
from pages.shared.dates import day
from pages.shared.evidence_list import evidence_list
from pages.shared.peer_form import peer_form
from pages.shared.text import md

CHOICE = "peers_willing"
portal, actor = wiring.portal(), session.actor()
today = portal.now().date()


def start(found: Inbox) -> None:
    frame.open_page(
        "Help a colleague", "One strength and one suggestion on a draft. It helps and judges nothing: no reviewer ever sees it."
    )
    frame.problems_above(CHOICE)
    if found.tasks:
        st.header("Could use your eye", anchor=False)
    elif found.willing:
        st.info("Nobody waits for you at the moment. You hear when somebody asks.", icon=":material/inbox:")
    for task in found.tasks:
        waiting(task)
    willing(found.willing)
    if found.given:
        st.header("What you gave", anchor=False)
        st.markdown("\n".join(f"- {given_in_words(given)}" for given in found.given))


def waiting(task: Task) -> None:
    with st.container(border=True, key=f"task_{task.match_id}"):
        st.markdown(f"**{md(task.title)}** · {md(task.author)} asks · until {day(task.until, today)}")
        if st.button("Look at the draft", key=f"look_{task.match_id}", type="primary", icon=":material/arrow_forward:"):
            st.switch_page(registry.path_of("peers"), query_params={"m": task.match_id})


def willing(now: bool) -> None:
    """The stored choice is in the key: a change in another tab must not be undone by this switch."""
    wanted = st.toggle("I am willing to look at drafts of colleagues", now, key=f"willing_{now}")
    st.caption("You are asked about programs that you take part in or took part in; two drafts at a time at most, and you can decline.")
    if wanted != now:
        with frame.errors_shown():
            peers.set_willing(portal, actor, willing=wanted)
            session.flash("Thank you. You hear when somebody asks." if wanted else "You are not asked any more.")
            st.rerun()


def given_in_words(given: Given) -> str:
    rated = f" · “{HELPFUL_WORDS[given.helpful]}”" if given.helpful else ""
    return f"{md(given.title)} · {day(given.given_at, today)}{rated}"


def desk(found: PeerDesk) -> None:
    frame.open_page(f"A draft: {found.program.title}", f"{found.author} asks what you see. What you write helps; it judges nothing.")
    back()
    if found.is_over:
        over = "This one is over: the work was handed in, or the time ran out."
        st.info("You gave your feedback. Thank you." if found.match.state == "given" else over, icon=":material/check_circle:")
        return
    if found.question:
        st.info(f"They ask: {md(found.question)}", icon=":material/help:")
    if found.context:
        st.markdown(f"**Where they did it:** {md(found.context)}")
    evidence_list(found.program, found.items)
    peer_form(found)


def back() -> None:
    st.page_link(registry.path_of("peers"), label="All drafts", icon=":material/arrow_back:")


match_id = st.query_params.get("m")
if match_id:
    try:
        found = shown.desk(portal, actor, match_id)
    except NotFound:
        frame.open_page("Help a colleague")
        back()
        raise
    desk(found)
else:
    start(shown.inbox(portal, actor))
