"""The sample association, loaded once for this file: everything in it came about through the real services."""

import json
from pathlib import Path
from typing import get_args

import pytest

from core.errors import RuleBroken
from core.portal import Portal
from core.queries import analytics, catalogue, learning, pathways, review_queue
from core.queries.appeals import open_appeals
from core.queries.badges import all_awards, public_badge
from core.queries.endorsements import of_own_badge
from core.queries.revocations import open_cases
from core.rules.awards import Standing, standing
from core.rules.members import Actor, Member, Role
from core.rules.times import moment
from core.services import doctor, sample
from core.services.verification import verify
from core.settings import Settings
from core.storage import awards, submissions
from core.storage.database import reading, rows
from tests.cast import PASSWORD, Clock
from tests.schema import problems


@pytest.fixture(scope="module")
def loaded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Portal, list[Member]]:
    portal = Portal(Settings(data_folder=tmp_path_factory.mktemp("sample") / "data"), Clock())
    return portal, sample.set_up_sample(portal, password=PASSWORD)


def test_it_is_a_whole_association(loaded: tuple[Portal, list[Member]]) -> None:
    portal, people = loaded
    assert sum(Role.REVIEWER in person.roles for person in people) >= 2
    assert len(people) >= 14
    cards = catalogue.search(portal, catalogue.CatalogueFilter())
    assert len(cards) >= 6
    assert {card.program.benchmark for card in cards} == {"progress", "performance", "both"}


def test_submissions_are_in_every_state(loaded: tuple[Portal, list[Member]]) -> None:
    portal, _ = loaded
    with reading(portal.database) as db:
        states = {row["state"] for row in rows(db, "SELECT DISTINCT state FROM submissions")}
        outcomes = {row["outcome"] for row in rows(db, "SELECT DISTINCT outcome FROM decisions")}
        enrolments = {row["state"] for row in rows(db, "SELECT DISTINCT state FROM enrolments")}
    assert states >= {"draft", "submitted", "in_review", "decided"}
    assert outcomes == {"approved", "returned", "not_yet_demonstrated"}
    assert enrolments == {"active", "in_progress", "completed", "withdrawn", "on_hold"}


def test_badges_of_every_kind_and_an_expired_one(loaded: tuple[Portal, list[Member]]) -> None:
    portal, _ = loaded
    badges = [badge for row in all_awards(portal, Actor.system()) if (badge := public_badge(portal, row.token))]
    assert {badge.view.benchmark for badge in badges} == {"progress", "performance", "both", "pathway"}
    assert {badge.standing for badge in badges} >= {"valid", "expired"}
    assert any(not badge.view.holder_name.isascii() for badge in badges)


def test_badges_are_in_every_state_and_were_replaced_in_both_ways(loaded: tuple[Portal, list[Member]]) -> None:
    portal, _ = loaded
    assert {row.standing for row in all_awards(portal, Actor.system())} == set(get_args(Standing))
    with reading(portal.database) as db:
        every = awards.everything(db)
    assert {award.origin for award in every} >= {"earned", "correction", "renewal"}
    assert {award.looks.layout for award in every} == {"classic", "modern"}
    assert sum(award.listed for award in every) == 1


def test_cases_wait_for_the_holder_and_for_the_second_person(loaded: tuple[Portal, list[Member]]) -> None:
    portal, _ = loaded
    waiting = [row.case for row in open_cases(portal, Actor.system())]
    assert {bool(case.answer) for case in waiting} == {True, False}
    (appealed,) = open_appeals(portal, Actor.system())
    assert appealed.judges >= 2


def test_every_badge_verifies_as_its_state_says(loaded: tuple[Portal, list[Member]]) -> None:
    portal, _ = loaded
    said: dict[str, set[str]] = {}
    with reading(portal.database) as db:
        every = awards.everything(db)
    for award in every:
        badge = public_badge(portal, award.token)
        assert badge
        said.setdefault(badge.standing, set()).add(verify(portal, data=award.credential.encode()).verdict)
    superseded = said.pop("superseded")
    assert said == {name: {name} for name in ("valid", "expired", "suspended", "revoked")}
    assert superseded <= {"revoked", "valid", "expired"}  # corrected ones were wrong, renewed ones were not


