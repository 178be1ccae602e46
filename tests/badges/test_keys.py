"""Signing keys on disk."""

import os
import stat
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from core.badges import keys
from core.badges.multibase import from_multikey
from core.errors import StorageTrouble


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "var" / "keys"


def test_the_first_key_is_made_for_the_portal_alone(folder: Path) -> None:
    key = keys.ensure(folder)
    (path,) = folder.iterdir()
    assert (path.name, key.multikey[:4]) == ("issuer-0001.pem", "z6Mk")
    assert path.read_bytes().startswith(b"-----BEGIN PRIVATE KEY-----")
    assert [stat.S_IMODE(each.stat().st_mode) for each in (folder, path)] == [0o700, 0o600]


def test_a_signature_fits_the_public_key(folder: Path) -> None:
    key = keys.ensure(folder)
    Ed25519PublicKey.from_public_bytes(from_multikey(key.multikey)).verify(key.sign(b"words"), b"words")


def test_a_second_set_up_finds_the_first_key(folder: Path) -> None:
    assert keys.ensure(folder).multikey == keys.ensure(folder).multikey == keys.active(folder).multikey
    assert len(list(folder.iterdir())) == 1


def test_a_key_file_is_never_overwritten(folder: Path) -> None:
    before = keys.ensure(folder)
    with pytest.raises(StorageTrouble):
        keys._write_key(folder, 1)
    assert keys.active(folder).multikey == before.multikey
    assert [path.name for path in folder.iterdir()] == ["issuer-0001.pem"]


def test_rotating_keeps_the_earlier_keys(folder: Path) -> None:
    first, second = keys.ensure(folder), keys.rotate(folder)
    assert keys.active(folder).multikey == second.multikey
    assert keys.public_keys(folder) == (keys.PublicKey(second.multikey, "active"), keys.PublicKey(first.multikey, "retired"))


def test_a_compromised_key_is_listed_but_does_not_sign(folder: Path) -> None:
    key = keys.ensure(folder)
    (folder / "issuer-0001.pem").rename(folder / "issuer-0001.compromised.pem")
    assert keys.public_keys(folder) == (keys.PublicKey(key.multikey, "compromised"),)
    with pytest.raises(StorageTrouble, match="compromised"):
        keys.active(folder)
    assert keys.rotate(folder).multikey == keys.active(folder).multikey


def test_a_portal_without_a_key_says_so(folder: Path) -> None:
    assert keys.public_keys(folder) == ()
    with pytest.raises(StorageTrouble, match="set-up"):
        keys.active(folder)


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such rights")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644])
def test_a_key_that_others_can_read_is_refused(folder: Path, mode: int) -> None:
    keys.ensure(folder)
    (folder / "issuer-0001.pem").chmod(mode)
    with pytest.raises(StorageTrouble, match="chmod 600"):
        keys.active(folder)


def test_damaged_and_foreign_keys_are_refused(folder: Path) -> None:
    keys.ensure(folder)
    path = folder / "issuer-0001.pem"
    path.write_bytes(b"nothing")
    with pytest.raises(StorageTrouble, match="backup"):
        keys.active(folder)
    other = ec.generate_private_key(ec.SECP256R1())
    encoding, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    path.write_bytes(other.private_bytes(encoding, form, serialization.NoEncryption()))
    with pytest.raises(StorageTrouble, match="Ed25519"):
        keys.active(folder)


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("a file stands in the way")
    with pytest.raises(StorageTrouble, match="writable"):
        keys.ensure(tmp_path / "keys")


def test_the_private_part_is_not_printed(folder: Path) -> None:
    assert "Private" not in repr(keys.ensure(folder))
