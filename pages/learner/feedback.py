"""What was decided about a submission (``?s=<submission>``): the answer first, then why, then the one next step."""

import streamlit as st

from core.errors import NotFound
from core.queries.feedback import Feedback, Next, feedback
from core.queries.messages import unread
from core.services import mail
from pages.shared import frame, registry, session, wiring
from pages.shared.dates import day
from pages.shared.goal_question import goal_question
from pages.shared.results import decided_by_rule, results
from pages.shared.suggestions import next_best_step
from pages.shared.text import md

ICONS = {"approved": ":material/check_circle:", "returned": ":material/edit:", "not_yet_demonstrated": ":material/hourglass_empty:"}
BUTTONS: dict[Next, tuple[str, str]] = {
    "badge": ("See my badge", "badges"),
    "revise": ("Revise now", "submit"),
    "go_on": ("Back to the program", "my_learning"),
}
portal, actor = wiring.portal(), session.actor()


def wanted() -> Feedback:
    try:
        return feedback(portal, actor, st.query_params.get("s", ""))
    except NotFound:
        frame.open_page("Feedback")
        st.page_link(registry.path_of("my_learning"), label="All my programs", icon=":material/arrow_back:")
        raise


def then(found: Feedback) -> None:
    """The one thing to do after reading."""
    label, page = BUTTONS[found.then]
    params = {} if page == "badges" else {"e": found.way.enrolment.id} | ({"step": "evidence"} if page == "submit" else {})
    if st.button(label, type="primary", icon=":material/arrow_forward:"):
        st.switch_page(registry.path_of(page), query_params=params)


def is_read(submission_id: str) -> None:
    """Home does not say any more that there is an answer."""
    if any(message.about == submission_id for message in unread(portal, actor)):
        mail.seen(portal, actor, about=submission_id)


found = wanted()
is_read(found.attempt.submission.id)
frame.open_page(found.headline, found.lead)
when = day(found.decision.decided_at, portal.now().date())
which = f"{md(found.way.program.title)} · attempt {found.attempt.submission.attempt}"
st.caption(f"{ICONS[found.decision.outcome]} {which} · decided on {when}")
with st.container(border=True):
    st.markdown("**Your reviewer writes**")
    st.text(found.decision.feedback)
results(found.criteria)
then(found)
if found.decision.outcome == "approved":
    goal_question(found.way.enrolment)
    next_best_step("And then?")
with st.expander("How this was decided"):
    st.markdown("The program's rule was applied to the levels above. Every comparison that it made:")
    decided_by_rule(found.decision.result)
