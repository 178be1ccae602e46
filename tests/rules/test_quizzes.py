import pytest
from pydantic import ValidationError

from core.rules.quizzes import Question


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ({"kind": "single", "choices": ["a"], "right": [0]}, "at least two different choices"),
        ({"kind": "single", "choices": ["a", "a"], "right": [0]}, "at least two different choices"),
        ({"kind": "single", "choices": ["a", "b"], "right": [0, 1]}, "one right choice"),
        ({"kind": "multiple", "choices": ["a", "b"], "right": []}, "at least one"),
        ({"kind": "multiple", "choices": ["a", "b"], "right": [2]}, "at least one"),
        ({"kind": "text"}, "texts that are accepted"),
        ({"kind": "text", "accepted": ["a"], "choices": ["a", "b"]}, "no choices"),
    ],
)
def test_a_question_that_nobody_could_answer_is_refused(question: dict[str, object], words: str) -> None:
    with pytest.raises(ValidationError, match=words):
        Question.model_validate(question | {"text": "Which one?"})
