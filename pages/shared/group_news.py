"""What is new for somebody in their groups, small, for Home."""

import streamlit as st

from core.queries.community import groups_for
from core.rules.members import Actor
from pages.shared import registry, wiring
from pages.shared.text import md


def group_news(actor: Actor) -> None:
    """Nothing where nobody mentioned or answered them."""
    for card in groups_for(wiring.portal(), actor):
        if card.news:
            what = "1 post is" if card.news == 1 else f"{card.news} posts are"
            label = f"{what} for you in “{md(card.group.details.name)}”"
            st.page_link(registry.path_of("community"), label=label, icon=":material/groups:", query_params={"g": card.group.id})
