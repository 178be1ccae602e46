"""The design check: is this draft a focused program? Findings with reasons and fixes, a score, five seals.

A rule is a function from a draft and its surroundings to findings, and a line in ``table``. Nothing here refuses anything:
what stops publishing is decided by whoever asks (see ``Report.blocking``).
"""

from collections.abc import Collection
from dataclasses import replace

from core.rules.design_check.findings import Finding, Fix, Measured, OtherProgram, Severity, Step, Surroundings
from core.rules.design_check.score import Report, Seal, label, score, seals
from core.rules.design_check.table import RULES
from core.rules.drafts import Draft

__all__ = ["Finding", "Fix", "Measured", "OtherProgram", "Report", "Seal", "Severity", "Step", "Surroundings", "check"]


def check(draft: Draft, around: Surroundings = Surroundings(), waivers: Collection[str] = ()) -> Report:  # noqa: B008 (frozen)
    """Every finding about the draft, in the order of the table. ``waivers`` are keys of findings that the owner lets pass."""
    found: dict[str, Finding] = {}
    for rule, find in RULES:
        for finding in find(draft, around):
            named = replace(finding, id=rule)
            found.setdefault(named.key, replace(named, waived=named.key in waivers))
    findings = tuple(found.values())
    points = score(findings)
    return Report(findings, points, label(points), seals(findings, points))
