"""One member from enrolment to a verified badge, through the services, on a real database. The tour for newcomers."""

import io
import json

from core.queries import learning, review_queue
from core.queries.badges import public_badge
from core.services import enrolments, reviews, submissions
from core.services.badge_files import badge_file
from core.services.verification import verify
from tests.cast import Cast

GOOD = {"C1": 2, "C2": 3, "C3": 2, "C4": 2}


def test_from_enrolment_to_a_verified_badge(cast: Cast) -> None:
    # Ada reads the program, starts it, and says why.
    started = enrolments.enrol(cast.portal, cast.ada, code="COM-101", goal="Fewer calls to the desk after an outage.")

    # She writes a draft over several days; it is kept in the database.
    draft = submissions.open_draft(cast.portal, cast.ada, enrolment_id=started.id)
    submissions.save_draft(
        cast.portal, cast.ada, submission_id=draft.id, context="Water outage at the library; I wrote to all tenants.", self_ratings=GOOD
    )
    cast.clock.pass_days(3)
    script = io.BytesIO(b"09:40 Water is off on floors 2 to 4. Please use the taps on floor 1. Next message at 10:15.\n")
    submissions.add_file(
        cast.portal, cast.ada, submission_id=draft.id, requirement="E1", file_name="message.txt", stream=script, title="The first message"
    )
    submissions.submit(cast.portal, cast.ada, submission_id=draft.id, own_work=True)

    # Rui finds it in the queue, without Ada's name, and returns it: one criterion is not met yet.
    cast.clock.pass_days(2)
    waiting = review_queue.waiting(cast.portal, cast.rui)
    assert [row.submission_id for row in waiting] == [draft.id]
    decide(cast, draft.id, GOOD | {"C4": 1}, {"C4": "The message ends the outage but names nothing that will change. Add one thing."})

    # The next attempt is there already, prefilled with everything.
    again = learning.participation(cast.portal, cast.ada, started.id).attempts[-1]
    assert (again.submission.attempt, again.submission.state, len(again.items)) == (2, "draft", 1)
    submissions.add_link(
        cast.portal, cast.ada, submission_id=again.submission.id, requirement="E2", url="https://video.example.org/7", title="All clear"
    )
    submissions.submit(cast.portal, cast.ada, submission_id=again.submission.id, own_work=True)

    # Approved: the badge is there at once, and anybody can check it.
    decide(cast, again.submission.id, GOOD, {})
    (own,) = learning.badges(cast.portal, cast.ada)
    assert own.standing == "valid"
    badge = public_badge(cast.portal, own.award.token)
    assert badge is not None and badge.view.holder_name == "Ada Obi"
    assert "2 pieces of evidence judged on 4 published criteria" in badge.view.how

    for kind in ("json", "png", "svg", "pdf"):
        file = badge_file(cast.portal, token=own.award.token, kind=kind)
        assert verify(cast.portal, data=file.data).verdict == "valid"

    forged = json.loads(own.award.credential)
    forged["credentialSubject"]["achievement"]["name"] = "Brief everybody about everything"
    assert verify(cast.portal, data=json.dumps(forged).encode()).verdict == "invalid"


def decide(cast: Cast, submission_id: str, ratings: dict[str, int], reasons: dict[str, str]) -> None:
    reviews.begin(cast.portal, cast.rui, submission_id=submission_id)
    desk = review_queue.desk(cast.portal, cast.rui, submission_id)
    reviews.decide(
        cast.portal,
        cast.rui,
        submission_id=submission_id,
        seen=desk.submission.row_version,
        ratings=dict(ratings),
        reasons=reasons,
        feedback="Thank you: clear and calm. See the note on the last criterion.",
    )
