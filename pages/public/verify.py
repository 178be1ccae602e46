"""Is this badge genuine? One or up to 20, pasted here, or sent as files to the address that answers without script and account."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from core.badges.verification import VerificationReport
from core.services.verification import MOST_AT_ONCE, badge_in
from core.web.report import (
    COLUMNS,
    VERIFY_IS_NOT_VALIDATE,
    Entry,
    answer_of,
    answer_of_all,
    check_row,
    is_confirmed,
    page_of,
    said_by,
    table_row,
)
from core.web.verify import Piece, look_at, pieces_of_lines
from pages.shared import frame, verify_turn, wiring
from pages.shared.plain_table import plain_table
from pages.shared.text import md

FORM = "verify"
LONGEST = 400_000
TONES = {"good": st.success, "late": st.warning, "bad": st.error, "unknown": st.info}
# Visitors may not upload to the framework; this form goes to an address of the portal that looks and forgets.
FILE_FORM = """
<style>
.check-file { --line: color-mix(in srgb, currentColor 35%, transparent); border: 1px dashed var(--line); border-radius: 0.4rem;
  padding: 1rem; display: flex; flex-wrap: wrap; gap: 0.75rem 1rem; align-items: end; }
.check-file label { flex: 1 1 18rem; font-size: 0.95rem; }
.check-file input { display: block; margin-top: 0.5rem; font: inherit; max-width: 100%; }
.check-file ::file-selector-button { font: inherit; padding: 0.35rem 0.8rem; margin-right: 0.75rem; border-radius: 0.4rem; cursor: pointer;
  border: 1px solid var(--line); background: transparent; color: inherit; }
.check-file button { font: inherit; min-height: 2.5rem; padding: 0.25rem 1rem; border-radius: 0.4rem; cursor: pointer;
  border: 1px solid var(--line); background: transparent; color: inherit; }
</style>
<form class="check-file" action="/verify" method="post" enctype="multipart/form-data">
<label>Files: JSON, JWT, PNG, SVG or PDF, at most 5 MB each and 20 at once
<input type="file" name="badge" accept=".json,.jwt,.txt,.png,.svg,.pdf" multiple required></label>
<button type="submit">Check the files</button>
</form>
"""
# Files of the framework are for people who are signed in, so the lines go there once more and come back as a file.
CSV_FORM = """
<form class="check-file" style="border: 0; padding: 0" action="/verify" method="post" enctype="multipart/form-data">
<input type="hidden" name="as" value="csv"><input type="hidden" name="lines" value="{lines}">
<button type="submit">Download as CSV</button>
</form>
"""


def ask() -> tuple[Sequence[Entry], str]:
    """What was pasted, looked at when the button is pressed; before that, and where it was refused, there is nothing."""
    with st.form(FORM, border=False):
        pasted = st.text_area(
            f"Paste a badge, or up to {MOST_AT_ONCE} addresses or codes of our badges, one a line",
            max_chars=LONGEST,
            height=140,
            key="pasted",
            placeholder=f"{portal.base_url}/b/…",
        )
        frame.problem_beside(FORM, "pasted")
        if st.form_submit_button("Check what I pasted", type="primary", icon=":material/verified_user:"):
            with frame.errors_shown(FORM):
                return looked_at(pasted), pasted
    return (), ""


def looked_at(pasted: str) -> Sequence[Entry]:
    """The reports. A single line that cannot be looked up is refused, so that the sentence stands beside the field."""
    pieces = pieces_of_lines(pasted)
    if len(pieces) < 2:
        badge_in(portal, text=pasted)
    verify_turn.take(len(pieces))
    return [_entry(piece) for piece in pieces]


def _entry(piece: Piece) -> Entry:
    with verify_turn.my_turn():
        return Entry(piece.name, look_at(verify_turn.RECENT, portal, piece))


def show(report: VerificationReport) -> None:
    """The answer in words, what the document says, then every check."""
    answer, said = answer_of(report), said_by(report)
    TONES[answer.tone](f"**{answer.sign} {answer.headline}.** {md(answer.detail)}")
    if said:
        caption = "What the badge says" if is_confirmed(report) else "What the document says of itself; it is not confirmed"
        plain_table(caption, ("Field", "Says"), said.items())
    if address := page_of(report):
        st.link_button("See the badge's own page", f"{portal.base_url}{address}", icon=":material/open_in_new:")
    plain_table("What was looked at", ("Check", "Result", "Found"), [check_row(check) for check in report.checks])
    st.caption(VERIFY_IS_NOT_VALIDATE)


def show_all(entries: Sequence[Entry], pasted: str) -> None:
    """The table for whoever has to choose between people, and the checks of each badge below it."""
    answer = answer_of_all(entries)
    TONES[answer.tone](f"**{answer.sign} {answer.headline}.** {md(answer.detail)}")
    plain_table("What a badge says of itself counts only where the answer is “Valid”", COLUMNS, [table_row(entry) for entry in entries])
    for entry in entries:
        found = answer_of(entry.report)
        holder, title, *_ = table_row(entry)
        whose = f"{holder}, {title}" if "Holder" in said_by(entry.report) else title
        with st.expander(md(f"{found.sign} {whose}: {found.headline}")):
            st.markdown(md(found.detail))
            plain_table(entry.report.kind or "Not recognised", ("Check", "Result", "Found"), [check_row(c) for c in entry.report.checks])
    st.html(CSV_FORM.format(lines=escape(pasted)))
    st.info(VERIFY_IS_NOT_VALIDATE, icon=":material/lightbulb:")


portal = wiring.portal()
frame.open_page("Verify badges", "See in a moment whether badges are genuine, still valid, and whose they are. Nothing is kept.")
found, lines = ask()
if len(found) == 1:
    show(found[0].report)
elif found:
    show_all(found, lines)
st.html(FILE_FORM)
