"""The issuer's signing keys: files that only the portal's own account can read.

``keys/issuer-0001.pem``, ``issuer-0002.pem`` …: the highest number signs, the others only verify, so that rotating is
one new file and nothing can be half done. A stolen key is renamed ``issuer-0001.compromised.pem``: it stays published,
but no badge counts on it any more.
"""

import os
import re
import stat
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.badges.multibase import multikey
from core.errors import StorageTrouble

KeyState = Literal["active", "retired", "compromised"]
_FILE = re.compile(r"issuer-(\d{4})(\.compromised)?\.pem")


@dataclass(frozen=True)
class PublicKey:
    """What everybody may know of a key; ``multikey`` is ``z6Mk…``."""

    multikey: str
    state: KeyState


@dataclass(frozen=True)
class IssuerKey:
    """The key that signs now. The private part never leaves this object."""

    multikey: str
    _private: Ed25519PrivateKey = field(repr=False)

    def sign(self, data: bytes) -> bytes:
        """The Ed25519 signature of ``data``, 64 bytes."""
        return self._private.sign(data)


def ensure(folder: Path) -> IssuerKey:
    """The key that signs, made now when there is none. A key is never overwritten, whatever a second set-up tries."""
    return active(folder) if _key_files(folder) else _write_key(folder, 1)


def rotate(folder: Path) -> IssuerKey:
    """A new key that signs from now on; the earlier ones stay and verify what they signed."""
    return _write_key(folder, 1 + max(_key_files(folder), default=0))


def active(folder: Path) -> IssuerKey:
    """The key that signs. Refuses a missing, damaged, compromised or openly readable one."""
    files = _key_files(folder)
    if not files:
        raise StorageTrouble("There is no signing key yet. Please run the set-up first.")
    newest = files[max(files)]
    if _is_compromised(newest):
        raise StorageTrouble("The newest signing key is marked as compromised. Please make a new one: python -m core keys rotate")
    return _read_key(newest)


def public_keys(folder: Path) -> tuple[PublicKey, ...]:
    """Every key that ever signed, newest first."""
    files = _key_files(folder)
    return tuple(PublicKey(_read_key(files[n]).multikey, _state(files[n], n == max(files))) for n in sorted(files, reverse=True))


def _key_files(folder: Path) -> dict[int, Path]:
    try:
        paths = list(folder.iterdir()) if folder.is_dir() else []
    except OSError as error:
        raise StorageTrouble("The key folder cannot be read. Does it belong to the account under which the portal runs?") from error
    return {int(match[1]): path for path in paths if (match := _FILE.fullmatch(path.name))}


def _is_compromised(path: Path) -> bool:
    return path.suffixes == [".compromised", ".pem"]


def _state(path: Path, newest: bool) -> KeyState:
    if _is_compromised(path):
        return "compromised"
    return "active" if newest else "retired"


def _read_key(path: Path) -> IssuerKey:
    try:
        _check_rights(path)
        private = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError, TypeError) as error:
        raise StorageTrouble(f"The signing key {path.name} cannot be read. Please restore it from a backup.") from error
    if not isinstance(private, Ed25519PrivateKey):
        raise StorageTrouble(f"The signing key {path.name} is not an Ed25519 key.")
    return _issuer_key(private)


def _check_rights(path: Path) -> None:
    # Windows has no such bits; there the folder's own protection has to do.
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise StorageTrouble(f"Others can read the signing key {path.name}. Please take their rights away: chmod 600 {path.name}")


def _issuer_key(private: Ed25519PrivateKey) -> IssuerKey:
    return IssuerKey(multikey(private.public_key().public_bytes_raw()), private)


def _write_key(folder: Path, number: int) -> IssuerKey:
    private = Ed25519PrivateKey.generate()
    pem = private.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        _write_once(folder / f"issuer-{number:04}.pem", pem)
    except OSError as error:
        raise StorageTrouble("The signing key could not be written. Is the data folder writable, and does another set-up run?") from error
    return _issuer_key(private)


def _write_once(path: Path, content: bytes) -> None:
    """All of the content or nothing, also when the power fails; ``FileExistsError`` when the name is taken (a link never replaces)."""
    handle, draft = tempfile.mkstemp(suffix=".draft", dir=path.parent)  # made with mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.link(draft, path)
    finally:
        Path(draft).unlink()
    _sync_folder(path.parent)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
