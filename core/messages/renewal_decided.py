"""Evidence of practice has its answer."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class RenewalDecided:
    """``token`` is the badge to look at: the new one, or the one that is still to be renewed. ``reason`` is the reviewer's."""

    KIND: ClassVar[str] = "renewal_decided"
    ABOUT: ClassVar[str] = "A renewal has its answer"
    REASON: ClassVar[str] = "You get this because you handed in evidence to renew a badge."

    token: str
    title: str
    renewed: bool
    reason: str

    def subject(self) -> str:
        """
        >>> RenewalDecided("t", "Lockout", True, "").subject()
        'Your badge “Lockout” is renewed'
        """
        return f"Your badge “{self.title}” is renewed" if self.renewed else f"Something is missing to renew your badge “{self.title}”"

    def words(self) -> str:
        said = f"\n\nYour reviewer writes:\n\n{self.reason}" if self.reason else ""
        if self.renewed:
            return f"A reviewer read your evidence of practice, and your badge “{self.title}” is renewed.{said}"
        return f"A reviewer read your evidence of practice for “{self.title}”. Please add what is missing and hand it in again.{said}"

    def path(self) -> str:
        return f"/b/{self.token}" if self.renewed else f"/renew?b={self.token}"
