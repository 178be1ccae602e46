"""Skills and frameworks: what programs are aligned to. Importing them, looking through one (``?f=<framework>``), removing them."""

from collections.abc import Mapping

import streamlit as st

from core.errors import NotFound
from core.queries import frameworks as shown
from core.queries.frameworks import AlignedProgram, FrameworkRow
from core.rules.frameworks import Framework, FrameworkItem, in_order, item_address
from core.rules.times import moment
from core.services import frameworks
from pages.shared import frame, registry, session, wiring
from pages.shared.dates import day
from pages.shared.framework_import import case_package, own_list
from pages.shared.plain_table import Link, plain_table
from pages.shared.text import md

MOST_SHOWN = 200  # a page that somebody can still scroll through; the search finds the rest
SURE = "remove_framework"
portal, actor = wiring.portal(), session.actor()


def table_of(found: list[FrameworkRow]) -> None:
    today = portal.now().date()
    plain_table(
        "Frameworks that programs can be aligned to.",
        ("Framework", "Published by", "Skills", "Programs", "Imported"),
        [
            (
                Link(f"{row.title} {row.version}".strip(), f"/frameworks?f={row.id}"),
                row.publisher or ("in-house" if row.kind == "list" else "–"),
                f"{row.items:,}",
                str(row.programs),
                day(moment(row.imported_at), today),
            )
            for row in found
        ],
    )


def start() -> None:
    frame.open_page(
        "Skills and frameworks",
        "What others call the skills of your programs. A badge names them, so that people and machines can compare.",
    )
    st.page_link(registry.path_of("job_roles"), label="Job roles, and how much each skill matters in them", icon=":material/badge:")
    found = shown.all_frameworks(portal)
    if found:
        table_of(found)
        search()
    else:
        st.info(
            "Nothing is imported yet. Your own list of skills is a good beginning; a spreadsheet is enough.", icon=":material/account_tree:"
        )
    st.header("Import", anchor=False)
    way = st.radio("What do you have?", ["A list of our own (CSV)", "A framework of others (CASE)"], horizontal=True)
    if "CASE" in way:
        case_package(portal, actor)
    else:
        own_list(portal, actor)


def search() -> None:
    words = st.text_input("Search all of them", key="framework_words", placeholder="A few words, or a code", icon=":material/search:")
    if not words.strip():
        return
    found = shown.search(portal, words)
    rows = [(row.alignment["name"], row.alignment["code"] or "–", row.alignment["framework"]) for row in found]
    if rows:
        plain_table("The best matches first.", ("Skill", "Code", "Framework"), rows)
    else:
        st.caption("Nothing was found. Try fewer words, or the beginning of a word.")


def one(framework_id: str) -> None:
    st.page_link(registry.path_of("frameworks"), label="All frameworks", icon=":material/arrow_back:")
    try:
        found = shown.framework(portal, framework_id)
    except NotFound:
        frame.open_page("This framework is not here", "It may have been removed.")
        return
    frame.open_page(found.title, " · ".join(filter(None, (found.publisher, found.version, found.adoption))))
    aligned = shown.aligned_programs(portal, framework_id)
    programs_of(aligned)
    browse(found, aligned)
    if found.kind == "list":
        st.caption(f"Others can import this list from {md(portal.base_url)}/frameworks/{md(framework_id)}.json")
    remove(found)


def programs_of(aligned: Mapping[str, tuple[AlignedProgram, ...]]) -> None:
    programs = dict.fromkeys(program for several in aligned.values() for program in several)
    st.subheader("Programs that are aligned to it", anchor=False)
    if not programs:
        st.markdown("None yet. You align a program in its designer, in the step *Skill*.")
    st.markdown("\n".join(f"- {md(row.code)} {md(row.title)} ({md(row.version) or 'draft'})" for row in programs))


def browse(found: Framework, aligned: Mapping[str, tuple[AlignedProgram, ...]]) -> None:
    st.subheader(f"Its {len(found.items):,} skills", anchor=False)
    words = st.text_input("Show only", key="browse_words", placeholder="Words or a code", icon=":material/filter_alt:").strip().casefold()
    rows = [(depth, item) for depth, item in in_order(found.items) if words in f"{item.code} {item.name} {item.statement}".casefold()]
    plain_table(
        "Skills stand below the one that they belong to.",
        ("Skill", "What it says", "Programs"),
        [(indented(depth, item, bool(words)), short(item), codes(found, item, aligned)) for depth, item in rows[:MOST_SHOWN]],
    )
    if len(rows) > MOST_SHOWN:
        st.caption(f"These are the first {MOST_SHOWN} of {len(rows):,}. Type words above to see others.")


def indented(depth: int, item: FrameworkItem, is_flat: bool) -> str:
    named = f"{item.code} {item.name}" if item.code else item.name
    return named if is_flat or not depth else f"{' ' * (depth - 1)}└ {named}"


def short(item: FrameworkItem) -> str:
    text = item.statement if item.statement != item.name else ""
    return (text if len(text) <= 200 else text[:200].rpartition(" ")[0] + " …") or "–"


def codes(found: Framework, item: FrameworkItem, aligned: Mapping[str, tuple[AlignedProgram, ...]]) -> str:
    return ", ".join(dict.fromkeys(row.code or "draft" for row in aligned.get(item_address(found.id, item), ()))) or "–"


def remove(found: Framework) -> None:
    with st.expander("Remove this framework", icon=":material/delete:"):
        st.markdown("It goes from the search. A framework whose skills are named by badges stays.")
        sure = st.checkbox("Yes, remove it", key=SURE)
        if st.button("Remove it", disabled=not sure):
            with frame.errors_shown():
                frameworks.remove(portal, actor, framework_id=found.id)
                session.flash(f"Removed: {found.title}.")
                st.switch_page(registry.path_of("frameworks"))


wanted = st.query_params.get("f")
if wanted:
    one(wanted)
else:
    start()
