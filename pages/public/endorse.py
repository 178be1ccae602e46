"""Vouching for somebody's badge (``?token=…``): whoever was given the link reads the badge and says what they saw. No account."""

import streamlit as st

from core.errors import NotFound, RuleBroken
from core.queries.association import the_association
from core.rules.endorsements import LONGEST, RELATION_WORDS
from core.rules.times import long_day
from core.services import endorsements
from core.services.endorsements import Question
from pages.shared import frame, session, wiring
from pages.shared.text import md

FORM, DONE = "endorse", "endorse_done"
portal = wiring.portal()
secret = st.query_params.get("token", "")


def no_question(why: str) -> None:
    frame.open_page("This link does not work")
    st.warning(md(why), icon=":material/link_off:")


def thanks() -> None:
    frame.open_page("Thank you")
    st.success("Your words are with the person who asked you. They decide whether others see them.", icon=":material/check_circle:")


def ask(found: Question) -> None:
    view, house = found.view, the_association(portal)
    frame.open_page(f"{found.holder} asks you to vouch for a badge", "Two minutes, and no account. You see what the badge says.")
    with st.container(border=True):
        st.markdown(f"**{md(view.title)}** · {md(view.issuer.name)} · {long_day(view.awarded_at.date())}")
        st.markdown(md(view.outcome))
        st.caption(md(view.statement))
        if view.criteria:
            st.markdown("\n".join(f"- {md(row.title)}" for row in view.criteria))
    st.markdown(
        "What you write becomes public under your name, beside the badge, if its holder accepts it."
        f" {md(house.name) if house else 'The association'} signs that it was stated; it does not check who you are."
    )
    with st.form(FORM):
        name = st.text_input("Your name, as it is shown", found.endorsement.name, max_chars=120, autocomplete="name")
        frame.problem_beside(FORM, "name")
        st.caption(f"You were asked as {RELATION_WORDS[found.endorsement.relation]}.")
        words = st.text_area("What did you see this person do?", max_chars=LONGEST, height=150)
        frame.problem_beside(FORM, "words")
        saw_it = st.checkbox("I saw this myself, and I stand for these words.")
        frame.problem_beside(FORM, "saw_it")
        if st.form_submit_button("Vouch for it", type="primary"):
            with frame.errors_shown(FORM):
                endorsements.give(portal, session.actor(), secret=secret, name=name, words=words, saw_it=saw_it)
                session.put(DONE, secret)
                st.rerun()


if secret and session.typed(DONE) == secret:
    thanks()
else:
    try:
        question = endorsements.question(portal, secret=secret)
    except (NotFound, RuleBroken) as problem:
        no_question(problem.message)
    else:
        ask(question)
