"""The sample association is data that people edit: every name must lead somewhere, and every decision must follow its rule."""

import re
import tomllib
from collections import Counter
from datetime import UTC, datetime, timedelta
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any

import filetype
import pytest

from core.rules import completion
from core.rules.awards import Issuer
from core.rules.enrolments import check_may_enrol
from core.rules.eu_elements import missing_elements
from core.rules.evidence import EvidenceItem, check_link, check_room, file_problem, missing
from core.rules.framework_lists import read_list
from core.rules.lms.lines import sheet
from core.rules.members import Actor, MemberDetails, Role
from core.rules.permissions import Permission, allowed
from core.rules.programs import ProgramVersion
from core.rules.quizzes import full_answers, mark
from core.rules.reviews import check_complete, judge, outcome_of

SAMPLE = Path(__file__).parents[1] / "data" / "sample"
FILES = SAMPLE / "files"
NINE_MONTHS = 275
NOW = datetime(2026, 1, 1, tzinfo=UTC)
Step = dict[str, Any]

SEAT_TIME = re.compile(
    r"\battend(s|ed|ing|ance)?\b(?! to\b)|\bhours? of\b|\bseat[ -]?time\b|\btime[ -](spent|on[ -]task)\b|\bsit(s|ting)? through\b"
    r"|\b(watch|view)(es|ed|ing)? (the |a |all )?(\w+ )?(video|module|recording|webinar|slide)s?\b|\bbe(ing)? present\b|\bshow(s|ing)? up\b"
    r"|\b(complet|log|spend|spent|earn)\w* (at least )?\d+ (hour|minute|day|credit|point)s?\b",
    re.IGNORECASE,
)

# (where a member stands, what happens) -> where they stand then; what is not here must not happen
MOVES = {
    ("outside", "enrol"): "enrolled",
    ("enrolled", "complete"): "enrolled",
    ("enrolled", "confirm"): "enrolled",
    ("enrolled", "take_quiz"): "enrolled",
    ("enrolled", "draft"): "draft",
    ("draft", "draft"): "draft",
    ("draft", "submit"): "waiting",
    ("waiting", "start_review"): "in review",
    ("returned", "draft"): "draft",
    **{("in review", f"decide {outcome}"): outcome for outcome in ("approved", "returned", "not_yet_demonstrated")},
    **{(stand, "withdraw"): "withdrawn" for stand in ("enrolled", "draft", "returned")},
    **{(stand, "enrol"): "enrolled" for stand in ("approved", "not_yet_demonstrated", "withdrawn")},
}


def read(path: Path) -> dict[str, Any]:
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def programs() -> dict[str, ProgramVersion]:
    return {path.stem: ProgramVersion.model_validate(read(path)) for path in sorted((SAMPLE / "programs").glob("*.toml"))}


@cache
def people() -> dict[str, MemberDetails]:
    rows = read(SAMPLE / "association.toml")["people"]
    assert len({row["key"] for row in rows}) == len(rows), "two people share a handle"
    return {row["key"]: MemberDetails.model_validate({k: v for k, v in row.items() if k != "key"}) for row in rows}


@cache
def stories() -> dict[str, list[Step]]:
    return {path.stem: read(path)["steps"] for path in sorted((SAMPLE / "stories").glob("*.toml"))}


def every(*deeds: str) -> list[Step]:
    return [step for steps in stories().values() for step in steps if step["does"] in deeds]


def subject(step: Step) -> str:
    """The member whose work a step is about."""
    return str(step.get("for", step["who"]))


def may(key: str, permission: Permission) -> bool:
    return allowed(Actor(key, key, people()[key].roles | {Role.MEMBER}), permission)


def ratings(step: Step) -> dict[str, int | None]:
    return {key: None if level == -1 else level for key, level in step.get("levels", {}).items()}


def items(step: Step) -> list[EvidenceItem]:
    kept = ("requirement", "kind", "title", "description", "url", "text")
    rows = [{key: row[key] for key in kept if key in row} | {"file_name": row.get("file", "")} for row in step.get("evidence", [])]
    return [EvidenceItem(id=str(n), submission_id="", **row) for n, row in enumerate(rows)]


