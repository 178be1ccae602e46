import pytest

from core.rules.design_check.seat_time import seat_time
from tests.rules.design_check.cases import read

PHRASES = read("seat_time_phrases.toml")
CAUGHT = [*PHRASES["validated"]["caught"], *PHRASES["own"]["caught"]]
CLEAN = [*PHRASES["validated"]["clean"], *PHRASES["own"]["clean"]]


def test_the_validated_set_is_whole() -> None:
    assert (len(PHRASES["validated"]["caught"]), len(PHRASES["validated"]["clean"])) == (16, 15)


@pytest.mark.parametrize("phrase", CAUGHT)
def test_time_and_presence_are_found(phrase: str) -> None:
    assert seat_time(phrase) in phrase and seat_time(phrase)
    assert seat_time(f"The learner\n {phrase.lower()}.")


@pytest.mark.parametrize("phrase", CLEAN)
def test_what_only_sounds_like_it_is_not(phrase: str) -> None:
    assert not seat_time(phrase)


def test_one_harmless_phrase_does_not_excuse_another() -> None:
    assert seat_time("Attends to alarms after she attends the webinar") == "attends"


@pytest.mark.parametrize("part", ["participates in a ", "1 ", "watch the ", "twenty-", "may be present at the ", "log 3 hours of "])
def test_long_texts_are_answered(part: str) -> None:
    assert isinstance(seat_time(part * 500), str)
