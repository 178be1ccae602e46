"""The table of e-mails. To add one: write its file next door and add its class here."""

from core.messages.attestation_given import AttestationGiven
from core.messages.badge_expiring import BadgeExpiring
from core.messages.endorsement_given import EndorsementGiven
from core.messages.message import Mail
from core.messages.peer_feedback import PeerAnswered, PeerAsked
from core.messages.renewal_decided import RenewalDecided
from core.messages.renewal_waiting import RenewalWaiting
from core.messages.submission_decided import SubmissionDecided
from core.messages.submission_received import SubmissionReceived
from core.messages.use_asked import UseAsked
from core.rules.permissions import Permission

_ALL: tuple[type[Mail], ...] = (
    SubmissionReceived,
    SubmissionDecided,
    PeerAsked,
    PeerAnswered,
    AttestationGiven,
    EndorsementGiven,
    UseAsked,
    BadgeExpiring,
    RenewalDecided,
    RenewalWaiting,
)
KINDS: dict[str, type[Mail]] = {mail.KIND: mail for mail in _ALL}
# said by e-mail alone, where the portal sends it by itself: Home shows it anyway, and nobody is to copy it by hand
MAIL_ONLY = frozenset({SubmissionReceived.KIND, PeerAsked.KIND})
# kinds that only some people get: whoever has this permission; the others are for every member
FOR_SOME: dict[str, Permission] = {RenewalWaiting.KIND: Permission.SUBMISSION_REVIEW}
