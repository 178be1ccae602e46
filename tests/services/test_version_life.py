"""Whatever designers, checkers and members do in whatever order: the laws of versions hold, on a real database."""

import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule, run_state_machine_as_test

from core.errors import PortalError
from core.rules.versions import TRANSITIONS
from core.services import enrolments, versions
from core.storage.database import reading, rows
from tests.cast import Cast, the_cast_in
from tests.drafting import TOO_LONG, a_draft_program, change, keep, next_draft, stored, with_designer
from tests.services.steps import a_draft, said_by

CODES = ("COM-101", "COM-201")
DESIGNERS = st.sampled_from(["dee", "mo", "kit"])
MEMBERS = st.sampled_from(["ada", "ben", "rui", "sol"])
ANY = st.integers(0, 50)
ONE_STEP = {(state, after) for (state, _), after in TRANSITIONS.items()}


class Life(RuleBasedStateMachine):
    """Everybody tries everything; what is refused must change nothing, what is done must keep the laws."""

    folder: Path  # of a portal that was set up, copied for every life
    scratch: Callable[[], Path]

    def __init__(self) -> None:
        super().__init__()
        self.cast: Cast = with_designer(the_cast_in(Path(shutil.copytree(self.folder, self.scratch() / "data"))))
        self.drafts: list[str] = []
        self.seen: dict[str, tuple[str, str]] = {}  # version -> its content and hash as first seen
        self.states: dict[str, str] = {}
        self.enrolled: dict[str, str] = {}
        self.history: list[dict] = []

    def ask(self, sql: str) -> list[dict]:
        with reading(self.cast.portal.database) as db:
            return rows(db, sql)

    def version(self, number: int) -> str:
        ids = [row["id"] for row in self.ask("SELECT id FROM program_versions WHERE code LIKE 'COM-%' ORDER BY rowid")]
        return ids[number % len(ids)]

    def draft(self, number: int) -> str:
        return self.drafts[number % len(self.drafts)]

    def latest_draft(self, state: str) -> str:
        """The newest draft in this state, else the newest of all."""
        return next((key for key in reversed(self.drafts) if stored(self.cast, key).state == state), self.drafts[-1])

    @rule(who=DESIGNERS, is_long=st.booleans())
    def begin_a_program(self, who: str, is_long: bool) -> None:
        self.drafts.append(keep(self.cast, self.cast.actors[who], a_draft_program(**(TOO_LONG if is_long else {}))))

    @rule(who=DESIGNERS, code=st.sampled_from(CODES), more=st.integers(0, 2))
    def begin_the_next_version(self, who: str, code: str, more: int) -> None:
        count = len(self.ask(f"SELECT 1 FROM program_versions WHERE code = '{code}'"))
        if count:
            self.drafts.append(next_draft(self.cast, self.cast.actors[who], code, version=f"{count + more}.0", title=f"Title {count}"))

    @precondition(lambda self: self.drafts)
    @rule(who=DESIGNERS, number=ANY)
    def go_on(self, who: str, number: int) -> None:
        if stored(self.cast, self.draft(number)).state == "draft":
            change(self.cast, self.cast.actors[who], self.draft(number), tags=(f"tag {number}",))

    @precondition(lambda self: self.drafts)
    @rule(who=DESIGNERS)
    def ask_for_a_check(self, who: str) -> None:
        self.work_on(self.latest_draft("draft"), who, "submit")

    @precondition(lambda self: self.drafts)
    @rule(who=DESIGNERS)
    def check(self, who: str) -> None:
        self.work_on(self.latest_draft("in_check"), who, "publish")

    @precondition(lambda self: self.drafts)
    @rule(who=DESIGNERS, number=ANY, act=st.sampled_from(["submit", "take_back", "send_back", "waive", "publish"]))
    def try_something(self, who: str, number: int, act: str) -> None:
        self.work_on(self.draft(number), who, act)

    def work_on(self, draft_id: str, who: str, act: str) -> None:
        actor, portal = self.cast.actors[who], self.cast.portal
        before = stored(self.cast, draft_id)
        acts: dict[str, Callable[[], object]] = {
            "submit": lambda: versions.submit(portal, actor, draft_id=draft_id),
            "take_back": lambda: versions.take_back(portal, actor, draft_id=draft_id),
            "send_back": lambda: versions.send_back(portal, actor, draft_id=draft_id, comment="Please look again."),
            "waive": lambda: versions.waive(portal, actor, draft_id=draft_id, finding="L04:weeks", reason="The law asks for it."),
            "publish": lambda: versions.publish(portal, actor, draft_id=draft_id, seen=before.row_version),
        }
        refusal = said_by(acts[act])
        if refusal:
            assert stored(self.cast, draft_id) == before
        elif act == "publish":
            assert before.state == "in_check"
            assert actor.id not in (before.submitted_by, before.created_by, before.updated_by) or before.created_by != before.updated_by
            assert actor.id != before.submitted_by

    @rule(who=DESIGNERS, number=ANY, act=st.sampled_from(["suspend", "resume", "retire", "teach out"]))
    def work_on_a_version(self, who: str, number: int, act: str) -> None:
        actor, version_id, portal = self.cast.actors[who], self.version(number), self.cast.portal
        until = portal.now().date() + timedelta(days=number)
        acts: dict[str, Callable[[], object]] = {
            "suspend": lambda: versions.suspend(portal, actor, version_id=version_id, reason="A question."),
            "resume": lambda: versions.resume(portal, actor, version_id=version_id),
            "retire": lambda: versions.retire(portal, actor, version_id=version_id, reason="Old."),
            "teach out": lambda: versions.retire(portal, actor, version_id=version_id, reason="Old.", teach_out_on=until),
        }
        said_by(acts[act])

    @rule(who=MEMBERS, code=st.sampled_from(CODES), works=st.booleans())
    def take_part(self, who: str, code: str, works: bool) -> None:
        is_open = bool(self.ask(f"SELECT 1 FROM program_versions WHERE code = '{code}' AND state = 'published'"))
        try:
            if works:
                a_draft(self.cast, self.cast.actors[who], code)
            else:
                enrolments.enrol(self.cast.portal, self.cast.actors[who], code=code)
        except PortalError:
            return
        assert is_open

    @rule(days=st.integers(1, 20))
    def wait(self, days: int) -> None:
        self.cast.clock.pass_days(days)

    @invariant()
    def at_most_one_version_takes_participants(self) -> None:
        live = self.ask("SELECT code, count(*) AS n FROM program_versions WHERE state IN ('published', 'suspended') GROUP BY code")
        assert all(row["n"] == 1 for row in live)

    @invariant()
    def what_was_published_never_changes(self) -> None:
        now = {row["id"]: (row["content"], row["content_sha256"]) for row in self.ask("SELECT * FROM program_versions")}
        assert now | self.seen == now
        self.seen = now

    @invariant()
    def versions_go_one_step_at_a_time(self) -> None:
        now = {row["id"]: row["state"] for row in self.ask("SELECT id, state FROM program_versions")}
        assert all(now[key] == state or (state, now[key]) in ONE_STEP for key, state in self.states.items())
        assert all(state == "published" for key, state in now.items() if key not in self.states)
        self.states = now

    @invariant()
    def members_keep_their_version(self) -> None:
        now = {row["id"]: row["version_id"] for row in self.ask("SELECT id, version_id FROM enrolments")}
        assert now | self.enrolled == now
        self.enrolled = now

    @invariant()
    def the_history_only_grows(self) -> None:
        now = self.ask("SELECT * FROM program_events ORDER BY id")
        assert now[: len(self.history)] == self.history
        self.history = now


@pytest.mark.slow
def test_the_life_of_versions(a_set_up_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    class InTheseFolders(Life):
        folder = a_set_up_folder

        @staticmethod
        def scratch() -> Path:
            return tmp_path_factory.mktemp("life")

    checks = [HealthCheck.too_slow, HealthCheck.filter_too_much]
    run_state_machine_as_test(InTheseFolders, settings=settings(max_examples=15, stateful_step_count=30, suppress_health_check=checks))
