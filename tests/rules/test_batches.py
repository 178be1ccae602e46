"""May a row become a badge? Every verdict with its reason."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import NotAllowed, NotSignedIn
from core.rules.awards import earned
from core.rules.batch_files import CohortRow
from core.rules.batches import EarlierAward, Known, check_may_issue, judge, result_of, statements
from core.rules.completion import Completion
from core.rules.enrolments import Enrolment
from core.rules.members import Actor, Member, Role
from tests.builders import A_TUESDAY, a_performance_program, a_program_of_both, a_progress_program

PERFORMANCE, PROGRESS, BOTH = a_performance_program(), a_progress_program(), a_program_of_both()
MO = Actor("MO", "Mo", frozenset({Role.MEMBER, Role.ADMIN}))
DEE = Actor("DEE", "Dee", frozenset({Role.MEMBER, Role.DESIGNER}))
ADA = Member("ADA", "ada@example.org", "Ada", "Ada Obi", "", frozenset({Role.MEMBER}), active=True, has_password=True)
GOOD: dict[str, int | None] = {"C1": 2, "C2": 2, "C3": 2, "C4": 2}
ROW = CohortRow(email="ada@example.org", name="Ada Obi", levels=GOOD)
AWARD = EarlierAward("tok", "active", A_TUESDAY, None)
ENROLMENT = Enrolment("E", "ADA", "V", "COM-101", "active", "", A_TUESDAY, A_TUESDAY.date(), None, 1)


def verdict(row=ROW, known=None, actor=MO, program=PERFORMANCE):
    return judge(program, "V", row, known or Known(ADA), actor, A_TUESDAY)


@pytest.mark.parametrize(
    ("known", "what", "sentence"),
    [
        (Known(), "ready", "New here"),
        (Known(ADA), "ready", "Known here."),
        (Known(replace(ADA, name_on_badge="Ada O.")), "ready", "“Ada O.”, not “Ada Obi”"),
        (Known(replace(ADA, active=False)), "look", "deactivated"),
        (Known(ADA, (AWARD,)), "held", "Awarded on 6 October 2026."),
        (Known(ADA, (replace(AWARD, state="suspended"),)), "look", "is suspended"),
        (Known(ADA, (replace(AWARD, state="revoked"),)), "look", "was revoked"),
        (Known(ADA, (AWARD, replace(AWARD, state="revoked"))), "held", "Awarded"),
        (Known(ADA, (replace(AWARD, state="superseded"),)), "ready", "Known here."),
        (Known(ADA, (replace(AWARD, valid_until=A_TUESDAY - timedelta(days=1)),)), "ready", "Renews"),
        (Known(ADA, (), ENROLMENT), "ready", "Takes part already"),
        (Known(ADA, (), replace(ENROLMENT, version_id="OLD")), "look", "another version"),
        (Known(ADA, (), replace(ENROLMENT, state="on_hold")), "look", "pause"),
        (Known(ADA, (), ENROLMENT, (), ("decided", "draft")), "look", "submission"),
        (Known(ADA, (), ENROLMENT, (), ("withdrawn",)), "ready", "Takes part"),
    ],
)
def test_what_the_portal_knows_decides_before_the_rule(known: Known, what: str, sentence: str) -> None:
    told = verdict(known=known)
    assert told.verdict == what and sentence in told.sentence


def test_nobody_issues_to_themselves() -> None:
    assert "This is you" in verdict(known=Known(replace(ADA, id="MO"))).sentence


def test_those_who_may_not_add_people_issue_to_people_who_are_here() -> None:
    row = CohortRow(email="ada@example.org", name="Ada Obi", done=("A1", "A2", "A3"))
    assert verdict(row, Known(ADA), DEE, PROGRESS).verdict == "ready"
    told = verdict(row, Known(), DEE, PROGRESS)
    assert told.verdict == "look" and "Administrators add people" in told.sentence


def test_a_rule_that_is_not_met_says_why() -> None:
    told = verdict(ROW.model_copy(update={"levels": GOOD | {"C4": 1, "C2": 0}}))
    assert told.verdict == "not_met"
    assert told.sentence == "Matches the channel: Not yet < Proficient; Closes the loop: Developing < Proficient."


def test_what_could_not_be_judged_is_no_pass() -> None:
    told = verdict(ROW.model_copy(update={"levels": GOOD | {"C3": None}}))
    assert (told.verdict, told.sentence) == ("not_met", "Handles questions: could not be judged.")


def test_activities_in_the_portal_and_in_the_file_add_up() -> None:
    before = (Completion(activity="A1", state="complete", source="self", at=A_TUESDAY),)
    row = CohortRow(email="ada@example.org", name="Ada Obi", done=("A2", "A3"))
    assert verdict(row, Known(ADA), program=PROGRESS).verdict == "not_met"
    assert verdict(row, Known(ADA, (), ENROLMENT, before), program=PROGRESS).verdict == "ready"


def test_a_facilitators_word_counts_more_than_a_list() -> None:
    no = (Completion(activity="A1", state="not_complete", source="facilitator", at=A_TUESDAY),)
    row = CohortRow(email="ada@example.org", name="Ada Obi", done=("A1", "A2", "A3"))
    assert "Read the guide: not completed" in verdict(row, Known(ADA, (), ENROLMENT, no), program=PROGRESS).sentence


def test_statements_are_made_once_and_dated_by_the_file() -> None:
    row = CohortRow(email="a@example.org", name="A", done=("A1", "A2"), completed_on=date(2026, 5, 31))
    first = statements(row, (), A_TUESDAY)
    assert [(one.activity, one.source, f"{one.at:%Y-%m-%d}") for one in first] == [
        ("A1", "import", "2026-05-31"),
        ("A2", "import", "2026-05-31"),
    ]
    assert statements(row, first, A_TUESDAY) == ()


@given(st.fixed_dictionaries({key: st.sampled_from([None, 0, 1, 2, 3]) for key in GOOD}), st.sets(st.sampled_from(["A1", "A2", "A3"])))
def test_a_row_is_ready_exactly_when_the_programs_own_rule_is_met(levels: dict[str, int | None], done: set[str]) -> None:
    row = CohortRow(email="ada@example.org", name="Ada Obi", levels=levels, done=tuple(sorted(done)))
    said = statements(row, (), A_TUESDAY)
    assert (verdict(row, program=BOTH).verdict == "ready") is earned(BOTH, said, levels).passed
    assert result_of(PROGRESS, said, row) == earned(PROGRESS, said, None)


def test_who_may_issue_which_program() -> None:
    check_may_issue(DEE, PROGRESS)
    for program in (PERFORMANCE, PROGRESS, BOTH):
        check_may_issue(MO, program)
        check_may_issue(Actor.system(), program)
        with pytest.raises(NotAllowed):
            check_may_issue(Actor("R", "Rui", frozenset({Role.MEMBER, Role.REVIEWER})), program)
        with pytest.raises(NotSignedIn):
            check_may_issue(Actor.visitor(), program)
    for program in (PERFORMANCE, BOTH):
        with pytest.raises(NotAllowed):
            check_may_issue(DEE, program)
