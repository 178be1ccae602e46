"""The front door, run on every visit: who is it, which pages are theirs, run the page."""

from functools import partial

import streamlit as st

from core.queries.association import the_association
from core.queries.comfort import comfort
from core.rules.members import Actor
from pages.shared import frame, registry, session, style, wiring
from pages.shared.sign_in import address_of, sign_in_form

FRONT = "front"


def menu(actor: Actor, is_set_up: bool) -> dict[str, list[st.Page]]:
    """The pages of this person by section; below the address of every other page a visitor is asked to sign in."""
    sections: dict[str, list[st.Page]] = {}
    for number, entry in enumerate(registry.pages_for(actor, is_set_up=is_set_up)):
        page = st.Page(
            entry.path,
            title=entry.title,
            icon=f":material/{entry.icon}:",
            default=number == 0,
            url_path=None if number else FRONT,
            visibility="hidden" if entry.hidden else "visible",
        )
        sections.setdefault(entry.section, []).append(page)
        if number == 0:  # the framework serves its front page at "/" only, and would call the page's own address unknown
            sections[entry.section].append(st.Page(entry.path, title=entry.title, url_path=entry.name, visibility="hidden"))
    for entry in registry.pages_after_sign_in(actor, is_set_up=is_set_up):
        asked = st.Page(partial(sign_in_first, entry.name), title="Sign in", url_path=entry.name, visibility="hidden")
        sections.setdefault("", []).append(asked)
    return sections


def sign_in_first(page: str) -> None:
    """In place of a page that needs a person: afterwards the browser comes back to it, with everything its address said."""
    frame.open_page("Sign in", "This page is for people who are signed in. You come back to it afterwards.")
    sign_in_form(address_of(page, st.query_params.to_dict()))


association = the_association(wiring.portal())
actor = session.actor()
style.apply(comfort(wiring.portal(), actor))
page = st.navigation(menu(actor, is_set_up=association is not None), position="top")
session.arrive(page.url_path)
frame.header(association, actor)
body, end = st.container(), st.container()
with end:
    frame.help_line(association)
with body, frame.errors_shown():
    frame.messages()
    page.run()
