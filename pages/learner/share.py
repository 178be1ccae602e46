"""Sharing one of one's own badges (``?b=<token>``): what people will see, the words, the networks, and pieces to copy."""

import streamlit as st

from core.errors import NotFound
from core.queries import sharing as shown
from core.queries.sharing import Shareable
from core.rules.share_links import LONGEST_WORDS
from core.rules.sharing import may_be_listed
from pages.shared import frame, registry, session, wiring
from pages.shared.endorsement_request import endorsement_requests
from pages.shared.evidence_shown import evidence_shown
from pages.shared.letter_button import letter_button
from pages.shared.name_choice import name_choice
from pages.shared.share_kit import address_and_code, elsewhere, mastodon, networks, own_words, to_profile
from pages.shared.text import md
from pages.shared.tips import help_the_next

CARD = "width: 100%; max-width: 45rem; height: auto; border-radius: 0.5rem"
portal, actor = wiring.portal(), session.actor()


def back() -> None:
    st.page_link(registry.path_of("badges"), label="Back to my badges", icon=":material/arrow_back:")


def my_badge() -> Shareable:
    try:
        return shown.shareable(portal, actor, st.query_params.get("b", ""))
    except NotFound:
        frame.open_page("Share a badge")
        back()
        raise


def what_people_see(badge: Shareable) -> None:
    """The picture that networks show beside the link, and the page behind it."""
    st.html(
        f'<img src="/b/{badge.token}/card.png" width="1200" height="630" style="{CARD}"'
        ' alt="The picture that other sites show beside a link to your badge">'
    )
    st.caption(
        f"This picture is shown with the link, and leads to [your public page](/b/{badge.token}). Both say “{md(badge.holder_name)}”."
        " The work that you handed in is described there; below you choose whether more is shown."
    )


def not_today(why: str) -> None:
    st.info(f"{why} My badges says more.", icon=":material/block:")


badge = my_badge()
frame.open_page(f"Share “{badge.post.title}”", "Nothing is sent from here: each button opens the network, and you decide there.")
if badge.private:
    not_today("You keep this badge private, so there is nothing to share.")
elif may_be_listed(badge.standing):
    what_people_see(badge)
    name_choice(badge)
    to_profile(badge)
    st.header("Write about it", anchor=False)
    words = own_words(badge, LONGEST_WORDS)
    networks(badge, words)
    mastodon(badge, words)
    address_and_code(badge)
    elsewhere(badge)
    endorsement_requests(badge)
    evidence_shown(badge.token)
    letter_button(badge)
    help_the_next(badge.program_code)
else:
    not_today("This badge is not in force today, so there is nothing to share.")
back()
