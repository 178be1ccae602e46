"""Reminders that a badge runs out: queued by the upkeep, a few at a time, each at most once."""

from sqlite_utils import Database

from core.messages.badge_expiring import BadgeExpiring
from core.portal import Portal
from core.rules import renewals as rules
from core.services import mail
from core.services.renewals import promise_of
from core.storage import awards, programs, renewals
from core.storage.database import reading, writing

STEP = 50  # badges in one transaction, so that nobody waits long behind it
MOST = 1000  # in one round; the next goes on


def remind(portal: Portal) -> int:
    """Queue what is due; gives how many. Can be repeated and broken off at any time.

    Nobody is reminded of badges that were taken back, suspended, replaced or renewed, nor while a renewal is being judged, nor when
    they are deactivated.
    """
    queued, looked_at, after = 0, 0, ("", "")
    while looked_at < MOST:
        with reading(portal.database) as db:
            step = renewals.running_out(db, portal.now().date(), grace=rules.GRACE, after=after, most=STEP)
        if not step:
            break
        with writing(portal.database) as db:
            queued += sum(_remind_of(db, portal, token) for _, token in step)
        looked_at, after = looked_at + len(step), step[-1]
    return queued


def _remind_of(db: Database, portal: Portal, token: str) -> bool:
    """Looked at anew: between reading and writing it may have been renewed."""
    award, today = awards.get(db, token), portal.now().date()
    if award.state != "active" or award.valid_until is None:
        return False
    judged = renewals.open_one(db, award.member_id, award.program_code)
    if judged and judged.state == "in_review":
        return False
    days = rules.window(award.awarded_at, award.valid_until)
    before = rules.reminder_due(days, today, renewals.reminded(db, token))
    if before is None:
        return False
    program, renewal = promise_of(db, award)
    said = BadgeExpiring(
        token=token,
        title=program.title,
        ends_on=days.ends_on,
        closes_on=days.closes_on,
        days_left=days.days_left(today),
        renewal=renewal.kind,
        update_title=programs.titles(db, [renewal.program]).get(renewal.program, renewal.program),
    )
    return mail.say(db, portal, said, to=award.member_id, about=token, dedupe=renewals.reminder_key(token, before))
