"""What somebody works as, and wants to work as: asked in the profile, and of new members on Home."""

import streamlit as st

from core.queries.job_roles import offered
from core.rules.job_roles import MOST_CHOSEN, JobRole, Relation, Work
from core.services import job_roles
from core.services.job_roles import LONGEST_AIM
from pages.shared import frame, session, wiring

FORM = "your_job"


def your_job(work: Work) -> None:
    """In the profile. Nothing where the association described no job roles and nobody was asked for a goal."""
    st.subheader("Your job", anchor=False)
    with st.form(FORM):
        current, wanted = _roles(work)
        goal = _goal(work)
        if st.form_submit_button("Save your job") and _keep(current, wanted, goal):
            session.flash("Kept. The catalogue begins with what matters for your role.")
            st.rerun()


def three_questions(work: Work) -> None:
    """Of a new member: what they do, what they want to do, what they want to get better at. All can be left out, or skipped at once."""
    with st.form(FORM):
        current, wanted = _roles(work)
        goal = _goal(work)
        with st.container(horizontal=True):
            shown = st.form_submit_button("Show what suits me", type="primary")
            skipped = st.form_submit_button("Not now", type="tertiary")
        if shown and _keep(current, wanted, goal):
            st.rerun()
        if skipped and _keep([], [], ""):
            st.rerun()


def _roles(work: Work) -> tuple[list[str], list[str]]:
    roles = offered(wiring.portal())
    if not roles and not work.current and not work.wanted:
        return [], []
    current = _choice("What do you work as?", Relation.CURRENT, roles, work.current)
    wanted = _choice("What would you like to work as?", Relation.WANTED, roles, work.wanted)
    return current, wanted


def _choice(label: str, relation: Relation, roles: list[JobRole], kept: tuple[JobRole, ...]) -> list[str]:
    """Roles that are not offered any more stay for those who have them."""
    names = {role.id: role.name for role in (*roles, *kept)}
    chosen = st.multiselect(
        label,
        list(names),
        [role.id for role in kept],
        format_func=lambda role_id: names.get(role_id, ""),
        max_selections=MOST_CHOSEN,
        placeholder="Choose, or leave it open",
        key=f"job_{relation}",
    )
    frame.problem_beside(FORM, relation.value)
    return chosen


def _goal(work: Work) -> str:
    goal = st.text_area(
        "What do you want to get better at?",
        work.goal,
        max_chars=LONGEST_AIM,
        placeholder="For example: fewer meetings that lead nowhere",
        key="job_goal",
        height="content",
    )
    frame.problem_beside(FORM, "goal")
    return goal


def _keep(current: list[str], wanted: list[str], goal: str) -> bool:
    with frame.errors_shown(FORM):
        job_roles.tell(wiring.portal(), session.actor(), current=current, wanted=wanted, goal=goal)
        return True
    return False
