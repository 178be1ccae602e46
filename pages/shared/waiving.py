"""What the design check stops, one card each: how to change it, or letting it pass with a reason that stays in the history."""

import streamlit as st

from core.queries.checking import CheckDesk
from core.rules.design_check import Finding
from core.rules.drafts import Waiver
from core.services import versions
from pages.shared import frame, registry, session, wiring
from pages.shared.dates import day
from pages.shared.text import md

STOPS = "waive"


def blocking_findings(desk: CheckDesk) -> None:
    """Everything with the severity *block*, also what the owner lets pass already."""
    for row in desk.report.findings:
        if row.severity == "block":
            with st.container(border=True, key=f"stops_{row.key}"):
                _finding(desk, row)


def _finding(desk: CheckDesk, row: Finding) -> None:
    st.markdown(f":material/{'how_to_reg' if row.waived else 'block'}: **{md(row.message)}**")
    st.markdown(md(row.why))
    if row.waived and (waiver := desk.waivers.get(row.key)):
        _let_pass(desk, row, waiver)
        return
    if desk.stored.state == "draft":
        query = {"d": desk.stored.id, "step": row.step}
        st.page_link(registry.path_of("edit_program"), label="Change it", icon=":material/edit:", query_params=query)
    if desk.may_waive:
        with st.expander("Let it pass, with a reason"):
            _form(desk, row)
    else:
        owner = f"{desk.owner_name}, who looks after the program, or an administrator" if desk.owner_name else "An administrator"
        st.caption(f"{md(owner)} can let it pass, with a reason that stays in the history.")


def _let_pass(desk: CheckDesk, row: Finding, waiver: Waiver) -> None:
    today = wiring.portal().now().date()
    st.markdown(f"**Passes.** {md(desk.names.get(waiver.by, 'Somebody'))} on {day(waiver.at, today)}: “{md(waiver.reason)}”")
    if desk.may_waive:
        st.button("Do not let it pass any more", key=f"unwaive_{row.key}", on_click=_unwaive, args=(desk.stored.id, row.key))


def _form(desk: CheckDesk, row: Finding) -> None:
    form = f"{STOPS}_{row.key}"
    with st.form(form, border=False):
        reason = st.text_area("Why is it right here? Everybody who looks after programs can read this, for ever.", key=f"reason_{row.key}")
        frame.problem_beside(form, "reason")
        if st.form_submit_button("Let it pass"):
            with frame.errors_shown(form):
                versions.waive(wiring.portal(), session.actor(), draft_id=desk.stored.id, finding=row.key, reason=reason)
                st.rerun()


def _unwaive(draft_id: str, finding: str) -> None:
    with frame.problems_kept(STOPS):
        versions.unwaive(wiring.portal(), session.actor(), draft_id=draft_id, finding=finding)