def test_somebody_completed_a_pathway_and_others_are_on_the_way(loaded: tuple[Portal, list[Member]]) -> None:
    portal, people = loaded
    ways = {person.email.split("@")[0]: pathways.listed(portal, Actor.of(person)) for person in people}
    assert {row.pathway.code for row in ways["natalia"] if row.capstone} == {"WEL-001"}
    assert all(row.followed and 0 < row.evaluation.share < 1 for row in (ways["hanako"][0], ways["siobhan"][0], ways["wei"][0]))


def test_somebody_who_looks_around_is_shown_one_badge_of_each_kind(loaded: tuple[Portal, list[Member]]) -> None:
    portal, _ = loaded
    shown = sample.badges_to_look_at(portal)
    assert list(shown) == list(sample.WORTH_A_LOOK) and len(set(shown.values())) == 4
    for kind, address in shown.items():
        badge = public_badge(portal, address.rpartition("/b/")[2])
        assert badge and badge.standing == kind.split()[0]


def test_every_badge_fits_the_1edtech_schema(loaded: tuple[Portal, list[Member]], vectors: Path) -> None:
    with reading(loaded[0].database) as db:
        documents = [json.loads(award.credential) for award in awards.everything(db)]
    assert len(documents) >= 10 and [said for document in documents for said in problems(document, vectors)] == []


def test_reviewers_have_work_and_the_new_member_has_none(loaded: tuple[Portal, list[Member]]) -> None:
    portal, people = loaded
    reviewer = next(person for person in people if Role.REVIEWER in person.roles)
    nils = next(person for person in people if person.email.startswith("nils@"))
    assert len(review_queue.waiting(portal, Actor.of(reviewer))) >= 2
    assert learning.participations(portal, Actor.of(nils)) == []


def test_the_first_numbers_have_something_to_show(loaded: tuple[Portal, list[Member]]) -> None:
    portal, _ = loaded
    assert len(analytics.decision_times(portal, Actor.system())) >= 20
    assert any(rate.passed < rate.decided for rate in analytics.first_attempt_pass_rates(portal, Actor.system()))


def test_the_doctor_finds_nothing(loaded: tuple[Portal, list[Member]]) -> None:
    assert [finding for finding in doctor.examine(loaded[0]) if not finding.ok] == []


def test_nothing_happens_after_today_or_at_one_hour_of_the_day(loaded: tuple[Portal, list[Member]]) -> None:
    portal, _ = loaded
    with reading(portal.database) as db:
        times = [moment(row["at"]) for row in rows(db, "SELECT at FROM audit_log ORDER BY id")]
    assert times == sorted(times) and times[-1] <= portal.now()
    assert len({time.hour for time in times}) > 5


def test_it_is_loaded_into_an_empty_portal_only(loaded: tuple[Portal, list[Member]]) -> None:
    with pytest.raises(RuleBroken, match="empty data folder"):
        sample.load(loaded[0], password=PASSWORD)


def test_states_of_today(loaded: tuple[Portal, list[Member]]) -> None:
    portal, _ = loaded
    for row in all_awards(portal, Actor.system()):
        ends = moment(row.valid_until) if row.valid_until else None
        assert standing(row.state, ends, portal.now()) == public_badge(portal, row.token).standing  # type: ignore[arg-type,union-attr]


def test_people_outside_vouched_and_confirmed(loaded: tuple[Portal, list[Member]]) -> None:
    portal, people = loaded
    actors = {person.email.split("@")[0]: Actor.of(person) for person in people}

    def about(who: str) -> list[str]:
        return [one.state for badge in learning.badges(portal, actors[who]) for one in of_own_badge(portal, actors[who], badge.award.token)]

    assert (about("natalia"), about("amara")) == (["accepted"], ["given"])
    way = learning.current(portal, actors["grace"], "COM-101")
    assert way and way.latest
    with reading(portal.database) as db:
        items = submissions.items(db, way.latest.submission.id)
    assert [item.requirement for item in items if item.attestation_id] == ["DELIVERY"]
