"""An association with a key, at a public address and on somebody's own machine."""

from pathlib import Path

import pytest

from tests.badges.facts import LOCAL, PUBLIC, VECTORS, Office, a_key


@pytest.fixture
def office() -> Office:
    return Office(a_key(), PUBLIC)


@pytest.fixture
def local_office() -> Office:
    return Office(a_key(), LOCAL)


@pytest.fixture
def vectors() -> Path:
    if not VECTORS.is_dir():
        pytest.skip("the vectors of other people are not beside this checkout")
    return VECTORS