class Journey:
    """One member's way through one program, replayed step by step."""

    def __init__(self, program: ProgramVersion) -> None:
        self.program = program
        self.start()

    def start(self) -> None:
        self.stand, self.attempt, self.draft, self.earned_days_ago = "outside", 1, {}, None
        self.completions: list[completion.Completion] = []

    def take(self, step: Step) -> None:
        deed = step["does"] if step["does"] != "decide" else f"decide {step['expects']}"
        assert (self.stand, deed) in MOVES, f"{step} cannot follow “{self.stand}”"
        before = self.earned_days_ago
        if step["does"] == "enrol":
            self.check_free(before, step["days_ago"])
            self.start()
            self.stand = "outside"
        self.stand = MOVES[self.stand, deed]
        getattr(self, f"on_{step['does']}", lambda step: None)(step)

    def check_free(self, earned_days_ago: int | None, days_ago: int) -> None:
        still_valid = earned_days_ago is not None and not (self.program.validity == "P1Y" and earned_days_ago - days_ago > 366)
        check_may_enrol(self.program.title, "published", is_enrolled=False, holds_badge=still_valid)

    def on_complete(self, step: Step, source: completion.Source = "self") -> None:
        activity = next(row for row in self.program.activities if row.key == step["activity"])
        assert activity.source == source, f"{step}: not the one who ticks this off"
        at = NOW - timedelta(days=step["days_ago"])
        self.completions.append(completion.Completion(activity=activity.key, state="complete", source=source, at=at))
        if not self.program.wants_performance and self.activities_done:
            self.stand, self.earned_days_ago = "approved", step["days_ago"]

    def on_take_quiz(self, step: Step) -> None:
        quiz = next(row.quiz for row in self.program.activities if row.key == step["activity"])
        assert quiz is not None and len(step["answers"]) == len(quiz.questions)
        answers = (tuple(one) if isinstance(one, list) else (one,) if isinstance(one, int) else one for one in step["answers"])
        passed = mark(quiz, full_answers(quiz, dict(enumerate(answers)))).passed
        assert step["expects"] == ("passed" if passed else "not yet"), step
        if passed:
            self.on_complete(step, "quiz")

    def on_confirm(self, step: Step) -> None:
        assert may(step["who"], Permission.ACTIVITY_CONFIRM)
        self.on_complete(step, "facilitator")

    def on_draft(self, step: Step) -> None:
        self.draft = step

    def on_submit(self, step: Step) -> None:
        assert self.program.wants_performance and self.draft["context"]
        assert not missing(self.program.evidence, items(self.draft)), step

    def on_decide(self, step: Step) -> None:
        result = judge(self.program, ratings(step))
        assert outcome_of(result, self.attempt, self.program.max_attempts) == step["expects"], (step, result.trace)
        check_complete(self.program, ratings(step), step.get("reasons", {}), step["feedback"])
        self.attempt += step["expects"] == "returned"
        if step["expects"] == "approved":
            assert self.activities_done, f"{step}: activities are still open"
            self.earned_days_ago = step["days_ago"]

    @property
    def activities_done(self) -> bool:
        rule = self.program.completion
        return rule is None or completion.evaluate(rule, self.program.activities, self.completions).passed

    @property
    def waits_for_facilitator(self) -> bool:
        done = {statement.activity for statement in self.completions}
        left = [row for row in self.program.activities if row.key not in done]
        return self.stand == "enrolled" and bool(left) and all(row.source == "facilitator" for row in left)


@cache
def journeys() -> dict[tuple[str, str], Journey]:
    found: dict[tuple[str, str], Journey] = {}
    for step in every(*{deed.split()[0] for _, deed in MOVES}):
        found.setdefault((subject(step), step["program"]), Journey(programs()[step["program"]])).take(step)
    return found


