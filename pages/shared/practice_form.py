"""One piece of evidence of practice, given and described by the holder; everything is kept the moment it is given."""

from collections.abc import Callable

import streamlit as st

from core.rules.evidence import MEDIA_TYPES, TAKEN_IN_WORDS, TEXT_LIMIT
from core.rules.renewals import REQUIREMENT, Practice
from core.services import renewals
from pages.shared import frame, session, wiring
from pages.shared.evidence_form import refused_file_in_words
from pages.shared.evidence_list import evidence_piece
from pages.shared.keeping import is_kept

FORM = "practice"
_TABS = (":material/edit_note: Write it here", ":material/upload_file: Upload a file", ":material/link: Give a link")


def practice_form(practice: Practice) -> None:
    """The piece, its words, and what the last try to hand it in lacked."""
    item = practice.item
    with st.container(border=True, key="practice_piece"):
        if item is None:
            _ways(practice.id)
        elif item.kind == "text":
            _writing(practice)
        else:
            evidence_piece(item)
        frame.problem_beside(FORM, REQUIREMENT)
        frame.problem_beside(FORM, "")
        if item is not None:
            _description(practice)
            st.button("Take it out", icon=":material/delete:", type="tertiary", on_click=_kept, args=(_take_out, practice.id))


def _ways(practice_id: str) -> None:
    refused_file_in_words()
    write, upload, link = st.tabs(_TABS, key=f"ways_{practice_id}")
    limit = wiring.portal().settings.evidence_limit_mb
    with write:
        st.button("Start writing", icon=":material/edit:", on_click=_kept, args=(_begin_text, practice_id))
    with upload:
        st.file_uploader(
            "Your evidence",
            type=list(MEDIA_TYPES),
            max_upload_size=limit,
            key=f"file_{practice_id}",
            on_change=_kept,
            args=(_take_file, practice_id),
            help=f"{TAKEN_IN_WORDS}; up to {limit} MB",
        )
    with link:
        st.text_input(
            "Its address",
            type="url",
            placeholder="https://",
            key=f"link_{practice_id}",
            on_change=_kept,
            args=(_take_link, practice_id),
            help="Press Enter to add it. Please check that it opens without your password.",
        )


def _writing(practice: Practice) -> None:
    key = f"text_{practice.id}"
    keep = {"on_change": _kept, "args": (_text, practice.id)}
    st.text_area("Your evidence", practice.piece.text, height=240, max_chars=TEXT_LIMIT, key=key, **keep)
    if not is_kept(session.typed(key), practice.piece.text):
        _kept(_text, practice.id)


def _description(practice: Practice) -> None:
    keep = {"on_change": _kept, "args": (_describe, practice.id)}
    st.text_input("Title", practice.title, max_chars=120, key=f"title_{practice.id}", **keep)
    st.text_area("What it shows (optional)", practice.description, height=80, max_chars=2000, key=f"description_{practice.id}", **keep)
    st.caption("Title and description are public with your badge. The evidence itself stays between you and the reviewers.")
    typed = {"title": practice.title, "description": practice.description}
    if not all(is_kept(session.typed(f"{name}_{practice.id}"), stored) for name, stored in typed.items()):
        _kept(_describe, practice.id)


def _kept(act: Callable[[str], None], practice_id: str) -> None:
    with frame.problems_kept(FORM):
        act(practice_id)


def _begin_text(practice_id: str) -> None:
    renewals.give_text(wiring.portal(), session.actor(), practice_id=practice_id, text="")


def _text(practice_id: str) -> None:
    text = session.typed(f"text_{practice_id}") or ""
    renewals.give_text(wiring.portal(), session.actor(), practice_id=practice_id, text=text)


def _take_file(practice_id: str) -> None:
    if upload := session.typed(f"file_{practice_id}"):
        renewals.give_file(wiring.portal(), session.actor(), practice_id=practice_id, file_name=upload.name, stream=upload)


def _take_link(practice_id: str) -> None:
    renewals.give_link(wiring.portal(), session.actor(), practice_id=practice_id, url=session.typed(f"link_{practice_id}") or "")


def _describe(practice_id: str) -> None:
    title, description = (session.typed(f"{name}_{practice_id}") or "" for name in ("title", "description"))
    renewals.describe(wiring.portal(), session.actor(), practice_id=practice_id, title=title, description=description)


def _take_out(practice_id: str) -> None:
    renewals.take_out(wiring.portal(), session.actor(), practice_id=practice_id)
