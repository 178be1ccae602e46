"""Looking the portal over."""

from core.commands.words import Arguments, Verbs
from core.portal import Portal


def _doctor(portal: Portal, given: Arguments) -> int:
    """Look the portal over: database, keys, audit log, evidence. Exit code 1 when something is wrong."""
    from core.services.doctor import examine

    findings = examine(portal)
    for finding in findings:
        print(f"{'ok ' if finding.ok else 'BAD'}  {finding.id:<12} {finding.sentence}")
    return 0 if all(finding.ok for finding in findings) else 1


def add_to(verbs: Verbs) -> None:
    verbs.add("doctor", _doctor)
