"""Everything that is kept about one person, for that person: section by section, and nothing about anybody else.

A table that names members is in ``SECTIONS`` or in ``LEFT_OUT`` with the reason; a test reads the schema and compares.
"""

import json
from dataclasses import dataclass

from sqlite_utils import Database

from core.storage.database import Row, rows


@dataclass(frozen=True)
class Section:
    """One part of somebody's data: which ``tables`` it shows, and the query that has ``:member`` and gives its rows."""

    name: str
    tables: tuple[str, ...]
    sql: str
    parsed: tuple[str, ...] = ()


def _of(table: str, columns: str, condition: str = "member_id = :member", order: str = "1", parsed: tuple[str, ...] = ()) -> Section:
    return Section(table, (table,), f"SELECT {columns} FROM {table} WHERE {condition} ORDER BY {order}", parsed)  # noqa: S608 - names of ours


_MINE = "enrolment_id IN (SELECT id FROM enrolments WHERE member_id = :member)"
_MY_SUBMISSIONS = "submission_id IN (SELECT id FROM submissions WHERE member_id = :member)"
_MY_AWARDS = "award_token IN (SELECT token FROM awards WHERE member_id = :member)"

SECTIONS: tuple[Section, ...] = (
    _of("members", "id, email, display_name, name_on_badge, job_title, active, created_at", "id = :member"),
    _of("member_roles", "role"),
    Section(
        "job_roles",
        ("member_job_roles",),
        "SELECT m.relation, r.name FROM member_job_roles m JOIN job_roles r ON r.id = m.job_role_id WHERE m.member_id = :member"
        " ORDER BY m.relation, m.place",
    ),
    _of("member_aims", "goal, asked_at"),
    _of("enrolments", "id, program_code, state, goal, enrolled_at, target_on, finished_at", order="enrolled_at"),
    _of("goal_answers", "enrolment_id, reached, words, answered_at", _MINE, "answered_at"),
    _of("completions", "enrolment_id, activity, state, source, score_bp, note, at", _MINE, "at"),
    _of("quiz_answers", "enrolment_id, activity, answers, at", _MINE, "at", ("answers",)),
    _of("quiz_attempts", "enrolment_id, activity, number, answers, score_bp, passed, at", _MINE, "at", ("answers",)),
    _of(
        "submissions",
        "id, enrolment_id, attempt, state, context, self_ratings, own_work_at, created_at, updated_at, submitted_at",
        order="created_at",
        parsed=("self_ratings",),
    ),
    _of("attestations", "submission_id, requirement, name, relation, state, asked_at, given_at", _MY_SUBMISSIONS, "asked_at"),
    _of(
        "evidence_items",
        "id, submission_id, requirement, kind, title, description, file_name, media_type, size, url, text",
        _MY_SUBMISSIONS,
    ),
    _of(
        "evidence_publications",
        "item_id, published_at",
        "item_id IN (SELECT e.id FROM evidence_items e JOIN submissions s ON s.id = e.submission_id WHERE s.member_id = :member)",
    ),
    _of(
        "decisions",
        "submission_id, outcome, ratings, reasons, trace, feedback, decided_at",
        _MY_SUBMISSIONS,
        "decided_at",
        ("ratings", "reasons", "trace"),
    ),
    _of(
        "awards",
        "token, program_code, origin, awarded_at, valid_until, state, state_reason, state_at, listed, private, name_shown, replaces",
        order="awarded_at",
    ),
    Section(
        "cases",
        ("revocation_cases", "appeals"),
        "SELECT c.award_token, c.cause, c.explanation, c.opened_at, c.answer_until, c.answer, c.answered_at, c.outcome, c.decided_at,"
        " c.grounds, a.ground AS appeal_ground, a.statement AS appeal_statement, a.made_at AS appealed_at, a.outcome AS appeal_outcome,"
        " a.reasons AS appeal_reasons FROM revocation_cases c LEFT JOIN appeals a ON a.case_id = c.id"
        " WHERE c.award_token IN (SELECT token FROM awards WHERE member_id = :member) ORDER BY c.opened_at",
    ),
    _of(
        "renewals",
        "award_token, program_code, state, kind, title, description, text, url, file_name, created_at, submitted_at, decided_at, reason",
        order="created_at",
    ),
    _of("pathway_enrolments", "code, state, started_at, target_on, finished_at", order="started_at"),
    _of("pathway_milestones", "code, title, message, reached_at", order="reached_at"),
    _of("lms_import_rows", "program_code, activity, who, told, word, state, score_bp, at", order="at"),
    _of("messages", "kind, subject, body, state, created_at, sent_at, read_at", order="created_at"),
    _of("mail_stops", "at"),
    _of("message_stops", "kind, channel"),
    _of("comforts", "text_size, still, clear"),
    _of("share_events", "award_token, channel, shared_on", _MY_AWARDS, "shared_on"),
    _of("uses", "award_token, used, asked_at, answered_at", _MY_AWARDS, "asked_at"),
    _of("endorsements", "award_token, name, relation, state, words, asked_at, given_at", _MY_AWARDS, "asked_at"),
    _of("dismissals", "program_code, dismissed_on"),
    _of("wishes", "words, wished_on, settled_at"),
    Section(
        "groups",
        ("group_members",),
        "SELECT n.program_code, g.joined_at, g.seen_at FROM group_members g JOIN learning_groups n ON n.id = g.group_id"
        " WHERE g.member_id = :member ORDER BY g.joined_at",
    ),
    _of("posts", "kind, body, state, hidden_because, posted_at, edited_at", "author_id = :member", "posted_at"),
    Section(
        "post_relations",
        ("post_people",),
        "SELECT relation, count(*) AS posts FROM post_people WHERE member_id = :member GROUP BY relation ORDER BY relation",
    ),
    _of("tips", "program_code, words, named, hidden, written_at"),
    _of("volunteers", "program_code, help, since"),
    _of("reports", "about, reason, at"),
    _of("peers_willing", "since"),
    _of("peer_requests", "program_code, question, anonymous, asked_at", order="asked_at"),
    Section(
        "feedback_given",
        ("peer_matches",),
        "SELECT state, assigned_at, notes, anonymous, given_at, helpful FROM peer_matches WHERE giver_id = :member ORDER BY assigned_at",
        ("notes",),
    ),
    Section(
        "feedback_received",
        ("peer_matches",),
        "SELECT m.notes, m.given_at, m.helpful, m.report FROM peer_matches m JOIN peer_requests r ON r.id = m.request_id"
        " WHERE r.member_id = :member AND m.state = 'given' ORDER BY m.given_at",
        ("notes",),
    ),
    Section(
        "reviews_done",
        ("reviews",),
        "SELECT state, started_at, completed_at FROM reviews WHERE reviewer_id = :member ORDER BY started_at",
    ),
    Section(
        "programs_looked_after",
        ("program_owners",),
        "SELECT code, owner_id = :member AS as_owner FROM program_owners WHERE :member IN (owner_id, backup_id) ORDER BY code",
    ),
    _of("erasure_requests", "reason, state, asked_at, due_on, settled_at, answer", order="asked_at"),
    _of("sessions", "created_at, last_seen_at, expires_at"),
    Section("log", ("audit_log",), "SELECT at, action, entity, detail FROM audit_log WHERE actor_id = :member ORDER BY id"),
)