def test_programs_are_named_after_their_code_and_show_everything_the_portal_can_do() -> None:
    judged = [program for program in programs().values() if program.wants_performance]
    assert len(programs()) >= 8 and all(name == program.code for name, program in programs().items())
    assert Counter(p.benchmark for p in programs().values()).keys() == {"progress", "performance", "both"}
    assert {p.pass_rule.kind for p in judged} == {"all_at_level", "weighted", "compensatory_minima", "k_of_n"}
    assert {p.completion.kind for p in programs().values() if p.completion} == {"all", "k_of"}
    assert programs()["SAF-120"].validity == "P1Y" and any(row.critical for row in programs()["SAF-120"].rubric.criteria)


@pytest.mark.parametrize("code", [code for code, program in programs().items() if program.rubric])
def test_each_rubric_has_three_to_five_criteria_with_distinct_descriptors(code: str) -> None:
    rubric = programs()[code].rubric
    assert 3 <= len(rubric.criteria) <= 5 and len(rubric.levels) == 4
    texts = [text for row in rubric.criteria for text in row.descriptors]
    assert len(set(texts)) == len(texts) and all(len(text) > 15 for text in texts)


@pytest.mark.parametrize("code", programs())
def test_nothing_is_earned_by_seat_time(code: str) -> None:
    program = programs()[code]
    texts = [program.outcome, program.skill.statement]
    texts += [text for row in program.activities for text in (row.title, row.attestation, row.instructions)]
    texts += [text for row in program.evidence for text in (row.title, row.prompt, row.alternatives)]
    criteria = program.rubric.criteria if program.rubric else ()
    texts += [text for row in criteria for text in (row.title, row.description, row.common_mistakes, *row.descriptors)]
    assert not [text for text in texts if SEAT_TIME.search(text)]


@pytest.mark.parametrize("phrase", ["Attend six webinars", "Complete 6 hours", "20 hours of training", "Watch the safety video"])
def test_the_seat_time_check_sees_seat_time(phrase: str) -> None:
    assert SEAT_TIME.search(phrase)


def test_recorded_evidence_has_an_alternative() -> None:
    recorded = [row for p in programs().values() for row in p.evidence if row.genre in ("audio", "video", "image")]
    assert recorded and all(row.alternatives for row in recorded)


def test_what_people_said_about_their_work_leads_somewhere() -> None:
    file = read(SAMPLE / "association.toml")
    skills = {program.skill.code for program in programs().values()}
    assert all(set(role["skills"]) <= skills for role in file["job_roles"])
    described = {role["name"] for role in file["job_roles"]}
    for row in file["work"]:
        assert row["who"] in people() and {*row.get("works_as", ()), *row.get("wants", ())} <= described, row


def test_the_association_and_its_people_are_complete() -> None:
    Issuer.model_validate(read(SAMPLE / "association.toml")["association"])
    roles = Counter(role for person in people().values() for role in person.roles)
    plain = [person for person in people().values() if person.roles == {Role.MEMBER}]
    assert roles[Role.REVIEWER] >= 2 and roles[Role.ADMIN] == 1 and roles[Role.DESIGNER] >= 1 and len(plain) >= 12
    assert len({person.email for person in people().values()}) == len(people())
    assert all(person.email.endswith(".example") for person in people().values())
    assert sum(not person.name_on_badge.isascii() for person in people().values()) >= 5


@pytest.mark.parametrize("name", stories())
def test_a_story_is_about_one_member_and_runs_in_time_order(name: str) -> None:
    steps = stories()[name]
    assert {subject(step) for step in steps} == {name} and {step["who"] for step in steps} <= people().keys()
    days = [step["days_ago"] for step in steps]
    assert days == sorted(days, reverse=True) and days[-1] > 0
    assert days[0] < read(SAMPLE / "association.toml")["history"]["programs_published_days_ago"]


@pytest.mark.parametrize("step", every("draft"), ids=lambda step: f"{step['who']} {step['program']} {step['days_ago']}")
def test_evidence_fits_its_requirement(step: Step) -> None:
    program, listed = programs()[step["program"]], items(step)
    assert step["self_check"].keys() <= {row.key for row in program.rubric.criteria}
    for n, item in enumerate(listed):
        check_room(program.requirement(item.requirement), item.kind, listed[:n])
        assert {"text": item.text, "link": item.url, "file": item.file_name}[item.kind]
        assert item.kind != "link" or check_link(item.url)


