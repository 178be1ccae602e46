"""The table of permissions, said once more in words: role x permission."""

import pytest

from core.errors import NotAllowed, NotSignedIn
from core.rules.members import Actor, Role
from core.rules.permissions import Permission, allowed, require

P = Permission
EVERYBODY = {P.CATALOGUE_READ, P.BADGE_VERIFY}
DESIGNER = {
    P.PROGRAM_PUBLISH,
    P.PATHWAY_PUBLISH,
    P.PROGRESS_IMPORT,
    P.FRAMEWORK_IMPORT,
    P.ACTIVITY_CONFIRM,
    P.ANALYTICS_READ,
    P.REVOCATION_DECIDE,
    P.COHORT_ISSUE,
}
MEMBER = EVERYBODY | {P.PROFILE_EDIT, P.ENROLMENT_START, P.SUBMISSION_WRITE, P.AWARD_READ_OWN}
TABLE: dict[tuple[Role, ...], set[Permission]] = {
    (): EVERYBODY,
    (Role.MEMBER,): MEMBER,
    (Role.MEMBER, Role.REVIEWER): MEMBER | {P.SUBMISSION_REVIEW, P.REVOCATION_DECIDE},
    (Role.MEMBER, Role.DESIGNER): MEMBER | DESIGNER,
    (Role.MEMBER, Role.ADMIN): set(Permission) - {P.SUBMISSION_REVIEW},
}


def actor(roles: tuple[Role, ...]) -> Actor:
    return Actor("M1", "Somebody", frozenset(roles)) if roles else Actor.visitor()


@pytest.mark.parametrize("permission", Permission)
@pytest.mark.parametrize("roles", TABLE, ids=lambda roles: "+".join(roles) or "visitor")
def test_who_may_what(roles: tuple[Role, ...], permission: Permission) -> None:
    assert allowed(actor(roles), permission) is (permission in TABLE[roles])


def test_an_administrator_never_decides_about_submissions() -> None:
    with pytest.raises(NotAllowed):
        require(actor((Role.MEMBER, Role.ADMIN)), P.SUBMISSION_REVIEW)


def test_a_visitor_is_asked_to_sign_in() -> None:
    with pytest.raises(NotSignedIn):
        require(Actor.visitor(), P.ENROLMENT_START)
