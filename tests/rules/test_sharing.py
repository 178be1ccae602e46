import pytest

from core.rules.sharing import may_be_listed


@pytest.mark.parametrize(
    ("standing", "listable"), [("valid", True), ("expired", True), ("suspended", False), ("revoked", False), ("superseded", False)]
)
def test_only_a_badge_that_speaks_for_its_holder_is_found_by_search_engines(standing: str, listable: bool) -> None:
    assert may_be_listed(standing) is listable
