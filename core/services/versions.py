"""The life of a program's versions: asking for a check, checking, publishing, suspending, retiring. Every step stays in the history."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from sqlite_utils import Database

from core.errors import BadInput, Conflict, RuleBroken
from core.portal import Portal
from core.queries.checking import desk_of, owners_of
from core.queries.design_checks import report_on
from core.rules import versions as rules
from core.rules.audit_actions import Action
from core.rules.design_check import Report
from core.rules.design_snapshots import snapshot_of
from core.rules.drafts import Draft, Waiver, program_of
from core.rules.members import Actor, Role
from core.rules.permissions import Permission, allowed, require
from core.rules.programs import ProgramVersion
from core.rules.texts import Prose
from core.rules.times import long_day, stamp
from core.rules.version_words import place_in_words
from core.services.fields import parsed, sentence_of
from core.services.printing import check_printable
from core.services.publishing import Where, happened, printed_texts, store_published
from core.services.recording import record
from core.storage import drafts, members, program_events, programs, submissions
from core.storage.database import reading, writing
from core.storage.drafts import StoredDraft
from core.storage.programs import StoredVersion

LONGEST_REASON = 2_000
FEWEST_WORDS = 3


class Reason(BaseModel):
    """Why somebody does what others will read about."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    reason: Annotated[Prose, Field(max_length=LONGEST_REASON)]


def _a_sentence(reason: str) -> str:
    if len(reason.split()) < FEWEST_WORDS:
        raise ValueError("Please say in a sentence why it is right here: others will read it in a year.")
    return reason


class WaivingReason(Reason):
    """Why a blocking finding is right in one program. A word or two tell nobody."""

    reason: Annotated[Prose, Field(max_length=LONGEST_REASON), AfterValidator(_a_sentence)]


def submit(portal: Portal, actor: Actor, *, draft_id: str) -> None:
    """Ask for a draft to be checked. Refuses what is not complete, what no certificate could print, blocking findings, a number that
    is not larger than those before, and a code that another program has."""
    require(actor, Permission.PROGRAM_PUBLISH)
    seen = _get(portal, draft_id)
    rules.after(seen.state, "submit")
    program, _ = _ready(portal, seen)
    with writing(portal.database) as db:
        _check_place(db, seen, program)
        _submit(db, portal, actor, seen)


def _submit(db: Database, portal: Portal, actor: Actor, seen: StoredDraft) -> StoredDraft:
    rules.after(drafts.get(db, seen.id).state, "submit")
    asked = replace(seen, state="in_check", submitted_by=actor.id, submitted_at=portal.now(), comment="")
    happened(db, portal, actor, Where.of_draft(seen), "submit")
    record(db, portal, actor, Action.PROGRAM_SUBMITTED, seen.id, seen.draft.code)
    return drafts.save(db, asked)


def take_back(portal: Portal, actor: Actor, *, draft_id: str) -> None:
    """Go on with one's own draft. Refuses people who did not work on it, and drafts that are not being checked."""
    require(actor, Permission.PROGRAM_PUBLISH)
    with writing(portal.database) as db:
        stored = drafts.get(db, draft_id)
        rules.after(stored.state, "take_back")
        rules.check_may_take_back(desk_of(db, stored), actor.id)
        _back_to_work(db, portal, actor, stored, "take_back", "")


def send_back(portal: Portal, actor: Actor, *, draft_id: str, comment: str) -> None:
    """Ask for changes. Refuses a missing comment, whoever submitted the draft, and drafts that are not being checked."""
    require(actor, Permission.PROGRAM_PUBLISH)
    given = parsed(Reason, reason=comment)
    with writing(portal.database) as db:
        stored = drafts.get(db, draft_id)
        rules.after(stored.state, "send_back")
        rules.check_may_send_back(desk_of(db, stored), actor.id)
        _back_to_work(db, portal, actor, stored, "send_back", given.reason)


def _back_to_work(db: Database, portal: Portal, actor: Actor, stored: StoredDraft, event: rules.Event, comment: str) -> None:
    drafts.save(db, replace(stored, state="draft", submitted_by=None, submitted_at=None, comment=comment))
    happened(db, portal, actor, Where.of_draft(stored), event, comment)
    record(db, portal, actor, Action.PROGRAM_SENT_BACK, stored.id, stored.draft.code)


