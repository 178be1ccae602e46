"""The first screen of everybody who is signed in: what do I do next?"""

import streamlit as st

from core.queries import learning
from core.queries.journey import left, share_done
from core.queries.learning import OwnBadge, Participation
from core.queries.peers import waiting as waiting_for_an_eye
from core.queries.recommendations import next_best
from core.queries.revocations import own_cases
from core.queries.usual_time import usual_days
from pages.shared import frame, registry, session, wiring
from pages.shared.badge_card import badge_shown, is_new
from pages.shared.draft_notices import draft_notices
from pages.shared.group_news import group_news
from pages.shared.journey import count_left
from pages.shared.notices import notices
from pages.shared.pathway_strip import strip
from pages.shared.peer_tasks import could_use_an_eye
from pages.shared.ring import ring, rings, time_left
from pages.shared.suggestions import suggestions
from pages.shared.text import md
from pages.shared.use_question import use_notices
from pages.shared.waiting import waiting
from pages.shared.welcome import first_name, see_all, welcome

portal, actor = wiring.portal(), session.actor()
today = portal.now().date()


def next_step(way: Participation) -> None:
    """The one card with the one button."""
    phrases = left(way)
    with st.container(border=True, key="next_step"):
        st.caption("Your next step")
        with st.container(horizontal=True, vertical_alignment="center"):
            ring(share_done(way))
            st.header(md(count_left(phrases, way.program.title)), anchor=False, width="stretch")
        st.markdown("\n".join(f"- {md(phrase[0].upper() + phrase[1:])}" for phrase in phrases))
        st.caption(md(time_left(way, today)))
        if st.button("Go on", type="primary", icon=":material/arrow_forward:"):
            go_on(way)


def go_on(way: Participation) -> None:
    """Straight to where the step is made: feedback to answer, evidence to gather, or the program with its activities."""
    if returned := [attempt for attempt in way.attempts if attempt.decision]:
        st.switch_page(registry.path_of("feedback"), query_params={"s": returned[-1].submission.id})
    page = "submit" if way.program.benchmark == "performance" else "my_learning"
    st.switch_page(registry.path_of(page), query_params={"e": way.enrolment.id})


def newest(badge: OwnBadge) -> None:
    st.header("Your newest badge", anchor=False)
    badge_shown(badge, new=is_new(badge, today))
    st.page_link(registry.path_of("badges"), label="All my badges", icon=":material/workspace_premium:")


def is_waiting(way: Participation) -> bool:
    return bool(way.latest and way.latest.submission.state in ("submitted", "in_review"))


def turn(way: Participation) -> tuple[bool, int]:
    """Returned work comes first, then what needs the fewest steps."""
    attempt = way.latest.submission.attempt if way.latest else 1
    return attempt == 1, len(left(way))


def at_home(ways: list[Participation], badges: list[OwnBadge]) -> None:
    mine = sorted((way for way in ways if left(way)), key=turn)
    helping = waiting_for_an_eye(portal, actor)
    frame.open_page(f"Hello {first_name(actor)}", "" if mine or asked or helping else "Nothing waits for you at the moment.")
    notices()
    draft_notices()
    if mine:
        next_step(mine[0])
    could_use_an_eye(helping)
    group_news(actor)
    if not mine:
        suggest()
    rings([way for way in ways if way.enrolment.is_open and not is_waiting(way) and way not in mine[:1]], today)
    strip()
    if with_us := [way for way in ways if is_waiting(way)]:
        st.header("Waiting on us", anchor=False)
        usual = usual_days(portal)
        for way in with_us:
            waiting(way, usual, today)
    use_notices()
    if badges:
        newest(badges[0])


def suggest() -> None:
    """For somebody who has nothing open."""
    if found := next_best(portal, actor):
        st.header("What you could do next", anchor=False)
        suggestions(found)
        see_all()
    elif st.button("Find a program", type="primary"):
        st.switch_page(registry.path_of("catalogue"))


def question() -> None:
    """A question about one of one's badges comes before everything else: the time to answer runs."""
    st.warning("There is a question about one of your badges. Please read it and answer in time.", icon=":material/balance:")
    st.page_link(registry.path_of("badges"), label="Read it under My badges", icon=":material/arrow_forward:")


asked = any(case.is_open and not case.answered_at for case in own_cases(portal, actor).values())
if asked:
    question()
ways, badges = learning.participations(portal, actor), learning.badges(portal, actor)
if ways:
    at_home(ways, badges)
else:
    welcome(portal, actor)
