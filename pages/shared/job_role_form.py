"""A job role as its designer describes it: name, what it is about, and its skills with their weights, kept together."""

from typing import Any

import streamlit as st

from core.queries.job_roles import DescribedRole, known_skills
from core.rules.job_roles import IMPORTANCE_WORDS, RoleSkill
from core.services import job_roles
from pages.shared import frame, registry, session, wiring
from pages.shared.text import md

FORM = "job_role"
UNIMPORTANT = 0
WEIGHTS = {UNIMPORTANT: "does not matter", **IMPORTANCE_WORDS}


def job_role_form(row: DescribedRole | None) -> None:
    """A new one, or one that is there. Every skill that a program is about can be weighed."""
    details = row.role.details if row else None
    with st.form(FORM):
        name = st.text_input("Name", details.name if details else "", max_chars=80, placeholder="For example: Facility manager")
        frame.problem_beside(FORM, "name")
        description = st.text_area("What the work is about (optional)", details.description if details else "", max_chars=600)
        frame.problem_beside(FORM, "description")
        address = st.text_input(
            "Address where others describe this occupation (optional)",
            details.address if details else "",
            max_chars=300,
            placeholder="https://esco.ec.europa.eu/…",
            help="For example its page in ESCO or O*NET.",
        )
        frame.problem_beside(FORM, "address")
        skills = _weights(details.skills if details else ())
        if st.form_submit_button("Keep it", type="primary"):
            _keep(row, name=name, description=description, address=address, skills=skills)


def _weights(kept: tuple[RoleSkill, ...]) -> list[dict[str, Any]]:
    """A list of words for each skill; what does not matter is not kept."""
    st.markdown("**How much does each skill matter in this work?**")
    known = {skill.code: skill for skill in (*known_skills(wiring.portal(), session.actor()), *kept)}
    if not known:
        st.caption("There is no program yet. Its skill stands here as soon as one is published.")
    weights = {skill.code: skill.importance for skill in kept}
    chosen: list[dict[str, Any]] = []
    columns = st.columns(2)
    for place, (code, skill) in enumerate(sorted(known.items(), key=lambda pair: pair[1].name)):
        importance = columns[place % 2].selectbox(
            f"{md(skill.name)} ({md(code)})",
            list(WEIGHTS),
            list(WEIGHTS).index(weights.get(code, UNIMPORTANT)),
            format_func=WEIGHTS.__getitem__,
            key=f"weight_{code}",
        )
        if importance != UNIMPORTANT:
            chosen.append({"code": code, "name": skill.name, "importance": importance})
    frame.problem_beside(FORM, "skills")
    return chosen


def _keep(row: DescribedRole | None, **values: Any) -> None:
    with frame.errors_shown(FORM):
        kept = {"role_id": row.role.id, "seen": row.row_version} if row else {}
        job_roles.describe(wiring.portal(), session.actor(), **values, **kept)
        session.flash(f"Kept: {values['name'].strip()}.")
        st.switch_page(registry.path_of("job_roles"))
