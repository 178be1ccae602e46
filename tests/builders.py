"""Things for tests, valid unless told otherwise: a rubric, programs of each benchmark, an association."""

from datetime import UTC, datetime
from typing import Any

from core.rules.members import MemberDetails, Role
from core.rules.pathways import Pathway
from core.rules.programs import ProgramVersion
from core.rules.rubrics import Rubric
from core.settings import ROOT

A_TUESDAY = datetime(2026, 10, 6, 9, 0, 0, tzinfo=UTC)


def a_rubric(**changes: Any) -> Rubric:
    """Four criteria weighing 40, 30, 20 and 10 %; the first one is critical."""
    rows = [
        {
            "key": f"C{number}",
            "title": title,
            "descriptors": [f"{title}: {step}" for step in ("nothing yet", "in part", "fully", "beyond")],
            "weight_bp": weight,
            "critical": number == 1,
        }
        for number, (title, weight) in enumerate(
            [("Says what, who, when", 4000), ("Matches the channel", 3000), ("Handles questions", 2000), ("Closes the loop", 1000)], 1
        )
    ]
    return Rubric.model_validate({"criteria": rows} | changes)


_COMMON: dict[str, Any] = {
    "outcome": "Brief occupants clearly while an incident is running",
    "description": "A short program about the first message after an outage.",
    "problem_solved": "People ring the desk because the first message leaves questions open.",
    "on_the_job_task": "Write and send the first message of a real or rehearsed incident.",
    "skill": {
        "code": "COM-01",
        "name": "Brief people clearly",
        "statement": "Brief occupants clearly during an incident",
        "kind": "soft",
        "category": "communication",
    },
    "job_roles": ["Facility manager"],
    "effort_hours": 6,
    "weeks": 2,
    "tags": ["incident"],
}
_EVIDENCE = [
    {"key": "E1", "title": "Your script", "prompt": "The message as you sent it.", "genre": "document", "accepts": ["file", "text"]},
    {
        "key": "E2",
        "title": "A recording or a link to one",
        "prompt": "Five minutes at most.",
        "genre": "audio",
        "accepts": ["file", "link"],
        "minimum": 0,
        "maximum": 2,
    },
]
_ACTIVITIES = [
    {"key": "A1", "title": "Read the guide", "kind": "read", "minutes": 30, "attestation": "I read the whole guide."},
    {"key": "A2", "title": "Walk through with a colleague", "kind": "workplace_task", "minutes": 60, "attestation": "We walked the route."},
    {"key": "A3", "title": "Rehearse in the group", "kind": "live_session", "minutes": 60, "source": "facilitator"},
]


def a_performance_program(**changes: Any) -> ProgramVersion:
    content = {"code": "COM-101", "title": "Brief occupants during an incident", "benchmark": "performance"}
    return ProgramVersion.model_validate(_COMMON | content | {"evidence": _EVIDENCE, "rubric": a_rubric()} | changes)


def a_progress_program(**changes: Any) -> ProgramVersion:
    content = {"code": "ORI-001", "title": "Start your learning plan", "benchmark": "progress"}
    progress = {"activities": _ACTIVITIES, "completion": {"kind": "all", "of": ["A1", "A2", "A3"]}}
    return ProgramVersion.model_validate(_COMMON | content | progress | changes)


def a_program_of_both(**changes: Any) -> ProgramVersion:
    content = {"code": "ACC-115", "title": "Run an accessibility walk-through", "benchmark": "both"}
    progress = {"activities": _ACTIVITIES, "completion": {"kind": "k_of", "k": 2, "of": ["A1", "A2", "A3"]}}
    return ProgramVersion.model_validate(_COMMON | content | progress | {"evidence": _EVIDENCE, "rubric": a_rubric()} | changes)


def a_person(name: str, *roles: Role, **changes: Any) -> MemberDetails:
    handle = name.split()[0].lower()
    details = {"email": f"{handle}@northshore.example", "display_name": name, "name_on_badge": name, "roles": frozenset(roles)}
    return MemberDetails.model_validate(details | changes)


def a_pathway(**changes: Any) -> Pathway:
    """In their order: COM-101, then one of the two others. A milestone stands around the first."""
    first = {
        "kind": "milestone",
        "key": "M1",
        "title": "First step",
        "message": "Well begun.",
        "node": {"kind": "program", "program": "COM-101"},
    }
    choice = {"kind": "n_of", "n": 1, "of": [{"kind": "program", "program": code} for code in ("ORI-001", "ACC-115")]}
    content = {
        "code": "PTH-001",
        "title": "Calm in every building",
        "outcome": "Keep people informed and safe in any building",
        "months": 9,
    }
    kind = {"description": "For people who look after buildings.", "skill_kind": "soft", "category": "communication"}
    return Pathway.model_validate(content | kind | {"root": {"kind": "ordered", "of": [first, choice]}} | changes)


def a_quiz_activity(**changes: Any) -> dict[str, Any]:
    """A quiz of three: one right choice, two right choices, a text; two of them have to be right, in at most two tries."""
    questions = [
        {"kind": "single", "text": "What comes first?", "choices": ["Lock", "Test", "Tag"], "right": [0], "explanation": "So it is off."},
        {"kind": "multiple", "text": "Which hold energy?", "choices": ["Spring", "Paint", "Steam"], "right": [0, 2]},
        {"kind": "text", "text": "What is it called?", "accepted": ["Lockout", "Lock out"], "explanation": "Lockout and tagout."},
    ]
    content = {"key": "Q1", "title": "Check yourself", "kind": "quiz", "source": "quiz"}
    return content | {"quiz": {"questions": questions, "pass_bp": 6600, "tries": 2}} | changes


def sample_programs() -> dict[str, str]:
    """The program files of the sample association, by code."""
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted((ROOT / "data/sample/programs").glob("*.toml"))}
