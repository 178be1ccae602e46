"""The acts of stories in which people help each other: drafts looked at, groups, tips, words of somebody outside."""

from collections.abc import Callable

from core.errors import RuleBroken
from core.queries import community as seen_community
from core.queries import endorsements as seen_endorsements
from core.queries import peers as seen_peers
from core.rules.members import Actor
from core.rules.peers import Note
from core.services import attestations, endorsements, groups, peers, tips, wishes
from core.services.sample_stage import Stage, Step

Act = Callable[[Stage, Actor, Step], object]


def _wish(stage: Stage, actor: Actor, step: Step) -> None:
    wishes.wish(stage.portal, actor, words=step["words"])


def _is_willing(stage: Stage, actor: Actor, step: Step) -> None:
    peers.set_willing(stage.portal, actor, willing=step.get("willing", True))


def _ask_colleagues(stage: Stage, actor: Actor, step: Step) -> None:
    peers.ask(stage.portal, actor, submission_id=_draft_of(stage, step), question=step.get("question", ""))


def _help(stage: Stage, actor: Actor, step: Step) -> None:
    """Feedback on the draft that waits longest for this colleague."""
    task = seen_peers.waiting(stage.portal, actor)[0]
    notes = {key: Note(*said) for key, said in step["notes"].items()}
    peers.give(stage.portal, actor, match_id=task.match_id, notes=notes, anonymous=step.get("anonymous", False))


def _open_group(stage: Stage, actor: Actor, step: Step) -> None:
    groups.open_group(
        stage.portal, actor, program=step["group"], name=step["name"], opens_on=stage.clock.time.date(), capacity=step.get("capacity")
    )


def _group(stage: Stage, actor: Actor) -> str:
    """The group that stands first for somebody: the sample has one."""
    return seen_community.groups_for(stage.portal, actor)[0].group.id


def _join(stage: Stage, actor: Actor, step: Step) -> None:
    groups.join(stage.portal, actor, group_id=_group(stage, actor))


def _write(stage: Stage, actor: Actor, step: Step) -> None:
    """Into the group; with ``answers`` below its latest thread, with ``to`` for somebody."""
    group_id = _group(stage, actor)
    threads = seen_community.inside(stage.portal, actor, group_id).threads
    answers = threads[0].root.post.id if step.get("answers") else ""
    mentions = [stage.people[key].member_id for key in step.get("to", ())]
    kind = step.get("kind", "question")
    groups.write(stage.portal, actor, group_id=group_id, body=step["words"], kind=kind, answers=answers, mentions=mentions)


def _tip(stage: Stage, actor: Actor, step: Step) -> None:
    tips.write(stage.portal, actor, code=step["about"], words=step["words"], named=step.get("named", True))


def _is_vouched_for(stage: Stage, actor: Actor, step: Step) -> None:
    """Somebody outside vouches for the newest badge of the program; with ``accepts`` its holder shows it at once."""
    token = stage.badge_of(step).token
    secret = endorsements.ask(stage.portal, actor, token=token, name=step["name"], relation=step["relation"])
    endorsements.give(stage.portal, Actor.visitor(), secret=secret, name=step["name"], words=step["words"], saw_it=True)
    if step.get("accepts"):
        newest = max(seen_endorsements.of_own_badge(stage.portal, actor, token), key=lambda one: one.asked_at)
        endorsements.accept(stage.portal, actor, endorsement_id=newest.id)


def _is_confirmed(stage: Stage, actor: Actor, step: Step) -> None:
    """Somebody outside confirms what they saw, as evidence in the draft."""
    submission_id = _draft_of(stage, step)
    asked = {"requirement": step["requirement"], "name": step["name"], "relation": step["relation"]}
    secret = attestations.ask(stage.portal, actor, submission_id=submission_id, **asked)
    attestations.give(stage.portal, Actor.visitor(), secret=secret, name=step["name"], words=step["words"], saw_it=True)


def _draft_of(stage: Stage, step: Step) -> str:
    way = stage.enrolment_of(step)
    if way.latest is None:
        raise RuleBroken(f"The story has {step['who']} ask about a draft of {step['program']} that is not there.")
    return way.latest.submission.id


ACTS_OF_HELP: dict[str, Act] = {
    "wish": _wish,
    "is_willing": _is_willing,
    "ask_colleagues": _ask_colleagues,
    "help": _help,
    "open_group": _open_group,
    "join": _join,
    "write": _write,
    "tip": _tip,
    "is_vouched_for": _is_vouched_for,
    "is_confirmed": _is_confirmed,
}
