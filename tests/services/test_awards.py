import contextlib
import json
import shutil
import sqlite3
import stat

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import NotFound, PortalError
from core.portal import Portal
from core.queries import learning
from core.queries.badges import public_badge
from core.rules.awards import earned
from core.rules.members import Actor
from core.services import awards, enrolments, issuer, reviews, submissions
from core.services.badge_files import badge_file
from core.services.status_lists import signed_list
from core.services.verification import verify
from core.storage import awards as stored
from core.storage import enrolments as stored_enrolments
from core.storage import programs as stored_programs
from core.storage import reviews as stored_reviews
from core.storage.database import reading, writing
from tests.builders import a_performance_program
from tests.cast import Cast, the_cast_in
from tests.services.steps import GOOD, a_submission, decide, revoke


@pytest.fixture
def token(cast: Cast) -> str:
    """Ada's badge for COM-101."""
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    return learning.badges(cast.portal, cast.ada)[0].award.token


def test_granting_again_changes_nothing(cast: Cast, token: str) -> None:
    enrolment_id = learning.badges(cast.portal, cast.ada)[0].award.enrolment_id
    with writing(cast.portal.database) as db:
        assert awards.grant_if_earned(db, cast.portal, enrolment_id) is None
        assert len(stored.everything(db)) == 1


def test_the_signed_document_can_not_be_changed(cast: Cast, token: str) -> None:
    with sqlite3.connect(cast.portal.database) as raw, pytest.raises(sqlite3.IntegrityError, match="never changes"):
        raw.execute("UPDATE credentials SET document = '{}'")
    raw.close()


def test_the_document_says_how_what_and_who(cast: Cast, token: str) -> None:
    document = json.loads(public_badge(cast.portal, token).document)
    subject = document["credentialSubject"]
    assert document["issuer"]["name"].startswith("Northshore")
    assert subject["narrative"] == "1 piece of evidence judged on 4 published criteria by 1 reviewer (attempt 1)."
    assert [item["name"] for item in document["evidence"]] == ["The first message"]
    assert len(subject["result"]) == len(subject["achievement"]["resultDescription"]) == 4
    assert document["proof"][0]["cryptosuite"] == "eddsa-rdfc-2022"
    assert "validUntil" not in document


def test_nothing_personal_but_the_name_is_in_the_document(cast: Cast, token: str) -> None:
    document = public_badge(cast.portal, token).document
    assert "ada@northshore.example" not in document
    assert cast.ada.member_id not in document


def test_keys_are_readable_by_the_owner_only(cast: Cast) -> None:
    for key in cast.portal.keys_folder.glob("*.pem"):
        assert stat.S_IMODE(key.stat().st_mode) == 0o600


@pytest.mark.parametrize(
    ("kind", "choice"), [("json", ""), ("json", "object"), ("png", ""), ("png", "1200"), ("svg", ""), ("pdf", ""), ("pdf", "plain")]
)
def test_every_file_of_a_badge_verifies(cast: Cast, token: str, kind: str, choice: str) -> None:
    file = badge_file(cast.portal, token=token, kind=kind, choice=choice)
    assert verify(cast.portal, data=file.data).verdict == "valid"
    assert "Ada-Obi" in file.name and file.name.endswith(f"2026-10-06.{kind}")
    assert file.media_type.split("/")[0] in ("application", "image")


@pytest.mark.parametrize(
    "wrong", [{"token": "unknown", "kind": "json"}, {"kind": "exe"}, {"kind": "png", "choice": "99"}, {"kind": "jwt"}], ids=str
)
def test_unknown_badges_formats_and_choices_are_not_found(cast: Cast, token: str, wrong: dict[str, str]) -> None:
    with pytest.raises(NotFound):
        badge_file(cast.portal, **{"token": token, **wrong})


def test_a_revoked_badge_says_so_everywhere_at_once(cast: Cast, token: str) -> None:
    document = public_badge(cast.portal, token).document
    revoke(cast, token)
    badge = public_badge(cast.portal, token)
    assert (badge.standing, badge.state_reason, badge.document) == ("revoked", "issued in error", document)
    assert verify(cast.portal, data=document.encode()).verdict == "revoked"
    listed = signed_list(cast.portal, number=1).document
    assert verify(cast.portal, data=listed.encode()).verdict == "invalid"  # a list is not a badge


def test_a_badge_runs_out_and_can_be_earned_again(cast: Cast) -> None:
    from core.services import programs

    programs.publish(cast.portal, cast.dee, program=a_performance_program(version="2.0", validity="P1Y"))
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    cast.clock.pass_days(366)
    (old,) = learning.badges(cast.portal, cast.ada)
    assert old.standing == "expired"
    assert verify(cast.portal, data=old.award.credential.encode()).verdict == "expired"
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    new, renewed = learning.badges(cast.portal, cast.ada)
    assert [badge.standing for badge in (new, renewed)] == ["valid", "superseded"]
    assert new.award.replaces == renewed.award.token and renewed.award.replaced_by == new.award.token
    assert "Renews the badge awarded on 6 October 2026." in new.award.credential


