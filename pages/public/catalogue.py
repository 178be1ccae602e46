"""What the association offers. What was searched and chosen stands in the address, so that it can be passed on."""

import streamlit as st

from core.queries import catalogue
from core.queries.catalogue import CatalogueFilter
from core.queries.job_roles import ForYou, for_you, offered, own_work
from core.rules.members import Actor
from core.rules.permissions import Permission, allowed
from core.rules.programs import Benchmark
from core.services import wishes
from pages.shared import frame, registry, session, wiring
from pages.shared.program_card import SKILL_WORDS, program_card
from pages.shared.text import md

SHORT_WORDS: dict[Benchmark, str] = {"progress": "Completed", "performance": "Demonstrated", "both": "Both"}
HOURS = (3, 6, 12)
ICON = ":material/menu_book:"
ANYTHING = CatalogueFilter()
WISH = "wish"


def asked_for() -> CatalogueFilter:
    """Search box and pills."""
    words = st.text_input("Search", type="search", placeholder="A skill, a task, a job", key="q", bind="query-params", live=True)
    with st.container(horizontal=True, key="catalogue_pills"):
        kind = st.pills("Kind of skill", list(SKILL_WORDS), format_func=SKILL_WORDS.__getitem__, key="skill", bind="query-params")
        benchmark = st.pills("How it is earned", list(SHORT_WORDS), format_func=SHORT_WORDS.__getitem__, key="earned", bind="query-params")
        hours = st.pills("Effort", HOURS, format_func=lambda hours: f"Up to {hours} hours", key="hours", bind="query-params")
    return CatalogueFilter(words, kind, benchmark, hours, job_role())


def job_role() -> str | None:
    """One of the job roles that the association describes; a list, since there may be many."""
    names = {role.id: role.name for role in offered(portal)}
    if not names:
        return None
    return st.selectbox(
        "For the job role", list(names), None, format_func=names.__getitem__, placeholder="Any", key="role", bind="query-params"
    )


def empty_portal(actor: Actor) -> None:
    """A portal that was started without the sample has nothing to offer yet."""
    if allowed(actor, Permission.PROGRAM_PUBLISH):
        st.info("There are no programs yet. Publish the first one: take a template and change its words.", icon=ICON)
        st.page_link(registry.path_of("studio"), label="To the studio", icon=":material/arrow_forward:")
    else:
        st.info("There are no programs yet. They will stand here as soon as the association publishes the first.", icon=ICON)


def ask_for_everything() -> None:
    session.put("q", "")
    for pills in ("skill", "earned", "hours", "role"):
        session.put(pills, None)


def nothing_fits(wanted: CatalogueFilter) -> None:
    what = f" for “{md(wanted.words)}”" if wanted.words else " with these choices"
    st.info(f"Nothing{what}. Try another word for the skill, or take a choice away.", icon=":material/search_off:")
    with st.container(horizontal=True):
        if wanted.words and actor.signed_in:
            st.button("Tell us that you would like it", on_click=tell_us, args=(wanted.words,), icon=":material/campaign:")
        st.button("Show all programs", on_click=ask_for_everything)
    frame.problems_above(WISH)


def tell_us(words: str) -> None:
    """The designers see what was looked for, and how many people did; not who."""
    with frame.problems_kept(WISH):
        kept = wishes.wish(portal, actor, words=words)
        session.flash(f"Thank you. Whoever designs programs now sees “{kept}”.")


def show(found: list[ForYou]) -> None:
    sorted_for_you = ", what matters in your role first" if any(one.reason for one in found) and not wanted.words else ""
    st.markdown(f"{len(found)} program{'' if len(found) == 1 else 's'}{sorted_for_you}")
    for pair in zip(found[::2], [*found[1::2], None], strict=False):
        for column, one in zip(st.columns(2), pair, strict=True):
            if one:
                with column:
                    program_card(one.card, reasons=(one.reason,) if one.reason else ())


portal, actor = wiring.portal(), session.actor()
frame.open_page("Catalogue", "Each program stands for one skill. You see what it asks for, and how it is judged, before you start.")
filters = st.empty()
with filters.container():
    wanted = asked_for()
found = catalogue.search(portal, wanted)
if found:
    show(for_you(found, own_work(portal, actor), sort=not wanted.words))
elif wanted == ANYTHING:
    filters.empty()  # there is nothing to choose from
    empty_portal(actor)
else:
    nothing_fits(wanted)
