"""A submission has its answer."""

from dataclasses import dataclass
from typing import ClassVar

from core.rules.reviews import Outcome

_SUBJECTS: dict[Outcome, str] = {
    "approved": "You earned “{title}”",
    "returned": "Almost there: “{title}”",
    "not_yet_demonstrated": "Not yet: “{title}”",
}
_WORDS: dict[Outcome, str] = {
    "approved": "A reviewer judged your work for “{title}” and approved it. Well done: the badge is yours to see, to share or to keep to"
    " yourself.",
    "returned": "A reviewer judged your work for “{title}”. Not everything that the rubric asks for can be seen in it yet. Your reviewer"
    " says what would show it; what you handed in is still there, to be changed and submitted again.",
    "not_yet_demonstrated": "A reviewer judged your work for “{title}”. It does not show yet what the rubric asks for, and the attempts are"
    " used for now. Your reviewer says what to practise; you can start again after a pause.",
}


@dataclass(frozen=True)
class SubmissionDecided:
    """``submission_id`` leads to the feedback. The reviewer's own words are read there, beside the criteria that they are about."""

    KIND: ClassVar[str] = "submission_decided"
    ABOUT: ClassVar[str] = "My work has its answer"
    REASON: ClassVar[str] = "You get this because you submitted evidence."

    submission_id: str
    title: str
    outcome: Outcome

    def subject(self) -> str:
        """
        >>> SubmissionDecided("s", "Lockout", "approved").subject()
        'You earned “Lockout”'
        """
        return _SUBJECTS[self.outcome].format(title=self.title)

    def words(self) -> str:
        return _WORDS[self.outcome].format(title=self.title)

    def path(self) -> str:
        return f"/feedback?s={self.submission_id}"
