"""Documents may hold anything anywhere."""

import pytest

from core.badges.verification.parts import host, part, text, time
from tests.builders import A_TUESDAY


@pytest.mark.parametrize("value", [None, 7, "x", [], [{}], True])
def test_what_is_not_there_is_empty(value: object) -> None:
    assert part({"a": value}, "a") == part({}, "a") == {}
    assert text(value) == (value if isinstance(value, str) else "")
    assert time(value) is None


def test_times_have_a_zone_or_are_in_utc_and_never_raise() -> None:
    assert time("2026-10-06T11:00:00+02:00") == A_TUESDAY
    assert time("0001-01-01T00:00:00+14:00") is None


def test_hosts_of_addresses_that_are_none() -> None:
    assert [host(address) for address in ("https://x.org/a", "https://x.org:8443", "x", "", "https://[")] == [
        "x.org",
        "x.org:8443",
        "",
        "",
        "",
    ]
