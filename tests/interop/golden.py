"""Golden badges: as rich as the portal lets them be, of every kind, earned through the services that people use."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from core.queries import learning
from core.rules.awards import EvidenceFact
from core.rules.members import Actor
from core.rules.pass_rules import RuleResult, TraceLine
from core.rules.programs import ProgramVersion
from core.services import awards, enrolments, members, programs, submissions
from core.services.issuing import Grounds
from core.services.press import open_press
from core.storage import enrolments as stored_enrolments
from core.storage import programs as stored_programs
from core.storage.database import writing
from tests.builders import a_performance_program, a_program_of_both, a_progress_program
from tests.cast import Cast, the_cast_in
from tests.services import steps

PUBLIC = "https://badges.northshore.example"
RICH: dict[str, Any] = {
    "description": "Line one: “quotes”, a \\ and a\ttab.\nLine two: العربية, 日本語, हिन्दी, ไทย, עברית, Ελληνικά, 😀 and e\u0301.",
    "job_roles": ("Facility manager", "Técnico de edificios"),
    "tags": ("incident", "安全"),
    "what_good_looks_like": "Somebody who reads it knows what to do next, <b>without</b> asking & waiting.",
    "level": "Foundation",
    "eqf_level": 4,
    "quality": "Every decision is kept – ja, jede.",
    "alignments": (
        {
            "name": "Briefing 安全",
            "code": "B.1",
            "framework": "Others & more",
            "url": "https://köln.example/Fähigkeiten?a=1#b",
            "description": "é",
        },
        {"name": "Another", "url": "https://example.org/x", "type": "ceasn:Competency"},
    ),
}
WHO = "Zoë Nguyễn-O’Brien 王小明"
LEVELS: dict[str, int | None] = {"C1": 3, "C2": 2, "C3": 2, "C4": 2}
GOLDEN: dict[str, ProgramVersion] = {
    "progress": a_progress_program(code="GLD-001", title="Überblick wahren – 安全第一", validity="P3Y", **RICH),
    "performance": a_performance_program(code="GLD-101", title="Brief “everybody” & stay calm", validity="P2Y", **RICH),
    "both": a_program_of_both(code="GLD-115", title="Walk the building, говорить ясно", **RICH),
}
BRIEF = a_performance_program(code="GLD-190", title="Short-lived", validity="P1M")
CAPSTONE = a_progress_program(code="GLD-900", title="Calm under pressure: the whole path", **RICH)


def the_golden_cast(data_folder: Path, public_url: str) -> Cast:
    """The cast in this folder, a hundred days ago by the real clock, with the golden programs published."""
    cast = the_cast_in(data_folder).with_settings(public_url=public_url)
    cast.clock.time = days_ago(100)
    for program in (*GOLDEN.values(), BRIEF, CAPSTONE):
        programs.publish(cast.portal, cast.dee, program=program)
    members.change_names(cast.portal, cast.ada, display_name="Zoë", name_on_badge=WHO, job_title="")
    return cast


def days_ago(days: int) -> datetime:
    return datetime.now(UTC).replace(microsecond=0) - timedelta(days=days)


def earn(cast: Cast, member: Actor, program: ProgramVersion) -> str:
    """Everything that the program asks for, done and judged today; gives the token of the award."""
    started = enrolments.enrol(cast.portal, member, code=program.code)
    for activity in program.activities:
        _complete(cast, member, started.id, activity.key, activity.source)
    if program.wants_performance:
        draft_id = steps.fill_draft(cast, member, started.id)
        link = "https://video.northshore.example/brief%20one?take=2&x=ü"
        submissions.add_link(cast.portal, member, submission_id=draft_id, requirement="E2", url=link, title="Probe №1 — 練習")
        submissions.submit(cast.portal, member, submission_id=draft_id, own_work=True)
        steps.decide(cast, cast.rui, draft_id, ratings=LEVELS)
    return next(row.award.token for row in learning.badges(cast.portal, member) if row.award.program_code == program.code)


def _complete(cast: Cast, member: Actor, enrolment_id: str, activity: str, source: str) -> None:
    act: dict[str, Callable[[], None]] = {
        "self": lambda: enrolments.complete_activity(cast.portal, member, enrolment_id=enrolment_id, activity=activity, attested=True),
        "facilitator": lambda: enrolments.confirm_activity(cast.portal, cast.mo, enrolment_id=enrolment_id, activity=activity),
    }
    act[source]()


def earn_capstone(cast: Cast, member: Actor, tokens: dict[str, str]) -> str:
    """A badge that rests on other badges: its evidence are their public addresses. Signed and kept by the same service."""
    started = enrolments.enrol(cast.portal, member, code=CAPSTONE.code)
    evidence = tuple(
        EvidenceFact(name=GOLDEN[kind].title, genre="badge", narrative="A badge of this path.", url=f"{cast.portal.base_url}/b/{token}")
        for kind, token in tokens.items()
    )
    result = RuleResult(verdict="pass", trace=(TraceLine(text="All three badges of the path are held", holds=True),))
    grounds = Grounds(result, {}, "Holds 3 of 3 badges of the path.", evidence)
    with writing(cast.portal.database) as db:
        enrolment = stored_enrolments.get(db, started.id)
        program = stored_programs.get(db, enrolment.version_id).program
        return awards.award(db, open_press(db, cast.portal), enrolment, program, grounds)
