"""The table of e-mails. To add one: write its file next door and add its class here."""

from core.messages.badge_expiring import BadgeExpiring
from core.messages.message import Mail
from core.messages.renewal_decided import RenewalDecided
from core.messages.renewal_waiting import RenewalWaiting

KINDS: dict[str, type[Mail]] = {mail.KIND: mail for mail in (BadgeExpiring, RenewalDecided, RenewalWaiting)}
