from core.rules.draft_promises import FOLLOW_UP_DAYS, survey_at, with_survey
from core.rules.drafts import Draft


def test_surveys_stand_in_the_order_in_which_people_are_asked() -> None:
    draft = with_survey(with_survey(Draft(), "follow_up", link="https://c.example"), "before", link="https://a.example")
    assert [row["moment"] for row in draft.surveys] == ["before", "follow_up"]
    assert survey_at(draft, "follow_up")["days_after"] == FOLLOW_UP_DAYS
    assert survey_at(draft, "after") == {}


def test_a_survey_is_changed_in_its_place_and_goes_without_its_address() -> None:
    draft = with_survey(with_survey(Draft(), "follow_up", link="https://c.example"), "follow_up", days_after=60)
    assert survey_at(draft, "follow_up") == {"moment": "follow_up", "link": "https://c.example", "days_after": 60}
    assert with_survey(draft, "follow_up", link=" ").surveys == ()


def test_a_moment_that_nobody_knows_is_kept_at_the_end() -> None:
    odd = Draft(surveys=({"moment": "someday", "link": "https://x.example"},))
    assert [row["moment"] for row in with_survey(odd, "after", link="https://b.example").surveys] == ["after", "someday"]
