"""Learning groups: people who take part in a program together and talk about it. What each of them sees of the talk."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from core.errors import BadInput, NotFound, RuleBroken
from core.rules.texts import Code, Line

PostKind = Literal["question", "tip", "showcase", "announcement"]
PostState = Literal["visible", "hidden", "deleted"]
KIND_WORDS: dict[PostKind, str] = {
    "question": "Question",
    "tip": "Tip",
    "showcase": "What I made",
    "announcement": "Announcement",
}
LONGEST_POST = 2000
MOST_IN_AN_HOUR = 20
EDIT_FOR = timedelta(minutes=15)
MOST_MENTIONS = 10


class GroupDetails(BaseModel):
    """A group of people who take part in ``program`` at the same time. ``capacity``: how many there is room for."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    program: Code
    name: Annotated[Line, Field(max_length=80)]
    opens_on: date
    closes_on: date | None = None
    capacity: int | None = Field(default=None, ge=2, le=500)

    @model_validator(mode="after")
    def _ends_after_it_began(self) -> Self:
        if self.closes_on and self.closes_on < self.opens_on:
            raise ValueError("The last day lies before the first.")
        return self


@dataclass(frozen=True)
class Group:
    id: str
    details: GroupDetails
    is_closed: bool

    def is_open(self, today: date) -> bool:
        """Whether people can join and write today."""
        ends = self.details.closes_on
        return not self.is_closed and self.details.opens_on <= today and (ends is None or today <= ends)


@dataclass(frozen=True)
class Post:
    """``parent_id`` is the post that this one answers; empty for the beginning of a thread."""

    id: str
    group_id: str
    author_id: str
    parent_id: str
    kind: PostKind
    body: str
    state: PostState
    posted_at: datetime
    edited_at: datetime | None


def check_may_join(group: Group, *, people: int, takes_part: bool, today: date) -> None:
    """Refuses groups that are not open, full ones, and people who do not take part in the program."""
    if not group.is_open(today):
        raise RuleBroken("This group is not open at the moment.")
    if not takes_part:
        raise RuleBroken("The group is for people who take part in its program. Start the program first.")
    if group.details.capacity is not None and people >= group.details.capacity:
        raise RuleBroken("This group is full.")


def check_is_in(is_member: bool) -> None:
    """For everybody else the talk of a group is *not there*."""
    if not is_member:
        raise NotFound("There is no such group among yours.")


def check_may_write(group: Group, *, lately: int, today: date) -> None:
    """Refuses groups that are over, and more in an hour than anybody writes in earnest."""
    if not group.is_open(today):
        raise RuleBroken("This group is over. It can still be read.")
    if lately >= MOST_IN_AN_HOUR:
        raise RuleBroken("That is a lot within an hour. Please wait a little before you write again.")


def check_body(body: str) -> str:
    """The words of a post. Refuses nothing, and too much."""
    if not body:
        raise BadInput({"body": "Please write something."})
    if len(body) > LONGEST_POST:
        raise BadInput({"body": f"Please use at most {LONGEST_POST:,} characters."})
    return body


def check_mentions(mentioned: Collection[str], people: Collection[str]) -> None:
    """Refuses people who are not in the group, and more than ten."""
    if not set(mentioned) <= set(people):
        raise BadInput({"mentions": "Please mention people of this group."})
    if len(set(mentioned)) > MOST_MENTIONS:
        raise BadInput({"mentions": f"Please mention at most {MOST_MENTIONS} people."})


def check_may_change(post: Post, actor_id: str, now: datetime) -> None:
    """Refuses what somebody else wrote (in the words of *not there*), what is gone, and what others may have answered already."""
    if post.author_id != actor_id or post.state == "deleted":
        raise NotFound("There is no such post of yours.")
    if now > post.posted_at + EDIT_FOR:
        raise RuleBroken("A post can be changed for fifteen minutes; after that others may have answered it. You can still delete it.")


def is_seen(post: Post, *, reader_id: str, reported: Collection[str], muted: Collection[str], root_id: str) -> bool:
    """Whether somebody of the group sees a post: never what is hidden or deleted, what they reported, or a thread that they muted.

    ``root_id``: the beginning of the thread that the post belongs to. Authors see what was hidden of theirs, and why.
    """
    if post.state == "deleted" or post.id in reported or root_id in muted:
        return False
    return post.state == "visible" or post.author_id == reader_id
