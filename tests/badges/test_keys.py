"""The issuer's keys over the years: made, rotated, withdrawn, put behind a passphrase; and interrupted in all of that."""

import json
import shutil
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature

from core.badges import key_files, keys
from core.badges.key_files import Pair
from core.badges.keys import PublicKey
from core.badges.multibase import from_multikey
from core.badges.public_keys import of_jwk
from core.errors import BadInput, NotFound, RuleBroken, StorageTrouble

PASSPHRASE = "correct horse battery"
SINCE = datetime(2026, 10, 6, 9, tzinfo=UTC)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "var" / "keys"


def states(folder: Path) -> list[str]:
    return [key.state for key in keys.public_keys(folder)]


def test_the_first_key_is_made_for_the_portal_alone(folder: Path) -> None:
    key = keys.ensure(folder)
    assert sorted(path.name for path in folder.iterdir()) == ["issuer-0001.pem", "issuer-0001.public.json"]
    path = folder / "issuer-0001.pem"
    assert key.multikey.startswith("z6Mk") and path.read_bytes().count(b"-----BEGIN PRIVATE KEY-----") == 2
    assert [stat.S_IMODE(each.stat().st_mode) for each in (folder, path)] == [0o700, 0o600]


def test_signatures_fit_the_public_keys(folder: Path) -> None:
    key, (public,) = keys.ensure(folder), keys.public_keys(folder)
    Ed25519PublicKey.from_public_bytes(from_multikey(public.multikey)).verify(key.sign(b"words"), b"words")
    signature, p256 = key.sign_es256(b"words"), of_jwk(public.jwk or {})
    r, s = (int.from_bytes(part, "big") for part in (signature[:32], signature[32:]))
    assert isinstance(p256, ec.EllipticCurvePublicKey) and len(signature) == 64
    p256.verify(encode_dss_signature(r, s), b"words", ec.ECDSA(hashes.SHA256()))


def test_the_same_words_are_signed_the_same_way_twice(folder: Path) -> None:
    key = keys.ensure(folder)
    assert key.sign_es256(b"words") == keys.active(folder).sign_es256(b"words") != key.sign_es256(b"Words")
    assert key.sign(b"words") == keys.active(folder).sign(b"words")


def test_a_second_set_up_finds_the_first_key(folder: Path) -> None:
    assert keys.ensure(folder).multikey == keys.ensure(folder).multikey == keys.active(folder).multikey
    assert len(keys.public_keys(folder)) == 1


@pytest.mark.parametrize("leftover", ["issuer-0002.pem", "issuer-0002.public.json"])
def test_a_key_file_is_never_overwritten(folder: Path, leftover: str) -> None:
    """Two rotations at once: the second finds the number taken."""
    keys.ensure(folder)
    (folder / leftover).write_bytes(b"of somebody who was quicker")
    with pytest.raises(StorageTrouble):
        keys._make(folder, 2, "")
    assert (folder / leftover).read_bytes() == b"of somebody who was quicker"


def test_rotating_keeps_the_earlier_keys(folder: Path) -> None:
    first, second = keys.ensure(folder), keys.rotate(folder)
    assert keys.active(folder).multikey == second.multikey
    assert keys.public_keys(folder) == (PublicKey(second.multikey, "active", second.jwk), PublicKey(first.multikey, "retired", first.jwk))


def test_a_rotation_interrupted_while_writing_leaves_the_old_key_at_work(folder: Path) -> None:
    first = keys.ensure(folder)
    (folder / "tmp1234.draft").write_bytes(b"half a key")
    assert keys.active(folder).multikey == first.multikey and states(folder) == ["active"]


def test_a_rotation_interrupted_between_its_two_files_leaves_the_old_key_at_work(folder: Path, tmp_path: Path) -> None:
    first = keys.ensure(folder)
    lost = keys.ensure(tmp_path / "elsewhere")
    shutil.copy(tmp_path / "elsewhere" / "issuer-0001.public.json", folder / "issuer-0002.public.json")
    assert keys.active(folder).multikey == keys.ensure(folder).multikey == first.multikey
    assert states(folder) == ["retired", "active"]
    third = keys.rotate(folder)
    assert [key.multikey for key in keys.public_keys(folder)] == [third.multikey, lost.multikey, first.multikey]
    assert states(folder) == ["active", "retired", "retired"]


def test_a_first_set_up_interrupted_between_its_two_files_can_be_repeated(folder: Path) -> None:
    keys.ensure(folder)
    (folder / "issuer-0001.pem").unlink()
    assert keys.ensure(folder).multikey == keys.active(folder).multikey
    assert states(folder) == ["active", "retired"]


