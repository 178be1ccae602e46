"""Competency frameworks of others, that programs are aligned to."""

from sqlite_utils import Database

from core.storage.steps import migrations, run


@migrations()
def m018_frameworks(db: Database) -> None:
    run(
        db,
        """
        CREATE TABLE frameworks (
            id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('case', 'list')), title TEXT NOT NULL, publisher TEXT NOT NULL,
            version TEXT NOT NULL, language TEXT NOT NULL, adoption TEXT NOT NULL, uri TEXT NOT NULL,
            imported_by TEXT REFERENCES members(id), imported_at TEXT NOT NULL
        ) STRICT;

        CREATE TABLE framework_items (
            id INTEGER PRIMARY KEY, framework_id TEXT NOT NULL REFERENCES frameworks(id), key TEXT NOT NULL, place INTEGER NOT NULL,
            code TEXT NOT NULL, name TEXT NOT NULL, statement TEXT NOT NULL, uri TEXT NOT NULL, type TEXT NOT NULL,
            parent TEXT NOT NULL, level TEXT NOT NULL, gone INTEGER NOT NULL DEFAULT 0, UNIQUE (framework_id, key)
        ) STRICT;

        CREATE TABLE framework_relations (
            framework_id TEXT NOT NULL REFERENCES frameworks(id), origin TEXT NOT NULL, kind TEXT NOT NULL, target TEXT NOT NULL,
            PRIMARY KEY (framework_id, origin, kind, target)
        ) STRICT, WITHOUT ROWID;

        CREATE VIRTUAL TABLE framework_words USING fts5(code, name, statement, tokenize='unicode61 remove_diacritics 2');
        """,
    )
