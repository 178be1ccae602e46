import subprocess
import sys
from pathlib import Path

import pytest

from core.errors import StorageTrouble
from core.settings import ROOT
from core.storage.database import change, one, reading, rows, writing
from core.storage.migrations import APPLICATION_ID, mark_installed, migrate
from tests.cast import Cast

TABLES = {
    "association", "settings", "members", "member_roles", "invitations", "sign_in_tickets", "sessions", "sign_in_failures",
    "program_versions", "enrolments", "completions", "submissions", "evidence_items", "reviews", "decisions", "awards", "audit_log",
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