@pytest.mark.parametrize("path", sorted(FILES.iterdir()), ids=lambda path: path.name)
def test_each_file_is_what_its_name_says_small_and_handed_in_by_one_member(path: Path) -> None:
    content = path.read_bytes()
    guess = filetype.guess(content)
    assert file_problem(path.name, len(content), guess.extension if guess else None, b"\0" not in content, limit_mb=1) is None
    assert len(content) < 40_000
    users = {step["who"] for step in every("draft") for row in step["evidence"] if row.get("file") == path.name}
    assert users == {path.name.split("-")[0]}


def test_stories_hand_in_only_files_that_exist() -> None:
    named = {row["file"] for step in every("draft") for row in step["evidence"] if "file" in row}
    assert named == {path.name for path in FILES.iterdir()}


def test_only_reviewers_judge_and_nobody_their_own_work() -> None:
    for step in every("start_review", "decide"):
        assert may(step["who"], Permission.SUBMISSION_REVIEW) and step["who"] != step["for"]
        assert step.get("levels", {}).keys() <= {row.key for row in programs()[step["program"]].rubric.criteria}


def test_feedback_is_kind_and_says_something() -> None:
    for step in every("decide"):
        words = " ".join([step["feedback"], *step.get("reasons", {}).values()])
        assert len(step["feedback"]) > 80 and not re.search(r"\b(fail|reject|poor|bad)\w*", words, re.IGNORECASE), step


def test_every_state_of_the_portal_occurs() -> None:
    stands = Counter((journey.stand, min(journey.attempt, 2)) for journey in journeys().values())
    assert stands["draft", 1] and stands["draft", 2] and stands["in review", 1] and stands["waiting", 1] >= 2
    assert stands["approved", 1] >= 6 and stands["approved", 2] >= 3
    assert stands["not_yet_demonstrated", 2] and stands["withdrawn", 1]
    progress = [journey for journey in journeys().values() if journey.program.benchmark == "progress"]
    assert any(journey.stand == "approved" for journey in progress)
    assert any(journey.waits_for_facilitator for journey in progress)
    assert any(journey.stand == "enrolled" and journey.completions and not journey.waits_for_facilitator for journey in progress)


def test_badges_of_all_benchmarks_and_an_expired_one_exist() -> None:
    earned = {step["program"] for step in every("decide") if step["expects"] == "approved"}
    earned |= {code for (_, code), journey in journeys().items() if journey.stand == "approved"}
    assert {programs()[code].benchmark for code in earned} == {"progress", "performance", "both"}
    safety = [step for step in every("decide") if step["program"] == "SAF-120" and step["expects"] == "approved"]
    assert any(step["days_ago"] > 400 for step in safety) and any(step["days_ago"] < 365 for step in safety)


def test_the_last_nine_months_give_the_numbers_page_something_to_show() -> None:
    recent = [step for step in every("decide") if step["days_ago"] <= NINE_MONTHS]
    assert len(recent) >= 20 and len({step["who"] for step in recent}) == 2
    assert len({step["program"] for step in recent}) >= 6
    assert {step["expects"] for step in recent} == {"approved", "returned", "not_yet_demonstrated"}


def test_lists_of_skills_are_whole_and_programs_are_aligned_to_what_is_in_them() -> None:
    for row in read(SAMPLE / "association.toml")["frameworks"]:
        data = (SAMPLE / "frameworks" / f"{row['code']}.csv").read_bytes()
        found = read_list(sheet(BytesIO(data)), code=row["code"], title=row["title"])
        assert found.remarks == ()
        assert set(row["aligned"]) <= set(programs()) and set(row["aligned"].values()) <= {item.key for item in found.framework.items}


@pytest.mark.parametrize("program", programs().values(), ids=list(programs()))
def test_programs_state_the_standard_elements_and_which_criteria_their_evidence_shows(program: ProgramVersion) -> None:
    assert missing_elements(program) == () and program.supervision and program.goals
    if program.rubric:
        assert {key for row in program.evidence for key in row.criteria} == {row.key for row in program.rubric.criteria}
