"""What the audit log can say: each action with its sentence. An action that is not in this table cannot be recorded."""

from enum import StrEnum


class Action(StrEnum):
    ASSOCIATION_SET_UP = "association.set_up"
    MEMBER_ADDED = "member.added"
    MEMBER_INVITED = "member.invited"
    MEMBER_JOINED = "member.joined"
    MEMBER_CHANGED = "member.changed"
    MEMBER_PASSWORD_CHANGED = "member.password_changed"  # noqa: S105 - a name, not a password
    MEMBER_TOOK_DATA = "member.took_data"
    ERASURE_ASKED = "erasure.asked"
    ERASURE_SETTLED = "erasure.settled"
    MEMBER_ERASED = "member.erased"
    MEMBER_ROLES_CHANGED = "member.roles_changed"
    PROGRAM_PUBLISHED = "program.published"
    PROGRAM_DRAFTED = "program.drafted"
    PROGRAM_SUBMITTED = "program.submitted"
    PROGRAM_SENT_BACK = "program.sent_back"
    PROGRAM_WAIVED = "program.waived"
    PROGRAM_SUSPENDED = "program.suspended"
    PROGRAM_RESUMED = "program.resumed"
    PROGRAM_RETIRED = "program.retired"
    PROGRAM_DROPPED = "program.dropped"
    PROGRAM_OWNED = "program.owned"
    ENROLMENT_STARTED = "enrolment.started"
    ENROLMENT_PLANNED = "enrolment.planned"
    ENROLMENT_WITHDRAWN = "enrolment.withdrawn"
    ACTIVITY_COMPLETED = "activity.completed"
    ACTIVITY_WAIVED = "activity.waived"
    QUIZ_TAKEN = "quiz.taken"
    PROGRESS_IMPORTED = "progress.imported"
    PROGRESS_IMPORT_UNDONE = "progress.import_undone"
    PATHWAY_PUBLISHED = "pathway.published"
    PATHWAY_RETIRED = "pathway.retired"
    PATHWAY_STARTED = "pathway.started"
    PATHWAY_LEFT = "pathway.left"
    PATHWAY_COMPLETED = "pathway.completed"
    RENEWAL_OPENED = "renewal.opened"
    RENEWAL_SUBMITTED = "renewal.submitted"
    RENEWAL_DECIDED = "renewal.decided"
    FRAMEWORK_IMPORTED = "framework.imported"
    FRAMEWORK_REMOVED = "framework.removed"
    JOB_DESCRIBED = "job.described"
    JOB_RETIRED = "job.retired"
    GOAL_DESCRIBED = "goal.described"
    GOAL_RETIRED = "goal.retired"
    GOAL_MEASURED = "goal.measured"
    GOAL_OBSERVED = "goal.observed"
    GROUP_OPENED = "group.opened"
    GROUP_CLOSED = "group.closed"
    GROUP_JOINED = "group.joined"
    GROUP_LEFT = "group.left"
    POST_MODERATED = "post.moderated"
    TIP_MODERATED = "tip.moderated"
    WISH_SETTLED = "wish.settled"
    SUBMISSION_HANDED_IN = "submission.handed_in"
    SUBMISSION_TAKEN_BACK = "submission.taken_back"
    PEERS_ASKED = "peers.asked"
    PEER_ANSWERED = "peer.answered"
    PEER_REPORTED = "peer.reported"
    PEER_MODERATED = "peer.moderated"
    ATTESTATION_ASKED = "attestation.asked"
    ATTESTATION_GIVEN = "attestation.given"
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
    ENDORSEMENT_ASKED = "endorsement.asked"
    ENDORSEMENT_GIVEN = "endorsement.given"
    ENDORSEMENT_ACCEPTED = "endorsement.accepted"
    ENDORSEMENT_SETTLED = "endorsement.settled"
    AWARD_CLOSED = "award.closed"
    AWARD_OPENED = "award.opened"
    AWARD_RENAMED = "award.renamed"
    EVIDENCE_PUBLISHED = "evidence.published"
    EVIDENCE_WITHDRAWN = "evidence.withdrawn"
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
    Action.MEMBER_TOOK_DATA: "took their own data",
    Action.ERASURE_ASKED: "asked to be forgotten",
    Action.ERASURE_SETTLED: "settled a request to be forgotten",
    Action.MEMBER_ERASED: "was forgotten",
    Action.MEMBER_ROLES_CHANGED: "changed a person's roles",
    Action.PROGRAM_PUBLISHED: "published a program version",
    Action.PROGRAM_DRAFTED: "began to design a program",
    Action.PROGRAM_SUBMITTED: "asked for a program to be checked",
    Action.PROGRAM_SENT_BACK: "sent a program back to be worked on",
    Action.PROGRAM_WAIVED: "waived a finding of the design check",
    Action.PROGRAM_SUSPENDED: "suspended a program version",
    Action.PROGRAM_RESUMED: "let a program version take participants again",
    Action.PROGRAM_RETIRED: "retired a program version",
    Action.PROGRAM_DROPPED: "threw a draft of a program away",
    Action.PROGRAM_OWNED: "changed who looks after a program",
    Action.ENROLMENT_STARTED: "started a program",
    Action.ENROLMENT_PLANNED: "planned to finish a program on another day",
    Action.ENROLMENT_WITHDRAWN: "left a program",
    Action.ACTIVITY_COMPLETED: "recorded a completed activity",
    Action.ACTIVITY_WAIVED: "let somebody off an activity",
    Action.QUIZ_TAKEN: "took a quiz",
    Action.PROGRESS_IMPORTED: "imported progress from a learning management system",
    Action.PROGRESS_IMPORT_UNDONE: "undid an import of progress",
    Action.PATHWAY_PUBLISHED: "published a pathway version",
    Action.PATHWAY_RETIRED: "retired a pathway",
    Action.PATHWAY_STARTED: "started a pathway",
    Action.PATHWAY_LEFT: "left a pathway",
    Action.PATHWAY_COMPLETED: "completed a pathway",
    Action.RENEWAL_OPENED: "began to renew a badge",
    Action.RENEWAL_SUBMITTED: "handed in evidence of practice",
    Action.RENEWAL_DECIDED: "decided about the renewal of a badge",
    Action.FRAMEWORK_IMPORTED: "imported a framework of skills",
    Action.FRAMEWORK_REMOVED: "removed a framework of skills",
    Action.JOB_DESCRIBED: "described a job role",
    Action.JOB_RETIRED: "changed whether a job role is offered",
    Action.GOAL_DESCRIBED: "described a goal of the association",
    Action.GOAL_RETIRED: "changed whether a goal is pursued",
    Action.GOAL_MEASURED: "said by what a goal is measured",
    Action.GOAL_OBSERVED: "wrote down what was observed for a goal",
    Action.GROUP_OPENED: "opened a learning group",
    Action.GROUP_CLOSED: "closed a learning group",
    Action.GROUP_JOINED: "joined a learning group",
    Action.GROUP_LEFT: "left a learning group",
    Action.POST_MODERATED: "decided about a post",
    Action.TIP_MODERATED: "decided about a tip",
    Action.WISH_SETTLED: "settled what people had looked for in vain",
    Action.SUBMISSION_HANDED_IN: "submitted evidence",
    Action.SUBMISSION_TAKEN_BACK: "took a submission back",
    Action.PEERS_ASKED: "asked colleagues to look at a draft",
    Action.PEER_ANSWERED: "gave a colleague feedback on a draft",
    Action.PEER_REPORTED: "reported a colleague's feedback",
    Action.PEER_MODERATED: "decided about a reported feedback",
    Action.ATTESTATION_ASKED: "asked somebody to confirm what they saw",
    Action.ATTESTATION_GIVEN: "confirmed what they saw",
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
    Action.ENDORSEMENT_ASKED: "asked somebody to vouch for a badge",
    Action.ENDORSEMENT_GIVEN: "vouched for a badge",
    Action.ENDORSEMENT_ACCEPTED: "shows that somebody vouches for a badge",
    Action.ENDORSEMENT_SETTLED: "declined or withdrew what somebody said about a badge",
    Action.AWARD_CLOSED: "keeps a badge private",
    Action.AWARD_OPENED: "lets everybody who has its address see a badge",
    Action.AWARD_RENAMED: "chose how a badge calls them",
    Action.EVIDENCE_PUBLISHED: "shows a piece of evidence on the page of a badge",
    Action.EVIDENCE_WITHDRAWN: "shows a piece of evidence no longer",
    Action.AWARD_SIGNED_ANEW: "signed a badge anew",
    Action.KEY_ROTATED: "made a new signing key",
    Action.KEY_WITHDRAWN: "withdrew a signing key",
    Action.KEY_PROTECTED: "encrypted the signing keys",
    Action.KEY_UNPROTECTED: "keeps the signing keys as plain files",
    Action.ASSOCIATION_CHANGED: "changed how the association looks or what the portal may do",
}
