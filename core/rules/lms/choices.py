"""What a person says about a file before it is read: its format, its columns, its days, and what its words mean."""

from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict, Field

from core.rules.completion import WHOLE_BP, State

Format = Literal[
    "xapi_json", "cmi5_json", "moodle_completion_csv", "scorm_csv", "d2l_content_user_completion", "d2l_grades_csv", "generic_csv"
]
DayOrder = Literal["iso", "day_first", "month_first"]
MoveOn = Literal["", "Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed", "NotApplicable"]
FORMATS: tuple[Format, ...] = get_args(Format)
DAY_ORDER_WORDS: dict[DayOrder, str] = {
    "iso": "only as 2026-05-31; anything that can be read in two ways is refused",
    "day_first": "day before month: 31.05.2026, 31/05/2026",
    "month_first": "month before day: 05/31/2026",
}
STATE_WORDS: dict[State, str] = {
    "complete": "complete",
    "passed": "passed",
    "failed": "not passed",
    "not_complete": "not complete",
    "waived": "waived",
}
PASS_MARK_BP = 5_000


class Columns(BaseModel):
    """Which columns of a general file hold what, by their headings; empty: none. ``score_whole`` is the score that is everything."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    mail: str = ""
    id: str = ""
    name: str = ""
    activity: str = ""
    state: str = ""
    score: str = ""
    score_whole: int = Field(default=100, ge=1, le=1_000_000)
    at: str = ""


class Choices(BaseModel):
    """Everything that was chosen for one file. ``activity`` is the one that a file without a column for it is about.

    ``states`` and ``activities`` map words of the file (folded) to a state and to the key of an activity (``-``: none of ours);
    ``pass_mark_bp`` is the score, in basis points, from which a grade counts as passed; ``move_on`` what a cmi5 unit asks for where
    the file does not say it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    format: Format = "generic_csv"
    columns: Columns = Columns()
    days: DayOrder = "iso"
    activity: str = ""
    states: dict[str, State] = {}
    activities: dict[str, str] = {}
    pass_mark_bp: int = Field(default=PASS_MARK_BP, ge=0, le=WHOLE_BP)
    move_on: MoveOn = ""

    def with_(self, **changes: object) -> "Choices":
        """The same with some members changed; refuses what the fields refuse."""
        return Choices.model_validate({**self.model_dump(), **changes})


NOT_OURS = "-"


def folded(text: str) -> str:
    """A name or word as it is compared: spaces and case do not tell two apart.

    >>> folded("  Completed (achieved  pass grade) ")
    'completed (achieved pass grade)'
    """
    return " ".join(text.split()).casefold()