# Tables that name members and are not handed out, each with the reason.
LEFT_OUT = {
    "invitations": "the digest of a secret that runs out by itself",
    "sign_in_tickets": "the digest of a secret that runs out within a minute",
    "batches": "who started an import of others' data; the act stands in the log",
    "lms_imports": "who started an import of others' data; the act stands in the log",
    "frameworks": "who imported a list of skills; the act stands in the log",
    "program_drafts": "what the association designs together; the acts stand in the log",
    "program_events": "the history of the association's programs; the acts stand in the log",
    "pathway_versions": "what the association designs together; the acts stand in the log",
}


def section(db: Database, wanted: Section, member_id: str) -> list[Row]:
    """The rows of one section; what is kept as JSON is taken apart."""
    found = rows(db, wanted.sql, member=member_id)
    return [{name: json.loads(value) if name in wanted.parsed and value else value for name, value in row.items()} for row in found]


def files(db: Database, member_id: str) -> list[Row]:
    """The person's own evidence files: ``sha256``, ``file_name``, ``program`` and what they belong to."""
    return rows(
        db,
        "SELECT e.sha256, e.file_name, n.program_code AS program, 'attempt ' || s.attempt AS part FROM evidence_items e"
        " JOIN submissions s ON s.id = e.submission_id JOIN enrolments n ON n.id = s.enrolment_id"
        " WHERE s.member_id = :member AND e.kind = 'file'"
        " UNION ALL SELECT r.sha256, r.file_name, r.program_code, 'renewal' FROM renewals r"
        " WHERE r.member_id = :member AND r.kind = 'file' AND r.sha256 <> ''",
        member=member_id,
    )
