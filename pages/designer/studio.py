"""Studio: every draft and every program with its focus score, what needs a look first; and the ways to begin a new one."""

import streamlit as st

from core.queries import drafts
from core.queries.design_checks import report_on
from core.queries.drafts import StudioCard
from core.rules.design_check import Report
from core.services.templates import templates
from pages.shared import frame, registry, session, wiring
from pages.shared.new_program import new_program, template_cards
from pages.shared.studio_card import FORM, needs_a_look, studio_card
from pages.shared.wish_list import wish_list

portal, actor = wiring.portal(), session.actor()
Checked = list[tuple[StudioCard, Report]]


def go(draft_id: str) -> None:
    """To the first step of the draft."""
    st.switch_page(registry.path_of("edit_program"), query_params={"d": draft_id})


def section(title: str, cards: Checked) -> None:
    """Two in a row, worst focus first."""
    if not cards:
        return
    st.header(f"{title} ({len(cards)})", anchor=False)
    ordered = sorted(cards, key=lambda pair: pair[1].score)
    for start in range(0, len(ordered), 2):
        for column, (card, report) in zip(st.columns(2), ordered[start : start + 2], strict=False):
            with column:
                studio_card(card, report, portal.now().date(), go)


def three() -> list[str]:
    """Templates as different as can be: with people, technical, and one in which nothing is judged."""
    kinds = {name: program.skill.kind if program.wants_performance else "progress" for name, program in templates().items()}
    return list({kind: name for name, kind in reversed(kinds.items())}.values())


def empty() -> None:
    """Nothing yet: three templates to begin with."""
    frame.open_page("Studio", "No program yet. Take a template, change its words, publish: ten minutes.")
    template_cards(three(), go, "first")
    with st.expander("Other ways to begin", icon=":material/add:"):
        new_program([], go)


def filled(cards: list[StudioCard]) -> None:
    checked = [(card, report_on(portal, card.draft, waivers=card.waivers)) for card in cards]
    frame.open_page("Studio", "One program, one skill. What needs a look stands first.")
    frame.problems_above(FORM)
    if pathway := session.take_once():  # over the programs that a draft was just split into
        st.page_link(
            registry.path_of("design_pathways"), label="Go on with the pathway", icon=":material/stacks:", query_params={"d": pathway}
        )
    with st.expander("New program", icon=":material/add:", key="new_program"):
        new_program(cards, go)
    look = [pair for pair in checked if needs_a_look(*pair)]
    rest = [pair for pair in checked if pair not in look]
    section("Needs a look", look)
    section("Drafts", [pair for pair in rest if pair[0].kind == "draft"])
    section("Programs", [pair for pair in rest if pair[0].kind == "program" and pair[0].state not in ("superseded", "retired")])
    wish_list()
    section("Out of use", [pair for pair in rest if pair[0].state in ("superseded", "retired")])


cards = drafts.studio(portal, actor)
if cards:
    filled(cards)
else:
    empty()
