"""The first screen: what do I do next?"""

import pytest

from core.rules.members import Actor
from core.services import enrolments, job_roles, members, setup, versions
from tests.builders import a_person
from tests.cast import ASSOCIATION, PASSWORD, Cast, Clock, an_empty_portal
from tests.drafting import a_draft_program, keep
from tests.pages.door import Door, today, words
from tests.services.steps import NEARLY, a_draft, a_submission, decide


def buttons(app) -> list[str]:
    return [button.label for button in app.button if button.label != "Sign out"]


def test_a_new_member_is_asked_what_they_want_to_get_better_at(door: Door) -> None:
    app = door.open(door.cast.ada)
    assert not app.exception
    assert "What do you want to get better at" in words(app)
    assert buttons(app) == ["Show what suits me", "Not now", *["Not for me"] * 3]
    assert {"Start your learning plan", "See all programs"} <= set(links(app))


def links(app) -> list[str]:
    return [link.proto.label.strip("*") for link in app.get("page_link")]


def test_three_answers_bring_three_suggestions_with_their_reasons(door: Door) -> None:
    role = job_roles.describe(door.cast.portal, door.cast.dee, name="Facility manager")
    app = door.open(door.cast.ada)
    app.multiselect(key="job_current").set_value([role])
    app.text_area(key="job_goal").set_value("Handle incidents calmly")
    button(app, "Show what suits me").click().run()
    assert "Three to begin with" in words(app)
    assert "It matters in your role: Facility manager.** You wrote about “incidents” in your goals." in words(app)
    assert buttons(app) == ["Not for me"] * 3
    app.button(key="away_COM-101").click().run()
    assert "Brief occupants during an incident" not in links(app)


def test_the_questions_can_be_put_off_and_do_not_come_again(door: Door) -> None:
    app = door.open(door.cast.ada)
    button(app, "Not now").click().run()
    assert "Short ones to begin with" in words(app) and "No program fits" not in words(app)
    assert set(buttons(app)) == set(buttons(door.open(door.cast.ada))) == {"Not for me"}


def test_words_that_no_program_has_are_answered_honestly(door: Door) -> None:
    app = door.open(door.cast.ada)
    app.text_area(key="job_goal").set_value("Xylophone")
    button(app, "Show what suits me").click().run()
    assert app.title[0].value == "Welcome, Ada." and "No program fits what you wrote yet" in words(app)
    assert "Short ones to begin with" in words(app) and "It is short" in words(app)
    app.button(key="away_ORI-001").click().run()
    assert "Start your learning plan" not in links(app)


def test_one_that_suits_stands_before_short_ones(door: Door) -> None:
    app = door.open(door.cast.ada)
    app.text_area(key="job_goal").set_value("Handle incidents calmly")
    button(app, "Show what suits me").click().run()
    assert "Three to begin with" in words(app) and "No program fits" not in words(app)
    titles = [label for label in links(app) if label not in ("See all programs",)]
    assert titles[0] == "Brief occupants during an incident" and len(titles) == 3


def test_what_cannot_be_kept_is_said_at_the_field_and_nothing_is_lost(door: Door) -> None:
    app = door.open(door.cast.ada)
    app.text_area(key="job_goal").set_value("zero\x00")
    button(app, "Show what suits me").click().run()
    assert "invisible control character" in words(app)
    assert app.text_area(key="job_goal").value == "zero\x00"


def button(app, label: str):
    return next(button for button in app.button if button.label == label)


def test_in_a_new_portal_the_administrator_is_led_to_the_first_program(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    portal = an_empty_portal(tmp_path)
    mo = Actor.of(setup.set_up(portal, details=ASSOCIATION, admin=a_person("Mo Lind"), password=PASSWORD))
    ada, _ = members.add(portal, mo, details=a_person("Ada Obi"))
    door = Door(Cast(portal, Clock()), monkeypatch)
    assert buttons(door.open(mo)) == ["Design the first program"]
    app = door.open(Actor.of(ada))
    assert "There are no programs yet" in words(app)
    assert buttons(app) == []


def test_the_next_step_counts_what_is_left(door: Door) -> None:
    now = today(door.cast)
    enrolments.enrol(now.portal, now.ada, code="COM-101")
    app = door.open(now.ada)
    assert "Three things left for “Brief occupants during an incident”" in words(app)
    assert 'aria-label="0% of the steps done"' in words(app) and "About 6 hours left · planned until" in words(app)
    assert buttons(app) == ["Go on"]


def test_returned_work_comes_before_new_work(door: Door) -> None:
    decide(door.cast, door.cast.rui, a_submission(door.cast, door.cast.ada), NEARLY)
    a_draft(door.cast, door.cast.ada, "ACC-115")
    app = door.open(door.cast.ada)
    assert "Two things left for “Brief occupants during an incident”" in words(app)
    assert "Also running" in words(app) and "Run an accessibility walk-through" in links(app)
    assert 'aria-label="50% of the steps done"' in words(app)


def test_going_on_after_a_return_leads_to_the_feedback(door: Door) -> None:
    decide(door.cast, door.cast.rui, a_submission(door.cast, door.cast.ada), NEARLY)
    app = door.open(door.cast.ada)
    next(button for button in app.button if button.label == "Go on").click().run()
    assert "Almost there" in words(app)


def test_what_waits_on_us_has_an_honest_date(door: Door) -> None:
    a_submission(door.cast, door.cast.ada)  # handed in on Tuesday 6 October 2026; the pages are on today's clock
    app = door.open(door.cast.ada)
    assert "Nothing waits for you" in words(app)
    assert "we promised an answer by Tue 20 Oct" in words(app)


def test_the_newest_badge_is_shown(door: Door) -> None:
    decide(door.cast, door.cast.rui, a_submission(door.cast, door.cast.ada))
    assert "Your newest badge" in words(door.open(door.cast.ada))


@pytest.mark.parametrize("who", ["ada", "rui", "dee", "mo"])
def test_home_is_the_front_page_of_everybody_with_an_account(door: Door, who: str) -> None:
    assert "Welcome" in words(door.open(door.cast.actors[who]))


def test_a_visitor_has_no_home(door: Door) -> None:
    assert "Welcome" not in words(door.open())


def test_what_other_designers_wait_for_is_said_first(door: Door) -> None:
    now = today(door.cast)
    draft_id = keep(now, now.dee, a_draft_program())
    versions.submit(now.portal, now.dee, draft_id=draft_id)
    assert "“Close an incident” waits for your check.** Dee Novak asked" in words(door.open(now.mo))
    assert "waits for your check" not in words(door.open(now.dee)) + words(door.open(now.ada))
    versions.send_back(now.portal, now.mo, draft_id=draft_id, comment="Whose *incident*?")
    assert "“Close an incident” came back from its check:** Whose \\*incident\\*?" in words(door.open(now.dee))
    assert "waits for your check" not in words(door.open(now.mo))


def test_an_answer_is_told_until_it_was_read(door: Door) -> None:
    submission = a_submission(door.cast, door.cast.ada)
    decide(door.cast, door.cast.rui, submission)
    told = "You earned “Brief occupants during an incident”.** Your reviewer wrote to you."
    assert told in words(door.open(door.cast.ada))
    assert not door.open(door.cast.ada, "feedback", s=submission).exception
    assert told not in words(door.open(door.cast.ada))
