"""What can happen to a version and its draft, and who may do it."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import NotAllowed, RuleBroken
from core.rules import versions
from core.rules.versions import TRANSITIONS, Desk, Owners

STATES = sorted({state for state, _ in TRANSITIONS} | set(TRANSITIONS.values()) | {"dropped"})
EVENTS = sorted({event for _, event in TRANSITIONS})
LIFE = """
draft       submit     in_check
in_check    take_back  draft
in_check    send_back  draft
in_check    publish    published
published   suspend    suspended
suspended   resume     published
published   supersede  superseded
suspended   supersede  superseded
published   retire     retired
suspended   retire     retired
superseded  retire     retired
"""


@pytest.mark.parametrize("state", STATES)
@pytest.mark.parametrize("event", EVENTS)
def test_only_what_is_written_here_can_happen(state, event) -> None:
    life = {(row.split()[0], row.split()[1]): row.split()[2] for row in LIFE.strip().splitlines()}
    if (state, event) in life:
        assert versions.after(state, event) == life[state, event]
    else:
        with pytest.raises(RuleBroken):
            versions.after(state, event)


def test_a_retired_version_stays_retired() -> None:
    assert not [event for state, event in TRANSITIONS if state == "retired"]


# who wrote, who submitted, how many designers, how many others could check, who checks -> may they, and what is said of it
CHECKS = """
dee      dee  2  1  sam   yes
dee      dee  2  1  dee   no
dee,sam  dee  3  1  sam   no
dee,sam  dee  3  1  mo    yes
dee,sam  dee  2  0  sam   by one of its authors
dee,sam  dee  2  0  dee   no
dee      dee  1  0  dee   by nobody else
dee      dee  1  1  dee   by nobody else
dee      dee  1  1  mo    yes
dee      sam  2  1  sam   no
"""


@pytest.mark.parametrize("row", CHECKS.strip().splitlines(), ids=lambda row: "-".join(row.split()))
def test_who_may_publish(row: str) -> None:
    authors, submitter, designers, others, checker, *answer = row.split()
    desk = Desk(frozenset(authors.split(",")), submitter, int(designers), int(others))
    if answer == ["no"]:
        with pytest.raises(RuleBroken, match="somebody else"):
            versions.check_may_publish(desk, checker)
    else:
        said = versions.check_may_publish(desk, checker)
        assert (said == "") is (answer == ["yes"])
        assert said == "" or " ".join(answer) in said


people = st.sampled_from(["dee", "sam", "mo", "kit"])


@given(st.frozensets(people, min_size=1), people, st.integers(0, 4), st.integers(0, 3), people)
def test_with_two_designers_nobody_publishes_what_they_submitted(authors, submitter, designers, others, checker) -> None:
    desk = Desk(authors, submitter, designers, others)
    try:
        said = versions.check_may_publish(desk, checker)
    except RuleBroken:
        assert designers >= 2
    else:
        assert designers < 2 or checker != submitter
        assert said or checker not in authors


@given(st.frozensets(people, min_size=1), people, st.integers(0, 4))
def test_a_draft_never_waits_for_a_check_that_nobody_could_make(authors, submitter, designers) -> None:
    everybody = {"dee", "sam", "mo", "kit"}
    desk = Desk(authors, submitter, designers, others=len(everybody - authors - {submitter}))

    def may(checker: str) -> bool:
        try:
            versions.check_may_publish(desk, checker)
        except RuleBroken:
            return False
        return True

    assert any(map(may, everybody))


@pytest.mark.parametrize("actor", ["dee", "sam", None])
def test_authors_take_back_and_others_send_back(actor) -> None:
    desk = Desk(frozenset({"dee"}), "dee", 2, 1)
    if actor == "dee":
        versions.check_may_take_back(desk, actor)
        with pytest.raises(RuleBroken, match="Take it back"):
            versions.check_may_send_back(desk, actor)
    else:
        versions.check_may_send_back(desk, actor)
        with pytest.raises(RuleBroken, match="say why"):
            versions.check_may_take_back(desk, actor)


@pytest.mark.parametrize(
    ("owners", "actor", "is_admin", "may"),
    [
        (Owners("dee"), "dee", False, True),
        (Owners("dee", "sam"), "sam", False, True),
        (Owners("dee"), "sam", False, False),
        (Owners("dee"), "mo", True, True),
        (Owners(), "sam", False, False),
    ],
)
def test_owner_backup_and_administrators_let_findings_pass(owners, actor, is_admin, may) -> None:
    if may:
        versions.check_is_owner(owners, actor_id=actor, is_admin=is_admin)
    else:
        with pytest.raises(NotAllowed):
            versions.check_is_owner(owners, actor_id=actor, is_admin=is_admin)


numbers = st.builds(lambda major, minor: f"{major}.{minor}", st.integers(1, 30), st.integers(0, 30))


@given(numbers, st.lists(numbers, max_size=5))
def test_numbers_only_rise(version: str, stored: list[str]) -> None:
    is_larger = all(versions.number_of(version) > versions.number_of(one) for one in stored)
    if is_larger:
        versions.check_version_number("COM-101", version, stored)
    else:
        with pytest.raises(RuleBroken, match="raise the number"):
            versions.check_version_number("COM-101", version, stored)


@given(st.lists(numbers, min_size=1), st.booleans())
def test_the_number_that_is_suggested_is_taken(stored: list[str], of_substance: bool) -> None:
    newest = versions.newest_of(stored)
    assert newest is not None
    versions.check_version_number("COM-101", versions.next_number(newest, of_substance=of_substance), stored)


def test_a_code_is_not_taken_over_by_accident() -> None:
    versions.check_code_is_free("COM-101", [], based_on=None)
    versions.check_code_is_free("COM-101", ["1.0"], based_on="COM-101")
    for based_on in (None, "ACC-115"):
        with pytest.raises(RuleBroken, match="another code"):
            versions.check_code_is_free("COM-101", ["1.0"], based_on=based_on)


TODAY = date(2026, 10, 6)


@pytest.mark.parametrize(
    ("waiting", "until", "refusal"),
    [
        (0, None, None),
        (1, None, "is 1 submission"),
        (3, None, "are 3 submissions"),
        (3, date(2026, 12, 31), None),
        (0, TODAY, None),
        (0, date(2026, 10, 5), "today or a later day"),
    ],
)
def test_retiring_leaves_nobody_standing(waiting, until, refusal) -> None:
    if refusal is None:
        versions.check_may_retire(waiting, until, TODAY)
    else:
        with pytest.raises(RuleBroken, match=refusal):
            versions.check_may_retire(waiting, until, TODAY)


def test_the_last_day_is_a_whole_day() -> None:
    versions.check_still_taught("Brief people", TODAY, TODAY)
    versions.check_still_taught("Brief people", None, TODAY)
    with pytest.raises(RuleBroken, match="6 October 2026"):
        versions.check_still_taught("Brief people", TODAY, date(2026, 10, 7))


@pytest.mark.parametrize("state", ["suspended", "retired", "superseded"])
def test_a_program_that_takes_nobody_new_says_that_badges_stay(state) -> None:
    assert "stay valid" in versions.closed_in_words(state, None)
    assert versions.closed_in_words("published", None) == ""


def test_people_are_told_until_when_they_can_finish() -> None:
    assert "until 6 October 2026" in versions.closed_in_words("retired", TODAY)
