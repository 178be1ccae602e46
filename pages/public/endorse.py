"""Vouching for somebody's badge (``?token=…``): whoever was given the link reads the badge and says what they saw. No account."""

from functools import partial

import streamlit as st

from core.queries.association import the_association
from core.rules.endorsements import LONGEST
from core.rules.times import long_day
from core.rules.witnesses import RELATION_WORDS
from core.services import endorsements
from core.services.endorsements import Question
from pages.shared import frame, session, wiring
from pages.shared.text import md
from pages.shared.witnesses import statement, witness_page

FORM, DONE = "endorse", "endorse_done"
THANKS = "Your words are with the person who asked you. They decide whether others see them."
LABELS = ("Your name, as it is shown", "What did you see this person do?", "Vouch for it")
portal = wiring.portal()
secret = st.query_params.get("token", "")


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
    asked_as = f"You were asked as {RELATION_WORDS[found.endorsement.relation]}."
    statement(FORM, give, name=found.endorsement.name, labels=LABELS, hints=(asked_as, ""), longest=LONGEST)


def give(name: str, words: str, saw_it: bool) -> None:
    endorsements.give(portal, session.actor(), secret=secret, name=name, words=words, saw_it=saw_it)
    session.put(DONE, secret)


witness_page(partial(endorsements.question, portal, secret=secret), ask, done=DONE, secret=secret, thanks=THANKS)
