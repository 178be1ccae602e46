"""Whatever happens to the badges of people on a pathway, in whatever order: its laws hold, on a real database (domain 2.10, I19)."""

import json
import shutil
from collections.abc import Callable
from datetime import timedelta
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from core.errors import PortalError
from core.queries import pathways as shown
from core.rules.awards import standing
from core.rules.members import Actor
from core.rules.pathway_progress import evaluate
from core.services import capstones, corrections, enrolments, pathways, programs, revocations
from core.services.verification import verify
from core.storage import awards
from core.storage import pathways as stored
from core.storage import programs as stored_programs
from core.storage.awards import Award
from core.storage.database import reading
from tests.builders import a_pathway, a_progress_program
from tests.cast import Cast, the_cast_in

CODES = ("LIF-001", "LIF-002", "LIF-003", "LIF-004")
FLEETING = "LIF-002"  # must be in force on the day
ANY_CODE = st.sampled_from((*CODES, "LIF-005"))
WHO = st.sampled_from(["ada", "ben"])
ONE_ACTIVITY = {
    "activities": [{"key": "A1", "title": "Do it", "kind": "practice", "minutes": 10, "attestation": "I did it."}],
    "completion": {"kind": "all", "of": ["A1"]},
}


def tree(*equivalents: str) -> dict[str, object]:
    first = {
        "kind": "milestone",
        "key": "M1",
        "title": "First",
        "node": {"kind": "program", "program": CODES[0], "equivalents": equivalents},
    }
    second = {"kind": "program", "program": FLEETING, "requires_valid": True}
    choice = {"kind": "n_of", "n": 1, "of": [{"kind": "program", "program": code} for code in CODES[2:]]}
    return {"kind": "ordered", "of": [first, second, choice]}


