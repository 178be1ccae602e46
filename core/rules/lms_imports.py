"""Taking over progress from a learning system: what becomes of each row of a file, with words for whoever imports it.

A file brings statements about activities, never an award, and enrols nobody. Who is meant and which activity is meant must be certain:
a name is no person, and what could be two things is left to people.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cached_property
from typing import Literal

from core.rules.completion import LmsScheme, State
from core.rules.enrolments import Enrolment
from core.rules.lms.choices import NOT_OURS, STATE_WORDS, Choices, folded
from core.rules.lms.moodle import told_word
from core.rules.lms.people import key_of
from core.rules.lms.rows import Importer, Row, Who
from core.rules.lms.xapi import sha1_of
from core.rules.programs import ProgramVersion
from core.rules.times import long_day, stamp

ImportState = Literal["uploaded", "mapped", "previewed", "applied", "undone"]
Verdict = Literal[
    "apply", "applied", "duplicate", "not_complete", "no_member", "no_activity", "unknown_state", "not_enrolled", "finished", "yourself",
    "bad_date", "ambiguous", "malformed", "voided", "voids", "look", "undone", "left_out",
]  # fmt: skip
VERDICT_WORDS: dict[Verdict, str] = {
    "apply": "to be taken over",
    "applied": "taken over",
    "duplicate": "known already",
    "not_complete": "not completed there",
    "no_member": "of nobody known here",
    "no_activity": "no activity of ours",
    "unknown_state": "state not known",
    "not_enrolled": "does not take part",
    "finished": "finished already",
    "yourself": "you yourself",
    "bad_date": "time or score unclear",
    "ambiguous": "could be two things",
    "malformed": "cannot be read",
    "voided": "withdrawn by its system",
    "voids": "withdraws another one",
    "look": "needs a person",
    "undone": "undone",
    "left_out": "left out, as you said",
}
# Somebody may want to do something about these; the others are as they should be.
TROUBLE: frozenset[Verdict] = frozenset(
    {"no_member", "no_activity", "unknown_state", "not_enrolled", "bad_date", "ambiguous", "malformed", "look", "yourself"}
)
FURTHEST_ZONE = timedelta(hours=14)  # a file without zones may be ahead of us by as much as any place on earth is
KEPT_UNUSED = timedelta(days=30)


@dataclass(frozen=True)
class Import:
    """One file. ``lines`` counts what was read, ``others`` what says nothing about progress."""

    id: str
    program_code: str
    file_name: str
    file_sha256: str
    size: int
    choices: Choices
    state: ImportState
    started_by: str | None
    started_at: datetime
    others: int
    applied_at: datetime | None
    undone_at: datetime | None


@dataclass(frozen=True)
class ImportRow:
    """A row as kept: ``n`` counts them, ``who``, ``told`` and ``word`` are as the file has them, the rest is what they come to."""

    n: int
    line: int
    column: int
    who: str
    told: str
    word: str
    verdict: Verdict
    sentence: str
    member_id: str | None = None
    enrolment_id: str | None = None
    activity: str = ""
    state: State | None = None
    score_bp: int | None = None
    at: datetime | None = None
    statement: str = ""
    note: str = ""
    completion_id: str | None = None


@dataclass(frozen=True)
class Person:
    id: str
    mail: str
    active: bool


@dataclass(frozen=True)
class People:
    """Everybody of the portal by address, and which ids of the learning system are theirs (``core.rules.lms.people.key_of``)."""

    by_mail: Mapping[str, Person]
    known: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def by_sha1(self) -> dict[str, Person]:
        return {sha1_of(mail): person for mail, person in self.by_mail.items()}

    def found(self, who: Who) -> tuple[Person, ...]:
        """Everybody whom the file may mean; more than one where its own identifiers disagree."""
        told = [self.by_mail.get(who.mail), self.by_sha1.get(who.mail_sha1)]
        keys = [key_of("id", who.id), key_of("username", who.username), key_of("any", who.id), key_of("any", who.username)]
        told += [self.by_mail.get(self.known[key]) for key in keys if key in self.known]
        return tuple(dict.fromkeys(person for person in told if person))


@dataclass(frozen=True)
class Place:
    """Where a person stands in the program: their participation, and the version that they are in."""

    enrolment: Enrolment
    program: ProgramVersion


@dataclass(frozen=True)
class Knowledge:
    """Everything that rows are judged by. ``states`` and ``activities`` are what was said about words of the file (folded)."""

    importer: Importer
    people: People
    places: Mapping[str, Place]
    states: Mapping[str, State]
    activities: Mapping[str, str]
    fixed_activity: str
    actor_id: str | None
    now: datetime
    versions: dict[tuple[str, str], dict[str, frozenset[str]]] = field(default_factory=dict)

    def named_in(self, program: ProgramVersion) -> dict[str, frozenset[str]]:
        """What this learning system may call the activities of a version, folded, with their keys."""
        version = (program.code, program.version)
        if version not in self.versions:
            self.versions[version] = names_of(program, self.importer.family)
        return self.versions[version]


def names_of(program: ProgramVersion, scheme: LmsScheme) -> dict[str, frozenset[str]]:
    """The names by which a file may call an activity: its references of this scheme; where files use names, its title and key too."""
    found: dict[str, set[str]] = {}
    for activity in program.activities:
        names = [reference.value for reference in activity.lms if reference.scheme == scheme]
        names += [activity.title] if scheme in ("moodle", "other", "d2l") else []
        names += [activity.key] if scheme == "other" else []
        for name in names:
            found.setdefault(folded(name), set()).add(activity.key)
    return {name: frozenset(keys) for name, keys in found.items()}


def judge(n: int, row: Row, known: Knowledge) -> ImportRow:
    """What becomes of a row. Whether it is known already is seen later, among everything that was ever taken over."""
    state = known.states.get(folded(told_word(row.word)), row.state)
    kept = ImportRow(n, row.line, row.column, row.who.shown, row.activity, row.word, "apply", "", state=state, score_bp=row.score_bp)
    refused = _about_state(row, state)
    if refused:
        return _with(kept, *refused)
    person = _person(row.who, known)
    if isinstance(person, tuple):
        return _with(kept, *person)
    place = known.places.get(person.id)
    refused = _about_place(place)
    if refused or place is None:
        return _with(kept, *(refused or ("not_enrolled", "")), member_id=person.id)
    kept = _with(kept, "apply", "", member_id=person.id, enrolment_id=place.enrolment.id)
    activity = _activity(row, place.program, known)
    if isinstance(activity, tuple):
        return _with(kept, *activity)
    if problem := _about_time(row, known.now):
        return _with(kept, "bad_date", problem, activity=activity)
    note = "; ".join(part for part in (f"{known.importer.called}, {long_day(known.now.date())}", row.note) if part)
    told = _ready(place.program, activity, state, row)
    return _with(kept, "apply", told, activity=activity, at=row.at, statement=mark_of(row, state), note=note)


def _with(row: ImportRow, verdict: Verdict, sentence: str, **changes: object) -> ImportRow:
    return ImportRow(**{**vars(row), **changes, "verdict": verdict, "sentence": sentence})


def _about_state(row: Row, state: State | None) -> tuple[Verdict, str] | None:
    if state is None:
        return "unknown_state", f"What “{told_word(row.word)}” means is not known yet. Say what it means."
    if state == "not_complete":
        return "not_complete", "Not completed there, so there is nothing to take over."
    return None


def _person(who: Who, known: Knowledge) -> Person | tuple[Verdict, str]:
    found = known.people.found(who)
    if len(found) > 1:
        return "ambiguous", f"Its identifiers lead to different people: {' and '.join(person.mail for person in found)}."
    if not found:
        return "no_member", _nobody(who)
    if found[0].id == known.actor_id:
        return "yourself", "This is you, and nobody confirms their own progress. Ask somebody else to take it over."
    if not found[0].active:
        return "no_member", "This person is deactivated. Let them in again under People first."
    return found[0]


def _nobody(who: Who) -> str:
    if who.mail:
        return f"Nobody here has the address {who.mail}."
    if who.mail_sha1:
        return "Nobody here has the address that this is the fingerprint of."
    if who.id or who.username:
        return f"Whose “{who.username or who.id}” is, is not known yet. Add a table of people."
    return "There is no address and no id. A name alone is not certain enough." if who.name else "It is not said who this is."


def _about_place(place: Place | None) -> tuple[Verdict, str] | None:
    if place is None:
        return "not_enrolled", "Does not take part in the program. Nobody is enrolled by a file: they start it in the catalogue."
    if place.enrolment.state == "completed":
        return "finished", "Has completed the program already."
    if not place.enrolment.is_open:
        return "not_enrolled", "Left the program."
    return None


def _activity(row: Row, program: ProgramVersion, known: Knowledge) -> str | tuple[Verdict, str]:
    """The key of the activity in the version that the person is in."""
    told = known.activities.get(folded(row.activity)) or (known.fixed_activity if not row.activity else "")
    if told == NOT_OURS:
        return "left_out", "You said that it is none of ours."
    keys = {activity.key for activity in program.activities}
    found = frozenset({told}) & keys if told else known.named_in(program).get(folded(row.activity), frozenset())
    if len(found) > 1:
        return "ambiguous", f"“{row.activity}” is the name of several activities. Say which one is meant."
    if found:
        return next(iter(found))
    if told:
        return "no_activity", f"The version that this person is in ({program.version}) has no such activity."
    return (
        "no_activity",
        f"No activity is called “{row.activity}” there. Say which one is meant." if row.activity else "No activity.",
    )


def _about_time(row: Row, now: datetime) -> str:
    if row.problem:
        return row.problem
    return f"{row.at:%Y-%m-%d %H:%M} lies in the future." if row.at and row.at > now + FURTHEST_ZONE else ""


def mark_of(row: Row, state: State | None) -> str:
    """By what a statement is known again, in this file or another: its own id, else its time with its state; without both, what it says."""
    if row.key:
        return f"id:{row.key}"
    return f"at:{stamp(row.at)} {state}" if row.at else f"undated:{state} {row.score_bp}"


def _ready(program: ProgramVersion, activity: str, state: State | None, row: Row) -> str:
    title = next(one.title for one in program.activities if one.key == activity)
    when = f", {long_day(row.at.date())}" if row.at else ""
    return f"“{title}”: {STATE_WORDS[state]}{when}." if state else ""


def newest_places(standings: Iterable[Place]) -> dict[str, Place]:
    """Per person the participation that counts: the open one, else the latest."""
    found: dict[str, Place] = {}
    for place in sorted(standings, key=lambda one: (one.enrolment.is_open, one.enrolment.enrolled_at)):
        found[place.enrolment.member_id] = place
    return found
