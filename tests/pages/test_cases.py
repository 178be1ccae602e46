"""Cases about badges: asked under Awards, answered under My badges, decided under Cases."""

import pytest
from streamlit.testing.v1 import AppTest

from core.queries.badges import all_awards, public_badge
from core.queries.revocations import own_cases
from core.services import appeals, revocations
from core.storage import members
from core.storage.database import writing
from tests.cast import Cast
from tests.pages.door import Door, today, words
from tests.services.steps import a_submission, decide

NASTY = "<script>x</script> **bold** :smile: [link](https://evil.example)"


@pytest.fixture
def now(door: Door) -> Cast:
    """The cast on today's clock, as the pages have it."""
    return today(door.cast)


@pytest.fixture
def token(now: Cast) -> str:
    decide(now, now.rui, a_submission(now, now.ada))
    return all_awards(now.portal, now.mo)[0].token


def a_case(now: Cast, token: str, cause: str = "holder_request", explanation: str = "She wrote to us.") -> str:
    return revocations.open_case(now.portal, now.mo, token=token, cause=cause, explanation=explanation)


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def standing(now: Cast, token: str) -> str:
    badge = public_badge(now.portal, token)
    assert badge is not None
    return badge.standing


def test_without_cases_the_page_says_where_they_come_from(door: Door) -> None:
    assert "No case is open" in words(door.open(door.cast.dee, "cases"))


@pytest.mark.parametrize(("choice", "end"), [("revoked", "revoked"), ("kept", "valid")])
def test_a_second_person_decides(door: Door, now: Cast, token: str, choice: str, end: str) -> None:
    a_case(now, token)
    app = door.open(now.dee, "cases")
    assert "She wrote to us." in words(app)
    app.radio[0].set_value(choice)
    app.text_area[0].set_value("As she wished.")
    press(app, "Decide")
    assert standing(now, token) == end
    assert "No case is open" in words(app)


@pytest.mark.parametrize(("choice", "grounds", "sentence"), [(None, "Because.", "Please choose"), ("revoked", " ", "Please fill this in")])
def test_a_slip_decides_nothing_and_loses_nothing(door: Door, now: Cast, token: str, choice, grounds: str, sentence: str) -> None:
    a_case(now, token)
    app = door.open(now.dee, "cases")
    app.radio[0].set_value(choice)
    app.text_area[0].set_value(grounds)
    press(app, "Decide")
    assert sentence in words(app)
    assert app.text_area[0].value == grounds
    assert standing(now, token) == "valid"


def test_whoever_asked_reads_why_they_do_not_decide(door: Door, now: Cast, token: str) -> None:
    a_case(now, token)
    app = door.open(now.mo, "cases")
    assert "somebody else has to decide" in words(app)
    assert "Decide" not in [button.label for button in app.button]


def test_while_the_holder_can_answer_the_page_shows_the_clock_and_no_form(door: Door, now: Cast, token: str) -> None:
    a_case(now, token, "error")
    app = door.open(now.dee, "cases")
    assert "The holder can answer until" in words(app)
    assert not app.radio


def test_the_holder_is_told_at_once_and_answers(door: Door, now: Cast, token: str) -> None:
    a_case(now, token, "integrity", NASTY)
    assert "question about one of your badges" in words(door.open(now.ada))
    app = door.open(now.ada, "badges")
    said = words(app)
    assert "A question about your badge" in said.replace("\\", "") and "never public" in said
    assert NASTY in [text.value for text in app.text]  # as it was typed, and nothing but text
    app.text_area[0].set_value("It was mine: see minute four.")
    press(app, "Send my answer")
    assert own_cases(now.portal, now.ada)[token].answer == "It was mine: see minute four."
    assert "Change my answer" in words(app)
    assert "question about one of your badges" not in words(door.open(now.ada))
    decider = door.open(now.dee, "cases")
    assert "see minute four" in words(decider) and "can be decided" in words(decider)


