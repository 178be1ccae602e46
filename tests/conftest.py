"""Fixtures that several rooms share. The cast is imported when it is asked for: rule tests start at once without it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.cast import Cast


@pytest.fixture
def cast(tmp_path: Path) -> Cast:
    """A fresh portal with the whole cast, in a folder of its own."""
    from tests.cast import a_cast

    return a_cast(tmp_path)
