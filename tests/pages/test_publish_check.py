"""The last look at a draft: what its author sees, what its checker sees, and what each of them can do."""

import pytest
from streamlit.testing.v1 import AppTest

from core.queries import catalogue
from core.rules.versions import EVENT_WORDS
from core.services import enrolments, versions
from core.storage import program_events
from core.storage.database import reading
from tests.cast import Cast
from tests.drafting import TOO_LONG, a_draft_program, alone, keep, next_draft, stored
from tests.pages.door import Door, today, words

NASTY = "Close *it* <img src=x> :smile: [x](https://evil.example)"


@pytest.fixture
def now(door: Door) -> Cast:
    """The cast on today's clock, as the pages have it."""
    return today(door.cast)


def look(door: Door, who: str, draft_id: str) -> AppTest:
    app = door.open(door.cast.actors[who], "publish_check", d=draft_id)
    assert not app.exception
    return app


def buttons(app: AppTest) -> list[str]:
    return [button.label for button in app.button]


def press(app: AppTest, label: str, number: int = 0) -> AppTest:
    [button for button in app.button if button.label == label][number].click().run()
    assert not app.exception
    return app


def plain(app: AppTest) -> str:
    return words(app).replace("\\", "")


def test_the_author_submits_and_somebody_else_publishes(door: Door, now: Cast) -> None:
    draft_id = keep(now, now.dee, a_draft_program())
    app = look(door, "dee", draft_id)
    assert "Mo Lind" in plain(app) and "Publish" not in buttons(app)
    press(app, "Submit for check")
    assert "somebody else has to check" in plain(app) and "Publish" not in buttons(app)
    app = press(look(door, "mo", draft_id), "Publish")
    assert "Published: Close an incident" in plain(app)
    assert catalogue.program(now.portal, "COM-201").program.version == "1.0"


def test_who_designs_alone_publishes_at_once_and_reads_that_it_is_noted(door: Door, now: Cast) -> None:
    one = alone(now)
    app = look(door, "dee", keep(one, one.dee, a_draft_program()))
    assert "nobody else checked it" in plain(app)
    press(app, "Publish")
    assert catalogue.program(now.portal, "COM-201").program.title == "Close an incident"


def test_the_checker_sends_back_and_the_author_reads_why(door: Door, now: Cast) -> None:
    draft_id = keep(now, now.dee, a_draft_program())
    versions.submit(now.portal, now.dee, draft_id=draft_id)
    app = look(door, "mo", draft_id)
    press(app, "Send back")
    assert "Please fill this in" in plain(app)
    app.text_area(key="send_back_comment").set_value("Level 3 needs words. The rest is clear.")
    press(app, "Send back")
    assert stored(now, draft_id).state == "draft"
    assert "Level 3 needs words" in plain(look(door, "dee", draft_id))


def test_the_author_takes_it_back(door: Door, now: Cast) -> None:
    draft_id = keep(now, now.dee, a_draft_program())
    versions.submit(now.portal, now.dee, draft_id=draft_id)
    app = press(look(door, "dee", draft_id), "Take back")
    assert stored(now, draft_id).state == "draft"
    assert "Submit for check" in buttons(app)


def test_what_is_missing_stands_there_instead_of_a_button(door: Door, now: Cast) -> None:
    app = look(door, "dee", keep(now, now.dee, a_draft_program().with_(outcome="", weeks=None)))
    assert "What the earner can do: Please fill this in." in plain(app)
    assert "Not ready yet: 2 things are missing" in plain(app)
    assert not {"Submit for check", "Publish"} & set(buttons(app))


def test_the_owner_lets_findings_pass_one_by_one(door: Door, now: Cast) -> None:
    draft_id = keep(now, now.dee, a_draft_program(**TOO_LONG))
    app = look(door, "dee", draft_id)
    assert "the design check stops 3 things" in plain(app)
    press(app, "Let it pass")
    assert "Please fill this in" in plain(app)
    while "Let it pass" in buttons(app):
        next(box for box in app.text_area if str(box.key).startswith("reason_")).set_value("The ministry sets the hours.")
        press(app, "Let it pass")
    assert "The ministry sets the hours" in plain(app)
    assert "Submit for check" in buttons(app)
    press(app, "Do not let it pass any more")
    assert "the design check stops 1 thing." in plain(app)


def test_who_is_not_the_owner_reads_who_is(door: Door, now: Cast) -> None:
    draft_id = next_draft(now, now.mo, version="1.1", **TOO_LONG)
    now_ada = versions.change_owner(now.portal, now.mo, code="COM-101", owner=now.mo.member_id)
    assert now_ada is None
    app = look(door, "dee", draft_id)
    assert "Let it pass" not in buttons(app)
    assert "Mo Lind, who looks after the program, or an administrator can let it pass" in plain(app)


def test_a_revision_shows_what_changes_and_who_stays(door: Door, now: Cast) -> None:
    enrolments.enrol(now.portal, now.ada, code="COM-101")
    draft_id = next_draft(now, now.dee, version="1.1", outcome="Brief occupants and visitors clearly while an incident is running")
    app = look(door, "dee", draft_id)
    said = plain(app)
    assert "1 member is mid-way on 1.0; they stay on 1.0." in said
    assert "1 of them asks for something else" in said
    assert ":green[**and visitors**]" in said
    press(app, "Call it version 2.0")
    assert stored(now, draft_id).draft.version == "2.0"


def test_a_published_draft_leads_to_its_page(door: Door, now: Cast) -> None:
    one = alone(now)
    app = press(look(door, "dee", keep(one, one.dee, a_draft_program())), "Publish")
    assert "Published versions never change" in plain(app)
    assert not {"Publish", "Submit for check", "Take back"} & set(buttons(app))


def test_somebody_who_was_slower_reads_a_sentence(door: Door, now: Cast) -> None:
    draft_id = keep(now, now.dee, a_draft_program())
    versions.submit(now.portal, now.dee, draft_id=draft_id)
    app = look(door, "mo", draft_id)
    versions.publish(now.portal, now.mo, draft_id=draft_id, seen=stored(now, draft_id).row_version)
    press(app, "Publish")
    with reading(now.portal.database) as db:
        assert [row.event for row in program_events.of_draft(db, draft_id)] == ["publish", "submit"]
    assert "published already" in plain(app)


def test_typed_text_stays_text(door: Door, now: Cast) -> None:
    draft_id = next_draft(now, now.dee, version="1.1", title=NASTY[:60], description=NASTY)
    app = look(door, "mo", draft_id)
    html = "".join(element.proto.body for element in app.get("html"))
    text = "".join(str(element.value) for kind in ("title", "markdown", "caption") for element in app.get(kind))
    assert "<img src=x>" not in html + text
    assert "[x](" not in text and " *it* " not in text


def test_an_unknown_draft_is_not_here(door: Door) -> None:
    assert "This draft is not here" in plain(door.open(door.cast.dee, "publish_check", d="nothing"))
    assert "This draft is not here" in plain(door.open(door.cast.dee, "publish_check"))


def test_every_event_has_its_words() -> None:
    assert all(EVENT_WORDS.values())