def test_a_file_from_before_there_were_two_keys_goes_on_signing(folder: Path) -> None:
    keys.ensure(folder)
    old = Pair(key_files.new_pair().ed25519, None)
    for path in folder.iterdir():
        path.unlink()
    key_files.write_once(folder / "issuer-0001.pem", key_files.to_pem(old, ""))
    key, (public,) = keys.active(folder), keys.public_keys(folder)
    assert (key.multikey, key.jwk) == (public.multikey, public.jwk) == (public.multikey, None)
    with pytest.raises(StorageTrouble, match="keys rotate"):
        key.sign_es256(b"words")
    assert keys.rotate(folder).jwk and [bool(each.jwk) for each in keys.public_keys(folder)] == [True, False]


def test_the_public_part_is_made_again_where_it_is_missing(folder: Path) -> None:
    keys.ensure(folder)
    keys.rotate(folder)
    before = keys.public_keys(folder)
    for path in folder.glob("*.public.json"):
        path.unlink()
    assert keys.public_keys(folder) == before
    assert len(list(folder.glob("*.public.json"))) == 2


def test_behind_a_passphrase_the_missing_public_part_is_made_by_whoever_signs(folder: Path) -> None:
    keys.ensure(folder, PASSPHRASE)
    keys.rotate(folder, PASSPHRASE)
    before = keys.public_keys(folder)
    for path in folder.glob("*.public.json"):
        path.unlink()
    with pytest.raises(StorageTrouble, match="PROOFMARK_KEY_PASSPHRASE"):
        keys.public_keys(folder)
    keys.active(folder, PASSPHRASE)
    assert keys.public_keys(folder) == before


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"multikey": 7}', '{"multikey": "z6Mk"}', '{"multikey": "%s", "jwk": {"kty": "EC"}}'])
def test_a_damaged_public_part_is_refused(folder: Path, content: str) -> None:
    key = keys.ensure(folder)
    (folder / "issuer-0001.public.json").write_text(content.replace("%s", key.multikey))
    with pytest.raises(StorageTrouble, match=r"issuer-0001\.public\.json"):
        keys.public_keys(folder)


def test_a_public_part_of_another_key_is_noticed_before_anything_is_signed(folder: Path, tmp_path: Path) -> None:
    keys.ensure(folder)
    keys.ensure(tmp_path / "elsewhere")
    shutil.copy(tmp_path / "elsewhere" / "issuer-0001.public.json", folder / "issuer-0001.public.json")
    with pytest.raises(StorageTrouble, match="does not belong"):
        keys.active(folder)


def test_a_compromised_key_is_listed_and_does_not_sign(folder: Path) -> None:
    key = keys.ensure(folder)
    keys.mark_compromised(folder, key.multikey, SINCE)
    assert keys.public_keys(folder) == (PublicKey(key.multikey, "compromised", key.jwk, SINCE),)
    for use in (keys.active, keys.ensure):
        with pytest.raises(StorageTrouble, match="python -m core keys rotate"):
            use(folder)
    assert keys.rotate(folder).multikey == keys.active(folder).multikey
    assert states(folder) == ["active", "compromised"]


def test_an_earlier_key_can_be_marked_while_a_newer_one_signs(folder: Path) -> None:
    first, second = keys.ensure(folder), keys.rotate(folder)
    keys.mark_compromised(folder, first.multikey, SINCE)
    assert keys.active(folder).multikey == second.multikey and states(folder) == ["active", "compromised"]


def test_a_key_is_marked_once_and_only_if_it_is_ours(folder: Path) -> None:
    key = keys.ensure(folder)
    with pytest.raises(NotFound):
        keys.mark_compromised(folder, "z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK", SINCE)
    keys.mark_compromised(folder, key.multikey, SINCE)
    with pytest.raises(RuleBroken, match="already"):
        keys.mark_compromised(folder, key.multikey, SINCE.replace(year=2027))
    assert keys.public_keys(folder)[0].compromised_since == SINCE


def test_a_mark_that_cannot_be_read_is_no_licence(folder: Path) -> None:
    keys.ensure(folder)
    (folder / "issuer-0001.compromised").write_text("yesterday")
    for use in (keys.active, keys.public_keys):
        with pytest.raises(StorageTrouble, match=r"issuer-0001\.compromised"):
            use(folder)


