"""What people see of each other: groups and their talk, tips on a program's page, offers to help, and what was reported."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlite_utils import Database

from core.errors import NotFound
from core.portal import Portal
from core.rules.awards import standing
from core.rules.groups import Group, Post, check_is_in, is_seen
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.tips import AN_EARNER, HELP_WORDS, Help, Tip
from core.storage import awards, enrolments, groups, members, programs, reports, tips
from core.storage.database import reading


@dataclass(frozen=True)
class GroupCard:
    """A group that somebody is in or could join. ``news``: posts that mention or answer them since they looked last."""

    group: Group
    title: str
    people: int
    joined: bool
    news: int


def groups_for(portal: Portal, actor: Actor) -> list[GroupCard]:
    """The groups one is in, then those of one's programs that are open."""
    require(actor, Permission.ENROLMENT_START)
    today = portal.now().date()
    with reading(portal.database) as db:
        mine, news = groups.groups_of(db, actor.member_id), groups.news(db, actor.member_id)
        codes = {way.program_code for way in enrolments.of_member(db, actor.member_id) if way.state != "withdrawn"}
        found = [group for group in groups.everything(db) if group.id in mine or _could_join(group, codes, today)]
        cards = [_card(db, group, joined=group.id in mine, news=news.get(group.id, 0)) for group in found]
    return sorted(cards, key=lambda card: not card.joined)


def _could_join(group: Group, codes: set[str], today: date) -> bool:
    return group.details.program in codes and group.is_open(today)


def _card(db: Database, group: Group, *, joined: bool, news: int) -> GroupCard:
    title = programs.titles(db, [group.details.program]).get(group.details.program, group.details.program)
    return GroupCard(group, title, len(groups.people(db, group.id)), joined, news)


def all_groups(portal: Portal, actor: Actor) -> list[GroupCard]:
    """Every group, for those who open and close them."""
    require(actor, Permission.PROGRAM_PUBLISH)
    with reading(portal.database) as db:
        mine = groups.groups_of(db, actor.member_id)
        return [_card(db, group, joined=group.id in mine, news=0) for group in groups.everything(db)]


@dataclass(frozen=True)
class PostView:
    """A post as one reader sees it. ``thanks``: how many people thanked; ``hidden_because`` for the author of a hidden one."""

    post: Post
    author: str
    mentioned: tuple[str, ...]
    thanks: int
    thanked: bool
    hidden_because: str


@dataclass(frozen=True)
class ThreadView:
    root: PostView
    answers: tuple[PostView, ...]


@dataclass(frozen=True)
class GroupView:
    """A group from inside. ``people``: names by id; ``muted``: how many threads the reader does not see at their own wish."""

    group: Group
    title: str
    people: dict[str, str]
    threads: tuple[ThreadView, ...]
    muted: tuple[str, ...]


def inside(portal: Portal, actor: Actor, group_id: str) -> GroupView:
    """The talk of a group that one is in, the newest thread first; for everybody else it is *not found*."""
    require(actor, Permission.ENROLMENT_START)
    with reading(portal.database) as db:
        group, people = groups.get(db, group_id), groups.people(db, group_id)
        check_is_in(actor.member_id in people)
        reader = _Reader(db, actor.member_id, group_id)
        every = groups.posts(db, group_id)
        roots = [post for post in every if not post.parent_id and reader.sees(post)]
        answers = {root.id: tuple(reader.view(post) for post in every if post.parent_id == root.id and reader.sees(post)) for root in roots}
        threads = tuple(ThreadView(reader.view(root), answers[root.id]) for root in reversed(roots))
        title = programs.titles(db, [group.details.program]).get(group.details.program, group.details.program)
        return GroupView(group, title, people, threads, tuple(sorted(reader.muted)))


