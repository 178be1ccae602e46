"""Confirming what one saw somebody do (``?token=…``): a piece of evidence by somebody else's hand. No account."""

from functools import partial

import streamlit as st

from core.rules.attestations import LONGEST, WHO
from core.services import attestations
from core.services.attestations import Question
from pages.shared import frame, session, wiring
from pages.shared.text import md
from pages.shared.witnesses import statement, witness_page

FORM, DONE = "attest", "attest_done"
THANKS = "Your words stand among the evidence now. A reviewer reads them beside the rest."
LABELS = ("Your name", "What did you see?", "Confirm it")
HINTS = ("", "When and where it was, what the person did, and what came of it.")
portal = wiring.portal()
secret = st.query_params.get("token", "")


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
    statement(FORM, give, name=found.attestation.name, labels=LABELS, hints=HINTS, longest=LONGEST)


def give(name: str, words: str, saw_it: bool) -> None:
    attestations.give(portal, session.actor(), secret=secret, name=name, words=words, saw_it=saw_it)
    session.put(DONE, secret)


witness_page(partial(attestations.question, portal, secret=secret), ask, done=DONE, secret=secret, thanks=THANKS)