def waive(portal: Portal, actor: Actor, *, draft_id: str, finding: str, reason: str) -> None:
    """Let a blocking finding pass; ``finding`` is its key. The reason stays in the history and with the published version.

    Refuses everybody but owner, backup owner and administrators, a reason of fewer than ``FEWEST_WORDS``, and what is no blocking
    finding (any more).
    """
    require(actor, Permission.PROGRAM_PUBLISH)
    given, seen = parsed(WaivingReason, reason=reason), _get(portal, draft_id)
    blocking = {row.key: row for row in report_on(portal, seen.draft).findings if row.severity == "block"}
    if finding not in blocking:
        raise RuleBroken("The design check does not say this any more. There is nothing to let pass.")
    waiver = Waiver(finding=finding, reason=given.reason, by=actor.id or "", at=portal.now())
    with writing(portal.database) as db:
        _let_pass(db, portal, actor, seen, lambda kept: (*kept, waiver), finding, "waive", f"{blocking[finding].message} {given.reason}")


def unwaive(portal: Portal, actor: Actor, *, draft_id: str, finding: str) -> None:
    """Let a finding block again. Refuses everybody but owner, backup owner and administrators."""
    require(actor, Permission.PROGRAM_PUBLISH)
    seen = _get(portal, draft_id)
    with writing(portal.database) as db:
        _let_pass(db, portal, actor, seen, lambda kept: kept, finding, "unwaive", _words_of(portal, seen, finding))


def _words_of(portal: Portal, seen: StoredDraft, finding: str) -> str:
    """What a finding says today; one that is gone meanwhile has its key only."""
    said = {row.key: row.message for row in report_on(portal, seen.draft).findings}
    return said.get(finding, finding)


Kept = tuple[Waiver, ...]


def _let_pass(
    db: Database, portal: Portal, actor: Actor, seen: StoredDraft, change: Callable[[Kept], Kept], finding: str, event: str, words: str
) -> None:
    if seen.state not in ("draft", "in_check"):
        rules.after(seen.state, "submit")
    rules.check_is_owner(owners_of(db, seen), actor_id=actor.id, is_admin=Role.ADMIN in actor.roles)
    others = tuple(waiver for waiver in seen.waivers if waiver.finding != finding)
    drafts.save(db, replace(seen, waivers=change(others)))
    happened(db, portal, actor, Where.of_draft(seen), event, words)
    record(db, portal, actor, Action.PROGRAM_WAIVED, seen.id, finding if event == "waive" else f"no longer: {finding}")


def publish(portal: Portal, actor: Actor, *, draft_id: str, seen: int) -> str:
    """Freeze the draft as a version that takes participants from now on; gives the version's id.

    ``seen`` is the ``row_version`` of the draft as the checker had it before them. A draft that nobody asked to be checked is
    submitted by the same person on the way, which only somebody who designs alone may do. Refuses authors while somebody else could check,
    what is not complete, blocking findings, a number that is not larger, a code that another program has; with ``Conflict``
    what changed since it was seen.
    """
    require(actor, Permission.PROGRAM_PUBLISH)
    stored = _get(portal, draft_id)
    if stored.state != "draft":
        rules.after(stored.state, "publish")
    if stored.row_version != seen:
        raise Conflict("This draft changed since you looked at it. Please look at it again.")
    program, report = _ready(portal, stored)
    with writing(portal.database) as db:
        return _publish(db, portal, actor, stored, program, report)


def _publish(db: Database, portal: Portal, actor: Actor, stored: StoredDraft, program: ProgramVersion, report: Report) -> str:
    state = drafts.get(db, stored.id).state
    if state == "draft":
        stored = _submit(db, portal, actor, stored)
    else:
        rules.after(state, "publish")
    said = rules.check_may_publish(desk_of(db, stored), actor.id)
    _check_place(db, stored, program)
    snapshot = snapshot_of(report, stored.waivers)
    version_id = store_published(db, portal, actor, program, snapshot=snapshot, draft=stored, said=said)
    drafts.save(db, replace(stored, state="published", version_id=version_id))
    return version_id


def _check_place(db: Database, stored: StoredDraft, program: ProgramVersion) -> None:
    """Whether code and number are free for the version that the draft is."""
    based_on = programs.get(db, stored.based_on).program.code if stored.based_on else None
    kept = [row.program.version for row in programs.of_code(db, program.code)]
    rules.check_code_is_free(program.code, kept, based_on=based_on)
    rules.check_version_number(program.code, program.version, kept)


def suspend(portal: Portal, actor: Actor, *, version_id: str, reason: str) -> None:
    """Take nobody new for the time being. Who takes part goes on, reviews too, and badges stay. Refuses a missing reason."""
    require(actor, Permission.PROGRAM_PUBLISH)
    given = parsed(Reason, reason=reason)
    with writing(portal.database) as db:
        _move(db, portal, actor, _version(db, version_id), "suspend", Action.PROGRAM_SUSPENDED, given.reason)


