"""The evidence of a draft, one card per requirement: what is asked for, what is there already, and ways to add more.

Everything is kept the moment it is given: a file when it has arrived, a text whenever its box is left.
"""

from collections.abc import Sequence
from contextlib import suppress

import streamlit as st

from core.errors import PortalError
from core.queries.learning import Attempt
from core.rules.evidence import MEDIA_TYPES, TAKEN_IN_WORDS, TEXT_LIMIT, EvidenceItem, missing
from core.rules.programs import EvidenceKind, EvidenceRequirement, ProgramVersion
from core.services import submissions
from pages.shared import frame, session, wiring
from pages.shared.attestation_request import attestation_request
from pages.shared.evidence_list import file_in_words
from pages.shared.keeping import is_kept
from pages.shared.text import md

SUBMIT_FORM = "submit"
NOT_YOURS = ":material/verified_user: Written by somebody you asked. You can remove it, and not change it."
_TABS: dict[EvidenceKind, str] = {
    "file": ":material/upload_file: Upload a file",
    "link": ":material/link: Give a link",
    "text": ":material/edit_note: Write it here",
}
# The framework marks a file that the browser holds back, and hides the reason in a tooltip; here it is said in words.
_SHEET = """
<style>
.stFileUploader:has([data-testid="stFileChip"][aria-invalid="true"])::after {{ display: block; padding-top: 0.4rem; color: #a83a2e;
  content: "✖ This file was not taken. Please use {taken}, at most {limit} MB; for more please give a link."; }}
@media (prefers-color-scheme: dark) {{ .stFileUploader:has([data-testid="stFileChip"][aria-invalid="true"])::after {{ color: #ee8f84; }} }}
</style>
"""
_ICONS: dict[EvidenceKind, str] = {"file": ":material/draft:", "link": ":material/link:", "text": ":material/edit_note:"}


def evidence_form(program: ProgramVersion, draft: Attempt) -> None:
    """All cards of a draft, in the order of the program."""
    refused_file_in_words()
    gaps = missing(program.evidence, draft.items)
    for requirement in program.evidence:
        items = [item for item in draft.items if item.requirement == requirement.key]
        with st.container(border=True, key=f"evidence_{requirement.key}"):
            _asked_for(requirement, items, gap=gaps.get(requirement.key, ""))
            with st.container(key=f"items_{requirement.key}"):
                for item in items:
                    _item(requirement, item)
            _more(draft.submission.id, requirement, items)
            if "text" in requirement.accepts and len(items) < requirement.maximum:
                attestation_request(draft.submission.id, requirement, program.title)


def refused_file_in_words() -> None:
    """On every page that takes files."""
    st.html(_SHEET.format(taken=TAKEN_IN_WORDS, limit=wiring.portal().settings.evidence_limit_mb))


def _asked_for(requirement: EvidenceRequirement, items: Sequence[EvidenceItem], *, gap: str) -> None:
    st.header(md(requirement.title), anchor=False)
    st.markdown(_standing(requirement, items, gap))
    st.markdown(md(requirement.prompt))
    st.caption(_taken(requirement))
    if requirement.alternatives:
        with st.expander("Another way to show this", icon=":material/alt_route:"):
            st.markdown(md(requirement.alternatives))


def _standing(requirement: EvidenceRequirement, items: Sequence[EvidenceItem], gap: str) -> str:
    """Where this requirement stands; in red only once somebody tried to submit without it."""
    if gap:
        tried = session.problems(SUBMIT_FORM).get(requirement.key)
        return f":red[:material/error: {md(gap)}]" if tried else f":material/radio_button_unchecked: {md(gap)}"
    if not items:
        return ":material/radio_button_unchecked: Optional"
    return f":material/check_circle: {len(items)} {'piece is' if len(items) == 1 else 'pieces are'} here"


def _taken(requirement: EvidenceRequirement) -> str:
    limit = wiring.portal().settings.evidence_limit_mb
    words: dict[EvidenceKind, str] = {
        "file": f"a file ({TAKEN_IN_WORDS}; up to {limit} MB)",
        "link": "a link that your reviewer can open",
        "text": f"a text written here (up to {TEXT_LIMIT:,} characters)",
    }
    count = "one piece" if requirement.maximum == 1 else f"up to {requirement.maximum} pieces"
    return f"Takes {count}: {', or '.join(words[kind] for kind in requirement.accepts)}."


def _item(requirement: EvidenceRequirement, item: EvidenceItem) -> None:
    """One piece with its words, to be changed in place."""
    with st.container(border=True, key=f"item_{item.id}"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"{_ICONS[item.kind]} {_what(item)}", width="stretch")
            with st.popover("Remove", type="tertiary", icon=":material/delete:", key=f"remove_{item.id}"):
                st.markdown(f"“{md(item.title)}” will be taken out of your draft.")
                st.button("Remove it", key=f"removed_{item.id}", on_click=_remove, args=(requirement, item))
        if item.attestation_id:
            st.caption(NOT_YOURS)
            st.text(item.text)
        else:
            _fields(requirement, item)
        _problems(f"item_{item.id}", requirement)


