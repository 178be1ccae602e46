"""What can be done with a published version: taking nobody new for a while, letting it go on, taking it out of use for good."""

from datetime import date

import streamlit as st

from core.queries.versions import VersionRow
from core.rules.versions import TRANSITIONS
from core.services import versions
from pages.shared import frame, session, wiring

ACTS = "version_acts"


def version_acts(row: VersionRow) -> None:
    """The forms for what the state of the version lets happen; nothing for a retired one."""
    if (row.state, "suspend") in TRANSITIONS:
        with st.expander("Suspend it", icon=":material/pause_circle:"):
            _suspend(row)
    if (row.state, "resume") in TRANSITIONS:
        st.button("Let it take participants again", key=f"resume_{row.id}", icon=":material/play_circle:", on_click=_resume, args=(row,))
    if (row.state, "retire") in TRANSITIONS:
        with st.expander("Retire it", icon=":material/archive:"):
            _retire(row)


def _suspend(row: VersionRow) -> None:
    form = f"suspend_{row.id}"
    st.markdown("It takes no new participants until you let it go on. Who takes part goes on, reviews too, and badges stay as they are.")
    with st.form(form, border=False):
        reason = st.text_area("Why? Everybody who looks after programs can read this.", key=f"{form}_reason")
        frame.problem_beside(form, "reason")
        if st.form_submit_button("Suspend"):
            with frame.errors_shown(form):
                versions.suspend(wiring.portal(), session.actor(), version_id=row.id, reason=reason)
                session.flash(f"Version {row.version} takes no new participants.")
                st.rerun()


def _resume(row: VersionRow) -> None:
    with frame.problems_kept(ACTS):
        versions.resume(wiring.portal(), session.actor(), version_id=row.id)
        session.flash(f"Version {row.version} takes participants again.")


def _retire(row: VersionRow) -> None:
    form = f"retire_{row.id}"
    st.markdown(
        "For good: it takes no new participants any more. Badges stay valid and can be verified for ever. With a last day, people"
        " can submit until then; without one, whoever takes part can finish at any time."
    )
    with st.form(form, border=False):
        reason = st.text_area("Why? Everybody who looks after programs can read this.", key=f"{form}_reason")
        frame.problem_beside(form, "reason")
        waiting = f" (needed: {row.in_review} submission{'' if row.in_review == 1 else 's'} wait for a decision)" if row.in_review else ""
        last_day: date | None = st.date_input(f"Last day to submit{waiting}", value=None, key=f"{form}_day", format="YYYY-MM-DD")
        if st.form_submit_button("Retire it for good"):
            with frame.errors_shown(form):
                versions.retire(wiring.portal(), session.actor(), version_id=row.id, reason=reason, teach_out_on=last_day)
                session.flash(f"Version {row.version} is retired.")
                st.rerun()
