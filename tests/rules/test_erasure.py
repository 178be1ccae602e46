from datetime import date

import pytest

from core.errors import BadInput, RuleBroken
from core.rules.erasure import check_may_settle, check_portal_goes_on, check_sure, due_on, nameless_email


def test_a_month_to_answer() -> None:
    assert due_on(date(2026, 10, 6)) == date(2026, 11, 5)


@pytest.mark.parametrize("typed", ["", "yes", "forget  me", "forget me please"])
def test_it_has_to_be_meant(typed: str) -> None:
    check_sure(" Forget me ")
    with pytest.raises(BadInput):
        check_sure(typed)


def test_who_may_settle() -> None:
    check_may_settle("open", own=False)
    for state, own in (("open", True), ("done", False), ("taken_back", False), ("declined", False)):
        with pytest.raises(RuleBroken):
            check_may_settle(state, own=own)


def test_the_portal_goes_on() -> None:
    check_portal_goes_on(other_admins=0, is_admin=False, open_reviews=0)
    check_portal_goes_on(other_admins=1, is_admin=True, open_reviews=0)
    for others, admin, reviews in ((0, True, 0), (1, False, 1)):
        with pytest.raises(RuleBroken):
            check_portal_goes_on(other_admins=others, is_admin=admin, open_reviews=reviews)


def test_an_address_that_reaches_nobody() -> None:
    assert nameless_email("01ABC") == "01abc@erased.invalid"
