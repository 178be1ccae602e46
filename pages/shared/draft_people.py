"""First step of the designer: whose work gets better, and what goes wrong in it today."""

import streamlit as st

from core.queries.drafts import UsedWords
from core.rules.drafts import Draft
from pages.shared.draft_editing import Change, several, text


def people_step(draft: Draft, change: Change, used: UsedWords) -> None:
    """Roles, problem, task at work, and what a learner said."""
    st.markdown("Begin with somebody you know. What do they do, and where does it go wrong today?")
    several(
        draft,
        change,
        "job_roles",
        "Job roles",
        used.job_roles,
        new=True,
        placeholder="Choose, or type a role and press Enter",
        why="Members see the programs for their role first. Name the roles as people in your field say them.",
    )
    text(
        draft,
        change,
        "problem_solved",
        "The problem at work",
        lines=3,
        placeholder="What happens today when nobody can do this well?",
        why="People stay with what solves a problem they have. Write what one sees or hears, not “a lack of training”.",
    )
    text(
        draft,
        change,
        "on_the_job_task",
        "The task in which they will use it",
        lines=3,
        placeholder="The next time that …",
        why="Evidence comes from this task. If there is no such task in the next weeks, the program comes too early.",
    )
    text(
        draft,
        change,
        "learner_quote",
        "What one of them said (optional)",
        lines=2,
        placeholder="“I never know whether …”",
        why="One sentence from a conversation keeps you close to the person whom you design for. Leave the name out.",
    )
