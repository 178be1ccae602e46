"""A badge is about to run out, or just has: until when, and what to do."""

from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from core.rules.programs import RenewalKind
from core.rules.times import long_day

_WHAT_TO_DO: dict[RenewalKind, str] = {
    "reassess": "To renew it you show the skill once more: start the program again, also while this badge is still valid.",
    "evidence": "To renew it you hand in one piece of evidence of practice, which a reviewer reads.",
    "update_program": "You renew it by earning the badge of “{update}”.",
    "none": "It is not renewed. Its page stays and says until when it was valid; you can earn the badge again.",
}


@dataclass(frozen=True)
class BadgeExpiring:
    """``days_left`` is negative once the badge has run out; ``closes_on`` is the last day to renew it."""

    KIND: ClassVar[str] = "badge_expiring"
    ABOUT: ClassVar[str] = "A badge runs out"
    REASON: ClassVar[str] = "You get this because you hold this badge."

    token: str
    title: str
    ends_on: date
    closes_on: date
    days_left: int
    renewal: RenewalKind
    update_title: str = ""

    def subject(self) -> str:
        """
        >>> BadgeExpiring("t", "Lockout", date(2026, 6, 30), date(2026, 7, 30), 30, "none").subject()
        'Your badge “Lockout” is valid until 30 June 2026'
        """
        verb = "was" if self.days_left < 0 else "is"
        return f"Your badge “{self.title}” {verb} valid until {long_day(self.ends_on)}"

    def words(self) -> str:
        what = _WHAT_TO_DO[self.renewal].format(update=self.update_title)
        last = "" if self.renewal == "none" else f"\n\nYou can do so until {long_day(self.closes_on)}."
        return f"{self._how_long()}\n\n{what}{last}"

    def _how_long(self) -> str:
        if self.days_left < 0:
            return f"Your badge “{self.title}” ran out on {long_day(self.ends_on)}."
        if self.days_left == 0:
            return f"Today is the last day on which your badge “{self.title}” is valid."
        return f"Your badge “{self.title}” is valid for {self.days_left} more day{'' if self.days_left == 1 else 's'}."

    def path(self) -> str:
        return f"/renew?b={self.token}"
