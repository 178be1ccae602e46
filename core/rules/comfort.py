"""How somebody reads the portal: the size of its text, whether anything moves, how strong its lines and greys are.

What the person's device asks for holds in any case; this is for people whose device is not theirs to set.
"""

from dataclasses import dataclass
from typing import Literal

TextSize = Literal["usual", "larger", "largest"]
TEXT_SIZES: dict[TextSize, str] = {"usual": "As usual", "larger": "Larger", "largest": "Largest"}
# percent of what the browser is set to; WCAG 2.2, 1.4.4 asks that text can be twice as large, which the browser's own zoom gives
PERCENT: dict[TextSize, int] = {"usual": 100, "larger": 120, "largest": 140}


@dataclass(frozen=True)
class Comfort:
    """``still``: nothing moves. ``clear``: no light greys, stronger lines, links underlined everywhere."""

    text_size: TextSize = "usual"
    still: bool = False
    clear: bool = False

    @property
    def percent(self) -> int:
        """The size of the text.

        >>> Comfort("larger").percent
        120
        """
        return PERCENT[self.text_size]


AS_IT_COMES = Comfort()
