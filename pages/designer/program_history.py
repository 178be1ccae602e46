"""The history of a program (``?code=COM-101``): its versions, what changed between them, who looks after it, everything that happened."""

import streamlit as st

from core.errors import NotFound
from core.queries import versions
from core.queries.versions import History, VersionRow
from core.rules.programs import VersionState
from core.rules.times import long_day
from core.services import versions as acts
from pages.shared import frame, registry, session, wiring
from pages.shared.dates import day
from pages.shared.design_check import seal_row
from pages.shared.plain_table import plain_table
from pages.shared.text import md
from pages.shared.version_acts import ACTS, version_acts
from pages.shared.version_changes import version_changes

STATES: dict[VersionState, str] = {
    "draft": "◌ draft",
    "published": "● published",
    "suspended": "◐ suspended",
    "superseded": "○ superseded",
    "retired": "○ retired",
}
OWNERS = "owners"
portal, actor = wiring.portal(), session.actor()
today = portal.now().date()


def people(count: int, noun: str) -> str:
    return f"{count} {noun}" + ("" if count == 1 else "s")


def one_version(row: VersionRow, found: History, *, is_first: bool) -> None:
    label = f"**{md(row.version)}** · {STATES[row.state]} · {day(row.published_at, today)}"
    with st.expander(label, expanded=is_first, key=f"version_{row.id}"):
        st.markdown(f"Published by {md(row.published_by)} on {day(row.published_at, today)}.")
        if row.state != "published" and row.since:
            until = f" The last day to submit is {long_day(row.teach_out_on)}." if row.teach_out_on else ""
            why = f" “{md(row.reason)}”" if row.reason else ""
            st.markdown(f"{STATES[row.state][2:].capitalize()} since {day(row.since, today)}.{why}{until}")
        st.markdown(
            f"{people(row.enrolled, 'enrolment')}, {row.mid_way} of them mid-way, {row.in_review} with the reviewers"
            f" · {people(row.awards, 'badge')}"
        )
        if row.snapshot:
            st.markdown(f"On the day it was published, the design check gave it {row.snapshot.score} of 100: {row.snapshot.label}.")
            seal_row(row.snapshot.seals, small=True)
        waived(row, found)
        version_acts(row)


def waived(row: VersionRow, found: History) -> None:
    """What its owner let pass, and why."""
    for finding in row.snapshot.waived if row.snapshot else ():
        who = md(found.names.get(finding.waived_by, "Somebody"))
        st.markdown(f":material/how_to_reg: {md(finding.message)} **Let pass** by {who}: “{md(finding.because)}”")


def compare(found: History) -> None:
    """Any two versions side by side; the two newest to begin with."""
    numbers = [row.version for row in found.versions]
    if len(numbers) < 2:
        return
    st.header("What changed", anchor=False)
    left, right = st.columns(2)
    older = left.selectbox("From version", numbers, index=1)
    newer = right.selectbox("To version", numbers, index=0)
    version_changes(versions.compare(portal, actor, found.code, older, newer), older, newer)


def owners(found: History) -> None:
    st.header("Who looks after it", anchor=False)
    backup = f", and {md(found.backup_name)} as backup" if found.backup_name else ". There is no backup owner"
    st.markdown(f"{md(found.owner_name)}{backup}." if found.owner_name else "Nobody yet. An administrator can choose somebody.")
    if found.may_change_owner:
        with st.expander("Choose somebody else", icon=":material/manage_accounts:"):
            choose_owners(found)


def choose_owners(found: History) -> None:
    names = {person.id: person.name for person in found.could_own}
    ids = list(names)
    with st.form(OWNERS, border=False):
        owner = st.selectbox("Owner", ids, place(ids, found.owners.owner), format_func=names.__getitem__)
        frame.problem_beside(OWNERS, "owner")
        others = ["", *ids]
        backup = st.selectbox(
            "Backup owner", others, place(others, found.owners.backup) or 0, format_func=lambda each: names.get(each, "Nobody")
        )
        frame.problem_beside(OWNERS, "backup")
        if st.form_submit_button("Keep"):
            with frame.errors_shown(OWNERS):
                acts.change_owner(portal, actor, code=found.code, owner=owner or "", backup=backup or None)
                session.flash("Kept.")
                st.rerun()


def place(options: list[str], wanted: str | None) -> int | None:
    return options.index(wanted) if wanted in options else None


def events(found: History) -> None:
    st.header("Everything that happened", anchor=False)
    rows = [(day(row.at, today), row.version, " – ".join(filter(None, (f"{row.who} {row.what}", row.words)))) for row in found.events]
    if rows:
        plain_table("The newest first. Nothing here can be changed.", ("When", "Version", "What"), rows)
    else:
        st.markdown("It was published before the portal kept a history.")


def whole(found: History) -> None:
    frame.open_page(found.title, f"The history of {found.code}.")
    st.page_link(
        registry.path_of("program"), label="Its page, as members see it", icon=":material/school:", query_params={"code": found.code}
    )
    frame.problems_above(ACTS)
    st.header("Versions", anchor=False)
    for number, row in enumerate(found.versions):
        one_version(row, found, is_first=number == 0)
    compare(found)
    owners(found)
    events(found)


code = st.query_params.get("code", "").strip().upper()
try:
    whole(versions.history(portal, actor, code))
except NotFound:
    frame.open_page("There is no such program", "Choose one of your programs to see its history.")
