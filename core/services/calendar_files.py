"""The day until which somebody plans to finish, as a file for their calendar (RFC 5545)."""

from datetime import timedelta
from urllib.parse import urlsplit

from icalendar import Alarm, Calendar, Event

from core.errors import NotFound, RuleBroken
from core.portal import Portal
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.storage import enrolments, programs
from core.storage.database import reading

REMIND = timedelta(days=3)  # before the day


def finish_file(portal: Portal, actor: Actor, *, enrolment_id: str) -> bytes:
    """One day in the calendar, with a reminder some days before. Imported again it takes its own place, so that a new plan moves it.

    Refuses somebody else's participation (*not found*), and one that is finished.
    """
    require(actor, Permission.ENROLMENT_START)
    with reading(portal.database) as db:
        enrolment = enrolments.get(db, enrolment_id)
        if enrolment.member_id != actor.id:
            raise NotFound("This program is not among yours.")
        if not enrolment.is_open:
            raise RuleBroken("This participation is finished.")
        title = programs.get(db, enrolment.version_id).program.title
    address = f"{portal.base_url}/my_learning?e={enrolment.id}"
    event = Event()
    event.add("uid", f"{enrolment.id}@{urlsplit(portal.base_url).hostname}")
    event.add("dtstamp", portal.now())
    event.add("sequence", enrolment.row_version)
    event.add("dtstart", enrolment.target_on)
    event.add("dtend", enrolment.target_on + timedelta(days=1))
    event.add("summary", f"Finish “{title}”")
    event.add("description", f"A plan, never a condition. Go on here: {address}")
    event.add("url", address)
    event.add("transp", "TRANSPARENT")  # it takes no time of that day
    event.add_component(_reminder(title))
    calendar = Calendar()
    calendar.add("prodid", "-//Proofmark//EN")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def _reminder(title: str) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"“{title}”: three days left of your plan")
    alarm.add("trigger", -REMIND)
    return alarm
