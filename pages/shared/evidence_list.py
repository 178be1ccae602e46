"""Evidence as a reviewer sees it, to be read and not changed: in the preview before submitting, on the reviewer's desk.

One block of HTML, so that a recording goes on playing while the page around it runs again. All that was typed is escaped.
"""

from collections.abc import Callable, Sequence
from html import escape
from urllib.parse import urlsplit

import streamlit as st

from core.rules.evidence import MEGABYTE, EvidenceItem, suffix_of
from core.rules.programs import EvidenceRequirement, ProgramVersion

FILE_WORDS = {
    "pdf": "PDF",
    "docx": "Word document",
    "pptx": "Presentation",
    "xlsx": "Spreadsheet",
    "csv": "Table (CSV)",
    "txt": "Plain text",
    "png": "Picture",
    "jpg": "Picture",
    "jpeg": "Picture",
    "mp3": "Recording",
    "m4a": "Recording",
    "mp4": "Film",
}
NOT_THEIR_OWN = "✔ Came through a one-time link that the author gave to somebody else. The author cannot change it."
_SHEET = """
<style>
.evidence { --line: color-mix(in srgb, currentColor 18%, transparent); line-height: 1.5; overflow-wrap: anywhere; }
.evidence section + section { margin-top: 1.75rem; }
.evidence h3 { font-size: 1.15rem; padding: 0; margin: 0 0 0.25rem; }
.evidence .quiet { opacity: 0.8; font-size: 0.92em; margin: 0 0 0.5rem; max-width: 42rem; white-space: pre-line; }
.evidence article { border: 1px solid var(--line); border-radius: 0.4rem; padding: 0.9rem 1rem; margin-top: 0.75rem; }
.evidence h4 { font-size: 1rem; padding: 0; margin: 0 0 0.25rem; }
.evidence .words { white-space: pre-wrap; max-height: 24rem; overflow-y: auto; padding: 0.75rem 0.9rem; border-radius: 0.3rem;
  background: color-mix(in srgb, currentColor 6%, transparent); }
.evidence :is(img, video) { display: block; max-width: 100%; max-height: 30rem; border-radius: 0.3rem; }
.evidence audio { width: 100%; max-width: 34rem; }
.evidence p { margin: 0.4rem 0 0; }
</style>
"""


def evidence_list(program: ProgramVersion, items: Sequence[EvidenceItem]) -> None:
    """Everything that was handed in, by requirement; a requirement without anything says so."""
    st.html(_SHEET + evidence_html(program, items))


def evidence_html(program: ProgramVersion, items: Sequence[EvidenceItem]) -> str:
    """The list without its style sheet."""
    sections = (_section(row, [item for item in items if item.requirement == row.key]) for row in program.evidence)
    return f'<div class="evidence">{"".join(sections)}</div>'


def evidence_piece(item: EvidenceItem) -> None:
    """One piece alone, where nothing but one piece is asked for."""
    st.html(f'{_SHEET}<div class="evidence">{_article(item)}</div>')


def size_in_words(size: int) -> str:
    """
    >>> size_in_words(900), size_in_words(120_000), size_in_words(3_500_000)
    ('1 KB', '117 KB', '3.3 MB')
    """
    return f"{size / MEGABYTE:.1f} MB" if size >= MEGABYTE else f"{max(round(size / 1024), 1)} KB"


def host_of(address: str) -> str:
    """The host in the letters that the network uses, so that a look-alike name shows.

    >>> host_of("https://www.example.org/a"), host_of("https://exаmple.org")
    ('www.example.org', 'xn--exmple-4nf.org')
    """
    return (urlsplit(address).hostname or "").encode("idna").decode()


def file_in_words(item: EvidenceItem) -> str:
    """For example *PDF, 1.2 MB*."""
    return f"{FILE_WORDS[suffix_of(item.file_name)]}, {size_in_words(item.size)}"


def _section(requirement: EvidenceRequirement, items: Sequence[EvidenceItem]) -> str:
    nothing = "Nothing here; it was optional." if requirement.minimum == 0 else "Nothing here yet."
    shown = "".join(_article(item) for item in items) or f'<p class="quiet">{nothing}</p>'
    return f'<section><h3>{escape(requirement.title)}</h3><p class="quiet">{escape(requirement.prompt)}</p>{shown}</section>'


def _article(item: EvidenceItem) -> str:
    description = f'<p class="quiet">{escape(item.description)}</p>' if item.description else ""
    others = f'<p class="quiet">{NOT_THEIR_OWN}</p>' if item.attestation_id else ""
    return f'<article dir="auto"><h4>{escape(item.title)}</h4>{description}{others}{_KINDS[item.kind](item)}</article>'


def _text(item: EvidenceItem) -> str:
    name = escape(f"Text: {item.title}", quote=True)
    return f'<div class="words" tabindex="0" role="region" aria-label="{name}">{escape(item.text)}</div>'


def _link(item: EvidenceItem) -> str:
    where = f"Open {escape(host_of(item.url))} in a new tab"
    return f'<p>{_anchor(item.url, where)}</p><p class="quiet">Whole address: {escape(item.url)}</p>'


def _file(item: EvidenceItem) -> str:
    address = f"/evidence/{item.id}"
    show = next((show for start, show in _SHOWN.items() if item.media_type.startswith(start)), None)
    shown = show(f"{address}?inline=1", escape(item.title, quote=True)) if show else ""
    readable = f"{_anchor(f'{address}?inline=1', 'Open in a new tab')} · " if item.media_type in _OPENED else ""
    download = f'<a href="{address}" download>Download</a>'
    return f'{shown}<p>{readable}{download} <span class="quiet">{escape(item.file_name)} ({escape(file_in_words(item))})</span></p>'


def _anchor(address: str, words: str) -> str:
    return f'<a href="{escape(address, quote=True)}" target="_blank" rel="noopener noreferrer nofollow">{words}</a>'


def _picture(address: str, name: str) -> str:
    return f'<img src="{address}" alt="{name}" loading="lazy">'


def _sound(address: str, name: str) -> str:
    return f'<audio controls preload="metadata" src="{address}" aria-label="{name}"></audio>'


def _film(address: str, name: str) -> str:
    return f'<video controls preload="metadata" src="{address}" aria-label="{name}"></video>'


_KINDS: dict[str, Callable[[EvidenceItem], str]] = {"text": _text, "link": _link, "file": _file}
_SHOWN: dict[str, Callable[[str, str], str]] = {"image/": _picture, "audio/": _sound, "video/": _film}
_OPENED = frozenset({"text/plain", "image/png", "image/jpeg"})  # what the evidence address shows on a page of its own; a PDF is a download
