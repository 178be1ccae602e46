"""A group from its opening to its end: who is in, who writes, and what becomes of what was reported."""

from datetime import date, timedelta

import pytest

from core.errors import BadInput, NotAllowed, NotFound, RuleBroken
from core.queries.community import all_groups, groups_for, inside, reported
from core.rules.members import Actor
from core.services import enrolments, groups
from tests.cast import Cast


def opened(cast: Cast, **changes: object) -> str:
    given = {"program": "COM-101", "name": "Autumn", "opens_on": cast.clock().date()} | changes
    return groups.open_group(cast.portal, cast.dee, **given)


def with_people(cast: Cast, *people: Actor, **changes: object) -> str:
    group = opened(cast, **changes)
    for who in people:
        enrolments.enrol(cast.portal, who, code="COM-101")
        groups.join(cast.portal, who, group_id=group)
    return group


def seen(cast: Cast, who: Actor, group: str) -> list[str]:
    """Every post that somebody sees, threads with their answers."""
    found = inside(cast.portal, who, group).threads
    return [view.post.body for thread in found for view in (thread.root, *thread.answers)]


def write(cast: Cast, who: Actor, group: str, body: str, **changes: object) -> str:
    return groups.write(cast.portal, who, group_id=group, body=body, **changes)


def test_members_of_the_program_join_and_talk(cast: Cast) -> None:
    group = with_people(cast, cast.ada, cast.ben)
    first = write(cast, cast.ada, group, "How do you begin?")
    answer = write(cast, cast.ben, group, "With the time.", answers=first)
    write(cast, cast.ada, group, "Thank you.", answers=answer)
    (thread,) = inside(cast.portal, cast.ada, group).threads
    assert (thread.root.author, [view.post.body for view in thread.answers]) == ("Ada Obi", ["With the time.", "Thank you."])


def test_nobody_else_gets_in(cast: Cast) -> None:
    group = with_people(cast, cast.ada)
    for who in (cast.ben, cast.mo, cast.rui):
        with pytest.raises(NotFound):
            inside(cast.portal, who, group)
        with pytest.raises(NotFound):
            write(cast, who, group, "Let me in.")
    with pytest.raises(RuleBroken, match="take part"):
        groups.join(cast.portal, cast.ben, group_id=group)
    groups.join(cast.portal, cast.dee, group_id=group)  # a designer facilitates
    assert all_groups(cast.portal, cast.dee)[0].people == 2


def test_full_and_closed(cast: Cast) -> None:
    group = with_people(cast, cast.ada, cast.ben, capacity=2)
    enrolments.enrol(cast.portal, cast.rui, code="COM-101")
    with pytest.raises(RuleBroken, match="full"):
        groups.join(cast.portal, cast.rui, group_id=group)
    groups.close_group(cast.portal, cast.dee, group_id=group)
    with pytest.raises(RuleBroken, match="over"):
        write(cast, cast.ada, group, "Still here?")
    assert [card.joined for card in groups_for(cast.portal, cast.ada)] == [True] and groups_for(cast.portal, cast.rui) == []


def test_mentions_and_answers_are_news_until_one_looks(cast: Cast) -> None:
    group = with_people(cast, cast.ada, cast.ben)
    cast.clock.time += timedelta(minutes=1)
    first = write(cast, cast.ada, group, "How?", mentions=[cast.ben.member_id])
    write(cast, cast.ada, group, "For everybody.")
    assert [card.news for card in groups_for(cast.portal, cast.ben)] == [1]
    groups.looked(cast.portal, cast.ben, group_id=group)
    assert [card.news for card in groups_for(cast.portal, cast.ben)] == [0]
    cast.clock.time += timedelta(minutes=1)
    write(cast, cast.ben, group, "So.", answers=first)
    assert [card.news for card in groups_for(cast.portal, cast.ada)] == [1]
    groups.mute(cast.portal, cast.ada, post_id=first, muted=True)
    assert [card.news for card in groups_for(cast.portal, cast.ada)] == [0]
    with pytest.raises(BadInput):
        write(cast, cast.ada, group, "Hey", mentions=[cast.rui.member_id])


