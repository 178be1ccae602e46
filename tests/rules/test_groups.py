"""Who may join and write, and what each person of a group sees."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from core.errors import BadInput, NotFound, RuleBroken
from core.rules.groups import (
    EDIT_FOR,
    LONGEST_POST,
    Group,
    GroupDetails,
    Post,
    check_body,
    check_is_in,
    check_may_change,
    check_may_join,
    check_may_write,
    check_mentions,
    is_seen,
)

TODAY = date(2026, 10, 6)
NOW = datetime(2026, 10, 6, 9, tzinfo=UTC)
DETAILS = GroupDetails(program="COM-101", name="Autumn", opens_on=date(2026, 10, 1), closes_on=date(2026, 11, 1), capacity=3)
GROUP = Group("g", DETAILS, False)
POST = Post("p", "g", "ada", "", "question", "How?", "visible", NOW, None)


@pytest.mark.parametrize(
    ("group", "today", "is_open"),
    [
        (GROUP, date(2026, 10, 1), True),
        (GROUP, date(2026, 11, 1), True),
        (GROUP, date(2026, 9, 30), False),
        (GROUP, date(2026, 11, 2), False),
        (replace(GROUP, is_closed=True), TODAY, False),
        (replace(GROUP, details=DETAILS.model_copy(update={"closes_on": None})), date(2030, 1, 1), True),
    ],
)
def test_when_it_is_open(group: Group, today: date, is_open: bool) -> None:
    assert group.is_open(today) is is_open


def test_it_cannot_end_before_it_begins() -> None:
    with pytest.raises(ValidationError):
        GroupDetails(program="COM-101", name="Autumn", opens_on=TODAY, closes_on=date(2026, 10, 5))


@pytest.mark.parametrize(("people", "takes_part", "today"), [(3, True, TODAY), (0, False, TODAY), (0, True, date(2027, 1, 1))])
def test_who_cannot_join(people: int, takes_part: bool, today: date) -> None:
    check_may_join(GROUP, people=2, takes_part=True, today=TODAY)
    with pytest.raises(RuleBroken):
        check_may_join(GROUP, people=people, takes_part=takes_part, today=today)


def test_what_cannot_be_written() -> None:
    check_may_write(GROUP, lately=19, today=TODAY)
    for lately, today in ((20, TODAY), (0, date(2027, 1, 1))):
        with pytest.raises(RuleBroken):
            check_may_write(GROUP, lately=lately, today=today)
    for body in ("", "x" * (LONGEST_POST + 1)):
        with pytest.raises(BadInput):
            check_body(body)
    check_mentions(["ben"], ["ada", "ben"])
    for mentioned in (["cy"], [f"p{n}" for n in range(11)]):
        with pytest.raises(BadInput):
            check_mentions(mentioned, ["ada", "ben", *(f"p{n}" for n in range(11))])
    with pytest.raises(NotFound):
        check_is_in(False)


def test_changed_for_a_quarter_of_an_hour_by_its_author() -> None:
    check_may_change(POST, "ada", NOW + EDIT_FOR)
    with pytest.raises(RuleBroken):
        check_may_change(POST, "ada", NOW + EDIT_FOR + timedelta(seconds=1))
    for post, who in ((POST, "ben"), (replace(POST, state="deleted"), "ada")):
        with pytest.raises(NotFound):
            check_may_change(post, who, NOW)


ids = st.sampled_from(["p", "r", "x"])


@given(st.sampled_from(["visible", "hidden", "deleted"]), st.sampled_from(["ada", "ben"]), st.sets(ids), st.sets(ids))
def test_nobody_sees_what_is_gone_reported_or_muted(state: str, reader: str, reported: set[str], muted: set[str]) -> None:
    post = replace(POST, state=state, parent_id="r")
    seen = is_seen(post, reader_id=reader, reported=reported, muted=muted, root_id="r")
    if state == "deleted" or "p" in reported or "r" in muted:
        assert not seen
    elif state == "hidden":
        assert seen == (reader == "ada")
    else:
        assert seen
