"""First numbers: does the program lead to badges, do we keep our promise, is the first attempt enough?"""

import streamlit as st

from core.queries import analytics, findings, sharing
from core.queries.analytics import STEPS, TOO_FEW
from pages.shared import charts, frame, session, wiring
from pages.shared.charts import Figure

portal, actor = wiring.portal(), session.actor()


def counted(n: int, what: str) -> str:
    """How much stands behind a figure, and how sure that makes one."""
    sure = findings.how_sure(n)
    return f"n = {n} {what}{f', {sure}' if sure else ''}."


def funnel() -> None:
    steps = analytics.funnel(portal, actor)
    enrolled = {row.program_code for row in steps if row.step == STEPS[0] and row.people}
    rows = [{"program": r.program_code, "title": r.title, "step": r.step, "people": r.people} for r in steps if r.program_code in enrolled]
    n = findings.people_on_step(steps)[STEPS[0]]
    figure = Figure(
        "funnel",
        "From enrolling to the badge",
        findings.funnel_finding(steps),
        "People per program, each counted once however often they tried; started: a draft or a completed activity. "
        + counted(n, "participations"),
        {"program": "Program", "title": "Title", "step": "Step", "people": "People"},
    )
    charts.show(figure, charts.funnel_spec(charts.ink()), rows)


def decisions() -> None:
    times = analytics.decision_times(portal, actor)
    finding = findings.decision_finding(times, analytics.waiting_longest(portal, actor))
    if not times:
        st.header("Time to decision", anchor=False)
        st.markdown(f"**{finding}**")
        return
    rows = [
        {"program": r.program_code, "day": r.decided_on.isoformat(), "days": r.working_days, "promised": r.promised_days} for r in times
    ]
    figure = Figure(
        "time_to_decision",
        "Time to decision",
        finding,
        "Working days from handing in to the decision; the dashed line is what was promised. " + counted(len(times), "decisions"),
        {"program": "Program", "day": "Decided on", "days": "Working days", "promised": "Promised"},
    )
    charts.show(figure, charts.decisions_spec(charts.ink()), rows)


def first_attempts() -> None:
    rates = analytics.first_attempt_pass_rates(portal, actor)
    if not rates:
        return
    rows = [
        {"program": r.program_code, "sure": findings.how_sure(r.decided) or "enough to say"} | vars(r) | {"share": r.share} for r in rates
    ]
    figure = Figure(
        "first_attempts",
        "Is the first attempt enough?",
        findings.pass_finding(rates),
        f"Approved first attempts of all decided first attempts; the line is the Wilson 95 % interval. Below {TOO_FEW} attempts"
        " the rate says little. " + f"n = {sum(r.decided for r in rates)} first attempts in {len(rates)} programs.",
        {
            "program": "Program",
            "title": "Title",
            "passed": "Approved",
            "decided": "Decided",
            "share": "Share",
            "low": "From",
            "high": "To",
            "sure": "How sure",
        },
    )
    charts.show(figure, charts.pass_rates_spec(charts.ink()), rows)


def shared() -> None:
    """A number alone: there is nothing to draw in one share."""
    counts = sharing.how_many(portal, actor)
    if not counts.badges:
        return
    st.header("Do holders show their badges?", anchor=False)
    st.markdown(f"**{findings.sharing_finding(counts)}**")
    st.caption(
        "Badges that were neither taken back, suspended nor replaced; shared: at least one of the buttons under “Share” was used."
        " Copied addresses and downloads are not counted. " + counted(counts.badges, "badges")
    )


frame.open_page("First numbers", "Counted from the portal's own records, as of now.")
if any(step.people for step in analytics.funnel(portal, actor)):
    funnel()
    decisions()
    first_attempts()
    shared()
else:
    st.info("Nothing to count yet. Once people enrol, three figures appear here:", icon=":material/insights:")
    st.markdown("- how many people come from enrolling to the badge\n- how long decisions take\n- how often the first attempt is enough")
