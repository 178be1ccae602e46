"""One's own badges, the newest first; a new one has its moment."""

import streamlit as st

from core.queries import catalogue, learning
from core.queries.appeals import own_appeals
from core.queries.catalogue import CatalogueFilter
from core.queries.renewals import own
from core.queries.revocations import own_cases
from core.rules.programs import effort_in_words
from core.rules.revocations import CORRECTED
from pages.shared import frame, registry, session, wiring
from pages.shared.badge_card import badge_card, is_new
from pages.shared.badge_notice import badge_notice
from pages.shared.renewal_notice import renewal_strip
from pages.shared.sky import your_sky
from pages.shared.suggestions import next_best_step
from pages.shared.text import md
from pages.shared.use_question import use_questions

portal, actor = wiring.portal(), session.actor()


def nothing_yet() -> None:
    """The empty shelf names the quickest way to fill it."""
    frame.open_page("My badges", "Your first badge will live here.")
    offered = catalogue.search(portal, CatalogueFilter())
    if offered:
        quickest = min((card.program for card in offered), key=lambda program: program.effort_hours)
        st.markdown(f"The quickest one: **{md(quickest.title)}**, {effort_in_words(quickest)}.")
        if st.button("Look at it", type="primary", icon=":material/arrow_forward:"):
            st.switch_page(registry.path_of("program"), query_params={"code": quickest.code})


owned = [badge for badge in learning.badges(portal, actor) if badge.award.state_reason != CORRECTED]
if not owned:
    nothing_yet()
else:
    frame.open_page("My badges", "They are yours to share. Whoever opens the public page can check them without asking us.")
    use_questions()
    cases, appeals = own_cases(portal, actor), own_appeals(portal, actor)
    ending = {each.award.token: each for each in own(portal, actor)}
    newest = owned[0] if is_new(owned[0], portal.now().date()) else None
    for badge in owned:
        with st.container(key=f"badge_{badge.award.token}"):
            if case := cases.get(badge.award.token):
                badge_notice(case, appeals.get(case.id), badge.program.title)
            if renewal := ending.get(badge.award.token):
                renewal_strip(renewal)
            badge_card(badge, new=badge is newest)
        st.space("small")
    next_best_step("Your next best step")
your_sky()
