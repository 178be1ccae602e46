"""Text that will be printed on certificates must be printable: said when it is typed, not when the badge is due."""

from core.badges.typesetting import unsettable
from core.errors import BadInput


def check_printable(**texts: str) -> None:
    """Refuses texts with characters that no font of the certificate has, naming them per field."""
    problems = {}
    for field, text in texts.items():
        if missing := unsettable(text):
            problems[field] = f"We cannot print these characters on a certificate: {missing}. Please write it without them."
    if problems:
        raise BadInput(problems)