def test_an_empty_answer_is_refused_beside_the_box(door: Door, now: Cast, token: str) -> None:
    a_case(now, token)
    app = press(door.open(now.ada, "badges"), "Send my answer")
    assert "Please fill this in" in words(app)


def test_the_holder_reads_the_decision_and_its_grounds(door: Door, now: Cast, token: str) -> None:
    case_id = a_case(now, token)
    revocations.decide(now.portal, now.dee, case_id=case_id, verdict="revoked", grounds="As she wished.", seen="")
    said = words(door.open(now.ada, "badges"))
    assert "was revoked" in said and "As she wished." in said and "You can appeal once" in said


def test_after_the_time_nothing_can_be_answered(door: Door, token: str) -> None:
    cast = door.cast  # its clock stands weeks before that of the pages
    cast.clock.pass_days(-60)
    revocations.open_case(cast.portal, cast.mo, token=token, cause="error", explanation="Why.")
    app = door.open(cast.ada, "badges")
    assert "The time to answer ended" in words(app) and not app.text_area
    decider = door.open(cast.dee, "cases")
    assert "without an answer" in words(decider) and decider.radio


def revoked(cast: Cast, token: str) -> str:
    case_id = a_case(cast, token)
    revocations.decide(cast.portal, cast.dee, case_id=case_id, verdict="revoked", grounds="As she wished.", seen="")
    return case_id


@pytest.mark.parametrize(("choice", "end"), [("upheld", "valid"), ("dismissed", "revoked")])
def test_the_holder_appeals_and_somebody_apart_decides(door: Door, now: Cast, token: str, choice: str, end: str) -> None:
    revoked(now, token)
    app = door.open(now.ada, "badges")
    app.radio[0].set_value("new_information")
    app.text_area[0].set_value(NASTY)
    press(app, "Send my appeal")
    said = words(app)
    assert "You appealed on" in said and "badge stays revoked" in said and not app.text_area
    for part in (now.mo, now.dee):
        other = door.open(part, "cases")
        assert "You had a part in this case" in words(other) and not other.radio
    judge = door.open(now.sol, "cases")
    assert NASTY in [text.value for text in judge.text] and "should be decided by" in words(judge)
    judge.radio[0].set_value(choice)
    judge.text_area[0].set_value("I looked at everything again.")
    press(judge, "Decide the appeal")
    assert standing(now, token) == end
    assert "No case is open" in words(judge)
    told = words(door.open(now.ada, "badges"))
    assert "I looked at everything again." in told
    assert ("in force again" if choice == "upheld" else "Dismissed on") in told
    assert "about the appeal" in words(door.open(now.mo, "awards", t=token))


def test_a_slip_in_an_appeal_or_its_decision_loses_nothing(door: Door, now: Cast, token: str) -> None:
    case_id = revoked(now, token)
    app = door.open(now.ada, "badges")
    app.text_area[0].set_value("Look again.")
    press(app, "Send my appeal")
    assert "Please choose what the appeal rests on" in words(app) and app.text_area[0].value == "Look again."
    appeals.appeal(now.portal, now.ada, case_id=case_id, ground="process_error", statement="Look again.")
    judge = door.open(now.sol, "cases")
    judge.text_area[0].set_value("I did.")
    press(judge, "Decide the appeal")
    assert "Please choose whether" in words(judge) and judge.text_area[0].value == "I did."
    assert standing(now, token) == "revoked"


def test_where_nobody_stands_apart_the_page_says_what_to_do(door: Door, now: Cast, token: str) -> None:
    appeals.appeal(now.portal, now.ada, case_id=revoked(now, token), ground="process_error", statement="Look again.")
    with writing(now.portal.database) as db:
        for who in (now.rui, now.sol):
            members.set_active(db, who.member_id, False)
    assert "Please give somebody who stands apart" in words(door.open(now.mo, "cases"))


def test_nobody_else_sees_the_question(door: Door, now: Cast, token: str) -> None:
    a_case(now, token)
    assert "question about" not in words(door.open(now.ben, "badges"))
    with pytest.raises(ValueError):
        door.open(now.ben, "cases")
