"""Until when somebody plans to finish: another day, and the day as a file for their calendar."""

from functools import partial

import streamlit as st

from core.queries.learning import Participation
from core.services import enrolments
from core.services.calendar_files import finish_file
from pages.shared import frame, session, wiring

FORM = "plan"


def plan(way: Participation) -> None:
    """Folded: who keeps to the plan does not need it."""
    portal, actor, enrolment = wiring.portal(), session.actor(), way.enrolment
    with st.expander("My plan", icon=":material/event:"):
        st.markdown("The day until which you want to be done. It is yours: nobody waits for it, and nothing happens when it passes.")
        with st.form(FORM, border=False):
            key = f"until_{enrolment.row_version}"
            until = st.date_input("I want to be done by", enrolment.target_on, format="YYYY-MM-DD", key=key)
            frame.problem_beside(FORM, "target_on")
            if st.form_submit_button("Keep the day"):
                with frame.errors_shown(FORM):
                    enrolments.plan(portal, actor, enrolment_id=enrolment.id, until=until)
                    session.flash("Your plan is kept. If the old day is in your calendar, import the file again.")
                    st.rerun()
        make = partial(finish_file, portal, actor, enrolment_id=enrolment.id)
        name = f"finish-{way.program.code.lower()}.ics"
        st.download_button("Put it into my calendar", make, name, "text/calendar", icon=":material/calendar_add_on:", on_click="ignore")
