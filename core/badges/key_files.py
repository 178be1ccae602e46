"""Key files on disk: private keys as PEM blocks, plain or behind a passphrase, written whole or not at all.

A plain block is PKCS 8. An encrypted one is in the format of OpenSSH, since its key derivation can be made slow (bcrypt),
which that of PKCS 8 as OpenSSL writes it cannot (2,048 rounds of PBKDF2); ``ssh-keygen`` reads it, also without this program.
"""

import os
import re
import stat
import tempfile
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from core.errors import StorageTrouble

SETTING = "PROOFMARK_KEY_PASSPHRASE"
_ROUNDS = 24  # of bcrypt, as ssh-keygen has them: about 0.2 seconds a key, for whoever guesses passphrases too
_BLOCK = re.compile(rb"-----BEGIN (?P<kind>[A-Z0-9 ]+)-----\n.*?\n-----END (?P=kind)-----\n?", re.DOTALL)
_ENCRYPTED = b"-----BEGIN OPENSSH PRIVATE KEY-----"
_DRAFT = ".draft"
_PEM = serialization.Encoding.PEM


@dataclass(frozen=True)
class Pair:
    """The two private keys of one generation; files from before there were two have no ``p256``."""

    ed25519: Ed25519PrivateKey = field(repr=False)
    p256: ec.EllipticCurvePrivateKey | None = field(repr=False)


def new_pair() -> Pair:
    return Pair(Ed25519PrivateKey.generate(), ec.generate_private_key(ec.SECP256R1()))


def to_pem(pair: Pair, passphrase: str) -> bytes:
    """Encrypted, unless the passphrase is empty."""
    private = serialization.PrivateFormat
    if passphrase:
        form, secret = private.OpenSSH, private.OpenSSH.encryption_builder().kdf_rounds(_ROUNDS).build(passphrase.encode())
    else:
        form, secret = private.PKCS8, serialization.NoEncryption()
    return b"".join(key.private_bytes(_PEM, form, secret) for key in (pair.ed25519, pair.p256) if key)


def is_encrypted(path: Path) -> bool:
    return _ENCRYPTED in _content(path)


def open_pair(path: Path, passphrase: str) -> Pair:
    """The private keys in a file. Refuses one that others can read, that is damaged, or that the passphrase does not open.

    The opened keys are remembered in this process, since opening an encrypted file is slow on purpose.
    """
    content = _content(path)
    if _ENCRYPTED in content and not passphrase:
        raise StorageTrouble(f"The signing key {path.name} is encrypted. Please set {SETTING} to its passphrase and start again.")
    return _opened(path.name, content, passphrase if _ENCRYPTED in content else "")


def _content(path: Path) -> bytes:
    try:
        _check_rights(path)
        return path.read_bytes()
    except OSError as error:
        raise _damaged(path.name) from error


def _check_rights(path: Path) -> None:
    # Windows has no such bits; there the folder's own protection has to do.
    if os.name == "posix" and stat.S_IMODE(path.stat().st_mode) & 0o077:
        raise StorageTrouble(f"Others can read the signing key {path.name}. Please take their rights away: chmod 600 {path.name}")


@lru_cache(maxsize=16)  # the passphrase is in the memory of this process anyway, among its settings
def _opened(name: str, content: bytes, passphrase: str) -> Pair:
    keys = [_private(name, block[0], passphrase) for block in _BLOCK.finditer(content)]
    if not keys:
        raise _damaged(name)
    first, second = (*keys, None)[:2]
    if not isinstance(first, Ed25519PrivateKey) or len(keys) > 2:
        raise StorageTrouble(f"The signing key {name} is not an Ed25519 key, with a P-256 key beside it.")
    if second is not None and not (isinstance(second, ec.EllipticCurvePrivateKey) and isinstance(second.curve, ec.SECP256R1)):
        raise StorageTrouble(f"The second key in {name} is not a P-256 key.")
    return Pair(first, second)


def _private(name: str, block: bytes, passphrase: str) -> object:
    try:
        if block.startswith(_ENCRYPTED):
            return serialization.load_ssh_private_key(block, passphrase.encode())
        return serialization.load_pem_private_key(block, password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        if block.startswith(_ENCRYPTED):
            raise StorageTrouble(f"The signing key {name} does not open with the passphrase in {SETTING}.") from error
        raise _damaged(name) from error


def _damaged(name: str) -> StorageTrouble:
    return StorageTrouble(f"The signing key {name} cannot be read. Please restore it from a backup.")


def write_once(path: Path, content: bytes) -> None:
    """All of the content or nothing, also when the power fails; ``FileExistsError`` when the name is taken (a link never replaces)."""
    draft = _draft(path.parent, content)
    try:
        os.link(draft, path)
    finally:
        draft.unlink()
    _sync_folder(path.parent)


def replace(path: Path, content: bytes) -> None:
    """The old content or the new, never a part of either, also when the power fails."""
    draft = _draft(path.parent, content)
    try:
        draft.replace(path)
    except OSError:
        draft.unlink()
        raise
    _sync_folder(path.parent)


def sweep(folder: Path) -> None:
    """Remove drafts of writes that were interrupted: they may hold a private key in plain text."""
    for draft in folder.glob(f"*{_DRAFT}"):
        draft.unlink(missing_ok=True)


def _draft(folder: Path, content: bytes) -> Path:
    handle, name = tempfile.mkstemp(suffix=_DRAFT, dir=folder)  # made with mode 0600
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        Path(name).unlink()
        raise
    return Path(name)


def _sync_folder(folder: Path) -> None:
    if os.name != "posix":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
