"""A draft as its reviewer will find it, and what in it would tell them whose work it is."""

from dataclasses import dataclass

from core.errors import NotFound
from core.portal import Portal
from core.queries.review_queue import ReviewDesk, label_of, told_before
from core.rules.blindness import telling_places, without_file_name
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.storage import members, programs, submissions
from core.storage.database import reading


@dataclass(frozen=True)
class Preview:
    """``telling`` holds a sentence for each place at which the author's name can be read."""

    desk: ReviewDesk
    telling: tuple[str, ...]


def preview(portal: Portal, actor: Actor, submission_id: str) -> Preview:
    """One of one's own submissions on a reviewer's desk; somebody else's is *not found*."""
    require(actor, Permission.SUBMISSION_WRITE)
    with reading(portal.database) as db:
        submission = submissions.get(db, submission_id)
        if submission.member_id != actor.id:
            raise NotFound("There is no such submission.")
        author = members.get(db, actor.member_id)
        items = tuple(submissions.items(db, submission_id))
        telling = telling_places(submission, items, names=(author.display_name, author.name_on_badge), email=author.email)
        desk = ReviewDesk(
            submission=submission,
            label=label_of(submission_id),
            program=programs.get(db, submission.version_id).program,
            items=tuple(without_file_name(item) for item in items),
            due=None,
            mine=None,
            others=(),
            decision=None,
            decided_by="",
            earlier=tuple(told_before(db, submission)),
        )
        return Preview(desk, tuple(telling))
