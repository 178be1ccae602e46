"""People: finding, adding and inviting them, their roles, and whether they may sign in."""

import streamlit as st

from core.queries import people as directory
from core.queries.people import PersonRow
from core.rules.members import ROLE_WORDS, Member, MemberDetails, Role
from core.services import members
from core.services.fields import parsed
from pages.shared import frame, registry, session, wiring
from pages.shared.plain_table import Link, plain_table
from pages.shared.text import md

ADD, ROLES = "add_person", "roles"
GIVEN = (Role.REVIEWER, Role.DESIGNER, Role.ADMIN)
FIELDS = {"email": "E-mail", "display_name": "Name", "name_on_badge": "Name on badges (empty: the same)"}
portal, actor = wiring.portal(), session.actor()


def state_of(row: PersonRow) -> str:
    """Whether somebody can come in, in words."""
    if not row.member.active:
        return "✕ deactivated"
    if row.invited:
        return "◌ invited"
    return "● active" if row.member.has_password else "○ needs an invitation"


def roles_of(member: Member) -> str:
    return ", ".join(role.value for role in Role if role in member.roles)


def invitation() -> None:
    """The address for somebody who was just invited; it is kept nowhere and shown this once."""
    token = session.take_once()
    invited = members.invited(portal, token=token) if token else None
    if invited:
        whom = f"**{md(invited.display_name)}** ({md(invited.email)})"
        st.success(f"Copy this address and send it to {whom}: it is shown once, works once, and lasts two weeks.", icon=":material/mail:")
        st.code(link_of(token), language=None, wrap_lines=True)


def link_of(token: str) -> str:
    return f"{wiring.portal().base_url}/join?token={token}"


def role_boxes(prefix: str, chosen: frozenset[Role]) -> None:
    st.markdown("**Roles** (everybody is a member, without a tick)")
    for role in GIVEN:
        st.checkbox(f"{role.value.capitalize()}: {ROLE_WORDS[role].lower()}", role in chosen, key=f"{prefix}_{role.value}")


def ticked(prefix: str) -> frozenset[Role]:
    return frozenset(role for role in Role if session.typed(f"{prefix}_{role.value}")) | {Role.MEMBER}


def add() -> None:
    with frame.problems_kept(ADD):
        typed = {name: session.typed(f"{ADD}_{name}") or "" for name in FIELDS}
        typed["name_on_badge"] = typed["name_on_badge"].strip() or typed["display_name"]
        details = parsed(MemberDetails, **typed, roles=ticked(ADD))
        _, token = members.add(wiring.portal(), session.actor(), details=details)
        session.show_once(token)
        empty_form()


def empty_form() -> None:
    """Ready for the next person; a role that stayed ticked would be given to them too."""
    for name in FIELDS:
        session.put(f"{ADD}_{name}", "")
    for role in GIVEN:
        session.put(f"{ADD}_{role.value}", False)


def add_form() -> None:
    with st.form(ADD):
        for name, label in FIELDS.items():
            st.text_input(label, key=f"{ADD}_{name}")
            frame.problem_beside(ADD, name)
        role_boxes(ADD, frozenset())
        st.form_submit_button("Add and invite", type="primary", on_click=add)


def change(member_id: str) -> None:
    with frame.problems_kept(ROLES):
        active = bool(session.typed(f"{ROLES}_active"))
        members.change_roles(wiring.portal(), session.actor(), member_id=member_id, roles=ticked(ROLES), active=active)
        session.flash("Saved.")


def invite(member_id: str) -> None:
    with frame.problems_kept(ROLES):
        session.show_once(members.invite_again(wiring.portal(), session.actor(), member_id=member_id))


def one_person(member: Member) -> None:
    frame.open_page(member.display_name, f"{member.email} · {member.job_title or 'no job title given'}")
    invitation()
    frame.problems_above(ROLES)
    with st.form(ROLES):
        role_boxes(ROLES, member.roles)
        st.checkbox("May sign in", member.active, key=f"{ROLES}_active", help="Without the tick every session of this person ends at once.")
        st.form_submit_button("Save", type="primary", on_click=change, args=(member.id,))
    st.markdown(
        "**A new invitation**, also for a forgotten password. Earlier ones end; the present password works until a new one is chosen."
    )
    st.button("Invite again", on_click=invite, args=(member.id,), disabled=not member.active)
    st.page_link(registry.path_of("people"), label="All people", icon=":material/arrow_back:", query_params={})


def everybody() -> None:
    frame.open_page("People", "Who can come in, and what they may do.")
    words = st.text_input("Search by name or e-mail", key="q", type="search", bind="query-params") or ""
    found = directory.people(portal, actor, words=words)
    shown = [
        (Link(row.member.display_name, f"/people?p={row.member.id}"), row.member.email, roles_of(row.member), state_of(row))
        for row in found.people
    ]
    if shown:
        more = "" if found.total == len(shown) else f" The first {len(shown)} are shown; search for the others."
        plain_table(f"{found.total} {'person' if found.total == 1 else 'people'}.{more}", ("Name", "E-mail", "Roles", "State"), shown)
    else:
        st.info(f"Nobody here for “{md(words)}”. Look at the spelling, or add the person below.")
    st.header("Add a person", anchor=False)
    invitation()
    add_form()


chosen = st.query_params.get("p")
if chosen:
    one_person(directory.person(portal, actor, chosen))
else:
    everybody()
