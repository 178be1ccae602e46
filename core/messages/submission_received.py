"""A submission has arrived: until when there will be an answer."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from core.rules.times import long_day


@dataclass(frozen=True)
class SubmissionReceived:
    """``due`` is the promised day; ``usual_days`` the working days that an answer takes as a rule, where there is enough to say so."""

    KIND: ClassVar[str] = "submission_received"
    ABOUT: ClassVar[str] = "My work has arrived"
    REASON: ClassVar[str] = "You get this because you submitted evidence."

    enrolment_id: str
    title: str
    due: date
    usual_days: int | None

    def subject(self) -> str:
        """
        >>> SubmissionReceived("e", "Lockout", date(2026, 4, 14), None).subject()
        'We have your work for “Lockout”'
        """
        return f"We have your work for “{self.title}”"

    def words(self) -> str:
        usual = ""
        if self.usual_days:
            usual = f" An answer usually takes {self.usual_days} working day{'' if self.usual_days == 1 else 's'}."
        return (
            f"You submitted your work for “{self.title}”. You will hear by {long_day(self.due)} at the latest.{usual}\n\n"
            "Until a reviewer begins to read you can take it back."
        )

    def path(self) -> str:
        return f"/submit?e={self.enrolment_id}"
