"""The table of pages. A page that is not in this table cannot be reached; its place in the menu and who may see it are here.

To add a page: write ``pages/<audience>/<name>.py`` and add its line. The file's name is its address.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from core.rules.members import Actor
from core.rules.permissions import Permission, allowed

PAGES_FOLDER = Path(__file__).resolve().parent.parent
SIGN_IN = "public/sign_in.py"
Section = Literal["", "Learn", "Review", "Design", "Insights", "Admin"]


@dataclass(frozen=True)
class Entry:
    """One page. ``permission`` ``None`` is for everybody; ``hidden`` pages are reached by links only.

    ``state`` says when it exists: in a portal that is set up, or in an empty data folder.
    """

    file: str
    title: str
    icon: str
    permission: Permission | None = None
    section: Section = ""
    hidden: bool = False
    state: Literal["ready", "empty"] = "ready"

    @property
    def name(self) -> str:
        return Path(self.file).stem

    @property
    def path(self) -> Path:
        return PAGES_FOLDER / self.file


# The first line of a state is its front page, at "/".
PAGES = (
    Entry("public/set_up.py", "Set up", "rocket_launch", state="empty"),
    Entry("learner/home.py", "Home", "home", Permission.ENROLMENT_START),
    Entry("public/catalogue.py", "Catalogue", "menu_book"),
    Entry("public/program.py", "Program", "school", hidden=True),
    Entry("public/pathways.py", "Pathways", "stacks"),
    Entry("public/pathway.py", "Pathway", "stacks", hidden=True),
    Entry("public/verify.py", "Verify a badge", "verified_user"),
    Entry("public/endorse.py", "Vouch for a badge", "handshake", hidden=True),
    Entry("public/attest.py", "Confirm what you saw", "verified_user", hidden=True),
    Entry("public/join.py", "Join", "mail", hidden=True),
    Entry("learner/my_learning.py", "My learning", "route", Permission.ENROLMENT_START, "Learn"),
    Entry("learner/submit.py", "Submit evidence", "upload_file", Permission.SUBMISSION_WRITE, "Learn", hidden=True),
    Entry("learner/quiz.py", "Quiz", "quiz", Permission.ENROLMENT_START, "Learn", hidden=True),
    Entry("learner/feedback.py", "Feedback", "forum", Permission.ENROLMENT_START, "Learn", hidden=True),
    Entry("learner/peers.py", "Help a colleague", "handshake", Permission.SUBMISSION_WRITE, "Learn"),
    Entry("learner/community.py", "Community", "groups", Permission.ENROLMENT_START, "Learn"),
    Entry("learner/badges.py", "My badges", "workspace_premium", Permission.AWARD_READ_OWN, "Learn"),
    Entry("learner/share.py", "Share a badge", "share", Permission.AWARD_READ_OWN, "Learn", hidden=True),
    Entry("learner/renew.py", "Renew a badge", "autorenew", Permission.AWARD_READ_OWN, "Learn", hidden=True),
    Entry("learner/profile.py", "Profile", "person", Permission.PROFILE_EDIT, "Learn"),
    Entry(SIGN_IN, "Sign in", "login", hidden=True),
    Entry("reviewer/queue.py", "Review", "rate_review", Permission.SUBMISSION_REVIEW, "Review"),
    Entry("reviewer/renewals.py", "Renewals", "autorenew", Permission.SUBMISSION_REVIEW, "Review"),
    Entry("reviewer/review.py", "Review a submission", "rate_review", Permission.SUBMISSION_REVIEW, "Review", hidden=True),
    Entry("designer/studio.py", "Studio", "design_services", Permission.PROGRAM_PUBLISH, "Design"),
    Entry("designer/edit_program.py", "Design a program", "edit", Permission.PROGRAM_PUBLISH, "Design", hidden=True),
    Entry("designer/confirm.py", "Confirm activities", "how_to_reg", Permission.ACTIVITY_CONFIRM, "Design"),
    Entry("designer/design_pathways.py", "Design pathways", "stacks", Permission.PATHWAY_PUBLISH, "Design"),
    Entry("designer/cohort.py", "Issue to a cohort", "groups", Permission.COHORT_ISSUE, "Design"),
    Entry("designer/groups.py", "Learning groups", "diversity_3", Permission.PROGRAM_PUBLISH, "Design"),
    Entry("designer/imports.py", "Import progress", "upload", Permission.PROGRESS_IMPORT, "Design"),
    Entry("designer/publish_check.py", "Last look", "fact_check", Permission.PROGRAM_PUBLISH, "Design", hidden=True),
    Entry("designer/program_history.py", "History of a program", "history", Permission.PROGRAM_PUBLISH, "Design", hidden=True),
    Entry("designer/job_roles.py", "Job roles", "badge", Permission.PROGRAM_PUBLISH, "Design", hidden=True),
    Entry("designer/frameworks.py", "Skills and frameworks", "account_tree", Permission.FRAMEWORK_IMPORT, "Design"),
    Entry("designer/goals.py", "Goals", "flag", Permission.ANALYTICS_READ, "Insights"),
    Entry("admin/analytics.py", "First numbers", "insights", Permission.ANALYTICS_READ, "Insights"),
    Entry("admin/people.py", "People", "group", Permission.MEMBER_MANAGE, "Admin"),
    Entry("admin/awards.py", "Awards", "workspace_premium", Permission.AWARD_REVOKE, "Admin"),
    Entry("admin/cases.py", "Cases", "balance", Permission.REVOCATION_DECIDE, "Admin"),
    Entry("admin/privacy.py", "Privacy requests", "person_off", Permission.MEMBER_MANAGE, "Admin"),
    Entry("admin/messages.py", "Messages", "outgoing_mail", Permission.MEMBER_MANAGE, "Admin"),
    Entry("admin/issuer.py", "Issuer", "verified", Permission.ASSOCIATION_EDIT, "Admin"),
)


def pages_for(actor: Actor, *, is_set_up: bool) -> Iterator[Entry]:
    """The pages that exist for this person."""
    for entry in _of_state(is_set_up):
        if entry.permission is None or allowed(actor, entry.permission):
            yield entry


def pages_after_sign_in(actor: Actor, *, is_set_up: bool) -> Iterator[Entry]:
    """The pages at whose address a visitor is asked to sign in."""
    if not actor.signed_in:
        yield from (entry for entry in _of_state(is_set_up) if entry.permission and not allowed(actor, entry.permission))


def _of_state(is_set_up: bool) -> Iterator[Entry]:
    state = "ready" if is_set_up else "empty"
    return (entry for entry in PAGES if entry.state == state)


def path_of(name: str) -> Path:
    """Where the page with this address is, for links; ``StopIteration`` when there is none."""
    return next(entry.path for entry in PAGES if entry.name == name)


def addresses() -> list[str]:
    """The address of every page, without the slash."""
    return [entry.name for entry in PAGES]
