"""Learning groups with their talk, tips of earners, offers to help, and what was reported."""

from sqlite_utils import Database

from core.storage.steps import migrations, run


@migrations()
def m025_community(db: Database) -> None:
    run(
        db,
        """
        CREATE TABLE learning_groups (
            id TEXT PRIMARY KEY, program_code TEXT NOT NULL, content TEXT NOT NULL, opens_on TEXT NOT NULL, closed_at TEXT
        ) STRICT;

        CREATE INDEX groups_of_program ON learning_groups (program_code);

        CREATE TABLE group_members (
            group_id TEXT NOT NULL REFERENCES learning_groups(id), member_id TEXT NOT NULL REFERENCES members(id), joined_at TEXT NOT NULL,
            seen_at TEXT NOT NULL, PRIMARY KEY (group_id, member_id)
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX group_members_of_member ON group_members (member_id);

        CREATE TABLE posts (
            id TEXT PRIMARY KEY, group_id TEXT NOT NULL REFERENCES learning_groups(id), author_id TEXT NOT NULL REFERENCES members(id),
            parent_id TEXT REFERENCES posts(id), kind TEXT NOT NULL, body TEXT NOT NULL,
            state TEXT NOT NULL CHECK (state IN ('visible', 'hidden', 'deleted')), hidden_because TEXT NOT NULL DEFAULT '',
            posted_at TEXT NOT NULL, edited_at TEXT
        ) STRICT;

        CREATE INDEX posts_of_group ON posts (group_id, posted_at);

        CREATE TABLE post_people (
            post_id TEXT NOT NULL REFERENCES posts(id), member_id TEXT NOT NULL REFERENCES members(id),
            relation TEXT NOT NULL CHECK (relation IN ('mentioned', 'thanks', 'mutes')), PRIMARY KEY (post_id, member_id, relation)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE tips (
            id TEXT PRIMARY KEY, program_code TEXT NOT NULL, member_id TEXT NOT NULL REFERENCES members(id), words TEXT NOT NULL,
            named INTEGER NOT NULL, hidden INTEGER NOT NULL DEFAULT 0, written_at TEXT NOT NULL, UNIQUE (program_code, member_id)
        ) STRICT;

        CREATE TABLE volunteers (
            member_id TEXT NOT NULL REFERENCES members(id), program_code TEXT NOT NULL,
            help TEXT NOT NULL CHECK (help IN ('coach', 'reviewer')), since TEXT NOT NULL, PRIMARY KEY (member_id, program_code, help)
        ) STRICT, WITHOUT ROWID;

        CREATE TABLE reports (
            about TEXT NOT NULL CHECK (about IN ('post', 'tip')), subject TEXT NOT NULL, member_id TEXT NOT NULL REFERENCES members(id),
            reason TEXT NOT NULL, at TEXT NOT NULL, settled_at TEXT, PRIMARY KEY (about, subject, member_id)
        ) STRICT, WITHOUT ROWID;
        """,
    )
