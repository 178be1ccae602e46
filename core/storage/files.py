"""Evidence files by content: kept under their SHA-256, written whole or not at all.

Bytes come first and the row after: a file without a row is harmless, a row without a file is not.
"""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO

from core.errors import NotFound, StorageTrouble

CHUNK = 1024 * 1024
HEAD = 8192


@dataclass(frozen=True)
class KeptFile:
    sha256: str
    size: int
    head: bytes


def path_of(folder: Path, sha256: str) -> Path:
    """Where the bytes with this digest lie; refuses digests that are not kept."""
    path = folder / sha256[:2] / sha256
    if len(sha256) != 64 or not path.is_file():
        raise NotFound("The file is not there any more.")
    return path


def keep(folder: Path, stream: BinaryIO) -> KeptFile:
    """Stream the bytes to disk and give them their name; the same bytes twice are kept once."""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.NamedTemporaryFile(dir=folder, prefix=".incoming-", delete=False) as target:
            try:
                kept = _copy(stream, target)
                _settle(Path(target.name), folder / kept.sha256[:2] / kept.sha256)
            finally:
                Path(target.name).unlink(missing_ok=True)
    except OSError as problem:
        raise StorageTrouble("The file could not be stored. Please try again; if it happens again, tell the administrator.") from problem
    return kept


def _copy(stream: BinaryIO, target: IO[bytes]) -> KeptFile:
    digest, size, head = hashlib.sha256(), 0, b""
    while chunk := stream.read(CHUNK):
        head = head or chunk[:HEAD]
        digest.update(chunk)
        size += len(chunk)
        target.write(chunk)
    target.flush()
    os.fsync(target.fileno())
    return KeptFile(digest.hexdigest(), size, head)


def _settle(temporary: Path, final: Path) -> None:
    final.parent.mkdir(exist_ok=True, mode=0o700)
    temporary.replace(final)
    directory = os.open(final.parent, os.O_RDONLY)
    try:
        os.fsync(directory)  # the name must survive a power cut as well as the bytes
    finally:
        os.close(directory)


def let_go(folder: Path, sha256: str) -> None:
    """Remove the bytes with this digest, where they are kept; whoever calls knows that nothing needs them any more."""
    (folder / sha256[:2] / sha256).unlink(missing_ok=True)
