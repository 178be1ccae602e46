"""Confirming what one saw somebody do (``?token=…``): a piece of evidence by somebody else's hand. No account."""

import streamlit as st

from core.errors import NotFound, RuleBroken
from core.rules.attestations import LONGEST, WHO
from core.services import attestations
from core.services.attestations import Question
from pages.shared import frame, session, wiring
from pages.shared.text import md

FORM, DONE = "attest", "attest_done"
portal = wiring.portal()
secret = st.query_params.get("token", "")


def no_question(why: str) -> None:
    frame.open_page("This link does not work")
    st.warning(md(why), icon=":material/link_off:")


def thanks() -> None:
    frame.open_page("Thank you")
    st.success("Your words stand among the evidence now. A reviewer reads them beside the rest.", icon=":material/check_circle:")


def ask(found: Question) -> None:
    requirement = found.program.requirement(found.attestation.requirement)
    frame.open_page(f"{found.author} asks you to confirm what you saw", "Three minutes, and no account.")
    with st.container(border=True):
        st.markdown(f"**{md(found.program.title)}**")
        st.markdown(md(found.program.outcome))
        st.markdown(f"{md(found.author)} is asked for this: “{md(requirement.prompt)}”")
        if found.program.rubric:
            st.caption("A reviewer looks for this:")
            st.markdown("\n".join(f"- {md(row.title)}" for row in found.program.rubric.criteria))
    st.markdown(
        f"Reviewers read your words, and that you are {WHO[found.attestation.relation]}; they do not read your name."
        f" {md(found.author)} reads both, and cannot change what you write."
    )
    with st.form(FORM):
        name = st.text_input("Your name", found.attestation.name, max_chars=120, autocomplete="name")
        frame.problem_beside(FORM, "name")
        words = st.text_area("What did you see?", max_chars=LONGEST, height=200)
        st.caption("When and where it was, what the person did, and what came of it.")
        frame.problem_beside(FORM, "words")
        saw_it = st.checkbox("I saw this myself, and I stand for these words.")
        frame.problem_beside(FORM, "saw_it")
        if st.form_submit_button("Confirm it", type="primary"):
            with frame.errors_shown(FORM):
                attestations.give(portal, session.actor(), secret=secret, name=name, words=words, saw_it=saw_it)
                session.put(DONE, secret)
                st.rerun()


if secret and session.typed(DONE) == secret:
    thanks()
else:
    try:
        question = attestations.question(portal, secret=secret)
    except (NotFound, RuleBroken) as problem:
        no_question(problem.message)
    else:
        ask(question)
