import subprocess
import sys
from pathlib import Path

import pytest
from sqlite_utils import Database

from core.errors import StorageTrouble
from core.settings import ROOT
from core.storage.database import change, one, reading, rows, writing
from core.storage.migrations import APPLICATION_ID, mark_installed, migrate, migrations
from tests.cast import Cast

TABLES = {
    "association", "settings", "members", "member_roles", "invitations", "sign_in_tickets", "sessions", "sign_in_failures",
    "program_versions", "enrolments", "completions", "submissions", "evidence_items", "reviews", "decisions", "awards", "audit_log",
    "credentials", "artworks", "brandings", "issuer_addresses", "status_lists", "revocation_cases", "appeals", "batches", "batch_rows",
    "lms_imports", "lms_import_rows", "lms_meanings",
    "program_drafts", "program_owners", "program_events", "quiz_attempts", "quiz_answers",
    "messages", "mail_stops", "renewals",
    "pathway_versions", "pathway_programs", "pathway_enrolments", "pathway_milestones", "capstone_parts",
    "frameworks", "framework_items", "framework_relations", "framework_words",
}  # fmt: skip


def test_a_fresh_database_has_every_table(tmp_path: Path) -> None:
    path = tmp_path / "new" / "portal.db"
    migrate(path)
    with reading(path) as db:
        assert set(db.table_names()) >= TABLES
        assert db.execute("PRAGMA application_id").fetchone()[0] == APPLICATION_ID


def test_migrating_twice_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "portal.db"
    migrate(path)
    with reading(path) as db:
        before = rows(db, "SELECT * FROM _sqlite_migrations")
    migrate(path)
    with reading(path) as db:
        assert rows(db, "SELECT * FROM _sqlite_migrations") == before


def test_processes_that_start_together_do_not_lock_each_other_out(tmp_path: Path) -> None:
    code = f"from pathlib import Path; from core.storage.migrations import migrate; migrate(Path({str(tmp_path / 'portal.db')!r}))"
    started = [subprocess.Popen([sys.executable, "-c", code], cwd=ROOT, stderr=subprocess.PIPE) for _ in range(4)]
    assert [(process.communicate()[1], process.returncode) for process in started] == [(b"", 0)] * 4


@pytest.mark.parametrize("left", ["nothing", "an empty file"])
def test_a_lost_database_is_not_made_anew(tmp_path: Path, left: str) -> None:
    path = tmp_path / "portal.db"
    migrate(path)
    mark_installed(path)
    path.unlink()
    if left == "an empty file":
        path.touch()
    with pytest.raises(StorageTrouble, match="Restore a backup"):
        migrate(path)


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("UPDATE program_versions SET content = '{}' WHERE code = 'COM-101'", "never changes"),
        ("UPDATE audit_log SET action = 'x'", "append only"),
        ("DELETE FROM audit_log", "append only"),
    ],
)
def test_the_database_itself_guards_what_must_not_change(cast: Cast, statement: str, words: str) -> None:
    with pytest.raises(Exception, match=words), writing(cast.portal.database) as db:
        change(db, statement)


def test_a_program_has_one_published_version(cast: Cast) -> None:
    with pytest.raises(Exception, match="UNIQUE"), writing(cast.portal.database) as db:
        row = one(db, "SELECT * FROM program_versions WHERE code = 'COM-101'")
        assert row
        db["program_versions"].insert(row | {"id": "V2", "version": "2.0"})


OLD_CREDENTIAL = (
    '{"id": "https://badges.example.org/b/tok-1", "proof": [{"verificationMethod": "did:web:badges.example.org#z6MkOld"}], "name": "Zoë"}'
)


def test_awards_from_before_keep_document_state_and_place(tmp_path: Path) -> None:
    """A database of the first version, with a revoked award in it, brought to today's shape."""
    path = tmp_path / "old.db"
    with writing(path) as db:
        migrations.apply(db, stop_before="m007_badges_for_years")
        _one_old_award(db)
    migrate(path)
    with reading(path) as db:
        award = one(db, "SELECT * FROM awards")
        edition = one(db, "SELECT * FROM credentials")
        assert award and edition
        assert (award["token"], award["state"], award["state_reason"]) == ("tok-1", "revoked", "In error")
        assert (award["list_number"], award["status_index"], award["origin"]) == (1, 94567, "earned")
        assert (edition["document"], edition["edition"], edition["cause"]) == (OLD_CREDENTIAL, 1, "issued")
        assert (edition["base_url"], edition["signed_with"]) == ("https://badges.example.org", "z6MkOld")
        assert one(db, "SELECT base_url FROM issuer_addresses") == {"base_url": "https://badges.example.org"}
        assert rows(db, "PRAGMA foreign_key_check") == []


def _one_old_award(db: Database) -> None:
    at = "2026-10-05T09:00:00Z"
    member = {"id": "M", "email": "a@example.org", "display_name": "A", "name_on_badge": "A", "job_title": "", "created_at": at}
    version = {"id": "V", "code": "COM-101", "version": "1.0", "state": "published", "content": "{}", "content_sha256": "", "title": "T"}
    version |= {"outcome": "", "words": "", "benchmark": "performance", "skill_kind": "soft", "effort_hours": 1.0, "created_at": at}
    enrolment = {"id": "E", "member_id": "M", "version_id": "V", "program_code": "COM-101", "state": "completed", "goal": ""}
    award = {"token": "tok-1", "member_id": "M", "enrolment_id": "E", "version_id": "V", "program_code": "COM-101", "awarded_at": at}
    award |= {"trace": "{}", "state": "revoked", "state_reason": "In error", "state_at": at, "status_index": 94567}
    db["members"].insert(member)
    db["program_versions"].insert(version)
    db["enrolments"].insert(enrolment | {"enrolled_at": at, "target_on": "2026-11-05"})
    db["awards"].insert(award | {"credential": OLD_CREDENTIAL, "credential_sha256": ""})


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE credentials SET document = '{}'",
        "DELETE FROM credentials",
        "UPDATE awards SET awarded_at = ''",
        "UPDATE awards SET status_index = 1",
    ],
)
def test_what_was_awarded_and_signed_never_changes(tmp_path: Path, statement: str) -> None:
    path = tmp_path / "old.db"
    with writing(path) as db:
        migrations.apply(db, stop_before="m007_badges_for_years")
        _one_old_award(db)
    migrate(path)
    with pytest.raises(Exception, match="never"), writing(path) as db:
        change(db, statement)