def test_changed_deleted_thanked_and_muted(cast: Cast) -> None:
    group = with_people(cast, cast.ada, cast.ben)
    post = write(cast, cast.ada, group, "Frist!")
    groups.change(cast.portal, cast.ada, post_id=post, body="First!")
    with pytest.raises(NotFound):
        groups.change(cast.portal, cast.ben, post_id=post, body="Mine!")
    groups.thank(cast.portal, cast.ben, post_id=post)
    groups.thank(cast.portal, cast.ben, post_id=post)
    with pytest.raises(NotFound):
        groups.thank(cast.portal, cast.ada, post_id=post)
    assert inside(cast.portal, cast.ada, group).threads[0].root.thanks == 1
    groups.mute(cast.portal, cast.ben, post_id=post, muted=True)
    assert seen(cast, cast.ben, group) == [] and seen(cast, cast.ada, group) == ["First!"]
    groups.mute(cast.portal, cast.ben, post_id=post, muted=False)
    with pytest.raises(NotFound):
        groups.delete(cast.portal, cast.ben, post_id=post)
    groups.delete(cast.portal, cast.ada, post_id=post)
    assert seen(cast, cast.ben, group) == []


def test_reported_hidden_and_let_stand(cast: Cast) -> None:
    group = with_people(cast, cast.ada, cast.ben, cast.rui)
    post = write(cast, cast.ada, group, "You are all slow.")
    with pytest.raises(BadInput):
        groups.report(cast.portal, cast.ben, post_id=post, reason=" ")
    groups.report(cast.portal, cast.ben, post_id=post, reason="It is rude.")
    assert seen(cast, cast.ben, group) == [] and seen(cast, cast.rui, group) == ["You are all slow."]
    (row,) = reported(cast.portal, cast.dee)
    assert (row.author, row.words, row.reasons) == ("Ada Obi", "You are all slow.", ("It is rude.",))
    with pytest.raises(NotAllowed):
        groups.moderate(cast.portal, cast.rui, post_id=post, hide=True, reason="Rude.")
    with pytest.raises(BadInput):
        groups.moderate(cast.portal, cast.dee, post_id=post, hide=True, reason="")
    groups.moderate(cast.portal, cast.dee, post_id=post, hide=True, reason="Please be kind.")
    assert seen(cast, cast.rui, group) == [] and reported(cast.portal, cast.dee) == []
    assert inside(cast.portal, cast.ada, group).threads[0].root.hidden_because == "Please be kind."
    groups.moderate(cast.portal, cast.mo, post_id=post, hide=False, reason="")
    assert seen(cast, cast.rui, group) == ["You are all slow."]


def test_twenty_an_hour(cast: Cast) -> None:
    group = with_people(cast, cast.ada)
    for number in range(20):
        write(cast, cast.ada, group, f"Number {number}")
    with pytest.raises(RuleBroken, match="within an hour"):
        write(cast, cast.ada, group, "One more")
    cast.clock.time += timedelta(hours=1, seconds=1)
    write(cast, cast.ada, group, "One more")


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"name": ""}, "name"), ({"program": ""}, "program"), ({"closes_on": date(2020, 1, 1)}, "form"), ({"capacity": 1}, "capacity")],
)
def test_what_cannot_be_opened(cast: Cast, changes: dict, field: str) -> None:
    with pytest.raises(BadInput) as refused:
        opened(cast, **changes)
    assert field in refused.value.fields


def test_leaving_leaves_ones_words(cast: Cast) -> None:
    group = with_people(cast, cast.ada, cast.ben)
    write(cast, cast.ada, group, "Good bye.")
    groups.leave(cast.portal, cast.ada, group_id=group)
    assert seen(cast, cast.ben, group) == ["Good bye."]
    with pytest.raises(NotFound):
        groups.leave(cast.portal, cast.ada, group_id=group)
