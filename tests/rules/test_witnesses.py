"""Who is asked, until when a link works, and what somebody stands for."""

from datetime import UTC, datetime, timedelta

import pytest

from core.errors import BadInput, RuleBroken
from core.rules.members import Actor, Role
from core.rules.witnesses import LASTS, check_link, check_room, check_saw_it, check_somebody_else

NOW = datetime(2026, 10, 6, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("state", "later", "words"),
    [
        ("asked", LASTS, "older than thirty days"),
        ("given", timedelta(0), "used already"),
        ("accepted", timedelta(0), "used already"),
        ("withdrawn", timedelta(0), "taken back"),
    ],
)
def test_links_that_are_over(state: str, later: timedelta, words: str) -> None:
    check_link("asked", NOW + LASTS, NOW + LASTS - timedelta(seconds=1))
    with pytest.raises(RuleBroken, match=words):
        check_link(state, NOW + LASTS, NOW + later)


def test_only_so_many_wait_at_the_same_time() -> None:
    check_room(2, 3)
    with pytest.raises(RuleBroken, match="3 people"):
        check_room(3, 3)


def test_one_stands_for_ones_words() -> None:
    check_saw_it(True)
    with pytest.raises(BadInput):
        check_saw_it(False)


def test_nobody_speaks_for_themselves() -> None:
    ada = Actor("ada", "Ada", frozenset({Role.MEMBER}))
    for who in (Actor.visitor(), Actor("ben", "Ben", frozenset({Role.MEMBER}))):
        check_somebody_else(who, "ada")
    with pytest.raises(RuleBroken):
        check_somebody_else(ada, "ada")
