"""Is this badge what it says? The answer is a list of named checks, never an exception.

A check is *passed*, *failed*, or *unchecked*: what could not be found out is never called valid and never invalid.
A good signature is not a good badge: one of ours must also be in our register, within its dates, and not taken back.
Keys are found by us; a key that comes with the badge proves nothing.
"""

from core.badges.verification.case import Edition, Fetch, NotFetched, offline
from core.badges.verification.examination import cannot_read, verify
from core.badges.verification.report import Check, CheckStatus, Claims, PlainAnswer, Verdict, VerificationReport

__all__ = [
    "Check",
    "CheckStatus",
    "Claims",
    "Edition",
    "Fetch",
    "NotFetched",
    "PlainAnswer",
    "Verdict",
    "VerificationReport",
    "cannot_read",
    "offline",
    "verify",
]
