"""Asking somebody who saw it to confirm it, as a piece of evidence, and the questions that wait for an answer."""

from datetime import datetime

import streamlit as st

from core.queries.attestations import of_draft
from core.rules.attestations import Attestation
from core.rules.endorsements import RELATION_WORDS
from core.rules.programs import EvidenceRequirement
from core.services import attestations
from pages.shared import frame, session, wiring
from pages.shared.dates import day
from pages.shared.personal_link import personal_link
from pages.shared.text import md


def attestation_request(draft_id: str, requirement: EvidenceRequirement, program_title: str) -> None:
    """For requirements that take a text; the statement becomes that text."""
    form, place = f"attest_{requirement.key}", f"attestation_{requirement.key}"
    if link := session.take_once(place):
        words = f"You saw how I did this: “{program_title}”. Would you confirm what you saw? It takes three minutes and no account:"
        personal_link(link, subject="Would you confirm what you saw?", words=words)
    now = wiring.portal().now()
    for one in of_draft(wiring.portal(), session.actor(), draft_id):
        if one.requirement == requirement.key and one.state == "asked":
            _waits(one, now)
    with st.expander("Ask somebody who saw it", icon=":material/person_add:"), st.form(form, border=False):
        st.caption("They write what they saw, without an account. Their words come into your draft, and you cannot change them.")
        name = st.text_input("Their name", max_chars=120, help="Reviewers do not read it.")
        frame.problem_beside(form, "name")
        words = {relation: meaning.capitalize() for relation, meaning in RELATION_WORDS.items()}
        relation = st.selectbox("Who they are to you", list(words), format_func=words.__getitem__)
        if st.form_submit_button("Make a link for them"):
            with frame.errors_shown(form):
                actor, key = session.actor(), requirement.key
                secret = attestations.ask(wiring.portal(), actor, submission_id=draft_id, requirement=key, name=name, relation=relation)
                session.show_once(f"{wiring.portal().base_url}/attest?token={secret}", place)
                st.rerun()


def _waits(one: Attestation, now: datetime) -> None:
    over = now >= one.expires_at
    state = ":material/timer_off: the link ran out" if over else f":material/hourglass_top: asked on {day(one.asked_at, now.date())}"
    with st.container(horizontal=True, vertical_alignment="center", key=f"asked_{one.id}"):
        st.markdown(f"**{md(one.name)}**, {RELATION_WORDS[one.relation]} · {state}", width="stretch")
        st.button("Take it back", key=f"withdraw_{one.id}", type="tertiary", on_click=_withdraw, args=(one.id,))


def _withdraw(attestation_id: str) -> None:
    with frame.problems_kept("attestations"):
        attestations.withdraw(wiring.portal(), session.actor(), attestation_id=attestation_id)
