"""The name that a badge was issued to, whatever it shows today."""

import json

from sqlite_utils import Database

from core.badges.reading import view_of
from core.storage import credentials


def full_name(db: Database, token: str) -> str:
    """It stands in the first of its documents; what was chosen later stands in later ones."""
    return view_of(json.loads(credentials.editions_of(db, token)[-1].document)).holder_name
