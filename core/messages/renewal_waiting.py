"""Evidence of practice waits for a reviewer. No holder is named: reviewing is blind."""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class RenewalWaiting:
    KIND: ClassVar[str] = "renewal_waiting"
    ABOUT: ClassVar[str] = "A renewal waits for a reviewer"
    REASON: ClassVar[str] = "You get this, once a day at most, because you are a reviewer."

    title: str

    def subject(self) -> str:
        """
        >>> RenewalWaiting("Lockout").subject()
        'A renewal of “Lockout” waits for a reviewer'
        """
        return f"A renewal of “{self.title}” waits for a reviewer"

    def words(self) -> str:
        return (
            f"Somebody handed in one piece of evidence of practice, to renew a badge of “{self.title}”."
            " Reading it takes a few minutes. Any reviewer can take it."
        )

    def path(self) -> str:
        return "/renewals"
