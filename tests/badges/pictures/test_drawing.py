import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.badges.pictures.drawing import Arc, on_circle


def test_turns_go_clockwise_from_the_top() -> None:
    for turn, place in ((0, (0, -1)), (0.25, (1, 0)), (0.5, (0, 1)), (0.75, (-1, 0))):
        assert on_circle(1, turn) == pytest.approx(place, abs=1e-9)


@given(st.floats(0.1, 1), st.floats(0, 1), st.floats(0, 1), st.floats(0, 1))
def test_an_arc_that_runs_back_is_the_same_arc(radius: float, start: float, end: float, share: float) -> None:
    assert Arc(radius, start, end).at(share) == pytest.approx(Arc(radius, end, start).at(1 - share), abs=1e-9)
