"""What the association decides about itself after the set-up: its mark, and its choices."""

from core.errors import BadInput
from core.portal import Portal
from core.rules.audit_actions import Action
from core.rules.choices import CHOICES, check_choice
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.share_links import check_linkedin_id
from core.rules.times import stamp
from core.services.issuer import current_branding
from core.services.pictures import clean_logo
from core.services.recording import record
from core.storage import association, brandings
from core.storage.association import LINKEDIN_ID
from core.storage.database import reading, writing


def choices(portal: Portal, actor: Actor) -> dict[str, str]:
    """Every choice with its value of today."""
    require(actor, Permission.ASSOCIATION_EDIT)
    with reading(portal.database) as db:
        return {name: association.setting(db, name) or choice.default for name, choice in CHOICES.items()}


def choose(portal: Portal, actor: Actor, *, name: str, value: str) -> None:
    """Refuses unknown choices and values. Badges that were issued keep their looks."""
    require(actor, Permission.ASSOCIATION_EDIT)
    check_choice(name, value)
    with writing(portal.database) as db:
        association.keep_setting(db, name, value)
        if name == "certificate_layout":
            brandings.add(db, current_branding(db, portal).mark, value, at=stamp(portal.now()))
        record(db, portal, actor, Action.ASSOCIATION_CHANGED, name, value)


def change_mark(portal: Portal, actor: Actor, *, logo: bytes | None) -> None:
    """A new logo, or the monogram again (``None``). Refuses what is no picture. Badges that were issued keep the old mark."""
    require(actor, Permission.ASSOCIATION_EDIT)
    if logo == b"":
        raise BadInput({"logo": "Please choose a picture first."})
    picture = clean_logo(logo) if logo is not None else None
    with writing(portal.database) as db:
        association.set_logo(db, picture)
        current_branding(db, portal)
        record(db, portal, actor, Action.ASSOCIATION_CHANGED, "logo")


def set_linkedin_id(portal: Portal, actor: Actor, *, number: str) -> None:
    """The number of the association's page on LinkedIn, or empty for none. Refuses everything but digits.

    With it LinkedIn shows the association's logo beside a badge that a holder adds to their profile.
    """
    require(actor, Permission.ASSOCIATION_EDIT)
    number = check_linkedin_id(number)
    with writing(portal.database) as db:
        association.keep_setting(db, LINKEDIN_ID, number)
        record(db, portal, actor, Action.ASSOCIATION_CHANGED, LINKEDIN_ID, number)
