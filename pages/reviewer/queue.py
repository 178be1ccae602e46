"""What waits for a reviewer, the most urgent first. Members are not named here."""

from datetime import date

import streamlit as st

from core.queries import review_queue
from core.queries.review_queue import QueueRow
from pages.shared import frame, registry, session, wiring
from pages.shared.dates import day, due_in_words
from pages.shared.text import md

portal, actor = wiring.portal(), session.actor()
REVIEW = registry.path_of("review")
_SHEET = "<style>.st-key-queue h2 { font-size: 1.2rem !important; padding: 0.2rem 0; } .st-key-queue p { margin: 0; }</style>"


def first_sentence(rows: list[QueueRow], today: date) -> str:
    count = f"{len(rows)} to review"
    overdue = sum(row.due < today for row in rows)
    if overdue:
        return f"{count} · {overdue} overdue, the oldest since {day(rows[0].due, today)}"
    return f"{count} · oldest {due_in_words(rows[0].due, today)}"


def card(row: QueueRow, today: date) -> None:
    """One submission that waits."""
    facts = [row.label, f"attempt {row.attempt} of {row.program.max_attempts}", f"waiting since {day(row.submitted_at, today)}"]
    icon = ":material/warning:" if row.due < today else ":material/event:"
    with st.container(border=True):
        words, way = st.columns([3, 1], vertical_alignment="center")
        with words:
            st.header(md(row.program.title), anchor=False)
            st.markdown(md(" · ".join(facts)))
            st.markdown(f"{icon} **{md(due_in_words(row.due, today))}**")
            if row.readers:
                st.markdown(f":material/visibility: {md(' and '.join(row.readers))} reading it too")
        with way:
            word = "Continue" if row.mine else "Start"
            st.page_link(REVIEW, label=f"{word} {md(row.label)}", icon=":material/arrow_forward:", query_params={"s": row.submission_id})


rows, today = review_queue.waiting(portal, actor), portal.now().date()
if rows:
    frame.open_page("Review", first_sentence(rows, today))
    if st.button("Continue with the most urgent" if rows[0].mine else "Begin the most urgent", type="primary"):
        st.switch_page(REVIEW, query_params={"s": rows[0].submission_id})
    st.html(_SHEET)
    with st.container(key="queue"):
        for waiting in rows:
            card(waiting, today)
else:
    frame.open_page("Review", "Nothing waits for you. Thank you for reading so promptly.")
    st.markdown("New submissions appear here as soon as a member hands one in; look in again in a day or two.")
