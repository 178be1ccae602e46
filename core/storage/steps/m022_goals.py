"""What the association wants to reach, and what members say about their own goals afterwards."""

from sqlite_utils import Database

from core.storage.steps import migrations, run


@migrations()
def m022_goals(db: Database) -> None:
    run(
        db,
        """
        CREATE TABLE goals (
            id TEXT PRIMARY KEY, title TEXT NOT NULL, content TEXT NOT NULL, created_at TEXT NOT NULL, retired_at TEXT
        ) STRICT;

        CREATE TABLE goal_indicators (
            id TEXT PRIMARY KEY, goal_id TEXT NOT NULL REFERENCES goals(id), content TEXT NOT NULL, created_at TEXT NOT NULL
        ) STRICT;

        CREATE TABLE goal_observations (
            indicator_id TEXT NOT NULL REFERENCES goal_indicators(id), seen_on TEXT NOT NULL, value TEXT NOT NULL, n INTEGER,
            note TEXT NOT NULL, PRIMARY KEY (indicator_id, seen_on)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE goal_programs (
            goal_id TEXT NOT NULL REFERENCES goals(id), program_code TEXT NOT NULL, PRIMARY KEY (goal_id, program_code)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE goal_answers (
            enrolment_id TEXT PRIMARY KEY REFERENCES enrolments(id), reached TEXT NOT NULL CHECK (reached IN ('yes', 'partly', 'not_yet')),
            words TEXT NOT NULL, answered_at TEXT NOT NULL
        ) STRICT, WITHOUT ROWID;
        """,
    )
