"""Is it used at work?"""

from dataclasses import dataclass
from typing import ClassVar


@dataclass(frozen=True)
class UseAsked:
    """``token`` is the badge."""

    KIND: ClassVar[str] = "use_asked"
    ABOUT: ClassVar[str] = "Whether I use at work what I showed"
    REASON: ClassVar[str] = "You get this because you earned a badge two to three months ago. It is asked once."

    token: str
    title: str

    def subject(self) -> str:
        """
        >>> UseAsked("t", "Lockout").subject()
        'Have you used “Lockout” at work since?'
        """
        return f"Have you used “{self.title}” at work since?"

    def words(self) -> str:
        return (
            f"You earned “{self.title}” some weeks ago. Have you used it at work since? One click is enough. The association sees how many"
            " people said what, and nobody's name; it helps to make programs that are worth your time."
        )

    def path(self) -> str:
        return "/badges"
