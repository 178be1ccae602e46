"""The planned day as calendars read it, with another program for calendar files as its reader."""

from datetime import date, timedelta

import pytest
from icalendar import Calendar

from core.errors import NotFound, NotSignedIn, RuleBroken
from core.rules.members import Actor
from core.services import enrolments, programs
from core.services.calendar_files import finish_file
from tests.builders import a_performance_program
from tests.cast import Cast


def event_of(data: bytes):
    (event,) = Calendar.from_ical(data).walk("VEVENT")
    return event


def test_one_day_with_a_reminder(cast: Cast) -> None:
    started = enrolments.enrol(cast.portal, cast.ada, code="COM-101")
    data = finish_file(cast.portal, cast.ada, enrolment_id=started.id)
    event = event_of(data)
    assert event.decoded("dtstart") == started.target_on == date(2026, 10, 20)
    assert event.decoded("dtend") - event.decoded("dtstart") == timedelta(days=1)
    assert event["summary"] == "Finish “Brief occupants during an incident”"
    assert event["uid"] == f"{started.id}@localhost" and event["url"].endswith(f"/my_learning?e={started.id}")
    (alarm,) = event.walk("VALARM")
    assert alarm.decoded("trigger") == timedelta(days=-3)


def test_lines_are_as_long_as_the_standard_allows_whatever_the_title(cast: Cast) -> None:
    title = "Über Regen, Wasser; Türen \\ und 水漏れの対応について"
    programs.publish(cast.portal, cast.dee, program=a_performance_program(code="COM-9", title=title))
    started = enrolments.enrol(cast.portal, cast.ada, code="COM-9")
    data = finish_file(cast.portal, cast.ada, enrolment_id=started.id)
    assert event_of(data)["summary"] == f"Finish “{title}”"
    assert all(len(line) <= 75 for line in data.split(b"\r\n")) and data.endswith(b"\r\n")
    data.decode()


def test_a_new_plan_takes_the_place_of_the_old(cast: Cast) -> None:
    started = enrolments.enrol(cast.portal, cast.ada, code="COM-101")
    before = event_of(finish_file(cast.portal, cast.ada, enrolment_id=started.id))
    enrolments.plan(cast.portal, cast.ada, enrolment_id=started.id, until=date(2026, 11, 3))
    after = event_of(finish_file(cast.portal, cast.ada, enrolment_id=started.id))
    assert before["uid"] == after["uid"] and after["sequence"] > before["sequence"]
    assert after.decoded("dtstart") == date(2026, 11, 3)


def test_refused(cast: Cast) -> None:
    started = enrolments.enrol(cast.portal, cast.ada, code="COM-101")
    with pytest.raises(NotFound):
        finish_file(cast.portal, cast.ben, enrolment_id=started.id)
    with pytest.raises(NotSignedIn):
        finish_file(cast.portal, Actor.visitor(), enrolment_id=started.id)
    enrolments.withdraw(cast.portal, cast.ada, enrolment_id=started.id)
    with pytest.raises(RuleBroken):
        finish_file(cast.portal, cast.ada, enrolment_id=started.id)
