"""Colleagues and drafts: somebody is asked to look at one, and somebody has an answer."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from core.rules.times import long_day


@dataclass(frozen=True)
class PeerAsked:
    """``match_id`` leads to the draft; nobody is named, since the author may not want that."""

    KIND: ClassVar[str] = "peer_asked"
    ABOUT: ClassVar[str] = "A colleague could use my eye"
    REASON: ClassVar[str] = "You get this because you said that you are willing to look at drafts of colleagues."

    match_id: str
    title: str
    until: date

    def subject(self) -> str:
        """
        >>> PeerAsked("m", "Lockout", date(2026, 4, 14)).subject()
        'A colleague could use your eye: “Lockout”'
        """
        return f"A colleague could use your eye: “{self.title}”"

    def words(self) -> str:
        return (
            f"Somebody who works on “{self.title}” asks what a colleague sees in their draft. One strength and one suggestion on one"
            f" criterion are a great help already. Please answer by {long_day(self.until)}, or say that you cannot."
            "\n\nIt is help, not a judgement: no reviewer will see it."
        )

    def path(self) -> str:
        return f"/peers?m={self.match_id}"


@dataclass(frozen=True)
class PeerAnswered:
    """``enrolment_id`` leads to the draft, beside which the answer stands."""

    KIND: ClassVar[str] = "peer_answered"
    ABOUT: ClassVar[str] = "A colleague looked at my draft"
    REASON: ClassVar[str] = "You get this because you asked colleagues to look at your draft."

    enrolment_id: str
    title: str

    def subject(self) -> str:
        """
        >>> PeerAnswered("e", "Lockout").subject()
        'You have feedback on your draft: “Lockout”'
        """
        return f"You have feedback on your draft: “{self.title}”"

    def words(self) -> str:
        return f"A colleague looked at your draft for “{self.title}” and wrote what they see. Take from it what helps you."

    def path(self) -> str:
        return f"/submit?e={self.enrolment_id}&step=preview"