def test_protecting_encrypts_every_key_and_unprotecting_brings_them_back(folder: Path) -> None:
    keys.ensure(folder)
    newest = keys.rotate(folder)
    public = keys.public_keys(folder)
    keys.protect(folder, PASSPHRASE)
    assert keys.are_protected(folder) and keys.public_keys(folder) == public
    assert all(b"BEGIN PRIVATE KEY" not in path.read_bytes() for path in folder.iterdir())
    assert keys.active(folder, PASSPHRASE).multikey == newest.multikey
    keys.unprotect(folder, PASSPHRASE)
    assert not keys.are_protected(folder) and keys.active(folder).multikey == newest.multikey


@pytest.mark.parametrize("passphrase", ["", "another sentence"])
def test_behind_a_passphrase_nothing_signs_rotates_or_opens_without_it(folder: Path, passphrase: str) -> None:
    keys.ensure(folder, PASSPHRASE)
    for use in (keys.active, keys.ensure, keys.rotate, keys.unprotect):
        with pytest.raises(StorageTrouble, match="PROOFMARK_KEY_PASSPHRASE") as refusal:
            use(folder, passphrase)
        assert PASSPHRASE not in refusal.value.message
    assert states(folder) == ["active"] and keys.are_protected(folder)


def test_a_new_key_is_encrypted_where_there_is_a_passphrase(folder: Path) -> None:
    keys.ensure(folder, PASSPHRASE)
    second = keys.rotate(folder, PASSPHRASE)
    assert keys.are_protected(folder) and keys.active(folder, PASSPHRASE).multikey == second.multikey


def test_protecting_that_was_interrupted_is_finished_by_a_repeat(folder: Path) -> None:
    """Killed after the first of two files, with a draft of the second left behind."""
    keys.ensure(folder)
    newest = keys.rotate(folder)
    first = folder / "issuer-0001.pem"
    key_files.replace(first, key_files.to_pem(key_files.open_pair(first, ""), PASSPHRASE))
    draft = folder / "tmp1234.draft"
    draft.write_bytes((folder / "issuer-0002.pem").read_bytes())
    assert not keys.are_protected(folder)
    assert keys.active(folder).multikey == keys.active(folder, PASSPHRASE).multikey == newest.multikey
    keys.protect(folder, PASSPHRASE)
    assert keys.are_protected(folder) and not draft.exists()
    keys.protect(folder, PASSPHRASE)
    assert keys.active(folder, PASSPHRASE).multikey == newest.multikey


def test_protecting_with_another_passphrase_changes_nothing(folder: Path) -> None:
    keys.ensure(folder)
    keys.rotate(folder)
    newest = folder / "issuer-0002.pem"
    key_files.replace(newest, key_files.to_pem(key_files.open_pair(newest, ""), PASSPHRASE))
    before = {path: path.read_bytes() for path in folder.iterdir()}
    with pytest.raises(StorageTrouble, match="does not open"):
        keys.protect(folder, "another sentence")
    assert {path: path.read_bytes() for path in folder.iterdir()} == before


@pytest.mark.parametrize("passphrase", ["", "short"])
def test_a_passphrase_that_is_soon_guessed_is_refused(folder: Path, passphrase: str) -> None:
    keys.ensure(folder)
    with pytest.raises(BadInput, match="PROOFMARK_KEY_PASSPHRASE"):
        keys.protect(folder, passphrase)
    assert not keys.are_protected(folder)


def test_an_opened_key_is_remembered_until_its_file_changes(folder: Path) -> None:
    keys.ensure(folder, PASSPHRASE)
    keys.active(folder, PASSPHRASE)
    asked = key_files._opened.cache_info().misses
    keys.active(folder, PASSPHRASE)
    assert key_files._opened.cache_info().misses == asked
    newest = keys.rotate(folder, PASSPHRASE)
    assert keys.active(folder, PASSPHRASE).multikey == newest.multikey


def test_a_portal_without_a_key_says_so(folder: Path) -> None:
    assert keys.public_keys(folder) == () and not keys.are_protected(folder)
    with pytest.raises(StorageTrouble, match="set-up"):
        keys.active(folder)


def test_a_folder_that_cannot_be_made_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "keys").write_text("a file stands in the way")
    with pytest.raises(StorageTrouble, match="writable"):
        keys.ensure(tmp_path / "keys")


def test_the_private_part_is_in_no_text_and_no_public_file(folder: Path) -> None:
    key = keys.ensure(folder)
    assert "rivate" not in repr(key)
    assert json.loads((folder / "issuer-0001.public.json").read_text()) == {"multikey": key.multikey, "jwk": key.jwk}
    assert key.jwk and set(key.jwk) == {"kty", "crv", "x", "y"}
