"""Somebody confirmed what they saw."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class AttestationGiven:
    """``enrolment_id`` leads to the draft in which the statement stands now; ``name`` is whoever confirmed it."""

    KIND: ClassVar[str] = "attestation_given"
    ABOUT: ClassVar[str] = "Somebody confirmed what they saw"
    REASON: ClassVar[str] = "You get this because you asked somebody to confirm what they saw."

    enrolment_id: str
    title: str
    name: str

    def subject(self) -> str:
        """
        >>> AttestationGiven("e", "Lockout", "Sam Lee").subject()
        'Sam Lee confirmed your work: “Lockout”'
        """
        return f"{self.name} confirmed your work: “{self.title}”"

    def words(self) -> str:
        return f"{self.name} wrote what they saw. Their words stand among your evidence for “{self.title}” now."

    def path(self) -> str:
        return f"/submit?e={self.enrolment_id}&step=evidence"
