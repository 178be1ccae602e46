"""What waits on others, with an honest date."""

from datetime import date

import streamlit as st

from core.queries.learning import Participation
from pages.shared import registry
from pages.shared.dates import day
from pages.shared.text import md


def waiting(way: Participation, usual: int | None, today: date) -> None:
    """A submission that is with the reviewers: how long it takes as a rule, and the day that was promised."""
    latest = way.latest
    assert latest is not None and latest.submission.submitted_at is not None and latest.due is not None
    sent = f"Submitted on {day(latest.submission.submitted_at, today)}"
    as_a_rule = f" An answer usually takes {usual} working {'day' if usual == 1 else 'days'}." if usual else ""
    promise = f"you will hear by {day(latest.due, today)} at the latest.{as_a_rule}"
    if latest.due < today:
        promise = f"we promised an answer by {day(latest.due, today)}; we are late, and we are sorry."
    with st.container(border=True):
        st.page_link(registry.path_of("submit"), label=f"**{md(way.program.title)}**", query_params={"e": way.enrolment.id})
        st.markdown(f":material/schedule: {sent}; {promise}")