class Life(RuleBasedStateMachine):
    """Badges are earned, run out, are corrected, suspended and taken back while versions come and go."""

    folder: Path  # of a portal that was set up, copied for every life
    scratch: Callable[[], Path]

    @initialize()
    def set_up(self) -> None:
        self.cast: Cast = the_cast_in(Path(shutil.copytree(self.folder, self.scratch() / "data")))
        for code in (*CODES, "LIF-005"):
            validity = "P6M" if code == FLEETING else "P1Y"
            programs.publish(
                self.portal, self.cast.dee, program=a_progress_program(code=code, title=code, validity=validity, **ONE_ACTIVITY)
            )
        pathways.publish(self.portal, self.cast.dee, pathway=a_pathway(validity="P2Y", root=tree()))
        self.versions = dict.fromkeys((*CODES, "PTH"), 0)
        self.far: dict[str, Fraction] = {}
        self.may_fall: set[str] = set()
        self.milestones: dict[str, int] = {}

    @property
    def portal(self):
        return self.cast.portal

    def of(self, who: str, code: str) -> Award | None:
        with reading(self.portal.database) as db:
            return awards.active(db, self.cast.actors[who].member_id, code)

    @rule(who=WHO, code=ANY_CODE)
    def earn(self, who: str, code: str) -> None:
        try:
            way = enrolments.enrol(self.portal, self.cast.actors[who], code=code)
        except PortalError:
            return  # holds it already
        enrolments.complete_activity(self.portal, self.cast.actors[who], enrolment_id=way.id, activity="A1", attested=True)

    @rule(who=WHO)
    def earn_the_whole_way(self, who: str) -> None:
        for code in CODES[:3]:
            self.earn(who, code)

    @rule(who=WHO, code=ANY_CODE, lift=st.booleans())
    def suspend_or_lift(self, who: str, code: str, lift: bool) -> None:
        award = self.of(who, code)
        if award and award.state == ("suspended" if lift else "active"):
            (revocations.lift if lift else revocations.suspend)(self.portal, Actor.system(), token=award.token)
            if code == FLEETING:
                self.may_fall.add(who)

    @rule(who=WHO, code=ANY_CODE)
    def revoke(self, who: str, code: str) -> None:
        award = self.of(who, code)
        if award is None or award.state != "active":
            return
        case = revocations.open_case(self.portal, self.cast.mo, token=award.token, cause="error", explanation="A mistake.")
        revocations.answer(self.portal, self.cast.actors[who], case_id=case, text="I see.")
        revocations.decide(self.portal, self.cast.dee, case_id=case, verdict="revoked", grounds="A mistake.", seen="I see.")
        self.may_fall.add(who)

    @rule(who=WHO, code=st.sampled_from((*CODES, "PTH-001")), name=st.sampled_from(["One Name", "Another Name"]))
    def correct(self, who: str, code: str, name: str) -> None:
        award = self.of(who, code)
        if award and standing(award.state, award.valid_until, self.portal.now()) == "valid":
            try:
                corrections.correct_name(self.portal, self.cast.mo, token=award.token, name=name)
            except PortalError:
                return  # it has this name

    @rule(days=st.integers(1, 250))
    def time_passes(self, days: int) -> None:
        before = self.portal.now()
        self.cast.clock.time += timedelta(days=days)
        for who in ("ada", "ben"):
            award = self.of(who, FLEETING)
            if award and award.valid_until and before <= award.valid_until < self.portal.now():
                self.may_fall.add(who)

    @rule(code=st.sampled_from(CODES))
    def a_program_has_a_new_version(self, code: str) -> None:
        self.versions[code] += 1
        changed = a_progress_program(code=code, title=f"{code} anew", version=f"1.{self.versions[code]}", validity="P6M", **ONE_ACTIVITY)
        programs.publish(self.portal, self.cast.dee, program=changed)

    @rule()
    def the_pathway_has_a_new_version_with_an_equivalent(self) -> None:
        self.versions["PTH"] += 1
        changed = a_pathway(version=f"1.{self.versions['PTH']}", validity="P2Y", root=tree("LIF-005"))
        pathways.publish(self.portal, self.cast.dee, pathway=changed)

    @rule(who=WHO)
    def follow_or_change(self, who: str) -> None:
        actor = self.cast.actors[who]
        with reading(self.portal.database) as db:
            follows = stored.active_enrolment(db, actor.member_id, "PTH-001") is not None
        if follows:
            pathways.switch(self.portal, actor, code="PTH-001")
        elif self.of(who, "PTH-001") is None:
            pathways.start(self.portal, actor, code="PTH-001")

    @rule()
    def upkeep(self) -> None:
        capstones.settle(self.portal)

    @invariant()
    def progress_is_monotone(self) -> None:
        for who in ("ada", "ben"):
            far = shown.pathway(self.portal, self.cast.actors[who], "PTH-001").evaluation.share
            assert who in self.may_fall or far >= self.far.get(who, Fraction(0))
            self.far[who] = far
        self.may_fall = set()

    @invariant()
    def nobody_has_two_capstones_and_nobody_one_without_its_badges(self) -> None:
        with reading(self.portal.database) as db:
            kept = [award for award in awards.everything(db) if award.program_code == "PTH-001"]
            in_force = [award.member_id for award in kept if award.state in ("active", "suspended")]
            assert len(in_force) == len(set(in_force))
            for award in kept:
                if award.origin != "correction":
                    self._rests_on_its_parts(db, award)

    def _rests_on_its_parts(self, db, award: Award) -> None:
        parts = [awards.get(db, token) for token in stored.parts_of(db, award.token)]
        version = stored_programs.get(db, award.version_id).program.version
        (pathway,) = [row.pathway for row in stored.every_public(db) if row.pathway.version == version]
        then = [
            stored.Held(
                p.program_code, stored_programs.get(db, p.version_id).program.version, p.awarded_at, p.valid_until, "active", p.token
            )
            for p in parts
        ]
        assert award.result.passed and evaluate(pathway.root, then, award.awarded_at).satisfied
        assert {part.member_id for part in parts} == {award.member_id}
        assert len(json.loads(award.credential)["evidence"]) == len(parts)

    @invariant()
    def who_has_everything_for_sure_has_or_had_the_capstone_after_upkeep(self) -> None:
        capstones.settle(self.portal)
        with reading(self.portal.database) as db:
            for who in ("ada", "ben"):
                member_id = self.cast.actors[who].member_id
                today = stored.published(db, "PTH-001")
                assert today
                firm = capstones.in_force_or_run_out(stored.held(db, member_id))
                if evaluate(today.pathway.root, firm, self.portal.now()).satisfied:
                    assert any(award.program_code == "PTH-001" for award in awards.of_member(db, member_id))

    @invariant()
    def milestones_stay(self) -> None:
        for who in ("ada", "ben"):
            told = len(shown.milestones_to_tell(self.portal, self.cast.actors[who]))
            assert told >= self.milestones.get(who, 0)
            self.milestones[who] = told

    def teardown(self) -> None:
        with reading(self.portal.database) as db:
            kept = [award for award in awards.everything(db) if award.program_code == "PTH-001" and award.state == "active"]
        for award in kept:
            today = standing(award.state, award.valid_until, self.portal.now())
            assert verify(self.portal, data=award.credential.encode()).verdict == today


@pytest.mark.slow
def test_the_life_of_people_on_a_pathway(a_set_up_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    class InTheseFolders(Life):
        folder = a_set_up_folder

        @staticmethod
        def scratch() -> Path:
            return tmp_path_factory.mktemp("life")

    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much]
    run_state_machine_as_test(InTheseFolders, settings=settings(max_examples=8, stateful_step_count=25, suppress_health_check=checks))
