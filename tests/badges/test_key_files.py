"""Private keys on disk: readable by other programs, never half written."""

import os
import shutil
import stat
import subprocess
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ec, rsa

from core.badges import key_files
from core.badges.key_files import Pair
from core.errors import StorageTrouble

PASSPHRASE = "a sentence with ümlauts"


def written(folder: Path, content: bytes) -> Path:
    path = folder / "issuer-0001.pem"
    key_files.write_once(path, content)
    return path


def raw(pair: Pair) -> tuple[bytes, object]:
    assert pair.p256 is not None
    return pair.ed25519.private_bytes_raw(), pair.p256.private_numbers()


@pytest.mark.parametrize("passphrase", ["", PASSPHRASE])
def test_what_is_written_is_read_again(tmp_path: Path, passphrase: str) -> None:
    pair = key_files.new_pair()
    path = written(tmp_path, key_files.to_pem(pair, passphrase))
    assert raw(key_files.open_pair(path, passphrase)) == raw(pair)
    assert key_files.is_encrypted(path) is bool(passphrase)
    assert (pair.ed25519.private_bytes_raw() in path.read_bytes()) is False


def test_a_plain_key_opens_with_any_passphrase(tmp_path: Path) -> None:
    """Whoever sets the passphrase first and encrypts afterwards must not stop the portal."""
    pair = key_files.new_pair()
    assert raw(key_files.open_pair(written(tmp_path, key_files.to_pem(pair, "")), PASSPHRASE)) == raw(pair)


@pytest.mark.parametrize(
    ("passphrase", "words"), [("", "is encrypted. Please set PROOFMARK_KEY_PASSPHRASE"), ("a wrong guess", "does not open")]
)
def test_a_missing_or_wrong_passphrase_is_a_sentence_without_it(tmp_path: Path, passphrase: str, words: str) -> None:
    path = written(tmp_path, key_files.to_pem(key_files.new_pair(), PASSPHRASE))
    with pytest.raises(StorageTrouble, match=words) as refusal:
        key_files.open_pair(path, passphrase)
    assert "PROOFMARK_KEY_PASSPHRASE" in refusal.value.message
    assert PASSPHRASE not in refusal.value.message and (not passphrase or passphrase not in refusal.value.message)


@pytest.mark.skipif(not shutil.which("ssh-keygen"), reason="OpenSSH is not on this machine")
def test_another_program_opens_an_encrypted_key(tmp_path: Path) -> None:
    pair = key_files.new_pair()
    path = written(tmp_path, key_files.to_pem(pair, PASSPHRASE))
    told = subprocess.run(["ssh-keygen", "-y", "-P", PASSPHRASE, "-f", path], capture_output=True, check=True).stdout
    mine = pair.ed25519.public_key().public_bytes(serialization.Encoding.OpenSSH, serialization.PublicFormat.OpenSSH)
    assert told.split()[:2] == mine.split()
    wrong = subprocess.run(["ssh-keygen", "-y", "-P", "a wrong guess", "-f", path], capture_output=True)
    assert wrong.returncode != 0


def test_a_file_with_the_first_key_alone_is_read(tmp_path: Path) -> None:
    pair = key_files.new_pair()
    opened = key_files.open_pair(written(tmp_path, key_files.to_pem(Pair(pair.ed25519, None), "")), "")
    assert (opened.ed25519.private_bytes_raw(), opened.p256) == (pair.ed25519.private_bytes_raw(), None)


def pem(key: ec.EllipticCurvePrivateKey | rsa.RSAPrivateKey) -> bytes:
    encoding, form = serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8
    return key.private_bytes(encoding, form, serialization.NoEncryption())


def foreign_contents() -> dict[str, tuple[bytes, str]]:
    mine = key_files.to_pem(key_files.new_pair(), "")
    return {
        "nothing": (b"", "backup"),
        "words": (b"nothing", "backup"),
        "cut off": (mine[: len(mine) // 4], "backup"),
        "damaged": (mine.replace(b"M", b"N", 1), "backup"),
        "another kind": (pem(ec.generate_private_key(ec.SECP256R1())), "Ed25519"),
        "another curve": (
            key_files.to_pem(Pair(key_files.new_pair().ed25519, None), "") + pem(ec.generate_private_key(ec.SECP384R1())),
            "P-256",
        ),
        "RSA beside it": (
            key_files.to_pem(Pair(key_files.new_pair().ed25519, None), "") + pem(rsa.generate_private_key(65537, 2048)),
            "P-256",
        ),
        "too many": (mine + mine, "Ed25519"),
    }


@pytest.mark.parametrize("kind", foreign_contents())
def test_damaged_and_foreign_keys_are_refused(tmp_path: Path, kind: str) -> None:
    content, words = foreign_contents()[kind]
    with pytest.raises(StorageTrouble, match=words):
        key_files.open_pair(written(tmp_path, content), "")


def test_a_missing_file_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StorageTrouble, match="backup"):
        key_files.open_pair(tmp_path / "issuer-0001.pem", "")


@pytest.mark.skipif(os.name != "posix", reason="Windows has no such rights")
@pytest.mark.parametrize("mode", [0o640, 0o604, 0o644])
def test_a_key_that_others_can_read_is_refused_also_when_it_was_opened_before(tmp_path: Path, mode: int) -> None:
    path = written(tmp_path, key_files.to_pem(key_files.new_pair(), ""))
    key_files.open_pair(path, "")
    path.chmod(mode)
    with pytest.raises(StorageTrouble, match="chmod 600"):
        key_files.open_pair(path, "")


def test_writing_once_never_replaces_and_leaves_no_draft(tmp_path: Path) -> None:
    path = written(tmp_path, b"first")
    with pytest.raises(FileExistsError):
        key_files.write_once(path, b"second")
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"first", [path])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_replacing_keeps_the_rights_and_leaves_no_draft(tmp_path: Path) -> None:
    path = written(tmp_path, b"first")
    key_files.replace(path, b"second")
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (b"second", [path])
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_replacement_that_fails_leaves_the_old_file(tmp_path: Path) -> None:
    folder = tmp_path / "issuer-0001.pem"
    (folder / "in the way").mkdir(parents=True)
    with pytest.raises(OSError):
        key_files.replace(folder, b"second")
    assert [path.name for path in tmp_path.iterdir()] == ["issuer-0001.pem"]


def test_drafts_are_swept_and_nothing_else(tmp_path: Path) -> None:
    path = written(tmp_path, b"first")
    (tmp_path / "tmpabc.draft").write_bytes(b"a private key")
    key_files.sweep(tmp_path)
    assert list(tmp_path.iterdir()) == [path]