def _fields(requirement: EvidenceRequirement, item: EvidenceItem) -> None:
    keep = {"on_change": _keep, "args": (requirement, item)}
    st.text_input("Title", item.title, max_chars=120, key=f"title_{item.id}", **keep)
    if item.kind == "link":
        st.text_input("Address", item.url, type="url", key=f"url_{item.id}", **keep)
    if item.kind == "text":
        st.text_area("Text", item.text, height=240, max_chars=TEXT_LIMIT, key=f"text_{item.id}", **keep)
    st.text_area("What it shows (optional)", item.description, height=80, max_chars=2000, key=f"description_{item.id}", **keep)
    if not all(is_kept(session.typed(f"{name}_{item.id}"), getattr(item, name)) for name in ("title", "url", "text", "description")):
        _keep(requirement, item)


def _what(item: EvidenceItem) -> str:
    if item.kind == "file":
        return f"[{md(item.file_name)}](/evidence/{item.id}) ({file_in_words(item)})"
    if item.attestation_id:
        return f"**{md(item.title)}**"
    return "Link" if item.kind == "link" else "Text"


def _keep(requirement: EvidenceRequirement, item: EvidenceItem) -> None:
    """Keep what stands in the fields of an item. Where title or description are refused, the rest is kept all the same."""
    actor, form = session.actor(), f"item_{item.id}"
    body = {"url": session.typed(f"url_{item.id}") or item.url, "text": session.typed(f"text_{item.id}") or ""}
    title, description = session.typed(f"title_{item.id}") or "", session.typed(f"description_{item.id}") or ""
    with frame.problems_kept(form):
        submissions.change_item(wiring.portal(), actor, item_id=item.id, title=title, description=description, **body)
    if requirement.key in session.problems(form):
        with suppress(PortalError):
            submissions.change_item(wiring.portal(), actor, item_id=item.id, title=item.title, description=item.description, **body)


def _remove(requirement: EvidenceRequirement, item: EvidenceItem) -> None:
    with frame.problems_kept(_form(requirement)):
        submissions.remove_item(wiring.portal(), session.actor(), item_id=item.id)


def _more(draft_id: str, requirement: EvidenceRequirement, items: Sequence[EvidenceItem]) -> None:
    """The ways to add a piece, while there is room. The keys change with every piece, which empties the fields."""
    place = f"{requirement.key}_{len(items)}"
    if len(items) >= requirement.maximum:
        st.caption("That is all this takes. Remove a piece to give another one.")
        return
    shelves = (
        st.tabs([_TABS[kind] for kind in requirement.accepts], key=f"ways_{place}") if len(requirement.accepts) > 1 else [st.container()]
    )
    for kind, shelf in zip(requirement.accepts, shelves, strict=True):
        with shelf:
            _ADDERS[kind](draft_id, requirement, place)
    _problems(_form(requirement), requirement)


def _add_file(draft_id: str, requirement: EvidenceRequirement, place: str) -> None:
    key = f"file_{place}"
    st.file_uploader(
        f"File for “{md(requirement.title)}”",
        type=list(MEDIA_TYPES),
        max_upload_size=wiring.portal().settings.evidence_limit_mb,
        key=key,
        on_change=_take_file,
        args=(draft_id, requirement, place),
    )


def _take_file(draft_id: str, requirement: EvidenceRequirement, place: str) -> None:
    upload = session.typed(f"file_{place}")
    if upload is None:  # the member took a refused file away again
        session.forget_problems(_form(requirement))
        return
    with frame.problems_kept(_form(requirement)):
        submissions.add_file(
            wiring.portal(),
            session.actor(),
            submission_id=draft_id,
            requirement=requirement.key,
            file_name=upload.name,
            stream=upload,
            title=_first_title(requirement, place),
        )


def _add_link(draft_id: str, requirement: EvidenceRequirement, place: str) -> None:
    st.text_input(
        f"Address of “{md(requirement.title)}”",
        type="url",
        placeholder="https://",
        key=f"link_{place}",
        on_change=_take_link,
        args=(draft_id, requirement, place),
        help="Press Enter to add it. Please check that it opens without your password.",
    )


def _take_link(draft_id: str, requirement: EvidenceRequirement, place: str) -> None:
    url = session.typed(f"link_{place}") or ""
    with frame.problems_kept(_form(requirement)):
        title = _first_title(requirement, place)
        submissions.add_link(wiring.portal(), session.actor(), submission_id=draft_id, requirement=requirement.key, url=url, title=title)


def _add_text(draft_id: str, requirement: EvidenceRequirement, place: str) -> None:
    st.button("Start writing", icon=":material/edit:", key=f"write_{place}", on_click=_begin_text, args=(draft_id, requirement, place))


def _begin_text(draft_id: str, requirement: EvidenceRequirement, place: str) -> None:
    with frame.problems_kept(_form(requirement)):
        title = _first_title(requirement, place)
        submissions.add_text(wiring.portal(), session.actor(), submission_id=draft_id, requirement=requirement.key, text="", title=title)


def _first_title(requirement: EvidenceRequirement, place: str) -> str:
    """A title to begin with. Not the file's name: titles are public with the badge, and file names often tell a person's."""
    count = int(place.rpartition("_")[2])
    return f"{requirement.title} ({count + 1})" if count else requirement.title


def _form(requirement: EvidenceRequirement) -> str:
    return f"add_{requirement.key}"


def _problems(form: str, requirement: EvidenceRequirement) -> None:
    for field in (requirement.key, ""):
        frame.problem_beside(form, field)


_ADDERS = {"file": _add_file, "link": _add_link, "text": _add_text}
