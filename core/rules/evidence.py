"""Evidence: which files, links and texts are taken, judged by their content and not by their name alone."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from core.errors import BadInput
from core.rules.programs import EvidenceKind, EvidenceRequirement, Genre

MEGABYTE = 1024 * 1024
DEFAULT_LIMIT_MB = 25
TEXT_LIMIT = 20_000
URL_LIMIT = 2_000

# suffix -> media type; what is not in this table is not taken
MEDIA_TYPES = {
    "pdf": "application/pdf",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv",
    "txt": "text/plain",
    "png": "image/png",
    "jpg": "image/jpeg",
    "jpeg": "image/jpeg",
    "mp3": "audio/mpeg",
    "m4a": "audio/mp4",
    "mp4": "video/mp4",
}
TAKEN_IN_WORDS = "pdf, docx, pptx, xlsx, csv, txt, png, jpg, mp3, m4a or mp4"
_NOT_WRITTEN: frozenset[Genre] = frozenset({"audio", "video", "image", "screenshot", "data_file", "link"})
_PLAIN_TEXT = frozenset({"csv", "txt"})
_ZIP = frozenset({"docx", "pptx", "xlsx"})
_HOST = re.compile(r"[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+", re.IGNORECASE)


@dataclass(frozen=True)
class EvidenceItem:
    """One piece of evidence in a submission; which fields are filled depends on ``kind``.

    With an ``attestation_id`` the text is somebody else's statement, and its author cannot change it.
    """

    id: str
    submission_id: str
    requirement: str
    kind: EvidenceKind
    title: str
    description: str = ""
    file_name: str = ""
    sha256: str = ""
    media_type: str = ""
    size: int = 0
    url: str = ""
    text: str = ""
    attestation_id: str = ""


def suffix_of(file_name: str) -> str:
    return PurePosixPath(file_name.replace("\\", "/")).suffix.removeprefix(".").lower()


def display_file_name(file_name: str) -> str:
    """A file name fit for showing and for a download header: no folders, no control or direction marks, at most 120."""
    base = PurePosixPath(file_name.replace("\\", "/")).name
    kept = "".join(c for c in base if c.isprintable() and c not in '"<>|:*?/\\')
    stem, dot, suffix = kept.rpartition(".")
    return f"{stem[:110]}{dot}{suffix[:8]}" if dot else kept[:120]


def file_problem(file_name: str, size: int, detected_suffix: str | None, looks_like_text: bool, limit_mb: int) -> str | None:
    """The one sentence to show beside the field, or ``None`` when the file can be taken.

    ``detected_suffix`` is what the first bytes say (``None`` where they say nothing, as for plain text).
    """
    suffix, name = suffix_of(file_name), display_file_name(file_name)
    if suffix not in MEDIA_TYPES:
        return f"“{name}” is not a type we can take. Please use {TAKEN_IN_WORDS}."
    if size == 0:
        return f"“{name}” is empty. Please choose it again."
    if size > limit_mb * MEGABYTE:
        return f"“{name}” has {size / MEGABYTE:.1f} MB; the limit is {limit_mb} MB. For more please give a link."
    if not _content_fits(suffix, detected_suffix, looks_like_text):
        return f"“{name}” is named .{suffix}, but its content is something else. Please use {TAKEN_IN_WORDS}."
    return None


def _content_fits(suffix: str, detected: str | None, looks_like_text: bool) -> bool:
    if suffix in _PLAIN_TEXT:
        return detected is None and looks_like_text
    if suffix in _ZIP:
        return detected == suffix
    same = {"jpeg": "jpg"}
    if suffix in ("m4a", "mp4"):  # one container for sound and film; recorders name it either way
        return detected in ("m4a", "mp4", "mov", "3gp")
    return detected == same.get(suffix, suffix)


def check_link(text: str) -> str:
    """A web address that a reviewer can open. It is never fetched by the portal. Refuses other schemes and spaces."""
    address = text.strip()
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").encode("idna").decode() if parts.hostname else ""
    except (ValueError, UnicodeError):
        parts, host = urlsplit(""), ""
    fine = parts.scheme in ("http", "https") and _HOST.fullmatch(host) and not parts.username and not re.search(r'[\s<>"{}|\\^`]', address)
    if not fine or len(address) > URL_LIMIT:
        raise ValueError("Please give a full web address that begins with https:// and that your reviewer can open.")
    return address


def genre_of(requirement: EvidenceRequirement, kind: EvidenceKind) -> Genre:
    """The genre of an item as badges name it: a written account handed in instead of a recording is a document."""
    return "document" if kind == "text" and requirement.genre in _NOT_WRITTEN else requirement.genre


def missing(requirements: Iterable[EvidenceRequirement], items: Sequence[EvidenceItem]) -> dict[str, str]:
    """Per requirement that is not satisfied yet, the sentence to show beside it."""
    problems = {}
    for requirement in requirements:
        mine = [item for item in items if item.requirement == requirement.key]
        unwritten = next((item for item in mine if item.kind == "text" and not item.text), None)
        if unwritten:
            problems[requirement.key] = f"“{unwritten.title}” has no text yet. Write it, or take it out."
        elif len(mine) < requirement.minimum:
            more = requirement.minimum - len(mine)
            problems[requirement.key] = f"“{requirement.title}” still needs {more} {'item' if more == 1 else 'items'}."
    return problems


def check_room(requirement: EvidenceRequirement, kind: EvidenceKind, items: Sequence[EvidenceItem]) -> None:
    """Refuses a kind that the requirement does not accept, and more items than it takes."""
    if kind not in requirement.accepts:
        raise BadInput({requirement.key: f"“{requirement.title}” takes {' or '.join(requirement.accepts)} only."})
    if sum(item.requirement == requirement.key for item in items) >= requirement.maximum:
        raise BadInput({requirement.key: f"“{requirement.title}” takes {requirement.maximum} at most. Remove one first."})
