"""What members and reviewers do again and again in tests, each in one line."""

import io
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from typing import Any

from core.errors import PortalError
from core.portal import Portal
from core.queries import review_queue
from core.rules.members import Actor
from core.rules.reviews import Outcome
from core.services import enrolments, reviews, revocations, submissions
from core.storage import awards, members
from core.storage.database import reading
from tests.cast import Cast

GOOD: dict[str, int | None] = {"C1": 2, "C2": 2, "C3": 2, "C4": 2}
NEARLY: dict[str, int | None] = GOOD | {"C4": 1}
REASON = {"C4": "The message ends the outage but names nothing that will change. Add one thing."}


def a_draft(cast: Cast, member: Actor, code: str = "COM-101") -> str:
    """Start the program and open a draft with everything in it; gives the submission's id."""
    started = enrolments.enrol(cast.portal, member, code=code)
    return fill_draft(cast, member, started.id)


def fill_draft(cast: Cast, member: Actor, enrolment_id: str) -> str:
    draft = submissions.open_draft(cast.portal, member, enrolment_id=enrolment_id)
    submissions.save_draft(cast.portal, member, submission_id=draft.id, context="Water outage at the library.", self_ratings={"C1": 2})
    add_script(cast, member, draft.id)
    return draft.id


def add_script(cast: Cast, member: Actor, draft_id: str, **changes: Any) -> None:
    words = {
        "requirement": "E1",
        "file_name": "message.txt",
        "stream": io.BytesIO(b"Water is off until ten.\n"),
        "title": "The first message",
    }
    submissions.add_file(cast.portal, member, submission_id=draft_id, **(words | changes))


def a_submission(cast: Cast, member: Actor, code: str = "COM-101") -> str:
    """A submission that waits for review."""
    draft_id = a_draft(cast, member, code)
    submissions.submit(cast.portal, member, submission_id=draft_id, own_work=True)
    return draft_id


def decide(
    cast: Cast, reviewer: Actor, submission_id: str, ratings: dict[str, int | None] = GOOD, reasons: dict[str, str] | None = None
) -> Outcome | None:
    """Open, fill in and finish a review."""
    reviews.begin(cast.portal, reviewer, submission_id=submission_id)
    seen = review_queue.desk(cast.portal, reviewer, submission_id).submission.row_version
    return reviews.decide(
        cast.portal,
        reviewer,
        submission_id=submission_id,
        seen=seen,
        ratings=dict(ratings),
        reasons=REASON if reasons is None else reasons,
        feedback="Clear and calm. See the note on the last criterion.",
    )


def all_at_once(cast: Cast, attempts: Sequence[Callable[[Cast], object]]) -> list[str]:
    """Everybody begins at the same moment, each with a portal of their own, as in processes of their own; gives the code of each
    refusal, and nothing for those who were not refused."""
    together = threading.Barrier(len(attempts))

    def run(attempt: Callable[[Cast], object]) -> str:
        own = replace(cast, portal=Portal(cast.portal.settings, cast.clock))
        together.wait()
        return said_by(lambda: attempt(own))

    with ThreadPoolExecutor(len(attempts)) as pool:
        return list(pool.map(run, attempts))


def said_by(attempt: Callable[[], object]) -> str:
    """The code of the refusal, or nothing."""
    try:
        attempt()
    except PortalError as refusal:
        return refusal.code
    return ""


def revoke(cast: Cast, token: str, cause: str = "error", grounds: str = "The evidence belongs to another program.") -> str:
    """Take a badge back as people do: Mo asks for it, the holder answers, Dee decides. Gives the id of the case."""
    case_id = revocations.open_case(cast.portal, cast.mo, token=token, cause=cause, explanation="Please see the second item.")
    with reading(cast.portal.database) as db:
        holder = Actor.of(members.get(db, awards.get(db, token).member_id))
    answer = "I see. That was the wrong file."
    revocations.answer(cast.portal, holder, case_id=case_id, text=answer)
    revocations.decide(cast.portal, cast.dee, case_id=case_id, verdict="revoked", grounds=grounds, seen=answer)
    return case_id