def test_public_documents_of_the_issuer(cast: Cast) -> None:
    profile = issuer.issuer_document(cast.portal)
    assert profile["name"].startswith("Northshore") and profile["id"].startswith("did:key:z6Mk")
    achievement = issuer.achievement_document(cast.portal, code="COM-101", version="1.0")
    assert achievement["achievementType"] == "MicroCredential"
    with pytest.raises(NotFound):
        issuer.did_document(cast.portal)
    public = Portal(cast.portal.settings.model_copy(update={"public_url": "https://badges.example.org"}), cast.clock)
    assert issuer.did_document(public)["id"] == "did:web:badges.example.org"
    assert issuer.issuer_picture(cast.portal).startswith(b"\x89PNG")


STEPS = st.lists(st.sampled_from(["tick A1", "tick A2", "confirm A3", "submit", "approve", "return", "again", "withdraw"]), max_size=14)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=12, deadline=None)
@given(code=st.sampled_from(["COM-101", "ORI-001", "ACC-115"]), steps=STEPS)
def test_no_award_exists_whose_rule_is_not_satisfied_by_stored_facts(
    a_set_up_folder, tmp_path_factory, code: str, steps: list[str]
) -> None:
    cast = the_cast_in(shutil.copytree(a_set_up_folder, tmp_path_factory.mktemp("law") / "data"))
    started = enrolments.enrol(cast.portal, cast.ada, code=code)
    for step in steps:
        with contextlib.suppress(PortalError):  # a refused step is a step that changed nothing
            _do(cast, started.id, step)
        _check_every_award(cast)


def _do(cast: Cast, enrolment_id: str, step: str) -> None:
    verb, _, what = step.partition(" ")
    latest = learning.participation(cast.portal, cast.ada, enrolment_id).latest
    match verb:
        case "tick":
            enrolments.complete_activity(cast.portal, cast.ada, enrolment_id=enrolment_id, activity=what, attested=True)
        case "confirm":
            enrolments.confirm_activity(cast.portal, cast.dee, enrolment_id=enrolment_id, activity=what)
        case "submit":
            draft = submissions.open_draft(cast.portal, cast.ada, enrolment_id=enrolment_id)
            submissions.save_draft(cast.portal, cast.ada, submission_id=draft.id, context="At work.", self_ratings={})
            if not (latest and latest.items):
                submissions.add_text(cast.portal, cast.ada, submission_id=draft.id, requirement="E1", text="Words.", title="Script")
            submissions.submit(cast.portal, cast.ada, submission_id=draft.id, own_work=True)
        case "approve" | "return" if latest:
            decide(cast, cast.rui, latest.submission.id, GOOD if verb == "approve" else GOOD | {"C1": 0}, {"C1": "Nothing was shown yet."})
        case "again":
            with writing(cast.portal.database) as db:
                awards.grant_if_earned(db, cast.portal, enrolment_id)
        case "withdraw":
            enrolments.withdraw(cast.portal, cast.ada, enrolment_id=enrolment_id)


def _check_every_award(cast: Cast) -> None:
    with reading(cast.portal.database) as db:
        for award in stored.everything(db):
            program = stored_programs.get(db, award.version_id).program
            approved = stored_reviews.decision(db, award.decision_id).ratings if award.decision_id else None
            replayed = earned(program, stored_enrolments.completions(db, award.enrolment_id), approved)
            assert replayed.passed and replayed == award.result


def test_visitors_may_see_but_not_list_badges(cast: Cast, token: str) -> None:
    from core.queries.badges import all_awards

    assert public_badge(cast.portal, token) and public_badge(cast.portal, "nothing") is None
    with pytest.raises(PortalError):
        all_awards(cast.portal, Actor.visitor())
    assert [row.token for row in all_awards(cast.portal, cast.mo)] == [token]


def test_reviews_are_kept_with_the_decision(cast: Cast, token: str) -> None:
    (badge,) = learning.badges(cast.portal, cast.ada)
    with reading(cast.portal.database) as db:
        decision = stored_reviews.decision(db, badge.award.decision_id)
    assert reviews.judge(badge.program, decision.ratings) == decision.result


def test_the_picture_that_a_badge_names_can_be_had(cast: Cast, token: str) -> None:
    achievement = json.loads(public_badge(cast.portal, token).document)["credentialSubject"]["achievement"]
    code, version = achievement["image"]["id"].removesuffix(".png").split("/")[-2:]
    assert issuer.achievement_picture(cast.portal, code=code, version=version).startswith(b"\x89PNG")
    with pytest.raises(NotFound):
        issuer.achievement_picture(cast.portal, code=code, version="9.9")