class _Reader:
    """Everything about one reader of one group that decides what they see."""

    def __init__(self, db: Database, reader_id: str, group_id: str) -> None:
        self._db, self._id = db, reader_id
        self._reported = reports.by_member(db, "post", reader_id)
        self.muted = {post for post, member in groups.related(db, group_id, "mutes") if member == reader_id}
        thanks = groups.related(db, group_id, "thanks")
        self._thanks = Counter(post for post, _ in thanks)
        self._thanked = {post for post, member in thanks if member == reader_id}
        self._mentions = groups.related(db, group_id, "mentioned")

    def sees(self, post: Post) -> bool:
        return is_seen(post, reader_id=self._id, reported=self._reported, muted=self.muted, root_id=post.parent_id or post.id)

    def view(self, post: Post) -> PostView:
        names = tuple(members.get(self._db, member).display_name for about, member in self._mentions if about == post.id)
        because = groups.hidden_because(self._db, post.id) if post.state == "hidden" else ""
        author = members.get(self._db, post.author_id).display_name
        return PostView(post, author, names, self._thanks[post.id], post.id in self._thanked, because)


@dataclass(frozen=True)
class TipView:
    """A tip with its signature; ``is_own``: the reader wrote it."""

    tip: Tip
    author: str
    is_own: bool


def tips_for(portal: Portal, actor: Actor, code: str) -> tuple[TipView, ...]:
    """The tips on the page of a program, the latest first, also for visitors. What was hidden or reported by the reader is left out."""
    with reading(portal.database) as db:
        reported = reports.by_member(db, "tip", actor.member_id) if actor.signed_in else set()
        shown = [tip for tip in tips.of_program(db, code) if not tip.is_hidden and tip.id not in reported]
        return tuple(
            TipView(tip, members.get(db, tip.member_id).display_name if tip.named else AN_EARNER, tip.member_id == actor.id)
            for tip in shown
        )


@dataclass(frozen=True)
class HelpOffer:
    """Whether the reader may leave a tip and offer help for a program, and what they offer."""

    may_help: bool
    offers: frozenset[Help]


def help_for(portal: Portal, actor: Actor, code: str) -> HelpOffer:
    """For a holder of the badge; everybody else may not."""
    if not actor.signed_in:
        return HelpOffer(False, frozenset())
    with reading(portal.database) as db:
        held = awards.active(db, actor.member_id, code)
        holds = held is not None and standing(held.state, held.valid_until, portal.now()) == "valid"
        return HelpOffer(holds, frozenset(tips.offers_of(db, actor.member_id, code)))


@dataclass(frozen=True)
class Volunteer:
    """Who offers to help with which program, and how, in words."""

    name: str
    program: str
    offer: str


def volunteers(portal: Portal, actor: Actor) -> list[Volunteer]:
    """Everybody who offered, for those who give roles and look after programs."""
    require(actor, Permission.PROGRAM_PUBLISH)
    with reading(portal.database) as db:
        found = tips.offers(db)
        titles = programs.titles(db, {row["program_code"] for row in found})
    return [Volunteer(row["name"], titles.get(code := str(row["program_code"]), code), HELP_WORDS[row["help"]]) for row in found]


@dataclass(frozen=True)
class Reported:
    """Something that members reported: what it says, who wrote it, and what they say against it."""

    about: str
    subject: str
    words: str
    author: str
    reasons: tuple[str, ...]


def reported(portal: Portal, actor: Actor) -> list[Reported]:
    """What waits for a decision, the longest waiting first; what is gone already is left out."""
    require(actor, Permission.PROGRAM_PUBLISH)
    with reading(portal.database) as db:
        found = [_reported(db, row) for row in reports.open_ones(db)]
    return [row for row in found if row is not None]


def _reported(db: Database, row: reports.Report) -> Reported | None:
    try:
        if row.about == "post":
            post = groups.post(db, row.subject)
            words, author = post.body, post.author_id
        else:
            tip = tips.get(db, row.subject)
            words, author = tip.words, tip.member_id
    except NotFound:
        return None
    return Reported(row.about, row.subject, words, members.get(db, author).display_name, row.reasons) if words else None
