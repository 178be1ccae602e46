"""Import progress: a program, a file of a learning system, a look at every row, then taking it over. And undoing it.

With ``?i=<import>`` one file: what it is, what its words mean, what would become of each row, and what became of it.
"""

from collections.abc import Sequence

import streamlit as st

from core.queries import lms_imports as shown
from core.queries.lms_imports import ImportView
from core.rules.lms import IMPORTERS
from core.services import lms_imports
from pages.shared import frame, registry, session, wiring
from pages.shared.cohort_rows import SHEET
from pages.shared.dates import clock, day
from pages.shared.one_import import FORM, one_import, standing_in_words
from pages.shared.plain_table import Link, plain_table

portal, actor = wiring.portal(), session.actor()


def what_can_be_read() -> None:
    with st.expander("Which files can be read?"):
        plain_table(
            "The format is guessed from the beginning of the file; you can say otherwise.",
            ("Format", "Where it comes from"),
            [(importer.title, importer.explanation) for importer in IMPORTERS.values()],
        )
        st.caption("At most 100 MB by the command line. What a learning system says about people who are not here is told, and not kept.")


def choose_file(code: str) -> None:
    upload = st.file_uploader(
        "The file", type=["csv", "txt", "tsv", "json", "jsonl"], max_upload_size=portal.settings.evidence_limit_mb, key=f"lms_file_{code}"
    )
    if upload is None:
        return
    if st.button("Look at the file", type="primary", icon=":material/search:"):
        with frame.errors_shown():
            import_id = lms_imports.upload(portal, actor, code=code, stream=upload, file_name=upload.name)
            session.forget_problems(FORM)
            st.switch_page(registry.path_of("imports"), query_params={"i": import_id})
    st.caption("Nothing is changed by looking. You see what would become of every row first.")


def files_before(views: Sequence[ImportView]) -> None:
    st.header("Files so far", anchor=False)
    today = portal.now().date()
    plain_table(
        "The newest first.",
        ("File", "Program", "When", "How it stands"),
        [
            (
                Link(view.found.file_name, f"/imports?i={view.found.id}"),
                f"{view.found.program_code} {view.title}",
                f"{day(view.found.started_at, today)}, {clock(view.found.started_at)}",
                standing_in_words(view),
            )
            for view in views
        ],
    )


def start() -> None:
    choices = {f"{program.code} {program.title}": program.code for program in shown.programs_to_import(portal, actor)}
    frame.open_page("Import progress", "Take over from a learning system who completed which activities. Every import can be undone.")
    if not choices:
        st.info("No program with activities is published yet.")
        return
    chosen = st.selectbox("Program", list(choices), index=None, placeholder="Whose activities is the file about?")
    what_can_be_read()
    if chosen:
        choose_file(choices[chosen])
    views = shown.imports_of(portal, actor)
    if views:
        files_before(views)


st.html(SHEET)
wanted = st.query_params.get("i")
if wanted:
    one_import(wanted)
else:
    start()
