"""Surveys of a draft, told apart by when people are asked."""

from typing import Any

from core.rules.drafts import Draft
from core.rules.programs import SurveyMoment

FOLLOW_UP_DAYS = 75  # application is asked for 60 to 90 days after the award


def survey_at(draft: Draft, moment: SurveyMoment) -> dict[str, Any]:
    """The survey of this moment; empty where there is none."""
    return next((row for row in draft.surveys if row.get("moment") == moment), {})


def with_survey(draft: Draft, moment: SurveyMoment, **changes: object) -> Draft:
    """The draft with that survey changed; without an address it is taken out."""
    default = {"moment": moment, "link": "", "days_after": FOLLOW_UP_DAYS if moment == "follow_up" else 0}
    row = default | survey_at(draft, moment) | changes
    others = [one for one in draft.surveys if one.get("moment") != moment]
    kept = [*others, row] if str(row["link"] or "").strip() else others
    return draft.with_(surveys=tuple(sorted(kept, key=lambda one: _ORDER.get(one.get("moment"), len(_ORDER)))))


_ORDER = {"before": 0, "after": 1, "follow_up": 2}
