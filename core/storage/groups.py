"""Learning groups: who is in them, what was written, who was mentioned, who thanked, who muted."""

from datetime import datetime
from typing import Literal

from sqlite_utils import Database

from core.errors import NotFound
from core.rules.groups import Group, GroupDetails, Post, PostState
from core.rules.times import moment, stamp
from core.storage.database import Row, change, one, rows

Relation = Literal["mentioned", "thanks", "mutes"]


def _group(row: Row) -> Group:
    return Group(row["id"], GroupDetails.model_validate_json(row["content"]), row["closed_at"] is not None)


def _post(row: Row) -> Post:
    return Post(
        id=row["id"],
        group_id=row["group_id"],
        author_id=row["author_id"],
        parent_id=row["parent_id"] or "",
        kind=row["kind"],
        body=row["body"],
        state=row["state"],
        posted_at=moment(row["posted_at"]),
        edited_at=moment(row["edited_at"]) if row["edited_at"] else None,
    )


def add(db: Database, group_id: str, details: GroupDetails) -> None:
    change(
        db,
        "INSERT INTO learning_groups (id, program_code, content, opens_on) VALUES (:id, :code, :content, :opens)",
        id=group_id,
        code=details.program,
        content=details.model_dump_json(),
        opens=details.opens_on.isoformat(),
    )


def get(db: Database, group_id: str) -> Group:
    row = one(db, "SELECT * FROM learning_groups WHERE id = :id", id=group_id)
    if row is None:
        raise NotFound("There is no such group among yours.")
    return _group(row)


def everything(db: Database) -> list[Group]:
    """The latest first."""
    return [_group(row) for row in rows(db, "SELECT * FROM learning_groups ORDER BY opens_on DESC, id DESC")]


def close(db: Database, group_id: str, *, at: str) -> None:
    change(db, "UPDATE learning_groups SET closed_at = :at WHERE id = :id AND closed_at IS NULL", id=group_id, at=at)


def join(db: Database, group_id: str, member_id: str, *, at: str) -> None:
    change(
        db,
        "INSERT INTO group_members (group_id, member_id, joined_at, seen_at) VALUES (:group, :member, :at, :at) ON CONFLICT DO NOTHING",
        group=group_id,
        member=member_id,
        at=at,
    )


def leave(db: Database, group_id: str, member_id: str) -> None:
    change(db, "DELETE FROM group_members WHERE group_id = :group AND member_id = :member", group=group_id, member=member_id)


def people(db: Database, group_id: str) -> dict[str, str]:
    """The names of the people in a group by their ids, by name."""
    found = rows(
        db,
        "SELECT m.id, m.display_name FROM group_members g JOIN members m ON m.id = g.member_id WHERE g.group_id = :group"
        " ORDER BY m.display_name",
        group=group_id,
    )
    return {row["id"]: row["display_name"] for row in found}


def groups_of(db: Database, member_id: str) -> set[str]:
    return {row["group_id"] for row in rows(db, "SELECT group_id FROM group_members WHERE member_id = :member", member=member_id)}


def seen(db: Database, group_id: str, member_id: str, *, at: str) -> None:
    change(
        db,
        "UPDATE group_members SET seen_at = :at WHERE group_id = :group AND member_id = :member",
        at=at,
        group=group_id,
        member=member_id,
    )


def news(db: Database, member_id: str) -> dict[str, int]:
    """How many posts of others that mention somebody, or answer them, came since they looked last, by group."""
    found = rows(
        db,
        "SELECT p.group_id, count(*) AS n FROM posts p JOIN group_members g ON g.group_id = p.group_id AND g.member_id = :member"
        " LEFT JOIN posts r ON r.id = p.parent_id"
        " WHERE p.state = 'visible' AND p.author_id <> :member AND p.posted_at > g.seen_at"
        " AND (r.author_id = :member OR EXISTS (SELECT 1 FROM post_people x WHERE x.post_id = p.id AND x.member_id = :member"
        " AND x.relation = 'mentioned'))"
        " AND NOT EXISTS (SELECT 1 FROM post_people x WHERE x.post_id = coalesce(p.parent_id, p.id) AND x.member_id = :member"
        " AND x.relation = 'mutes') GROUP BY p.group_id",
        member=member_id,
    )
    return {row["group_id"]: row["n"] for row in found}


def add_post(db: Database, post: Post) -> None:
    change(
        db,
        "INSERT INTO posts (id, group_id, author_id, parent_id, kind, body, state, posted_at)"
        " VALUES (:id, :group, :author, :parent, :kind, :body, :state, :at)",
        id=post.id,
        group=post.group_id,
        author=post.author_id,
        parent=post.parent_id or None,
        kind=post.kind,
        body=post.body,
        state=post.state,
        at=stamp(post.posted_at),
    )


def post(db: Database, post_id: str) -> Post:
    row = one(db, "SELECT * FROM posts WHERE id = :id", id=post_id)
    if row is None:
        raise NotFound("There is no such post.")
    return _post(row)


def posts(db: Database, group_id: str) -> list[Post]:
    """In the order in which they were written."""
    return [_post(row) for row in rows(db, "SELECT * FROM posts WHERE group_id = :group ORDER BY posted_at, id", group=group_id)]


def written_since(db: Database, author_id: str, since: datetime) -> int:
    row = one(db, "SELECT count(*) AS n FROM posts WHERE author_id = :author AND posted_at > :since", author=author_id, since=stamp(since))
    return row["n"] if row else 0


def rewrite(db: Database, post_id: str, body: str, *, at: str) -> None:
    change(db, "UPDATE posts SET body = :body, edited_at = :at WHERE id = :id", id=post_id, body=body, at=at)


def set_post_state(db: Database, post_id: str, state: PostState, *, because: str = "") -> None:
    """What is deleted keeps no words."""
    change(
        db,
        "UPDATE posts SET state = :state, hidden_because = :because,"
        " body = CASE :state WHEN 'deleted' THEN '' ELSE body END WHERE id = :id",
        id=post_id,
        state=state,
        because=because,
    )


def hidden_because(db: Database, post_id: str) -> str:
    row = one(db, "SELECT hidden_because FROM posts WHERE id = :id", id=post_id)
    return row["hidden_because"] if row else ""


def relate(db: Database, post_id: str, member_id: str, relation: Relation, *, holds: bool = True) -> None:
    given = {"post": post_id, "member": member_id, "relation": relation}
    if holds:
        change(
            db,
            "INSERT INTO post_people (post_id, member_id, relation) VALUES (:post, :member, :relation) ON CONFLICT DO NOTHING",
            **given,
        )
    else:
        change(db, "DELETE FROM post_people WHERE post_id = :post AND member_id = :member AND relation = :relation", **given)


def related(db: Database, group_id: str, relation: Relation) -> list[tuple[str, str]]:
    """Post and person, for every post of a group."""
    found = rows(
        db,
        "SELECT x.post_id, x.member_id FROM post_people x JOIN posts p ON p.id = x.post_id"
        " WHERE p.group_id = :group AND x.relation = :relation ORDER BY x.post_id, x.member_id",
        group=group_id,
        relation=relation,
    )
    return [(row["post_id"], row["member_id"]) for row in found]
