"""Next best step: the points of each reason, the order, and what says nothing."""

from datetime import UTC, date, datetime, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.rules.pathway_progress import Held
from core.rules.recommendations import Candidate, is_hidden, matching_words, milestones_reached_by, suggestions
from tests.builders import a_pathway, a_performance_program, a_progress_program

NOW = datetime(2026, 10, 6, tzinfo=UTC)
PROGRAM = a_performance_program()


@pytest.mark.parametrize(
    ("given_", "points", "reason"),
    [
        ({"milestones": ("First step",)}, 40, "Its badge brings you to “First step”."),
        ({"pathways": ("Calm",)}, 25, "It is next on your pathway “Calm”."),
        ({"current": 4, "current_role": "Clerk"}, 20, "It matters in your role: Clerk."),
        ({"wanted": 4, "wanted_role": "Cook"}, 10, "It matters in the role you want: Cook."),
        ({"goals": ("Calmer incidents",)}, 5, "You wrote about “incidents” in your goals."),
        ({"peers": 5}, 5, "5 people of your role earned it."),
    ],
)
def test_each_reason_has_its_points(given_: dict, points: int, reason: str) -> None:
    (found,) = suggestions([Candidate(PROGRAM, **given_)])
    assert (found.points, found.reasons) == (points, (reason,))


def test_together_they_add_up() -> None:
    everything = Candidate(PROGRAM, ("M",), ("P",), 5, "A", 5, "B", ("incident",), 9)
    assert suggestions([everything])[0].points == 105


def test_the_role_counts_as_a_share_of_the_most() -> None:
    half, whole = Candidate(PROGRAM, current=2, current_role="A"), Candidate(a_progress_program(), current=4, current_role="A")
    assert [(one.program.code, one.points) for one in suggestions([half, whole])] == [("ORI-001", 20), ("COM-101", 10)]
    third = [Candidate(PROGRAM, wanted=1, wanted_role="A"), Candidate(a_progress_program(), wanted=3, wanted_role="A")]
    assert suggestions(third)[1].points == Fraction(10, 3)


@pytest.mark.parametrize("given_", [{}, {"peers": 4}, {"goals": ("to do it better",)}])
def test_without_a_reason_nothing_is_suggested(given_: dict) -> None:
    assert suggestions([Candidate(PROGRAM, **given_)]) == []


@pytest.mark.parametrize(
    ("goal", "found"),
    [
        ("Handle an INCIDENT", ["incident"]),
        ("incidents", ["incidents"]),
        ("I want to be better at my work", []),
        ("inc", []),
        ("", []),
        ("Occupants, occupants!", ["occupants"]),
        ("desktop", []),
    ],
)
def test_words_of_goals(goal: str, found: list[str]) -> None:
    assert matching_words(PROGRAM, [goal]) == found


candidates = st.lists(
    st.builds(
        Candidate,
        st.sampled_from([PROGRAM, a_progress_program()]),
        st.sampled_from([(), ("M",)]),
        st.sampled_from([(), ("P",)]),
        st.integers(0, 9),
        st.just("A"),
        st.integers(0, 9),
        st.just("B"),
        st.sampled_from([(), ("incident",)]),
        st.integers(0, 9),
    ),
    max_size=6,
)


@given(candidates)
def test_the_best_three_in_their_order_each_with_its_reasons(found: list[Candidate]) -> None:
    best = suggestions(found)
    assert len(best) <= 3
    assert [one.points for one in best] == sorted((one.points for one in best), reverse=True)
    for one in best:
        assert one.reasons and 0 < one.points <= 105
    everything = suggestions(found, most=99)
    assert best == everything[:3]


def test_which_milestones_a_badge_would_reach() -> None:
    root = a_pathway().root
    assert milestones_reached_by(PROGRAM, root, (), NOW) == ("First step",)
    assert milestones_reached_by(a_progress_program(), root, (), NOW) == ()
    held = Held("COM-101", "1.0", NOW - timedelta(days=5), None, "active", "t")
    assert milestones_reached_by(PROGRAM, root, (held,), NOW) == ()


@given(st.dates(date(2020, 1, 1), date(2100, 1, 1)), st.integers(0, 400))
def test_put_away_for_ninety_days(day: date, later: int) -> None:
    assert is_hidden(day, day + timedelta(days=later)) == (later < 90)
