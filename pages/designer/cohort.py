"""Issuing to a cohort: a program, a file with one person a row, a look at every row, then the badges.

With ``?b=<batch>`` one file that was run: how far it is, what became of each row, and the way to go on. What was issued
stays issued, whatever happens to this page.
"""

from collections.abc import Sequence

import streamlit as st

from core.queries import batches as shown
from core.queries.batches import BatchView
from core.rules.batch_files import columns_of
from core.rules.batches import TROUBLE
from core.rules.programs import ProgramVersion
from core.services import batches
from core.services.batch_files import LARGEST_BYTES, MOST_ROWS
from core.services.batches import Preview
from pages.shared import frame, registry, session, wiring
from pages.shared.charts import csv_of
from pages.shared.cohort_rows import SHEET, badges, everything, summary, trouble
from pages.shared.dates import clock, day
from pages.shared.one_cohort import FORM, begin, one_batch
from pages.shared.plain_table import Link, plain_table
from pages.shared.text import md

portal, actor = wiring.portal(), session.actor()


def template(program: ProgramVersion) -> bytes:
    return csv_of({column.key + column.of: column.heading for column in columns_of(program)}, [])


def what_the_file_holds(program: ProgramVersion) -> None:
    st.markdown(f"A CSV file with one person a row, at most {MOST_ROWS:,} of them. The first row names the columns, in any order.")
    needed = [(column.heading, "yes" if column.needed else "no", column.explanation) for column in columns_of(program)]
    with st.expander("The columns for this program", expanded=True):
        plain_table(f"{program.code} {program.title}", ("Column", "Needed", "What it holds"), needed)
    st.download_button(
        "Download an empty file", template(program), f"{program.code}-cohort.csv", "text/csv", icon=":material/download:", on_click="ignore"
    )


def origin(program: ProgramVersion) -> str:
    """Where results come from that were judged elsewhere; it is written into every badge."""
    if not program.wants_performance:
        return ""
    typed = st.text_input("Where do these results come from? (optional)", key="origin", placeholder="the spring workshop in Halifax")
    frame.problem_beside(FORM, "origin")
    st.caption(
        "Public: every badge says that its result was imported from there (or, left empty, from a list of the association), and"
        " judged outside this portal on the published rubric."
    )
    return typed or ""


def issue(program: ProgramVersion, data: bytes, file_name: str, source: str) -> None:
    with frame.errors_shown(FORM):
        batch_id = batches.begin(portal, actor, code=program.code, data=data, file_name=file_name, origin=source)
        begin(batch_id)
        st.switch_page(registry.path_of("cohort"), query_params={"b": batch_id})


def looked_at(program: ProgramVersion, found: Preview, data: bytes, file_name: str) -> None:
    """The verdicts, and the one button."""
    st.header("What would happen", anchor=False)
    summary(found.counts)
    if found.ignored:
        st.info("These columns are not read: " + ", ".join(f"“{md(name)}”" for name in found.ignored) + ".")
    trouble(found.rows)
    ready = found.counts["ready"]
    if not ready:
        st.info("Nothing to issue in this file.")
    elif any(row.verdict in TROUBLE for row in found.rows):
        st.markdown("You can issue what is ready now and the mended file later: nobody gets a badge twice.")
    if ready:
        confirm(program, ready, data, file_name)
    everything(found.rows)


def confirm(program: ProgramVersion, ready: int, data: bytes, file_name: str) -> None:
    with st.container(border=True):
        source = origin(program)
        who = "This person gets" if ready == 1 else f"These {ready:,} people get"
        sure = st.checkbox(f"{who} a signed badge with a public page, now. Taking one back is a case of its own.")
        if st.button(f"Issue {badges(ready)}", type="primary", disabled=not sure, icon=":material/workspace_premium:"):
            issue(program, data, file_name, source)


def choose_file(program: ProgramVersion) -> None:
    upload = st.file_uploader("The file", type=["csv", "txt", "tsv"], max_upload_size=LARGEST_BYTES // 1024**2, key=f"file_{program.code}")
    if upload is None:
        return
    data = upload.getvalue()
    with frame.errors_shown():
        looked_at(program, batches.preview(portal, actor, code=program.code, data=data), data, upload.name)


def run_before(views: Sequence[BatchView]) -> None:
    st.header("Files that were run", anchor=False)
    today = portal.now().date()
    plain_table(
        "The newest first.",
        ("File", "Program", "When", "Issued", "Waiting"),
        [
            (
                Link(view.batch.file_name, f"/cohort?b={view.batch.id}"),
                f"{view.program.code} {view.program.title}",
                f"{day(view.batch.started_at, today)}, {clock(view.batch.started_at)}",
                str(view.issued),
                str(view.waiting),
            )
            for view in views
        ],
    )


def start() -> None:
    choices = {f"{program.code} {program.title}": program for program in shown.programs_to_issue(portal, actor)}
    frame.open_page(
        "Issue to a cohort", "Badges for everybody in a file: who completed a program together, or whose results were judged elsewhere."
    )
    chosen = st.selectbox("Program", list(choices), index=None, placeholder="Which badge is it?")
    if chosen:
        what_the_file_holds(choices[chosen])
        choose_file(choices[chosen])
    views = shown.batches_of(portal, actor)
    if views:
        run_before(views)


st.html(SHEET)
wanted = st.query_params.get("b")
if wanted:
    one_batch(wanted)
else:
    start()
