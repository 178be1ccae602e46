"""Every refusal of the portal: a stable code for programs, a sentence for the person who reads it.

A bad badge is not an error: verifying it gives a report of named checks (``core.badges.verification``).
"""

from collections.abc import Mapping, Sequence


class PortalError(Exception):
    """Never raised directly; pages, web addresses and the command line catch it in one place."""

    code = "portal_error"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotSignedIn(PortalError):
    """The action needs a person, and nobody is signed in."""

    code = "not_signed_in"

    def __init__(self, message: str = "Please sign in first.") -> None:
        super().__init__(message)


class NotAllowed(PortalError):
    """The person is known but may not do this."""

    code = "not_allowed"

    def __init__(self, message: str = "Your roles do not include this.") -> None:
        super().__init__(message)


class NotFound(PortalError):
    """The thing does not exist, or not for this person (the same words, so that nothing is given away)."""

    code = "not_found"


class BadInput(PortalError):
    """One or more fields cannot be taken as they are; ``fields`` maps field name to a sentence for its reader."""

    code = "bad_input"

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(" ".join(fields.values()))
        self.fields = dict(fields)


class RuleBroken(PortalError):
    """The input is well formed but a rule of the association says no; ``reasons`` are sentences."""

    code = "rule_broken"

    def __init__(self, *reasons: str) -> None:
        super().__init__(" ".join(reasons))
        self.reasons: Sequence[str] = reasons


class Conflict(PortalError):
    """Somebody else saved first. Nothing was written; what was typed stays with the person who typed it."""

    code = "conflict"


class TooManyTries(PortalError):
    """Slow down: ``wait_seconds`` until the next try is looked at."""

    code = "too_many_tries"

    def __init__(self, wait_seconds: int) -> None:
        super().__init__(f"Too many tries. Please wait {wait_seconds} seconds and try again.")
        self.wait_seconds = wait_seconds


class DocumentProblem(PortalError):
    """A badge document could not be made or did not verify after signing; nothing was stored."""

    code = "document_problem"


class StorageTrouble(PortalError):
    """The data folder cannot be read or written."""

    code = "storage_trouble"
