"""Is this badge genuine? Pasted here, or sent as a file to the address that answers without script and account."""

import streamlit as st

from core.badges.verification import VerificationReport
from core.services.verification import verify_pasted
from core.web.report import VERIFY_IS_NOT_VALIDATE, answer_of, check_row, page_of, said_by
from pages.shared import frame, wiring
from pages.shared.plain_table import plain_table
from pages.shared.text import md
from pages.shared.verify_turn import my_turn

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
<label>A file: JSON, PNG, SVG or PDF, at most 5 MB
<input type="file" name="badge" accept=".json,.jwt,.txt,.png,.svg,.pdf" required></label>
<button type="submit">Check this file</button>
</form>
"""


def ask() -> None:
    """The pasted badge is looked at when the button is pressed."""
    with st.form(FORM, border=False):
        pasted = st.text_area(
            "Paste a badge, or the address of one", max_chars=LONGEST, height=140, key="pasted", placeholder=f"{portal.base_url}/b/…"
        )
        frame.problem_beside(FORM, "pasted")
        if st.form_submit_button("Check this badge", type="primary", icon=":material/verified_user:"):
            with frame.errors_shown(FORM), my_turn():
                show(verify_pasted(portal, text=pasted))


def show(report: VerificationReport) -> None:
    """The answer in words, what the document says, then every check."""
    answer, said = answer_of(report), said_by(report)
    TONES[answer.tone](f"**{answer.sign} {answer.headline}.** {md(answer.detail)}")
    if said:
        confirmed = report.verdict not in ("invalid", "indeterminate")
        caption = "What the badge says" if confirmed else "What the document says of itself; it is not confirmed"
        plain_table(caption, ("Field", "Says"), said.items())
    if address := page_of(report):
        st.link_button("See the badge's own page", f"{portal.base_url}{address}", icon=":material/open_in_new:")
    plain_table("What was looked at", ("Check", "Result", "Found"), [check_row(check) for check in report.checks])
    st.caption(VERIFY_IS_NOT_VALIDATE)


portal = wiring.portal()
frame.open_page("Verify a badge", "See in a moment whether a badge is genuine, still valid, and whose it is. Nothing is kept.")
ask()
st.html(FILE_FORM)
