"""Looking after what has its time."""

from core.commands.words import Arguments, Verbs
from core.portal import Portal


def _upkeep(portal: Portal, given: Arguments) -> int:
    """Sign status lists, freeze how older badges look, issue badges of pathways, remind. The portal does this every hour."""
    from core.services.upkeep import upkeep

    done = upkeep(portal)
    print(f"{done.lists_signed} status lists were signed, the looks of {done.looks_frozen} older badges frozen.")
    if done.capstones_issued:
        print(f"{done.capstones_issued} badges of pathways were issued.")
    if done.reminders or done.mails_sent:
        print(f"{done.reminders} reminders were made, {done.mails_sent} e-mails sent.")
    return 0


def add_to(verbs: Verbs) -> None:
    verbs.add("upkeep", _upkeep)
