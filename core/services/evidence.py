"""One piece of evidence as it comes in: its words cleaned, its file kept and judged by its content."""

from dataclasses import dataclass
from typing import BinaryIO

import filetype  # type: ignore[import-untyped]

from core.errors import BadInput
from core.portal import Portal
from core.rules import evidence
from core.rules.texts import clean_line, clean_text
from core.services.fields import field_errors
from core.services.printing import check_printable
from core.storage import files


@dataclass(frozen=True)
class TakenFile:
    """A file that is kept, as evidence names it."""

    file_name: str
    sha256: str
    media_type: str
    size: int


def titled(field: str, title: str, description: str) -> tuple[str, str]:
    """Title and description in the form that badges can carry and certificates can print. Refuses an empty title, beside ``field``."""
    with field_errors(field):
        title, description = clean_line(title)[:120], clean_text(description)[:2000]
    if not title:
        raise BadInput({field: "Please give this a short title that says what it is."})
    check_printable(**{field: f"{title} {description}"})
    return title, description


def take_file(portal: Portal, field: str, *, file_name: str, stream: BinaryIO) -> TakenFile:
    """Stream the bytes to disk under their SHA-256.

    Refuses types that are not taken, content that is not what the name says, empty files and those above the limit.
    """
    kept = files.keep(portal.evidence_folder, stream)
    kind = filetype.guess(kept.head)
    problem = evidence.file_problem(
        file_name, kept.size, kind.extension if kind else None, _looks_like_text(kept.head), portal.settings.evidence_limit_mb
    )
    if problem:
        raise BadInput({field: problem})
    return TakenFile(
        file_name=evidence.display_file_name(file_name),
        sha256=kept.sha256,
        media_type=evidence.MEDIA_TYPES[evidence.suffix_of(file_name)],
        size=kept.size,
    )


def _looks_like_text(head: bytes) -> bool:
    """No zero bytes (save in UTF-16 with its mark), and decodable but for a character cut at the end."""
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return True
    if b"\x00" in head:
        return False
    try:
        head.decode()
    except UnicodeDecodeError as problem:
        return problem.start > len(head) - 4 or not any(byte < 32 and byte not in b"\t\n\r\f" for byte in head)
    return True


def written(field: str, text: str) -> str:
    """A text handed in as evidence. Refuses one above 20,000 characters."""
    with field_errors(field):
        text = clean_text(text)
    if len(text) > evidence.TEXT_LIMIT:
        raise BadInput({field: f"The text has {len(text):,} characters; the limit is {evidence.TEXT_LIMIT:,}. Please use a file."})
    return text


def linked(field: str, url: str) -> str:
    """The address of evidence elsewhere; never fetched by the portal. Refuses what is no web address."""
    with field_errors(field):
        return evidence.check_link(url)
