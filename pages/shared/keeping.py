"""Whether what stands in a box is in the database already.

Boxes are kept by their callbacks. After a broken connection the server starts anew and calls none of them, though the
browser hands in what was typed: each form therefore compares once more when all its boxes are drawn.
"""

from core.rules.texts import clean_text


def is_kept(typed: object, stored: object) -> bool:
    """Whether they are the same, apart from outer space and line ends; a box that is not drawn has nothing to keep.

    >>> is_kept("as it was \\r\\n", "as it was"), is_kept("changed", "as it was"), is_kept(None, "as it was")
    (True, False, True)
    """
    if not isinstance(typed, str) or not isinstance(stored, str):
        return typed is None or typed == stored
    try:
        return clean_text(typed) == clean_text(stored)
    except ValueError:
        return False
