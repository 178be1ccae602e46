"""Badges to draw and print, without a signature."""

from datetime import UTC, datetime
from typing import Any

from core.badges.view import BadgeView, CriterionView, EvidenceView, IssuerView
from core.rules.programs import BENCHMARK_SENTENCES

NAMES = (
    "José Ñuñez", "Łukasz Żółć", "Ελένη Παπαδοπούλου", "Наталія Ковальчук", "محمد عبد الله", "דוד בן־גוריון",
    "अमृता शर्मा", "山田太郎", "김민준", "王小明", "Nguyễn Thị Hồng", "Þórunn Ægisdóttir", "Amara محمد Okafor",
    '<b>Bob</b> & "Co"', "สมชาย ใจดี", "გიორგი ბერიძე",
)  # fmt: skip

ISSUER = IssuerView(
    did="did:web:badges.northshore.example",
    name="Northshore AFP",
    url="https://www.northshore.example",
    email="badges@northshore.example",
    country="IE",
    description="",
)


def criteria(count: int) -> tuple[CriterionView, ...]:
    return tuple(
        CriterionView(f"Criterion {n}", "Proficient", f"Reaches point {n} in time.", "Exemplary", True) for n in range(1, count + 1)
    )


def evidence(count: int) -> tuple[EvidenceView, ...]:
    return tuple(EvidenceView(f"Item {n}", "document", f"Shows point {n}.", "application/pdf", "ab" * 32) for n in range(1, count + 1))


def a_view(**changes: Any) -> BadgeView:
    """A performance badge; a progress badge has evidence only."""
    content: dict[str, Any] = {
        "url": "https://badges.northshore.example/b/Zk3v9QmT0xN7pRbL2sWcYg",
        "title": "Present with Confidence",
        "outcome": "Present a recommendation so that a board can decide.",
        "holder_name": "José Ñuñez",
        "benchmark": "performance",
        "skill_name": "Presenting",
        "skill_kind": "soft",
        "category": "communication",
        "program_code": "COM-101",
        "program_version": "1.2",
        "how": "Judged by two reviewers.",
        "criteria_narrative": "",
        "criteria": criteria(4),
        "evidence": evidence(2),
        "issuer": ISSUER,
        "awarded_at": datetime(2026, 4, 14, 9, 30, tzinfo=UTC),
        "valid_until": datetime(2028, 4, 14, tzinfo=UTC),
        "language": "en",
    }
    benchmark = str(changes.get("benchmark", content["benchmark"]))
    return BadgeView(**({"statement": BENCHMARK_SENTENCES[benchmark]} | content | changes))
