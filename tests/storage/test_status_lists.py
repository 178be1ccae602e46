"""Signed lists in the database: one of each number and purpose, the newest."""

from dataclasses import replace
from datetime import timedelta

from core.storage import status_lists
from core.storage.database import reading, writing
from core.storage.status_lists import SignedList
from tests.builders import A_TUESDAY
from tests.cast import Cast

SIGNED = SignedList(
    number=1, purpose="revocation", base_url="https://x.example", signed_with="z6Mk", bits_sha256="00", document='{"a":"ü"}', jwt="a.b.c",
    signed_at=A_TUESDAY, valid_until=A_TUESDAY + timedelta(days=7),
)  # fmt: skip


def test_a_list_comes_back_as_it_was_kept_and_the_newest_stays(cast: Cast) -> None:
    other = replace(SIGNED, purpose="suspension", document="{}")
    newer = replace(SIGNED, bits_sha256="01", document="{}", jwt="", signed_at=A_TUESDAY + timedelta(days=1))
    with writing(cast.portal.database) as db:
        for signed in (SIGNED, other):
            status_lists.keep(db, signed)
        assert status_lists.find(db, 1, "revocation") == SIGNED
        status_lists.keep(db, newer)
    with reading(cast.portal.database) as db:
        assert status_lists.find(db, 1, "revocation") == newer
        assert status_lists.find(db, 1, "suspension") == other
        assert status_lists.find(db, 2, "revocation") is None
