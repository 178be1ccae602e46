"""Asking a witness by a personal link, and the form in which whoever opens it says what they saw."""

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import quote

import streamlit as st

from core.errors import NotFound, RuleBroken
from core.rules.witnesses import RELATION_WORDS
from pages.shared import frame, session
from pages.shared.text import md

Question = TypeVar("Question")


def personal_link(link: str, *, subject: str, words: str) -> None:
    """The link, and a letter with it. ``words`` go in front of the link. The portal does not keep it, and whoever has it can use it."""
    st.success("Send this link to the person. It works once, for thirty days, and is shown here only now.", icon=":material/link:")
    st.code(link, language=None, wrap_lines=True)
    address = f"mailto:?subject={quote(subject, safe='')}&body={quote(f'{words} {link}', safe='')}"
    st.link_button("Write an e-mail", address, icon=":material/mail:")


def whom_to_ask(form: str, ask: Callable[[str, str], None], *, help: str | None = None) -> None:  # noqa: A002 - as Streamlit calls it
    """Name and relation; ``ask`` takes both and makes the link."""
    name = st.text_input("Their name", max_chars=120, help=help)
    frame.problem_beside(form, "name")
    words = {relation: meaning.capitalize() for relation, meaning in RELATION_WORDS.items()}
    relation = st.selectbox("Who they are to you", list(words), format_func=words.__getitem__)
    if st.form_submit_button("Make a link for them"):
        with frame.errors_shown(form):
            ask(name, relation)
            st.rerun()


def witness_page(find: Callable[[], Question], ask: Callable[[Question], None], *, done: str, secret: str, thanks: str) -> None:
    """What a link leads to: thanks to whoever has just answered, the question, or why there is none. ``done`` remembers the answer."""
    if secret and session.typed(done) == secret:
        frame.open_page("Thank you")
        st.success(thanks, icon=":material/check_circle:")
        return
    try:
        question = find()
    except (NotFound, RuleBroken) as problem:
        frame.open_page("This link does not work")
        st.warning(md(problem.message), icon=":material/link_off:")
    else:
        ask(question)


def statement(
    form: str, give: Callable[[str, str, bool], None], *, name: str, labels: tuple[str, str, str], hints: tuple[str, str], longest: int
) -> None:
    """The form itself. ``labels``: of the name, the words and the button; ``hints`` stand below the name and the words, or are empty."""
    of_name, of_words, of_button = labels
    with st.form(form):
        typed = st.text_input(of_name, name, max_chars=120, autocomplete="name")
        frame.problem_beside(form, "name")
        if hints[0]:
            st.caption(hints[0])
        words = st.text_area(of_words, max_chars=longest, height=200)
        if hints[1]:
            st.caption(hints[1])
        frame.problem_beside(form, "words")
        saw_it = st.checkbox("I saw this myself, and I stand for these words.")
        frame.problem_beside(form, "saw_it")
        if st.form_submit_button(of_button, type="primary"):
            with frame.errors_shown(form):
                give(typed, words, saw_it)
                st.rerun()
