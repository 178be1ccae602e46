"""One row of a cohort: what the portal knows about its person, and how it becomes a badge.

Whoever calls holds the transaction. What an imported award rests on stays in its row, to be replayed.
"""

from datetime import UTC, datetime, time

from sqlite_utils import Database

from core.errors import BadInput, RuleBroken
from core.portal import Portal, new_id
from core.rules.audit_actions import Action
from core.rules.awards import EvidenceFact, how_it_was_imported
from core.rules.batch_files import CohortRow
from core.rules.batches import Batch, BatchRow, Judgement, Known, judge, result_of, statements
from core.rules.enrolments import Enrolment, target_date
from core.rules.members import Actor, MemberDetails
from core.rules.programs import ProgramVersion
from core.rules.times import long_day, stamp
from core.services import awards
from core.services.awards import activity_facts
from core.services.issuing import Grounds
from core.services.members import add_member
from core.services.press import Press
from core.services.printing import check_printable
from core.services.recording import record
from core.storage import batches, enrolments, members, submissions
from core.storage.programs import StoredVersion


def known_of(db: Database, email: str, code: str) -> Known:
    """The member behind an e-mail address, with what they have of a program; empty for somebody new."""
    member = members.by_email(db, email)
    if member is None:
        return Known()
    enrolment = enrolments.open_one(db, member.id, code)
    return Known(
        member=member,
        awards=batches.earlier_awards(db, member.id, code),
        enrolment=enrolment,
        said=tuple(enrolments.completions(db, enrolment.id)) if enrolment else (),
        attempts=tuple(attempt.state for attempt in submissions.of_enrolment(db, enrolment.id)) if enrolment else (),
    )


def judgement(portal: Portal, actor: Actor, *, stored: StoredVersion, facts: CohortRow, known: Known) -> Judgement:
    """Whether the row becomes a badge: by the rules, then by the fonts that have to print it."""
    told = judge(stored.program, stored.id, facts, known, actor, portal.now())
    if told.verdict != "ready":
        return told
    printed = {"evidence": f"{facts.evidence_title} {facts.evidence_description}"} | ({} if known.member else {"name": facts.name})
    try:
        check_printable(**printed)
    except BadInput as problem:
        return Judgement("unprintable", " ".join(f"{place}: {sentence}" for place, sentence in problem.fields.items()))
    return told


def settle(db: Database, press: Press, actor: Actor, batch: Batch, stored: StoredVersion, row: BatchRow, facts: CohortRow) -> None:
    """Issue one row, or say why it can no longer be."""
    portal = press.portal
    known = known_of(db, facts.email, stored.program.code)
    told = judgement(portal, actor, stored=stored, facts=facts, known=known)
    if told.verdict == "ready":
        token = _issue_row(db, press, actor, batch, stored, facts, known)
        told = Judgement("issued", told.sentence, token)
    batches.settle(db, batch.id, row.line, told.verdict, told.sentence, told.award_token, at=stamp(portal.now()))


def _issue_row(
    db: Database, press: Press, actor: Actor, batch: Batch, stored: StoredVersion, facts: CohortRow, known: Known
) -> str:  # fmt: skip
    portal, program = press.portal, stored.program
    member_id = known.member.id if known.member else _add_person(db, portal, actor, facts)
    enrolment = known.enrolment or _enrol(db, portal, actor, stored, member_id, facts)
    for statement in statements(facts, known.said, portal.now()):
        enrolments.add_completion(db, new_id(), enrolment.id, statement, by=actor.id)
    if facts.done:
        record(db, portal, actor, Action.ACTIVITY_COMPLETED, enrolment.id, ", ".join(facts.done))
    result = result_of(program, enrolments.completions(db, enrolment.id), facts)
    if not result.passed:
        raise RuleBroken("The rule of the program is not met by what was stored.")
    activities = activity_facts(db, enrolment, program)
    day = portal.now().date()
    grounds = Grounds(
        result=result,
        ratings=facts.levels,
        narrative=how_it_was_imported(program, completed=len(activities), source=batch.origin, day=day),
        evidence=(*activities, *_judged_elsewhere(program, batch, facts)),
        origin="imported" if program.wants_performance else "earned",
    )
    return awards.award(db, press, enrolment, program, grounds)


def _add_person(db: Database, portal: Portal, actor: Actor, facts: CohortRow) -> str:
    """Somebody new, not invited yet: they choose a password when an administrator invites them."""
    details = MemberDetails(email=facts.email, display_name=facts.name, name_on_badge=facts.name)
    member_id = add_member(db, portal, details)
    record(db, portal, actor, Action.MEMBER_ADDED, member_id, "from a list")
    return member_id


def _enrol(db: Database, portal: Portal, actor: Actor, stored: StoredVersion, member_id: str, facts: CohortRow) -> Enrolment:
    """A participation that began, for all that is known, on the day in the file."""
    began = datetime.combine(facts.completed_on, time(), tzinfo=UTC) if facts.completed_on else portal.now()
    started = Enrolment(
        id=new_id(),
        member_id=member_id,
        version_id=stored.id,
        program_code=stored.program.code,
        state="active",
        goal="",
        enrolled_at=began,
        target_on=target_date(stored.program, began.date()),
        finished_at=None,
        row_version=1,
    )
    enrolments.add(db, started)
    record(db, portal, actor, Action.ENROLMENT_STARTED, started.id, stored.program.code)
    return started


def _judged_elsewhere(program: ProgramVersion, batch: Batch, facts: CohortRow) -> tuple[EvidenceFact, ...]:
    """What was judged outside the portal, as far as the file describes it."""
    if not program.wants_performance:
        return ()
    when = f"Judged on {long_day(facts.completed_on)}, " if facts.completed_on else "Judged "
    where = f"outside this portal; the results come from {batch.origin or 'a list of the association'}."
    described = f"{facts.evidence_description}\n{when}{where}".strip()
    return (EvidenceFact(name=facts.evidence_title or "Work that was judged elsewhere", genre="imported result", narrative=described),)
