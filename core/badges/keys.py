"""The issuer's signing keys: files that only the portal's own account can read.

One generation is one file with two private keys: ``keys/issuer-0001.pem``, ``issuer-0002.pem`` … hold an Ed25519 key (for
proofs) and a P-256 key (for JWTs). The highest number signs, the others only verify, so that rotating is one new file and
nothing can be half done. Beside it:

- ``issuer-0001.public.json``: the public halves, so that nobody needs a passphrase to verify or to publish them. Written
  first: a generation whose private file never came about is a number that is passed over.
- ``issuer-0001.compromised``: since when others may have had the keys. They stay published, and never sign again.
"""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any, Literal

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

from core.badges import key_files
from core.badges.key_files import SETTING, Pair
from core.badges.multibase import multikey
from core.badges.public_keys import Jwk, ed25519_of_multikey, jwk_of, of_jwk
from core.errors import BadInput, NotFound, RuleBroken, StorageTrouble
from core.rules.times import moment, stamp

KeyState = Literal["active", "retired", "compromised"]
MIN_PASSPHRASE = 12
_FILE = re.compile(r"issuer-(\d{4})\.(pem|public\.json)")
_ES256 = ec.ECDSA(hashes.SHA256(), deterministic_signing=True)


@dataclass(frozen=True)
class PublicKey:
    """What everybody may know of a generation: ``multikey`` (``z6Mk…``), and the P-256 key as a JWK where there is one."""

    multikey: str
    state: KeyState
    jwk: Mapping[str, str] | None = None
    compromised_since: datetime | None = None


@dataclass(frozen=True)
class IssuerKey:
    """The keys that sign now. The private parts never leave this object."""

    multikey: str
    _private: Ed25519PrivateKey = field(repr=False)
    _p256: ec.EllipticCurvePrivateKey | None = field(default=None, repr=False)

    @cached_property
    def jwk(self) -> Jwk | None:
        """The public P-256 key, for JWTs; ``None`` in a generation from before there were any."""
        return jwk_of(self._p256.public_key()) if self._p256 else None

    def sign(self, data: bytes) -> bytes:
        """The Ed25519 signature of ``data``, 64 bytes."""
        return self._private.sign(data)

    def sign_es256(self, data: bytes) -> bytes:
        """ECDSA with P-256 and SHA-256: r and s, 64 bytes; always the same for the same data (RFC 6979). Refuses without such a key."""
        if self._p256 is None:
            raise StorageTrouble("The signing key is from before there were JWTs. Please make a new one: python -m core keys rotate")
        return b"".join(number.to_bytes(32, "big") for number in decode_dss_signature(self._p256.sign(data, _ES256)))


def ensure(folder: Path, passphrase: str = "") -> IssuerKey:
    """The key that signs, made now when there is none. A key is never overwritten, whatever a second set-up tries."""
    return active(folder, passphrase) if _signing_numbers(folder) else _make(folder, _free_number(folder), passphrase)


def active(folder: Path, passphrase: str = "") -> IssuerKey:
    """The key that signs. Refuses a missing, damaged, compromised or openly readable one, and one that the passphrase does not open."""
    signing = _signing_numbers(folder)
    if not signing:
        raise StorageTrouble("There is no signing key yet. Please run the set-up first.")
    newest = signing[-1]
    if _compromised_since(folder, newest):
        raise StorageTrouble("The newest signing key is marked as compromised. Please make a new one: python -m core keys rotate")
    key = _open(folder, newest, passphrase)
    for number in signing:
        _write_missing_public(folder, number, passphrase)
    if _public(folder, newest)["multikey"] != key.multikey:
        raise StorageTrouble(
            f"{_public_path(folder, newest).name} does not belong to the key beside it. Please restore both from one backup."
        )
    return key


def rotate(folder: Path, passphrase: str = "") -> IssuerKey:
    """A new key that signs from now on; the earlier ones stay and verify what they signed.

    It is encrypted where there is a passphrase. Refuses without one where the newest key is encrypted, and another one.
    """
    signing = _signing_numbers(folder)
    if signing:
        _open(folder, signing[-1], passphrase)
    return _make(folder, _free_number(folder), passphrase)


def public_keys(folder: Path) -> tuple[PublicKey, ...]:
    """Every key that ever signed, newest first. Never needs the passphrase."""
    signing = _signing_numbers(folder)[-1:]
    return tuple(_public_key(folder, number, number in signing) for number in reversed(_numbers(folder)))


def mark_compromised(folder: Path, multikey: str, since: datetime) -> None:
    """From ``since`` on others may have had this key: it never signs again. Refuses unknown keys, and marking one twice."""
    number = next((n for n in _numbers(folder) if _public(folder, n)["multikey"] == multikey), None)
    if number is None:
        raise NotFound("This portal has no such signing key. Please look at: python -m core keys list")
    try:
        key_files.write_once(_mark_path(folder, number), f"{stamp(since)}\n".encode())
    except FileExistsError as error:
        raise RuleBroken("This key is marked as compromised already.") from error
    except OSError as error:
        raise _not_written() from error


