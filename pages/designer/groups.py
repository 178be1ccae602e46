"""Learning groups: opening and closing them, what members reported, and who offers to help."""

import streamlit as st

from core.queries.catalogue import CatalogueFilter, search
from core.queries.community import GroupCard, all_groups, volunteers
from core.services import groups
from pages.shared import frame, session, wiring
from pages.shared.dates import day
from pages.shared.moderation import what_was_reported
from pages.shared.plain_table import plain_table
from pages.shared.text import md

FORM, ACTS = "open_group", "act_on_group"
portal, actor = wiring.portal(), session.actor()
today = portal.now().date()


def opening() -> None:
    titles = {card.program.code: card.program.title for card in search(portal, CatalogueFilter())}
    with st.form(FORM, border=False):
        program = st.selectbox("For the people of", list(titles), None, format_func=titles.__getitem__, placeholder="Choose a program")
        frame.problem_beside(FORM, "program")
        name = st.text_input("Name", placeholder="For example: Spring 2027", max_chars=80)
        frame.problem_beside(FORM, "name")
        opens = st.date_input("First day", today, format="YYYY-MM-DD")
        closes = st.date_input("Last day (optional)", None, format="YYYY-MM-DD")
        frame.problem_beside(FORM, "form")
        capacity = st.number_input("Room for how many? (optional)", min_value=2, max_value=500, value=None, step=1)
        frame.problem_beside(FORM, "capacity")
        if st.form_submit_button("Open the group", type="primary"):
            with frame.errors_shown(FORM):
                given = {"program": program or "", "name": name, "opens_on": opens, "closes_on": closes, "capacity": capacity}
                groups.open_group(portal, actor, **given)
                session.flash("The group is open. People of the program find it under Community.")
                st.rerun()


def group_row(card: GroupCard) -> None:
    group = card.group
    with st.container(border=True, key=f"row_{group.id}"):
        state = "open" if group.is_open(today) else "over" if group.is_closed else "not open today"
        until = f" to {day(group.details.closes_on, today)}" if group.details.closes_on else ""
        st.markdown(f"**{md(group.details.name)}** · {md(card.title)} · {card.people} people · {state}")
        st.caption(f"From {day(group.details.opens_on, today)}{until}")
        with st.container(horizontal=True):
            if not card.joined and group.is_open(today):
                st.button("Join to facilitate", key=f"facilitate_{group.id}", on_click=join, args=(group.id,))
            if not group.is_closed:
                st.button("Close it", key=f"close_{group.id}", type="tertiary", on_click=close, args=(group.id,))


def join(group_id: str) -> None:
    with frame.problems_kept(ACTS):
        groups.join(wiring.portal(), session.actor(), group_id=group_id)


def close(group_id: str) -> None:
    with frame.problems_kept(ACTS):
        groups.close_group(wiring.portal(), session.actor(), group_id=group_id)


frame.open_page("Learning groups", "People who take part in a program at the same time, and talk about it.")
frame.problems_above(ACTS)
what_was_reported()
cards = all_groups(portal, actor)
with st.expander("Open a group", icon=":material/add:", expanded=not cards):
    opening()
for card in cards:
    group_row(card)
if helpers := volunteers(portal, actor):
    st.header("Who offers to help", anchor=False)
    st.caption("The role of reviewer is given under Admin, People.")
    plain_table("Holders of a badge who offered.", ("Who", "Program", "Offer"), [(row.name, row.program, row.offer) for row in helpers])
