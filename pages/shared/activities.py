"""The activities of a program, to be ticked off: by oneself with a sentence that one stands for, or by the facilitator."""

import streamlit as st

from core.queries.learning import Participation
from core.rules.completion import SATISFYING, Activity, Completion
from core.services import enrolments
from pages.shared import frame, session, wiring
from pages.shared.dates import day
from pages.shared.text import md

KINDS = {
    "read": "Read",
    "watch": "Watch",
    "practice": "Practise",
    "discussion": "Discuss",
    "peer_feedback": "Feedback among peers",
    "workplace_task": "At work",
    "live_session": "Live session",
}
ATTESTATION = "I have done this."
_SOURCES = {"self": "by you", "import": "by a list of the organisers", "facilitator": "confirmed by the facilitator"}


def activities(way: Participation) -> None:
    """One card per activity, in the order of the program."""
    for activity in way.program.activities:
        with st.container(border=True, key=f"activity_{activity.key}"):
            _told(activity)
            said = way.said.get(activity.key)
            if said and said.state in SATISFYING:
                _done(said)
            elif activity.source == "facilitator":
                st.markdown(":material/hourglass_empty: Open. The facilitator of the program confirms this one.")
            elif way.enrolment.is_open:
                _to_tick(way, activity)


def _told(activity: Activity) -> None:
    st.subheader(md(activity.title), anchor=False)
    minutes = f" · about {activity.minutes} minutes" if activity.minutes else ""
    st.caption(f"{KINDS[activity.kind]}{minutes}")
    if activity.instructions:
        st.markdown(md(activity.instructions))
    if activity.link:
        st.link_button("Open the material", activity.link, icon=":material/open_in_new:")


def _done(said: Completion) -> None:
    when = day(said.at, wiring.portal().now().date())
    st.markdown(f":material/check_circle: **Done** on {when}, {_SOURCES[said.source]}")


def _to_tick(way: Participation, activity: Activity) -> None:
    """The sentence to stand for, and the button; the sentence comes first."""
    key = f"{way.enrolment.id}_{activity.key}"
    st.markdown(":material/radio_button_unchecked: Open")
    attested = st.checkbox(md(activity.attestation or ATTESTATION), key=f"attested_{key}")
    frame.problem_beside(key, activity.key)
    if st.button("Tick off", key=f"tick_{key}", icon=":material/done:"):
        with frame.errors_shown(key):
            enrolments.complete_activity(
                wiring.portal(), session.actor(), enrolment_id=way.enrolment.id, activity=activity.key, attested=attested
            )
            session.flash(f"“{activity.title}” is done.")
            st.rerun()
