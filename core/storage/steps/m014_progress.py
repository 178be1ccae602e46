"""Progress by several sources: scores, notes on where a statement comes from, quizzes."""

from sqlite_utils import Database

from core.storage.steps import migrations, run


@migrations()
def m014_progress(db: Database) -> None:
    run(
        db,
        """
        CREATE TABLE completions_new (
            id TEXT PRIMARY KEY, enrolment_id TEXT NOT NULL REFERENCES enrolments(id), activity TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('complete', 'passed', 'failed', 'not_complete', 'waived')),
            source TEXT NOT NULL CHECK (source IN ('self', 'import', 'quiz', 'facilitator')),
            score_bp INTEGER CHECK (score_bp BETWEEN 0 AND 10000), note TEXT NOT NULL DEFAULT '',
            stated_by TEXT REFERENCES members(id) CHECK (stated_by IS NOT NULL OR source = 'import'), at TEXT NOT NULL
        ) STRICT;

        INSERT INTO completions_new (id, enrolment_id, activity, state, source, stated_by, at)
        SELECT id, enrolment_id, activity, state, source, stated_by, at FROM completions;

        DROP TABLE completions;

        ALTER TABLE completions_new RENAME TO completions;

        CREATE INDEX completions_of_enrolment ON completions(enrolment_id);

        CREATE TABLE quiz_attempts (
            id TEXT PRIMARY KEY, enrolment_id TEXT NOT NULL REFERENCES enrolments(id), activity TEXT NOT NULL,
            number INTEGER NOT NULL CHECK (number >= 1), answers TEXT NOT NULL, score_bp INTEGER NOT NULL, passed INTEGER NOT NULL,
            at TEXT NOT NULL, UNIQUE (enrolment_id, activity, number)
        ) STRICT;

        CREATE TABLE quiz_answers (
            enrolment_id TEXT NOT NULL REFERENCES enrolments(id), activity TEXT NOT NULL, answers TEXT NOT NULL, at TEXT NOT NULL,
            PRIMARY KEY (enrolment_id, activity)
        ) STRICT;
        """,
    )
