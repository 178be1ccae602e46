"""Two members who help each other, page by page."""

from core.queries.peers import asked_about, waiting
from core.services import enrolments, peers
from core.storage import submissions
from core.storage.database import reading
from tests.cast import Cast
from tests.pages.door import Door, today, words
from tests.services.steps import a_draft


def button(app, label: str):
    return next(button for button in app.button if button.label == label)


def asked(cast: Cast) -> str:
    enrolments.enrol(cast.portal, cast.ben, code="COM-101")
    peers.set_willing(cast.portal, cast.ben, willing=True)
    draft = a_draft(cast, cast.ada)
    peers.ask(cast.portal, cast.ada, submission_id=draft, question="Is it clear?")
    return draft


def test_being_willing_is_one_switch(door: Door) -> None:
    app = door.open(door.cast.ada, "peers")
    app.toggle[0].set_value(True).run()
    assert "You hear when somebody asks" in words(app)
    app.toggle[0].set_value(False).run()
    assert "You are not asked any more" in words(app)


def test_home_says_that_a_colleague_waits(door: Door) -> None:
    now = today(door.cast)
    asked(now)
    app = door.open(now.ben)
    assert "A colleague could use your eye" in words(app)
    assert any("Ada Obi" in link.proto.label for link in app.get("page_link"))


def test_a_draft_is_looked_at_and_the_author_reads_it(door: Door) -> None:
    now = today(door.cast)
    draft = asked(now)
    app = door.open(now.ben, "peers")
    button(app, "Look at the draft").click().run()
    assert "They ask: Is it clear?" in words(app) and "The first message" in words(app)
    button(app, "Give the feedback").click().run()
    assert "Please say something about at least one criterion" in words(app)
    match_id = waiting(now.portal, now.ben)[0].match_id
    app.text_area(key=f"peer_{match_id}_strength_C1").set_value("The time comes first.").run()
    button(app, "Give the feedback").click().run()
    assert "one strength and one suggestion" in words(app)
    app.text_area(key=f"peer_{match_id}_suggestion_C1").set_value("Say when you look again.").run()
    button(app, "Give the feedback").click().run()
    assert "Your feedback is with your colleague" in words(app)
    assert "You have feedback on your draft: “Brief occupants during an incident”" in words(door.open(now.ada))
    app = door.open(now.ada, "submit", e=enrolment(now, draft))
    assert "What colleagues see" in words(app)
    assert "You have feedback on your draft" not in words(door.open(now.ada))
    app = door.open(now.ada, "submit", e=enrolment(now, draft))
    assert "**Ben Ruiz**" in words(app) and "The time comes first." in words(app) and "Say when you look again." in words(app)
    app.text_area(key=f"report_{match_id}").set_value("It is rude.").run()
    app.button(key=f"hide_{match_id}").click().run()
    assert asked_about(now.portal, now.ada, draft).received == ()


def enrolment(cast: Cast, draft: str) -> str:
    with reading(cast.portal.database) as db:
        return submissions.get(db, draft).enrolment_id


def test_colleagues_are_asked_beside_the_draft(door: Door) -> None:
    now = today(door.cast)
    draft = a_draft(now, now.ada)
    app = door.open(now.ada, "submit", e=enrolment(now, draft))
    button(app, "Ask them").click().run()
    assert "You hear as soon as somebody has looked" in words(app)
    assert "Somebody is found as soon as one is free" in words(app)


def test_what_one_cannot_do_is_declined(door: Door) -> None:
    now = today(door.cast)
    asked(now)
    app = door.open(now.ben, "peers")
    button(app, "Look at the draft").click().run()
    button(app, "I cannot do this one").click().run()
    assert "somebody else is asked" in words(app) and "Look at the draft" not in [one.label for one in app.button]


def test_a_task_of_somebody_else_is_not_found(door: Door) -> None:
    app = door.open(door.cast.ada, "peers", m="nowhere")
    assert "There is no such request" in words(app) and not app.exception
