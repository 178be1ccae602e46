"""Being forgotten: who asks, until when there is an answer, and what is left afterwards."""

from datetime import date, timedelta
from typing import Literal

from core.errors import BadInput, RuleBroken

RequestState = Literal["open", "done", "taken_back", "declined"]
ANSWER_WITHIN = timedelta(days=30)  # GDPR, Article 12(3): within one month
SURE = "forget me"
WITHHELD = "Name withheld"
ERASED = "Erased member"


def due_on(asked_on: date) -> date:
    """The day by which the association has to answer."""
    return asked_on + ANSWER_WITHIN


def check_sure(typed: str) -> None:
    """Refuses a request that was not meant: the words have to be typed."""
    if typed.strip().casefold() != SURE:
        raise BadInput({"sure": f"Please type “{SURE}”, so that nobody asks for this by accident."})


def check_may_settle(state: RequestState, *, own: bool) -> None:
    """Refuses what was settled before, and one's own request: somebody else has to see that it was meant."""
    if state != "open":
        raise RuleBroken("This request was settled already.")
    if own:
        raise RuleBroken("Somebody else has to carry out your own request.")


def check_portal_goes_on(*, other_admins: int, is_admin: bool, open_reviews: int) -> None:
    """Refuses to leave the portal without an administrator, and work that somebody is in the middle of judging."""
    if is_admin and not other_admins:
        raise RuleBroken("The portal needs at least one active administrator. Name another one first.")
    if open_reviews:
        raise RuleBroken("A submission of this person is being read. Please wait until it is decided.")


def nameless_email(member_id: str) -> str:
    """What stands in the place of an address: nobody has it, and no mail can reach it (RFC 2606)."""
    return f"{member_id.lower()}@erased.invalid"
