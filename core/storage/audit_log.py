"""Who did what, append only; each entry carries the hash of the one before, so that a gap or a change shows."""

import hashlib
import json

from sqlite_utils import Database

from core.storage.database import change, one, rows

START = "0" * 64


def _digest(previous: str, entry: dict[str, str | None]) -> str:
    return hashlib.sha256((previous + json.dumps(entry, sort_keys=True, ensure_ascii=False)).encode()).hexdigest()


def add(db: Database, *, at: str, actor_id: str | None, action: str, entity: str, entity_id: str, detail: str = "") -> None:
    last = one(db, "SELECT sha256 FROM audit_log ORDER BY id DESC LIMIT 1")
    previous = last["sha256"] if last else START
    entry = {"at": at, "actor_id": actor_id, "action": action, "entity": entity, "entity_id": entity_id, "detail": detail}
    change(
        db,
        "INSERT INTO audit_log (at, actor_id, action, entity, entity_id, detail, previous_sha256, sha256)"
        " VALUES (:at, :actor_id, :action, :entity, :entity_id, :detail, :previous, :sha256)",
        **entry,
        previous=previous,
        sha256=_digest(previous, entry),
    )


def first_broken(db: Database) -> int | None:
    """The id of the first entry that does not fit the chain; ``None`` when all is well."""
    previous = START
    for row in rows(db, "SELECT * FROM audit_log ORDER BY id"):
        entry = {name: row[name] for name in ("at", "actor_id", "action", "entity", "entity_id", "detail")}
        if row["previous_sha256"] != previous or row["sha256"] != _digest(previous, entry):
            return int(row["id"])
        previous = row["sha256"]
    return None
