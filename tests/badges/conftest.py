"""An association with a key, at a public address and on somebody's own machine."""

import pytest

from tests.badges.facts import LOCAL, PUBLIC, Office, a_key


@pytest.fixture
def office() -> Office:
    return Office(a_key(), PUBLIC)


@pytest.fixture
def local_office() -> Office:
    return Office(a_key(), LOCAL)
