"""A program on a card, as it stands in the catalogue: what one can do afterwards, what it asks for, how it is judged."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from core.queries.catalogue import ProgramCard
from core.rules.programs import Benchmark, ProgramVersion, SkillKind, earned_word, effort_in_words, work_in_words
from pages.shared import registry
from pages.shared.design_check import seal_row
from pages.shared.text import md

FEWEST_EARNERS = 5  # fewer would tell who
SKILL_WORDS: dict[SkillKind, str] = {"soft": "Working with people", "technical": "Technical"}
BENCHMARK_ICONS: dict[Benchmark, str] = {"performance": "verified", "progress": "task_alt", "both": "verified", "pathway": "route"}


def badge_art(program: ProgramVersion, *, width: int, alt: str = "") -> None:
    """The program's badge by its public address; ``alt`` stays empty where the title stands beside it."""
    address = escape(f"/achievements/{program.code}/{program.version}.png")
    size = f'width="{width}" height="{width}" style="max-width: 100%; height: auto"'
    st.html(f'<img src="{address}" alt="{escape(alt)}" {size} loading="lazy">')


def program_card(card: ProgramCard, *, reasons: Sequence[str] = ()) -> None:
    """The title is the link to the program's page; ``reasons`` say why it is for the reader, the strongest first."""
    program = card.program
    with st.container(border=True, height="stretch", key=f"card_{program.code}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            with st.container(width=96):
                badge_art(program, width=96)
            with st.container(width="stretch"):
                st.page_link(registry.path_of("program"), label=f"**{md(program.title)}**", query_params={"code": program.code})
        if reasons:
            st.markdown(f":material/person_check: **{md(reasons[0])}** {md(' '.join(reasons[1:]))}")
        st.markdown(md(program.outcome))
        st.markdown("  \n".join(_facts(card)))
        if card.seals:
            seal_row(card.seals, small=True)


def _facts(card: ProgramCard) -> list[str]:
    program = card.program
    word = f":material/{BENCHMARK_ICONS[program.benchmark]}: {earned_word(program.benchmark)}"
    lines = [
        f"{word} · {SKILL_WORDS[program.skill.kind]}",
        f":material/schedule: {effort_in_words(program).capitalize()}",
        f":material/checklist: {md(work_in_words(program))}",
    ]
    if card.earners >= FEWEST_EARNERS:
        lines.append(f":material/group: {card.earners} colleagues earned it")
    return lines
