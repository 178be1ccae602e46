"""One file of a cohort: issuing it step by step with a bar, going on with what was left, and what became of every row."""

from itertools import islice

import streamlit as st

from core.queries import batches as shown
from core.queries.batches import RESULT_COLUMNS, BatchView
from core.rules.permissions import Permission, allowed
from core.services import batches
from pages.shared import frame, registry, session, wiring
from pages.shared.charts import csv_of
from pages.shared.cohort_rows import badges, everything, summary, trouble

FORM, RUNNING = "cohort", "cohort_running"
STEP = 2  # groups of rows: the bar should move, and the page stay quick


@st.fragment(run_every=0.5)
def run(batch_id: str, whole: int) -> None:
    """A step of issuing, again and again, with a bar. Leaving the page ends it between two groups; nothing is lost.

    The bar stands before the work: on a busy machine the next step is called for before this one is done, and what a step
    shows after its work would then never be seen.
    """
    view = shown.how_far(wiring.portal(), session.actor(), batch_id)
    if not view.waiting or session.problems(FORM):
        session.forget(RUNNING)
        st.rerun()
    st.progress(min(view.issued / whole, 1.0), text=f"{view.issued:,} of {whole:,} signed. You can leave this page: it can be continued.")
    with frame.problems_kept(FORM):
        for _ in islice(batches.issue(wiring.portal(), session.actor(), batch_id=batch_id), STEP):
            pass


def is_running(view: BatchView) -> bool:
    """Whether this tab issues what waits; another tab, or nobody, may do it as well."""
    return bool(view.waiting) and session.typed(RUNNING) == view.batch.id


def standing(view: BatchView) -> None:
    """How far the file is: running, stopped, or done."""
    whole = view.issued + view.waiting
    if not view.waiting:
        st.success(f"Done: {badges(view.issued)} issued from this file.", icon=":material/check_circle:")
    elif is_running(view):
        run(view.batch.id, whole)
    else:
        st.progress(view.issued / whole, text=f"{view.issued:,} of {whole:,} signed.")
        st.button(f"Continue with {badges(view.waiting)}", type="primary", on_click=begin, args=(view.batch.id,))


def begin(batch_id: str) -> None:
    """From now on this tab issues what waits in a batch."""
    session.forget_problems(FORM)
    session.put(RUNNING, batch_id)


def one_batch(batch_id: str) -> None:
    """The page of one file that was run."""
    view = shown.batch(wiring.portal(), session.actor(), batch_id)
    frame.open_page("A cohort", f"{view.program.code} {view.program.title}, from {view.batch.file_name}")
    st.page_link(registry.path_of("cohort"), label="All cohorts", icon=":material/arrow_back:", query_params={})
    frame.problems_above(FORM)
    standing(view)
    if not is_running(view):
        result(view)


def result(view: BatchView) -> None:
    summary(view.counts)
    st.download_button(
        "Download the result",
        lambda: csv_of(RESULT_COLUMNS, shown.result_rows(wiring.portal(), view.rows)),
        f"{view.program.code}-cohort-result.csv",
        "text/csv",
        icon=":material/download:",
        on_click="ignore",
    )
    if view.issued and allowed(session.actor(), Permission.MEMBER_MANAGE):
        st.markdown("People who are new here were not written to. Invite them, so that they can see and share their badges.")
        st.page_link(registry.path_of("people"), label="To the people", icon=":material/group:", query_params={})
    trouble(view.rows)
    everything(view.rows)
