"""What the design check said of a version when it was published: kept with it, and never computed again."""

from collections.abc import Iterable
from datetime import datetime

from pydantic import BaseModel, ConfigDict

from core.rules.design_check import Finding, Report, Seal, Severity, Step
from core.rules.drafts import Waiver


class SeenFinding(BaseModel):
    """A finding as it was shown. ``because``, ``waived_by`` (an id) and ``waived_at`` say why the owner let it pass."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    id: str
    key: str
    severity: Severity
    penalty: int
    step: Step
    place: str
    message: str
    why: str
    quoted: str = ""
    because: str = ""
    waived_by: str = ""
    waived_at: datetime | None = None


class Snapshot(BaseModel):
    """Score, label, seals and every finding of the day of publication."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    score: int
    label: str
    seals: tuple[Seal, ...]
    findings: tuple[SeenFinding, ...]

    @property
    def waived(self) -> tuple[SeenFinding, ...]:
        """What the owner let pass."""
        return tuple(row for row in self.findings if row.because)


def snapshot_of(report: Report, waivers: Iterable[Waiver] = ()) -> Snapshot:
    """The report as it is kept; waivers of findings that are not there any more are left out."""
    given = {waiver.finding: waiver for waiver in waivers}
    findings = tuple(_seen(row, given.get(row.key)) for row in report.findings)
    return Snapshot(score=report.score, label=report.label, seals=report.seals, findings=findings)


def _seen(finding: Finding, waiver: Waiver | None) -> SeenFinding:
    return SeenFinding(
        id=finding.id,
        key=finding.key,
        severity=finding.severity,
        penalty=finding.penalty,
        step=finding.step,
        place=finding.place,
        message=finding.message,
        why=finding.why,
        quoted=finding.quoted,
        because=waiver.reason if waiver else "",
        waived_by=waiver.by if waiver else "",
        waived_at=waiver.at if waiver else None,
    )


def earned_seals(text: str) -> tuple[Seal, ...]:
    """The seals that a stored snapshot has earned, for members: what is not earned is for those who can change it."""
    found = read_snapshot(text)
    return tuple(seal for seal in found.seals if seal.earned) if found else ()


def read_snapshot(text: str) -> Snapshot | None:
    """The snapshot as stored; ``None`` for versions from before there was a design check, and for badges of pathways."""
    return Snapshot.model_validate_json(text) if text else None
