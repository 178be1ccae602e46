"""What is recognised so that it can be called by its name, but not checked: Open Badges 1.x."""

from typing import NoReturn

from core.badges.canonical import NotCheckable
from core.badges.verification.case import Brought, Kind
from core.badges.verification.report import Claims


def _is_1(found: Brought) -> bool:
    document = found.document
    context = document.get("@context")
    return context == "https://w3id.org/openbadges/v1" or ("uid" in document and "verify" in document)


def _refuse(_found: Brought) -> NoReturn:
    raise NotCheckable("This is a badge of Open Badges 1.x, an old version that this portal does not check.")


OPEN_BADGES_1 = Kind(label="Open Badges 1.x", fits=_is_1, open=_refuse, shape="", checks={}, claims=lambda _document: Claims())
