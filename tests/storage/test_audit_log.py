import sqlite3

import pytest

from core.rules.audit_actions import SENTENCES, Action
from core.services.recording import record
from core.storage import audit_log
from core.storage.database import reading, rows, writing
from tests.cast import Cast


def test_every_action_has_a_sentence() -> None:
    assert set(SENTENCES) == set(Action)


def test_an_entry_says_who_did_what_to_what(cast: Cast) -> None:
    with writing(cast.portal.database) as db:
        record(db, cast.portal, cast.ada, Action.ENROLMENT_STARTED, "E1", "COM-101")
        entry = rows(db, "SELECT actor_id, action, entity, entity_id, detail FROM audit_log ORDER BY id DESC LIMIT 1")[0]
    assert entry == {
        "actor_id": cast.ada.id, "action": "enrolment.started", "entity": "enrolment", "entity_id": "E1", "detail": "COM-101",
    }  # fmt: skip


@pytest.mark.parametrize("tampering", ["UPDATE audit_log SET detail = 'x' WHERE id = 2", "DELETE FROM audit_log WHERE id = 2"])
def test_a_change_behind_the_portals_back_shows(cast: Cast, tampering: str) -> None:
    with reading(cast.portal.database) as db:
        assert audit_log.first_broken(db) is None
    with sqlite3.connect(cast.portal.database) as raw:
        for trigger in ("audit_entries_never_change", "audit_entries_never_vanish"):
            raw.execute(f"DROP TRIGGER {trigger}")
        raw.execute(tampering)
    raw.close()
    with reading(cast.portal.database) as db:
        assert audit_log.first_broken(db) in (2, 3)
