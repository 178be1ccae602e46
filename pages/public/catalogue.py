"""What the association offers. What was searched and chosen stands in the address, so that it can be passed on."""

import streamlit as st

from core.queries import catalogue
from core.queries.catalogue import CatalogueFilter
from core.rules.members import Actor
from core.rules.permissions import Permission, allowed
from core.rules.programs import Benchmark
from pages.shared import frame, registry, session, wiring
from pages.shared.program_card import SKILL_WORDS, program_card
from pages.shared.text import md

SHORT_WORDS: dict[Benchmark, str] = {"progress": "Completed", "performance": "Demonstrated", "both": "Both"}
HOURS = (3, 6, 12)
ICON = ":material/menu_book:"
ANYTHING = CatalogueFilter()


def asked_for() -> CatalogueFilter:
    """Search box and pills."""
    words = st.text_input("Search", type="search", placeholder="A skill, a task, a job", key="q", bind="query-params", live=True)
    with st.container(horizontal=True, key="catalogue_pills"):
        kind = st.pills("Kind of skill", list(SKILL_WORDS), format_func=SKILL_WORDS.__getitem__, key="skill", bind="query-params")
        benchmark = st.pills("How it is earned", list(SHORT_WORDS), format_func=SHORT_WORDS.__getitem__, key="earned", bind="query-params")
        hours = st.pills("Effort", HOURS, format_func=lambda hours: f"Up to {hours} hours", key="hours", bind="query-params")
    return CatalogueFilter(words, kind, benchmark, hours)


def empty_portal(actor: Actor) -> None:
    """A portal that was started without the sample has nothing to offer yet."""
    if allowed(actor, Permission.PROGRAM_PUBLISH):
        st.info("There are no programs yet. Publish the first one: take a template and change its words.", icon=ICON)
        st.page_link(registry.path_of("studio"), label="To the studio", icon=":material/arrow_forward:")
    else:
        st.info("There are no programs yet. They will stand here as soon as the association publishes the first.", icon=ICON)


def ask_for_everything() -> None:
    session.put("q", "")
    for pills in ("skill", "earned", "hours"):
        session.put(pills, None)


def nothing_fits(wanted: CatalogueFilter) -> None:
    what = f" for “{md(wanted.words)}”" if wanted.words else " with these choices"
    st.info(f"Nothing{what}. Try another word for the skill, or take a choice away.", icon=":material/search_off:")
    st.button("Show all programs", on_click=ask_for_everything)


def show(cards: list[catalogue.ProgramCard]) -> None:
    st.markdown(f"{len(cards)} program{'' if len(cards) == 1 else 's'}")
    for pair in zip(cards[::2], [*cards[1::2], None], strict=False):
        for column, card in zip(st.columns(2), pair, strict=True):
            if card:
                with column:
                    program_card(card)


portal, actor = wiring.portal(), session.actor()
frame.open_page("Catalogue", "Each program stands for one skill. You see what it asks for, and how it is judged, before you start.")
filters = st.empty()
with filters.container():
    wanted = asked_for()
found = catalogue.search(portal, wanted)
if found:
    show(found)
elif wanted == ANYTHING:
    filters.empty()  # there is nothing to choose from
    empty_portal(actor)
else:
    nothing_fits(wanted)
