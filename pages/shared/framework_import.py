"""Importing a framework: a file, a look at what it would change with everything that could not be taken, and the button."""

from collections.abc import Callable

import streamlit as st

from core.portal import Portal
from core.rules.case_files import LARGEST_BYTES as LARGEST_CASE
from core.rules.framework_lists import COLUMNS
from core.rules.framework_lists import LARGEST_BYTES as LARGEST_LIST
from core.rules.frameworks import in_order
from core.rules.members import Actor
from core.services import frameworks
from core.services.frameworks import Preview
from pages.shared import frame, registry, session
from pages.shared.charts import csv_of
from pages.shared.plain_table import plain_table
from pages.shared.text import md

FORM = "framework_list"
MOST_SHOWN = 8
MEGABYTE = 1024**2


def case_package(portal: Portal, actor: Actor) -> None:
    """A framework as JSON, from whoever publishes it."""
    st.markdown("A CASE package (version 1.0 or 1.1) is one JSON file with `CFDocument` and `CFItems`. Publishers offer it for download.")
    upload = st.file_uploader("The package", type=["json"], max_upload_size=LARGEST_CASE // MEGABYTE, key="case_file")
    if upload is None:
        return
    data = upload.getvalue()
    with frame.errors_shown():
        _looked_at(frameworks.preview_case(portal, actor, data=data), lambda: frameworks.import_case(portal, actor, data=data))


def own_list(portal: Portal, actor: Actor) -> None:
    """The association's own list, from a spreadsheet."""
    st.markdown("A CSV file with one skill a row. The first row names the columns, in any order.")
    rows = [(column.heading, "yes" if column.needed else "no", column.explanation) for column in COLUMNS]
    with st.expander("The columns"):
        plain_table("What a list may hold", ("Column", "Needed", "What it holds"), rows)
    template = csv_of({column.key: column.heading for column in COLUMNS}, [])
    st.download_button("Download an empty list", template, "skills.csv", "text/csv", icon=":material/download:", on_click="ignore")
    title = st.text_input("What the list is called", key="list_title", placeholder="Skills of our members")
    code = st.text_input(
        "A short code for it",
        value="SKILLS",
        key="list_code",
        placeholder="SKILLS",
        help="It stands in the addresses of the skills. A later list with the same code updates this one.",
    )
    upload = st.file_uploader("The list", type=["csv", "txt", "tsv"], max_upload_size=LARGEST_LIST // MEGABYTE, key="list_file")
    if upload is None:
        return
    data = upload.getvalue()
    with frame.errors_shown():
        found = frameworks.preview_list(portal, actor, data=data, code=code, title=title)
        _looked_at(found, lambda: frameworks.import_list(portal, actor, data=data, code=code, title=title))


def _looked_at(found: Preview, take: Callable[[], str]) -> None:
    """What was understood, what would change, and the one button."""
    framework, difference = found.read.framework, found.difference
    st.subheader("What would happen", anchor=False)
    named = " ".join(filter(None, (framework.title, framework.version)))
    if found.is_new:
        st.markdown(f"**{md(named)}** is new here, with {len(framework.items):,} skills.")
    else:
        st.markdown(
            f"**{md(named)}** is here already. {len(difference.added):,} skills are new, {len(difference.changed):,} say something else,"
            f" {len(difference.gone):,} are no longer in it. What published programs say does not change."
        )
    _remarks(found)
    with st.expander(f"The first skills of {len(framework.items):,}"):
        st.markdown("\n".join(f"{'  ' * depth}- {md(item.code)} {md(item.name)}" for depth, item in list(in_order(framework.items))[:20]))
    if st.button("Import it" if found.is_new else "Import this edition", type="primary", icon=":material/download_done:"):
        framework_id = take()
        session.flash(f"Imported: {framework.title}, {len(framework.items):,} skills.")
        st.switch_page(registry.path_of("frameworks"), query_params={"f": framework_id})


def _remarks(found: Preview) -> None:
    remarks = found.read.remarks
    if not remarks:
        return
    many = "One thing was" if len(remarks) == 1 else f"{len(remarks):,} things were"
    more = f"\n- and {len(remarks) - MOST_SHOWN:,} more" if len(remarks) > MOST_SHOWN else ""
    listed = "\n".join(f"- {md(row.place)}: {md(row.sentence)}" for row in remarks[:MOST_SHOWN])
    st.warning(
        f"{many} not taken as it stands. You can mend the file and choose it again, or go on.\n\n{listed}{more}", icon=":material/help:"
    )
