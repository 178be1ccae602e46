"""Somebody vouched for a badge."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class EndorsementGiven:
    """``token`` is the badge; ``name`` who vouches for it."""

    KIND: ClassVar[str] = "endorsement_given"
    ABOUT: ClassVar[str] = "Somebody vouched for a badge of mine"
    REASON: ClassVar[str] = "You get this because you asked somebody to vouch for your badge."

    token: str
    title: str
    name: str

    def subject(self) -> str:
        """
        >>> EndorsementGiven("t", "Lockout", "Sam Lee").subject()
        'Sam Lee vouches for your badge “Lockout”'
        """
        return f"{self.name} vouches for your badge “{self.title}”"

    def words(self) -> str:
        return (
            f"{self.name} wrote something about your badge “{self.title}”. Nobody else sees it yet: read it, and decide whether it is shown"
            " on the badge's page."
        )

    def path(self) -> str:
        return f"/share?b={self.token}"
