"""Beginning a program: from a template, blank, as a copy of one's own, or from a program file."""

import streamlit as st

from core.errors import BadInput
from core.queries.drafts import StudioCard
from core.rules.programs import ProgramVersion, effort_in_words
from core.services import drafts
from core.services.templates import templates
from pages.shared import frame, session, wiring
from pages.shared.program_card import BENCHMARK_ICONS, SKILL_WORDS
from pages.shared.studio_card import Open
from pages.shared.text import md

FORM, TEXT, FILE = "program_file", "program_text", "program_upload"
HOW = {"performance": "Work is judged", "progress": "Activities are completed", "both": "Activities and judged work"}


def new_program(cards: list[StudioCard], go: Open) -> None:
    """Four ways to begin; ``go`` opens the draft that was begun."""
    template, blank, clone, file = st.tabs(["From a template", "Blank", "Copy of a program", "From a file"])
    with template:
        st.markdown("Each is a whole program for one skill. Change the words until they are yours.")
        template_cards(list(templates()), go, "all")
    with blank:
        st.markdown("Five short steps: people, skill, evidence, learning, promise. You can stop at any time; everything is kept.")
        if st.button("Begin blank", icon=":material/note_add:"):
            go(drafts.begin(wiring.portal(), session.actor()))
    with clone:
        _clone(cards, go)
    with file:
        _from_file(go)


def template_cards(names: list[str], go: Open, group: str) -> None:
    for start in range(0, len(names), 3):
        for column, name in zip(st.columns(3), names[start : start + 3], strict=False):
            with column, st.container(border=True, height="stretch", key=f"template_{group}_{name}"):
                _template(name, templates()[name], go, group)


def _template(name: str, program: ProgramVersion, go: Open, group: str) -> None:
    st.markdown(f"**{md(program.title)}**")
    st.markdown(md(program.outcome))
    st.caption(
        f":material/{BENCHMARK_ICONS[program.benchmark]}: {HOW[program.benchmark]} · {SKILL_WORDS[program.skill.kind]} · "
        f"{effort_in_words(program)}"
    )
    if st.button("Use this template", key=f"use_{group}_{name}", icon=":material/edit_note:"):
        go(drafts.begin(wiring.portal(), session.actor(), template=name))


def _clone(cards: list[StudioCard], go: Open) -> None:
    own = {card.version_id: f"{card.draft.code} {card.draft.title}" for card in cards if card.kind == "program"}
    if not own:
        st.markdown("There is no program to copy yet.")
        return
    st.markdown("A new program that begins with the words of another one. The other stays as it is.")
    chosen = st.selectbox("Copy", list(own), index=None, format_func=own.__getitem__, placeholder="Choose a program")
    if st.button("Begin with a copy", icon=":material/content_copy:", disabled=chosen is None) and chosen:
        with frame.errors_shown():
            go(drafts.clone(wiring.portal(), session.actor(), version_id=chosen))


def _from_file(go: Open) -> None:
    st.markdown(
        "A program file comes from another portal, from *Program file* on a card, or from a text editor. With the code of one of"
        " your programs it becomes the draft of its next version."
    )
    st.file_uploader("Choose a program file", type=["toml"], max_upload_size=1, key=FILE, on_change=_take_upload)
    text = st.text_area("Or paste it here", key=TEXT, height=240, placeholder='code = "COM-101"\ntitle = "…"')
    frame.problems_above(FORM)
    if st.button("Begin with this file", icon=":material/upload_file:"):
        with frame.errors_shown(FORM):
            go(drafts.begin_from_file(wiring.portal(), session.actor(), text=text))


def _take_upload() -> None:
    """The uploaded file becomes the text below, where it can still be changed."""
    upload = session.typed(FILE)
    if upload is None:
        return
    with frame.problems_kept(FORM):
        try:
            session.put(TEXT, upload.getvalue().decode("utf-8-sig"))
        except UnicodeDecodeError as problem:
            raise BadInput({"file": "This file is not plain text (UTF-8). Please choose a program file that ends in .toml."}) from problem
