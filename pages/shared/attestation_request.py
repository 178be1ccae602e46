"""Asking somebody who saw it to confirm it, as a piece of evidence, and the questions that wait for an answer."""

from datetime import datetime
from functools import partial

import streamlit as st

from core.queries.attestations import of_draft
from core.rules.attestations import Attestation
from core.rules.programs import EvidenceRequirement
from core.rules.witnesses import RELATION_WORDS
from core.services import attestations
from pages.shared import frame, session, wiring
from pages.shared.dates import day
from pages.shared.text import md
from pages.shared.witnesses import personal_link, whom_to_ask


def attestation_request(draft_id: str, requirement: EvidenceRequirement, program_title: str) -> None:
    """For requirements that take a text; the statement becomes that text."""
    form = f"attest_{requirement.key}"
    if link := session.take_once(_place(requirement.key)):
        words = f"You saw how I did this: “{program_title}”. Would you confirm what you saw? It takes three minutes and no account:"
        personal_link(link, subject="Would you confirm what you saw?", words=words)
    now = wiring.portal().now()
    for one in of_draft(wiring.portal(), session.actor(), draft_id):
        if one.requirement == requirement.key and one.state == "asked":
            _waits(one, now)
    with st.expander("Ask somebody who saw it", icon=":material/person_add:"), st.form(form, border=False):
        st.caption("They write what they saw, without an account. Their words come into your draft, and you cannot change them.")
        whom_to_ask(form, partial(_ask, draft_id, requirement.key), help="Reviewers do not read it.")


def _ask(draft_id: str, requirement: str, name: str, relation: str) -> None:
    asked = {"requirement": requirement, "name": name, "relation": relation}
    secret = attestations.ask(wiring.portal(), session.actor(), submission_id=draft_id, **asked)
    session.show_once(f"{wiring.portal().base_url}/attest?token={secret}", _place(requirement))


def _place(requirement: str) -> str:
    return f"attestation_{requirement}"


def _waits(one: Attestation, now: datetime) -> None:
    over = now >= one.expires_at
    state = ":material/timer_off: the link ran out" if over else f":material/hourglass_top: asked on {day(one.asked_at, now.date())}"
    with st.container(horizontal=True, vertical_alignment="center", key=f"asked_{one.id}"):
        st.markdown(f"**{md(one.name)}**, {RELATION_WORDS[one.relation]} · {state}", width="stretch")
        st.button("Take it back", key=f"withdraw_{one.id}", type="tertiary", on_click=_withdraw, args=(one.id,))


def _withdraw(attestation_id: str) -> None:
    with frame.problems_kept("attestations"):
        attestations.withdraw(wiring.portal(), session.actor(), attestation_id=attestation_id)