def resume(portal: Portal, actor: Actor, *, version_id: str) -> None:
    """Let a suspended version take participants again. Refuses what is not suspended."""
    require(actor, Permission.PROGRAM_PUBLISH)
    with writing(portal.database) as db:
        _move(db, portal, actor, _version(db, version_id), "resume", Action.PROGRAM_RESUMED, "")


def retire(portal: Portal, actor: Actor, *, version_id: str, reason: str, teach_out_on: date | None = None) -> None:
    """Take a version out of use for good; its badges can be verified for ever, and who takes part goes on.

    ``teach_out_on`` is the last day to submit in it; without one there is no such day. Refuses a missing reason, and while
    submissions are open a missing day.
    """
    require(actor, Permission.PROGRAM_PUBLISH)
    given = parsed(Reason, reason=reason)
    with writing(portal.database) as db:
        stored = _version(db, version_id)
        rules.after(stored.state, "retire")
        rules.check_may_retire(submissions.open_in(db, version_id), teach_out_on, portal.now().date())
        _move(db, portal, actor, stored, "retire", Action.PROGRAM_RETIRED, given.reason, teach_out_on)


def _version(db: Database, version_id: str) -> StoredVersion:
    stored = programs.get(db, version_id)
    if stored.program.benchmark == "pathway":
        raise RuleBroken("This is the badge of a pathway. It goes where its pathway goes.")
    return stored


def _move(
    db: Database,
    portal: Portal,
    actor: Actor,
    stored: StoredVersion,
    event: rules.Event,
    action: Action,
    reason: str,
    teach_out_on: date | None = None,
) -> None:
    state = rules.version_after(stored.state, event)
    programs.set_state(db, stored, state, reason=reason, at=stamp(portal.now()), teach_out_on=teach_out_on)
    until = f" The last day to submit is {long_day(teach_out_on)}." if teach_out_on else ""
    happened(db, portal, actor, Where.of_program(stored.program), event, f"{reason}{until}")
    record(db, portal, actor, action, stored.id, f"{stored.program.code} {stored.program.version}")


def change_owner(portal: Portal, actor: Actor, *, code: str, owner: str, backup: str | None = None) -> None:
    """Who looks after a program, and who stands in; both are ids of people. Refuses everybody but owner, backup owner and
    administrators, people who cannot publish programs, and one person for both."""
    require(actor, Permission.PROGRAM_PUBLISH)
    with writing(portal.database) as db:
        rules.check_is_owner(program_events.owners(db, code), actor_id=actor.id, is_admin=Role.ADMIN in actor.roles)
        problems = {field: said for field, who in (("owner", owner), ("backup", backup)) if who and (said := _why_not_owner(db, who))}
        if not owner:
            problems["owner"] = "Please choose somebody."
        elif owner == backup:
            problems["backup"] = "Please choose somebody else as backup, or nobody."
        if problems:
            raise BadInput(problems)
        newest = programs.of_code(db, code)[-1]
        program_events.set_owners(db, code, owner=owner, backup=backup)
        names = [members.get(db, who).display_name for who in (owner, backup) if who]
        happened(db, portal, actor, Where.of_program(newest.program), "own", " and, as backup, ".join(names))
        record(db, portal, actor, Action.PROGRAM_OWNED, code, " ".join(filter(None, (owner, backup))))


def _why_not_owner(db: Database, member_id: str) -> str:
    person = members.get(db, member_id)
    if person.active and allowed(Actor.of(person), Permission.PROGRAM_PUBLISH):
        return ""
    return f"{person.display_name} cannot publish programs. Please choose somebody who can."


def _get(portal: Portal, draft_id: str) -> StoredDraft:
    with reading(portal.database) as db:
        return drafts.get(db, draft_id)


def _ready(portal: Portal, stored: StoredDraft) -> tuple[ProgramVersion, Report]:
    """The version that the draft is, with its report; refuses what could not be published."""
    program = complete(stored.draft)
    check_printable(program=printed_texts(program))
    report = report_on(portal, stored.draft, waivers=[waiver.finding for waiver in stored.waivers])
    if report.blocking:
        raise RuleBroken(*(f"{row.message} {row.why}" for row in report.blocking))
    return program, report


def complete(draft: Draft) -> ProgramVersion:
    """The version that a draft is; refuses with a sentence for each place where something is missing or wrong."""
    try:
        return program_of(draft)
    except ValidationError as problem:
        errors = [error | {"type": "missing"} if error["input"] is None else error for error in problem.errors()]
        places = {place_in_words(error["loc"]): sentence_of(error) for error in errors}
        raise BadInput({place: f"{place}: {sentence}" for place, sentence in places.items()}) from problem
