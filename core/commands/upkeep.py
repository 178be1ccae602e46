"""Looking after what has its time."""

from core.commands.words import Arguments, Verbs
from core.portal import Portal


def _upkeep(portal: Portal, given: Arguments) -> int:
    """Sign status lists before they end, and freeze how older badges look. The portal does this by itself every hour."""
    from core.services.upkeep import upkeep

    done = upkeep(portal)
    print(f"{done.lists_signed} status lists were signed, the looks of {done.looks_frozen} older badges frozen.")
    return 0


def add_to(verbs: Verbs) -> None:
    verbs.add("upkeep", _upkeep)
