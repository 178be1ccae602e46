"""How a badge came about, in rows of words."""

from dataclasses import replace

import pytest

from core.queries.badge_context import BadgeContext, badge_context
from core.queries.badges import PublicBadge, all_awards, public_badge
from core.services import enrolments
from core.web.assessment_words import IMPORTED, assessment, country_name, european_elements
from tests.builders import a_performance_program
from tests.cast import Cast
from tests.services.steps import a_submission, decide


@pytest.fixture
def judged(cast: Cast) -> tuple[PublicBadge, BadgeContext]:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    return newest(cast)


@pytest.fixture
def completed(cast: Cast) -> tuple[PublicBadge, BadgeContext]:
    started = enrolments.enrol(cast.portal, cast.ada, code="ORI-001")
    for key in ("A1", "A2"):
        enrolments.complete_activity(cast.portal, cast.ada, enrolment_id=started.id, activity=key, attested=True)
    enrolments.confirm_activity(cast.portal, cast.dee, enrolment_id=started.id, activity="A3")
    return newest(cast)


def newest(cast: Cast) -> tuple[PublicBadge, BadgeContext]:
    badge = public_badge(cast.portal, all_awards(cast.portal, cast.mo)[0].token)
    assert badge
    return badge, badge_context(cast.portal, badge.token)


def test_judged_work_says_by_how_many_and_how(judged: tuple[PublicBadge, BadgeContext]) -> None:
    said = dict(assessment(*judged))
    assert said["Reviewers"] == "1" and said["Blind"].startswith("Yes") and said["Double-checked"].startswith("No")
    assert said["Program and rubric"] == "COM-101, version 1.0, 4 published criteria"
    assert (said["Awarded"], said["Valid until"]) == ("6 October 2026", "no end date")


def test_two_reviewers_are_a_double_check(judged: tuple[PublicBadge, BadgeContext]) -> None:
    badge, context = judged
    assert dict(assessment(badge, replace(context, reviewers=2)))["Double-checked"] == "Yes: 2 people judged the same work"


def test_what_the_portal_did_not_see_is_not_called_blind(judged: tuple[PublicBadge, BadgeContext]) -> None:
    badge, context = judged
    said = dict(assessment(badge, replace(context, reviewers=0)))
    assert said["Reviewers"] == IMPORTED and "Blind" not in said and "Double-checked" not in said
    assert "declared" not in dict(european_elements(badge, replace(context, reviewers=0)))["Supervision and identity"]


def test_completed_activities_are_never_called_judged(completed: tuple[PublicBadge, BadgeContext]) -> None:
    said = dict(assessment(*completed))
    assert not {"Reviewers", "Blind", "Double-checked", "Program and rubric"} & set(said)
    elements = dict(european_elements(*completed))
    assert "no performance was assessed" in elements["Type of assessment"]
    assert elements["Form of participation"] == "At one's own pace: reading, tasks at the workplace, live sessions"
    assert "confirmed by a facilitator" in elements["Supervision and identity"]


def test_the_european_elements_are_all_there(judged: tuple[PublicBadge, BadgeContext]) -> None:
    """Annex I: learner, title and outcomes stand at the top of the page; the others here."""
    badge, context = judged
    said = dict(european_elements(badge, context))
    assert said["Awarding body"] == "Northshore Association of Facility Professionals, Canada"
    assert said["Date of issue"] == "6 October 2026"
    assert said["Workload"].startswith("about 6 hours over 2 weeks") and "never a criterion" in said["Workload"]
    assert (said["Level"], said["Prerequisites"], said["Stays valid for"]) == ("Not stated", "None", "No end date")
    assert {"Type of assessment", "Form of participation", "Quality assurance", "Supervision and identity"} <= set(said)
    program = a_performance_program(level="EQF 5", prerequisites="COM-100", validity="P2Y")
    stated = dict(european_elements(badge, replace(context, program=program)))
    assert (stated["Level"], stated["Prerequisites"], stated["Stays valid for"]) == ("EQF 5", "COM-100", "2 years")


def test_what_the_program_states_itself_comes_first(judged: tuple[PublicBadge, BadgeContext]) -> None:
    badge, context = judged
    words = {"assessment": "One talk", "quality": "By a council", "eqf_level": 3}
    stated = words | {"participation": "blended", "supervision": "supervised_onsite"}
    said = dict(european_elements(badge, replace(context, program=a_performance_program(**stated))))
    assert said["Form of participation"] == "Blended: online and on site; at one's own pace: own work, handed in online"
    assert said["Supervision and identity"] == "Supervised on site, with identity verification"
    assert (said["Type of assessment"], said["Quality assurance"]) == ("One talk", "By a council")
    assert said["Level"] == "Level 3 of the European Qualifications Framework"


def test_no_row_is_empty(judged: tuple[PublicBadge, BadgeContext]) -> None:
    assert all(label and words for label, words in (*assessment(*judged), *european_elements(*judged)))


@pytest.mark.parametrize(("code", "name"), [("CA", "Canada"), ("TR", "Türkiye"), ("XX", "XX"), ("", "")])
def test_a_country_has_its_name(code: str, name: str) -> None:
    assert country_name(code) == name
