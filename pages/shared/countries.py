"""The countries to choose from: ISO 3166-1 alpha-2 codes with the names that people look for."""

import unicodedata
from functools import cache

import pycountry


@cache
def countries() -> dict[str, str]:
    """Code -> name, in the order of names without their accents; with the code, for those who type plain letters.

    >>> countries()["KR"], countries()["CI"]
    ('South Korea (KR)', "Côte d'Ivoire (CI)")
    """
    names = {row.alpha_2: f"{getattr(row, 'common_name', row.name)} ({row.alpha_2})" for row in pycountry.countries}
    return dict(sorted(names.items(), key=lambda row: _plain(row[1])))


def _plain(name: str) -> str:
    return "".join(letter for letter in unicodedata.normalize("NFKD", name) if not unicodedata.combining(letter)).casefold()