def protect(folder: Path, passphrase: str) -> None:
    """Encrypt every private key on disk. Refuses a short passphrase, and another one than keys are encrypted with already.

    One file after the other, each the old one or the new one; a repeat finishes what was interrupted. Copies in backups,
    and what a disk keeps of deleted files, stay as they were.
    """
    if len(passphrase) < MIN_PASSPHRASE:
        raise BadInput({"passphrase": f"Please give {SETTING} at least {MIN_PASSPHRASE} characters."})
    _write_anew(folder, passphrase, encrypted=True)
    key_files.sweep(folder)


def unprotect(folder: Path, passphrase: str) -> None:
    """Keep every private key as a plain file again. Refuses a wrong passphrase; a repeat finishes what was interrupted."""
    _write_anew(folder, passphrase, encrypted=False)


def are_protected(folder: Path) -> bool:
    """Is there a private key on disk, and every one of them encrypted?"""
    paths = [_private_path(folder, number) for number in _signing_numbers(folder)]
    return bool(paths) and all(map(key_files.is_encrypted, paths))


def _write_anew(folder: Path, passphrase: str, *, encrypted: bool) -> None:
    numbers = _signing_numbers(folder)
    for number in numbers:  # all are opened before the first is written
        _open(folder, number, passphrase)
        _write_missing_public(folder, number, passphrase)
    for number in numbers:
        path = _private_path(folder, number)
        if key_files.is_encrypted(path) != encrypted:
            pair = key_files.open_pair(path, passphrase)
            try:
                key_files.replace(path, key_files.to_pem(pair, passphrase if encrypted else ""))
            except OSError as error:
                raise _not_written() from error


def _numbers(folder: Path) -> list[int]:
    return sorted({int(match[1]) for match in _matches(folder)})


def _signing_numbers(folder: Path) -> list[int]:
    """The generations whose private part is here."""
    return sorted(int(match[1]) for match in _matches(folder) if match[2] == "pem")


def _free_number(folder: Path) -> int:
    return 1 + max(_numbers(folder), default=0)


def _matches(folder: Path) -> list[re.Match[str]]:
    try:
        names = [path.name for path in folder.iterdir()] if folder.is_dir() else []
    except OSError as error:
        raise StorageTrouble("The key folder cannot be read. Does it belong to the account under which the portal runs?") from error
    return [match for name in names if (match := _FILE.fullmatch(name))]


def _private_path(folder: Path, number: int) -> Path:
    return folder / f"issuer-{number:04}.pem"


def _public_path(folder: Path, number: int) -> Path:
    return folder / f"issuer-{number:04}.public.json"


def _mark_path(folder: Path, number: int) -> Path:
    return folder / f"issuer-{number:04}.compromised"


def _open(folder: Path, number: int, passphrase: str) -> IssuerKey:
    return _issuer_key(key_files.open_pair(_private_path(folder, number), passphrase))


def _issuer_key(pair: Pair) -> IssuerKey:
    return IssuerKey(multikey(pair.ed25519.public_key().public_bytes_raw()), pair.ed25519, pair.p256)


def _make(folder: Path, number: int, passphrase: str) -> IssuerKey:
    pair = key_files.new_pair()
    key = _issuer_key(pair)
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        folder.chmod(0o700)
        _write_public(folder, number, key)
        key_files.write_once(_private_path(folder, number), key_files.to_pem(pair, passphrase))
    except OSError as error:
        raise _not_written() from error
    return key


def _not_written() -> StorageTrouble:
    return StorageTrouble("The signing key could not be written. Is the data folder writable, and does another set-up run?")


def _write_public(folder: Path, number: int, key: IssuerKey) -> None:
    content = {"multikey": key.multikey, **({"jwk": key.jwk} if key.jwk else {})}
    key_files.write_once(_public_path(folder, number), f"{json.dumps(content, indent=2)}\n".encode())


def _write_missing_public(folder: Path, number: int, passphrase: str) -> None:
    if _public_path(folder, number).exists():
        return
    try:
        _write_public(folder, number, _open(folder, number, passphrase))
    except FileExistsError:
        return  # somebody else was quicker
    except OSError as error:
        raise _not_written() from error


def _public(folder: Path, number: int) -> dict[str, Any]:
    """The public halves, derived from a plain private file where they are missing."""
    _write_missing_public(folder, number, "")
    path = _public_path(folder, number)
    try:
        content: dict[str, Any] = json.loads(path.read_bytes())
        ed25519_of_multikey(content["multikey"])
        if "jwk" in content:
            of_jwk(content["jwk"])
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise StorageTrouble(f"{path.name} cannot be read. Please restore it, or delete it: it is made again from the key.") from error
    return content


def _public_key(folder: Path, number: int, signs: bool) -> PublicKey:
    content, since = _public(folder, number), _compromised_since(folder, number)
    state: KeyState = "compromised" if since else "active" if signs else "retired"
    return PublicKey(content["multikey"], state, content.get("jwk"), since)


def _compromised_since(folder: Path, number: int) -> datetime | None:
    path = _mark_path(folder, number)
    try:
        return moment(path.read_text().strip())
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise StorageTrouble(f"{path.name} cannot be read. It must hold a time like 2026-10-05T09:00:00Z.") from error
