"""The front door, ready to be opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cast import Cast
    from tests.pages.door import Door


@pytest.fixture
def door(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> Door:
    from tests.pages.door import Door

    return Door(cast, monkeypatch)
