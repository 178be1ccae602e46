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
    BATCH_STARTED = "batch.started"
    AWARD_REVOKED = "award.revoked"
    AWARD_SUSPENDED = "award.suspended"
    AWARD_SUSPENSION_LIFTED = "award.suspension_lifted"
    AWARD_CORRECTED = "award.corrected"
    REVOCATION_OPENED = "revocation.opened"
    REVOCATION_ANSWERED = "revocation.answered"
    REVOCATION_DECIDED = "revocation.decided"
    REVOCATION_WITHDRAWN = "revocation.withdrawn"
    APPEAL_MADE = "appeal.made"
    APPEAL_DECIDED = "appeal.decided"
    AWARD_RESTORED = "award.restored"
    AWARD_LISTED = "award.listed"
    AWARD_UNLISTED = "award.unlisted"
    AWARD_SIGNED_ANEW = "award.signed_anew"
    KEY_ROTATED = "key.rotated"
    KEY_WITHDRAWN = "key.withdrawn"
    KEY_PROTECTED = "key.protected"
    KEY_UNPROTECTED = "key.unprotected"
    ASSOCIATION_CHANGED = "association.changed"


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
    Action.BATCH_STARTED: "issued badges to a cohort from a file",
    Action.AWARD_REVOKED: "revoked a badge",
    Action.AWARD_SUSPENDED: "suspended a badge",
    Action.AWARD_SUSPENSION_LIFTED: "lifted the suspension of a badge",
    Action.AWARD_CORRECTED: "corrected the name on a badge",
    Action.REVOCATION_OPENED: "asked for a badge to be taken back",
    Action.REVOCATION_ANSWERED: "answered in a case about their badge",
    Action.REVOCATION_DECIDED: "decided a case about a badge",
    Action.REVOCATION_WITHDRAWN: "withdrew a case about a badge",
    Action.APPEAL_MADE: "appealed against a revocation",
    Action.APPEAL_DECIDED: "decided an appeal",
    Action.AWARD_RESTORED: "put a revoked badge back in force",
    Action.AWARD_LISTED: "let search engines list the page of a badge",
    Action.AWARD_UNLISTED: "keeps search engines away from the page of a badge",
    Action.AWARD_SIGNED_ANEW: "signed a badge anew",
    Action.KEY_ROTATED: "made a new signing key",
    Action.KEY_WITHDRAWN: "withdrew a signing key",
    Action.KEY_PROTECTED: "encrypted the signing keys",
    Action.KEY_UNPROTECTED: "keeps the signing keys as plain files",
    Action.ASSOCIATION_CHANGED: "changed how the association looks or what the portal may do",
}
