"""Who sees a badge and its evidence: whoever has the address, search engines only when the holder wants that, or nobody else."""

from core.errors import BadInput, RuleBroken
from core.rules.awards import Standing

# A page that says *revoked* beside a name must not follow that name through search engines.
_LISTABLE: frozenset[Standing] = frozenset({"valid", "expired"})


def may_be_listed(standing: Standing) -> bool:
    """Whether the holder may ask search engines in, and whether they are let in today."""
    return standing in _LISTABLE


def may_look(*, private: bool, holder_id: str, reader_id: str | None) -> bool:
    """Whether somebody may open the public addresses of a badge. One that is kept private opens for its holder only.

    >>> may_look(private=True, holder_id="a", reader_id=None), may_look(private=True, holder_id="a", reader_id="a")
    (False, True)
    """
    return not private or holder_id == reader_id


def shows_evidence(standing: Standing, *, private: bool) -> bool:
    """Whether what the holder published is shown today: not beside a badge that was taken back, suspended or replaced."""
    return not private and standing in _LISTABLE


def check_may_publish(standing: Standing, *, private: bool, nobody_else_in_it: bool) -> None:
    """Refuses without the holder's word that it shows nobody who did not agree, and beside a badge that shows nothing."""
    if not shows_evidence(standing, private=private):
        raise RuleBroken("Evidence is shown beside a badge that is in force and not kept private.")
    if not nobody_else_in_it:
        raise BadInput({"nobody_else_in_it": "Please confirm this first: what is published, everybody can read and keep."})
