"""One table of permissions, used twice: to build the menu and to refuse in the service.

What depends on the thing itself (is it mine? did I write it?) is decided by the rules of its noun.
"""

from enum import StrEnum

from core.errors import NotAllowed, NotSignedIn
from core.rules.members import Actor, Role


class Permission(StrEnum):
    """``noun:verb``; a good thing to search for."""

    CATALOGUE_READ = "catalogue:read"
    BADGE_VERIFY = "badge:verify"
    PROFILE_EDIT = "profile:edit"
    ENROLMENT_START = "enrolment:start"
    SUBMISSION_WRITE = "submission:write"
    AWARD_READ_OWN = "award:read_own"
    SUBMISSION_REVIEW = "submission:review"
    ACTIVITY_CONFIRM = "activity:confirm"
    PROGRAM_PUBLISH = "program:publish"
    PATHWAY_PUBLISH = "pathway:publish"
    PROGRESS_IMPORT = "progress:import"
    FRAMEWORK_IMPORT = "framework:import"
    ANALYTICS_READ = "analytics:read"
    MEMBER_MANAGE = "member:manage"
    AWARD_REVOKE = "award:revoke"
    REVOCATION_DECIDE = "revocation:decide"
    COHORT_ISSUE = "cohort:issue"
    RESULTS_IMPORT = "results:import"
    ASSOCIATION_EDIT = "association:edit"


P = Permission
VISITOR_MAY = frozenset({P.CATALOGUE_READ, P.BADGE_VERIFY})
DESIGNER_MAY = frozenset(
    {
        P.PROGRAM_PUBLISH,
        P.PATHWAY_PUBLISH,
        P.PROGRESS_IMPORT,
        P.FRAMEWORK_IMPORT,
        P.ACTIVITY_CONFIRM,
        P.ANALYTICS_READ,
        P.REVOCATION_DECIDE,
        P.COHORT_ISSUE,
    }
)
ROLE_MAY: dict[Role, frozenset[Permission]] = {
    Role.MEMBER: frozenset({P.PROFILE_EDIT, P.ENROLMENT_START, P.SUBMISSION_WRITE, P.AWARD_READ_OWN}),
    Role.REVIEWER: frozenset({P.SUBMISSION_REVIEW, P.REVOCATION_DECIDE}),
    Role.DESIGNER: DESIGNER_MAY,
    # An administrator runs the portal and never decides about a submission.
    Role.ADMIN: frozenset(
        {
            P.MEMBER_MANAGE,
            P.AWARD_REVOKE,
            P.ASSOCIATION_EDIT,
            P.RESULTS_IMPORT,
        }
    )
    | DESIGNER_MAY,
}


def allowed(actor: Actor, permission: Permission) -> bool:
    """May this actor do such a thing at all?"""
    if actor.is_system or permission in VISITOR_MAY:
        return True
    return any(permission in ROLE_MAY[role] for role in actor.roles)


def require(actor: Actor, permission: Permission) -> None:
    """Refuses with ``NotSignedIn`` for visitors and ``NotAllowed`` for people who lack the role."""
    if allowed(actor, permission):
        return
    raise NotAllowed() if actor.signed_in else NotSignedIn()
