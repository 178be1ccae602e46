"""What the audit log can say: each action with its sentence. An action that is not in this table cannot be recorded."""

from enum import StrEnum


class Action(StrEnum):
    ASSOCIATION_SET_UP = "association.set_up"
    MEMBER_ADDED = "member.added"
    MEMBER_INVITED = "member.invited"
    MEMBER_JOINED = "member.joined"
    MEMBER_CHANGED = "member.changed"
    MEMBER_PASSWORD_CHANGED = "member.password_changed"  # noqa: S105 - a name, not a password
    MEMBER_ROLES_CHANGED = "member.roles_changed"
    PROGRAM_PUBLISHED = "program.published"
    ENROLMENT_STARTED = "enrolment.started"
    ENROLMENT_WITHDRAWN = "enrolment.withdrawn"
    ACTIVITY_COMPLETED = "activity.completed"
    SUBMISSION_HANDED_IN = "submission.handed_in"
    SUBMISSION_TAKEN_BACK = "submission.taken_back"
    REVIEW_STARTED = "review.started"
    REVIEW_PASSED_ON = "review.passed_on"
    SUBMISSION_DECIDED = "submission.decided"
    AWARD_ISSUED = "award.issued"
    AWARD_REVOKED = "award.revoked"


SENTENCES: dict[Action, str] = {
    Action.ASSOCIATION_SET_UP: "set up the portal",
    Action.MEMBER_ADDED: "added a person",
    Action.MEMBER_INVITED: "invited a person to choose a password",
    Action.MEMBER_JOINED: "chose a password and joined",
    Action.MEMBER_CHANGED: "changed a person's names",
    Action.MEMBER_PASSWORD_CHANGED: "changed their password",
    Action.MEMBER_ROLES_CHANGED: "changed a person's roles",
    Action.PROGRAM_PUBLISHED: "published a program version",
    Action.ENROLMENT_STARTED: "started a program",
    Action.ENROLMENT_WITHDRAWN: "left a program",
    Action.ACTIVITY_COMPLETED: "recorded a completed activity",
    Action.SUBMISSION_HANDED_IN: "submitted evidence",
    Action.SUBMISSION_TAKEN_BACK: "took a submission back",
    Action.REVIEW_STARTED: "began to review",
    Action.REVIEW_PASSED_ON: "passed a submission on to another reviewer",
    Action.SUBMISSION_DECIDED: "decided about a submission",
    Action.AWARD_ISSUED: "earned a badge",
    Action.AWARD_REVOKED: "revoked a badge",
}
