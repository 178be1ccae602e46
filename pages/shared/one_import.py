"""One file of a learning system: looked at as soon as it is chosen anew, then taken over step by step with a bar, and undone."""

from itertools import islice

import streamlit as st

from core.queries import lms_imports as shown
from core.queries.lms_imports import Desk, ImportView
from core.services import lms_imports, lms_undo
from pages.shared import frame, registry, session, wiring
from pages.shared.import_choices import FORM, choices_panel
from pages.shared.import_rows import rows_panel, summary
from pages.shared.plain_table import Link, plain_table

RUNNING = "import_running"
STEP = 4  # groups of rows between two looks at the bar


def statements(number: int) -> str:
    return f"{number:,} statement" + ("" if number == 1 else "s")


def standing_in_words(view: ImportView) -> str:
    """How a file stands, in a few words for a list."""
    match view.found.state:
        case "applied" if view.waiting:
            return f"stopped: {view.taken_over:,} taken over, {view.waiting:,} waiting"
        case "applied":
            return f"{statements(view.taken_over)} taken over"
        case "undone":
            return f"undone, {view.taken_over:,} left standing" if view.taken_over else "undone"
        case "previewed":
            return f"looked at, {view.waiting:,} could be taken over"
        case _:
            return "not looked at yet"


def one_import(import_id: str) -> None:
    """The page of one file."""
    desk = shown.desk(wiring.portal(), session.actor(), import_id)
    view = desk.view
    frame.open_page("Import progress", f"{view.found.program_code} {view.title}, from {view.found.file_name}")
    st.page_link(registry.path_of("imports"), label="All files", icon=":material/arrow_back:", query_params={})
    frame.problems_above(FORM)
    match view.found.state:
        case "applied":
            taken_over(view)
        case "undone":
            stayed = f" {statements(view.taken_over)} stayed, since badges stand upon them." if view.taken_over else ""
            st.info(f"This import was undone.{stayed}")
            rows_panel(view)
        case _:
            to_be_looked_at(desk)


def to_be_looked_at(desk: Desk) -> None:
    view = desk.view
    if view.found.state != "previewed" and not session.problems(FORM):
        look(view)
    choices_panel(desk)
    if view.found.state == "previewed":
        what_would_happen(view)
    else:
        st.button("Look at the file again", on_click=session.forget_problems, args=(FORM,), icon=":material/refresh:")
    if st.button("Throw this file away", type="tertiary", icon=":material/delete:"):
        drop(view.found.id)


def look(view: ImportView) -> None:
    """Read the whole file, with a bar; the page is drawn anew afterwards."""
    bar = st.progress(0.0, text="Looking at every row …")
    with frame.problems_kept(FORM):
        for progress in lms_imports.look(wiring.portal(), session.actor(), import_id=view.found.id):
            share = progress.done / max(progress.whole, 1)
            bar.progress(min(share, 1.0), text=f"Looking at every row … {share:.0%} of the file")
    st.rerun()


def drop(import_id: str) -> None:
    with frame.errors_shown():
        lms_imports.drop(wiring.portal(), session.actor(), import_id=import_id)
        session.flash("The file was thrown away. Nothing was taken over from it.")
        st.switch_page(registry.path_of("imports"), query_params={})


def what_would_happen(view: ImportView) -> None:
    st.header("What would happen", anchor=False)
    summary(view)
    if view.waiting:
        st.button(
            f"Take over {statements(view.waiting)}", type="primary", icon=":material/download_done:", on_click=begin, args=(view.found.id,)
        )
        st.caption(
            "Whoever completes the program by this gets the badge at once. The import can be undone as long as no badge stands upon it."
        )
    else:
        st.info("There is nothing to take over in this file yet.")
    rows_panel(view)


def begin(import_id: str) -> None:
    """Decide, and let this tab do it."""
    with frame.problems_kept(FORM):
        lms_imports.begin(wiring.portal(), session.actor(), import_id=import_id)
        session.put(RUNNING, import_id)


def go_on(import_id: str) -> None:
    session.forget_problems(FORM)
    session.put(RUNNING, import_id)


@st.fragment(run_every=0.5)
def run(import_id: str) -> None:
    """A step, again and again, with a bar. Leaving the page ends it between two groups; nothing is lost."""
    view = shown.how_far(wiring.portal(), session.actor(), import_id)
    if not view.waiting or session.problems(FORM):
        session.forget(RUNNING)
        st.rerun()
    whole = view.taken_over + view.waiting
    st.progress(view.taken_over / whole, text=f"{view.taken_over:,} of {whole:,} taken over. You can leave this page: it can be continued.")
    with frame.problems_kept(FORM):
        for _ in islice(lms_imports.apply(wiring.portal(), session.actor(), import_id=import_id), STEP):
            pass


def taken_over(view: ImportView) -> None:
    """A file that was decided to be taken over: running, stopped or done."""
    whole = view.taken_over + view.waiting
    if view.waiting and session.typed(RUNNING) == view.found.id:
        run(view.found.id)
        return
    if view.waiting:
        st.progress(view.taken_over / whole, text=f"{view.taken_over:,} of {whole:,} taken over.")
        st.button(f"Continue with {statements(view.waiting)}", type="primary", on_click=go_on, args=(view.found.id,))
    else:
        st.success(f"Done: {statements(view.taken_over)} taken over from this file.", icon=":material/check_circle:")
    summary(view)
    rows_panel(view)
    undo_panel(view)


def undo_panel(view: ImportView) -> None:
    """Taking everything back; where badges stand upon rows, only what nothing stands upon."""
    st.header("Undo", anchor=False)
    badges = lms_undo.depending(wiring.portal(), session.actor(), import_id=view.found.id)
    sure = True
    if badges:
        plain_table(
            "Badges stand upon rows of this file. Those rows stay; a badge is taken back under Awards, in a case of its own.",
            ("Holder", "Badge"),
            [(badge.holder, Link("its public page", f"/b/{badge.token}")) for badge in badges],
        )
        sure = st.checkbox("Undo the rest, and leave the rows of these people as they are.", key=f"leave_{view.found.id}")
    else:
        st.markdown("Everything that this file brought is taken back, and nothing else. The file can be taken over again later.")
    st.button("Undo this import", disabled=not sure, icon=":material/undo:", on_click=undo, args=(view.found.id, bool(badges)))


def undo(import_id: str, leave_awarded: bool) -> None:
    with frame.problems_kept(FORM):
        touched = lms_undo.undo(wiring.portal(), session.actor(), import_id=import_id, leave_awarded=leave_awarded)
        session.flash(f"Undone for {touched:,} {'person' if touched == 1 else 'people'}.")
