"""What surrounds a badge on its page."""

import pytest

from core.errors import NotFound
from core.queries import learning
from core.queries.badge_context import badge_context, edition
from core.queries.badges import all_awards
from core.services import corrections, enrolments, programs, submissions
from tests.builders import a_performance_program
from tests.cast import Cast
from tests.services.steps import NEARLY, a_submission, decide


@pytest.fixture
def token(cast: Cast) -> str:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    return all_awards(cast.portal, cast.mo)[0].token


def test_judged_work_names_its_reviewers_and_its_program(cast: Cast, token: str) -> None:
    context = badge_context(cast.portal, token)
    assert (context.reviewers, context.program.code, context.contact) == (1, "COM-101", "Mo Lind, office")
    assert context.issuing_since == cast.clock()
    assert context.evidence_links == ("",)
    assert context.jwt == ""


def test_only_the_reviews_of_the_approved_work_count(cast: Cast) -> None:
    decide(cast, cast.rui, a_submission(cast, cast.ben), NEARLY)  # returned for revision
    way = learning.participations(cast.portal, cast.ben)[0]
    second = submissions.open_draft(cast.portal, cast.ben, enrolment_id=way.enrolment.id).id
    submissions.submit(cast.portal, cast.ben, submission_id=second, own_work=True)
    decide(cast, cast.sol, second)
    assert badge_context(cast.portal, all_awards(cast.portal, cast.mo)[0].token).reviewers == 1


def test_completed_activities_have_no_reviewers(cast: Cast) -> None:
    started = enrolments.enrol(cast.portal, cast.ada, code="ORI-001")
    for key in ("A1", "A2"):
        enrolments.complete_activity(cast.portal, cast.ada, enrolment_id=started.id, activity=key, attested=True)
    enrolments.confirm_activity(cast.portal, cast.dee, enrolment_id=started.id, activity="A3")
    assert badge_context(cast.portal, all_awards(cast.portal, cast.mo)[0].token).reviewers == 0


def test_a_corrected_badge_rests_on_the_same_work(cast: Cast, token: str) -> None:
    corrected = corrections.correct_name(cast.portal, cast.mo, token=token, name="Adaeze Obi")
    assert badge_context(cast.portal, corrected).reviewers == 1


def test_a_badge_keeps_the_program_version_that_it_was_earned_by(cast: Cast, token: str) -> None:
    programs.publish(cast.portal, cast.dee, program=a_performance_program(version="2.0", effort_hours=40))
    assert badge_context(cast.portal, token).program.version == "1.0"


def test_a_public_portal_signs_a_second_form(cast: Cast) -> None:
    public = cast.with_settings(public_url="https://badges.example.org")
    decide(public, public.rui, a_submission(public, public.ada))
    assert badge_context(public.portal, all_awards(public.portal, public.mo)[0].token).jwt.count(".") == 2


def test_unknown_badges_are_not_found(cast: Cast, token: str) -> None:
    assert edition(cast.portal, token) == 1
    for query in (badge_context, edition):
        with pytest.raises(NotFound):
            query(cast.portal, "nowhere")
