"""The life of a program version: from draft through a second person's check to members, and out of use without harm to anybody.

Where one person designs alone there is no second one to ask: then they publish themselves, and the history says so.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from core.errors import NotAllowed, RuleBroken
from core.rules.programs import VersionState
from core.rules.times import long_day

DraftState = Literal["draft", "in_check", "published", "dropped"]
State = VersionState | DraftState
Event = Literal["submit", "take_back", "send_back", "publish", "suspend", "resume", "supersede", "retire"]
FEWEST_FOR_A_SECOND_PERSON = 2
ALONE = "checked by nobody else: there was nobody else to ask"
TOGETHER = "checked by one of its authors: nobody else could"

# What has no line here cannot happen.
TRANSITIONS: dict[tuple[State, Event], State] = {
    ("draft", "submit"): "in_check",
    ("in_check", "take_back"): "draft",
    ("in_check", "send_back"): "draft",
    ("in_check", "publish"): "published",
    ("published", "suspend"): "suspended",
    ("suspended", "resume"): "published",
    ("published", "supersede"): "superseded",
    ("suspended", "supersede"): "superseded",
    ("published", "retire"): "retired",
    ("suspended", "retire"): "retired",
    ("superseded", "retire"): "retired",
}
_STATE_SENTENCES: dict[State, str] = {
    "draft": "This is a draft that nobody asked to be checked, or that was taken back.",
    "in_check": "This is being checked already.",
    "published": "This is published already.",
    "dropped": "This draft was thrown away.",
    "suspended": "This version is suspended already.",
    "superseded": "A newer version has taken the place of this one.",
    "retired": "This version is retired.",
}
STATE_WORDS: dict[State, str] = {
    "draft": "draft",
    "in_check": "waiting to be checked",
    "published": "published",
    "dropped": "thrown away",
    "suspended": "suspended",
    "superseded": "superseded",
    "retired": "retired",
}


def after(state: State, event: Event) -> State:
    """The state that the event leads to. Refuses what the table does not have, and says where things stand."""
    if (state, event) not in TRANSITIONS:
        raise RuleBroken(_STATE_SENTENCES[state])
    return TRANSITIONS[state, event]


def version_after(state: VersionState, event: Event) -> VersionState:
    """As ``after``, for a version that was published."""
    moved = after(state, event)
    assert moved != "in_check" and moved != "dropped", "a published version is no draft"
    return moved


@dataclass(frozen=True)
class Desk:
    """Who had which part in a draft, and who there is to check it.

    ``authors`` began or changed it, ``submitter`` asked for the check. ``designers`` counts the active people with that role,
    ``others`` those who may publish and are no authors.
    """

    authors: frozenset[str]
    submitter: str | None
    designers: int
    others: int

    @property
    def needs_second_person(self) -> bool:
        return self.designers >= FEWEST_FOR_A_SECOND_PERSON


def check_may_publish(desk: Desk, checker_id: str | None) -> str:
    """Refuses authors while somebody else could check; gives what the history has to say of the check, empty when all is usual.

    Two designers or more: a second person. When all of them worked on it, whoever did not submit it. One designer: anybody.
    The portal itself (``None``) is nobody's author.
    """
    involved = desk.authors | ({desk.submitter} if desk.submitter else set())
    if checker_id is None or checker_id not in involved:
        return ""
    if not desk.needs_second_person:
        return ALONE
    if desk.others:
        raise RuleBroken("You worked on this draft, so somebody else has to check and publish it.")
    if checker_id == desk.submitter:
        raise RuleBroken("You submitted this draft, so somebody else has to check and publish it.")
    return TOGETHER


def check_may_send_back(desk: Desk, checker_id: str | None) -> None:
    """Refuses whoever submitted the draft: they take it back."""
    if checker_id is not None and checker_id == desk.submitter:
        raise RuleBroken("You submitted this draft yourself. Take it back to go on with it.")


def check_may_take_back(desk: Desk, actor_id: str | None) -> None:
    """Refuses everybody who did not work on the draft: they send it back with a comment."""
    if actor_id not in desk.authors | {desk.submitter}:
        raise RuleBroken("Only those who worked on this draft can take it back. You can send it back and say why.")


@dataclass(frozen=True)
class Owners:
    """Who looks after a program; nobody, where it was published at the command line."""

    owner: str | None = None
    backup: str | None = None


def check_is_owner(owners: Owners, *, actor_id: str | None, is_admin: bool) -> None:
    """Refuses whoever is neither owner nor backup owner nor administrator."""
    if not is_admin and actor_id not in (owners.owner, owners.backup):
        raise NotAllowed("Only the owner of the program, the backup owner or an administrator can do this.")


def number_of(version: str) -> tuple[int, int]:
    """
    >>> number_of("1.10") > number_of("1.9")
    True
    """
    major, _, minor = version.partition(".")
    return int(major), int(minor)


def newest_of(versions: Iterable[str]) -> str | None:
    """The largest number; ``None`` where there is no version."""
    return max(versions, key=number_of, default=None)


def next_number(newest: str, *, of_substance: bool) -> str:
    """
    >>> next_number("1.2", of_substance=True), next_number("1.2", of_substance=False)
    ('2.0', '1.3')
    """
    major, minor = number_of(newest)
    return f"{major + 1}.0" if of_substance else f"{major}.{minor + 1}"


def check_version_number(code: str, version: str, stored: Collection[str]) -> None:
    """Refuses a number that is not larger than that of every stored version of the program."""
    newest = newest_of(stored)
    if newest is not None and number_of(version) <= number_of(newest):
        raise RuleBroken(
            f"{code} has a version {newest} already. Published versions never change: raise the number,"
            f" to {next_number(newest, of_substance=False)} for other words or {next_number(newest, of_substance=True)} where something"
            " else is asked for."
        )


def check_code_is_free(code: str, stored: Collection[str], *, based_on: str | None) -> None:
    """Refuses the code of another program; ``based_on`` is the code of the version that the draft began from."""
    if stored and based_on != code:
        raise RuleBroken(
            f"There is a program {code} already. Please choose another code; to make a new version of {code}, begin from its newest"
            " version."
        )


def check_may_retire(open_submissions: int, teach_out_on: date | None, today: date) -> None:
    """Refuses while submissions are open and no day is given until which people finish, and days that have passed."""
    if teach_out_on is not None and teach_out_on < today:
        raise RuleBroken("Please choose today or a later day as the last one.")
    if open_submissions and teach_out_on is None:
        what = "is 1 submission" if open_submissions == 1 else f"are {open_submissions} submissions"
        raise RuleBroken(f"There {what} without a decision. Choose the day until which people can finish.")


def check_still_taught(title: str, teach_out_on: date | None, today: date) -> None:
    """Refuses new submissions after the last day of a version that was retired. What was handed in by then is decided."""
    if teach_out_on is not None and today > teach_out_on:
        raise RuleBroken(f"“{title}” was retired. The last day to submit was {long_day(teach_out_on)}.")


def closed_in_words(state: VersionState, teach_out_on: date | None) -> str:
    """For everybody who looks for a program that takes nobody new; empty for one that does."""
    kept = "Badges that were earned stay valid and can be checked as before."
    match state:
        case "suspended":
            return f"This program takes no new participants at the moment. Those who take part go on as before. {kept}"
        case "retired" if teach_out_on:
            return f"This program was retired. Those who take part can finish until {long_day(teach_out_on)}. {kept}"
        case "retired":
            return f"This program was retired and takes no new participants. Those who take part can finish. {kept}"
        case "superseded":
            return f"This version takes no new participants. {kept}"
        case _:
            return ""


# What the history says of each kind of event, after the name of who did it.
EVENT_WORDS: dict[str, str] = {
    "submit": "asked for the check",
    "take_back": "took it back to go on with it",
    "send_back": "sent it back",
    "waive": "lets a finding of the design check pass",
    "unwaive": "no longer lets a finding pass",
    "publish": "published it",
    "supersede": "replaced it by a newer version",
    "suspend": "suspended it: it takes no new participants",
    "resume": "let it take participants again",
    "retire": "retired it",
    "own": "changed who looks after the program",
}
