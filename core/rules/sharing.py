"""Who finds a badge's page: whoever has its address, and search engines only when its holder wants that."""

from core.rules.awards import Standing

# A page that says *revoked* beside a name must not follow that name through search engines.
_LISTABLE: frozenset[Standing] = frozenset({"valid", "expired"})


def may_be_listed(standing: Standing) -> bool:
    """Whether the holder may ask search engines in, and whether they are let in today."""
    return standing in _LISTABLE
