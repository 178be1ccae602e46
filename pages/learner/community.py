"""Learning groups (``?g=<group>``): the ones that one is in or could join, and the talk inside one of them."""

import streamlit as st

from core.errors import NotFound
from core.queries.community import GroupCard, GroupView, groups_for, inside
from core.services import groups
from pages.shared import frame, registry, session, wiring
from pages.shared.dates import day
from pages.shared.group_talk import talk
from pages.shared.text import md

portal, actor = wiring.portal(), session.actor()
today = portal.now().date()


def start() -> None:
    frame.open_page("Community", "Groups of people who take part in the same program at the same time. Ask, answer, show what you made.")
    found = groups_for(portal, actor)
    if not found:
        st.info("There is no group for your programs at the moment. The association opens them under Design.", icon=":material/groups:")
        st.page_link(registry.path_of("peers"), label="Help a colleague with a draft instead", icon=":material/handshake:")
    for card in found:
        group_card(card)


def group_card(card: GroupCard) -> None:
    group = card.group
    with st.container(border=True, key=f"group_{group.id}"):
        news = f" · :material/notifications: {card.news} new for you" if card.news else ""
        until = f" · until {day(group.details.closes_on, today)}" if group.details.closes_on else ""
        st.markdown(f"**{md(group.details.name)}** · {md(card.title)}{news}")
        room = f" of {group.details.capacity}" if group.details.capacity else ""
        st.caption(f"{card.people}{room} people{until}{'' if group.is_open(today) else ' · over'}")
        if card.joined:
            if st.button("Open", key=f"open_{group.id}", type="primary" if card.news else "secondary", icon=":material/arrow_forward:"):
                st.switch_page(registry.path_of("community"), query_params={"g": group.id})
        elif st.button("Join", key=f"join_{group.id}", type="primary"):
            with frame.errors_shown():
                groups.join(portal, actor, group_id=group.id)
                st.switch_page(registry.path_of("community"), query_params={"g": group.id})


def one(view: GroupView) -> None:
    st.page_link(registry.path_of("community"), label="All groups", icon=":material/arrow_back:")
    frame.open_page(view.group.details.name, f"{view.title} · {len(view.people)} people")
    groups.looked(portal, actor, group_id=view.group.id)
    talk(view)
    with st.expander("Leave the group"):
        st.markdown("What you wrote stays here with your name; you can delete it first.")
        if st.button("Leave it"):
            with frame.errors_shown():
                groups.leave(portal, actor, group_id=view.group.id)
                st.switch_page(registry.path_of("community"))


wanted = st.query_params.get("g")
if wanted:
    try:
        view = inside(portal, actor, wanted)
    except NotFound:
        frame.open_page("Community")
        st.page_link(registry.path_of("community"), label="All groups", icon=":material/arrow_back:")
        raise
    one(view)
else:
    start()
