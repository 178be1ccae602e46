"""Hashing passwords: bcrypt, the same hashes that the sign-in form's package reads."""

import secrets
from functools import cache

import bcrypt

from core.rules.members import PASSWORD_MAXIMUM_BYTES

ROUNDS = 12  # 2**12: a quarter of a second on a small machine, and what the form's package uses


def hash_password(text: str) -> str:
    """A salted bcrypt hash. Check the text with ``check_password`` first: bcrypt refuses more than 72 bytes."""
    return bcrypt.hashpw(text.encode(), bcrypt.gensalt(ROUNDS)).decode()


def password_matches(text: str, stored: str | None) -> bool:
    """Whether this is the password. Takes the same time for an unknown person (``stored`` is ``None``) as for a wrong word."""
    typed = text.encode()
    fits = len(typed) <= PASSWORD_MAXIMUM_BYTES  # a longer one is wrong, and must not be cut until it is right
    return bcrypt.checkpw(typed if fits else b"", (stored or decoy()).encode()) and fits and stored is not None


@cache
def decoy() -> str:
    """The hash of a password that nobody has, for people who do not exist."""
    return hash_password(secrets.token_urlsafe(24))
