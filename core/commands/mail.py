"""Sending what the portal has to say."""

from dataclasses import asdict

from core.commands.words import Arguments, Verbs, print_json
from core.portal import Portal


def _send(portal: Portal, given: Arguments) -> int:
    """Send the e-mails that are queued. The portal does this by itself every hour, where PROOFMARK_SMTP_URL names a mail server."""
    from core.services.mail import send

    done = send(portal)
    if given.json:
        print_json(asdict(done))
    else:
        print(f"{done.sent} sent, {done.later} to be tried again later, {done.failed} not taken, {done.by_hand} wait to be copied.")
        if done.trouble:
            print(done.trouble)
    return 1 if done.trouble else 0


def add_to(verbs: Verbs) -> None:
    mail = verbs.noun("mail", "what the portal has to say to people")
    mail.add("send", _send).add_argument("--json", action="store_true")
