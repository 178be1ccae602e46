"""Whatever table names a member is handed out to that member, or says why not."""

import re

from core.storage.database import reading, rows
from core.storage.own_data import LEFT_OUT, SECTIONS
from tests.cast import Cast

PRIVATE = r"\b(decided_by|opened_by|reviewer_id|giver_id|stated_by|password_hash|token_sha256)\b"
REACHED_THROUGH = {  # tables about a person that name another table of theirs
    "completions", "quiz_answers", "quiz_attempts", "evidence_items", "evidence_publications", "decisions", "revocation_cases",
    "appeals", "share_events", "audit_log", "goal_answers", "endorsements", "attestations", "uses",
}  # fmt: skip


def test_every_table_that_names_members_is_accounted_for(cast: Cast) -> None:
    shown = {table for section in SECTIONS for table in section.tables}
    with reading(cast.portal.database) as db:
        tables = [row["name"] for row in rows(db, "SELECT name FROM sqlite_master WHERE type = 'table'")]
        naming = {table for table in tables if any(key["table"] == "members" for key in rows(db, f"PRAGMA foreign_key_list('{table}')"))}
    assert naming - shown == set(LEFT_OUT)
    assert not shown & set(LEFT_OUT) and shown >= REACHED_THROUGH
    assert shown - naming - REACHED_THROUGH == {"members"}


def test_every_query_is_about_one_member_and_names_nobody_else() -> None:
    for section in SECTIONS:
        assert ":member" in section.sql, section.name
        selected = section.sql.split(" FROM ", 1)[0]
        assert not re.search(PRIVATE, selected), section.name
