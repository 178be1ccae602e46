"""Text that people typed, shown as they typed it: never as Markdown, HTML, formula or link."""

import re
import unicodedata

LONGEST = 2_000
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")  # CommonMark 2.4: a backslash takes the meaning from any of these
# Addresses, :icons: and arrows are found in the text after the backslashes are gone; a word joiner breaks them.
_MAGIC = re.compile(r"(:|@|-|(?<=ww)w|<)(?=\\|\w)")
_JOINER = "\u2060"
_DIRECTION_MARKS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])


def md(text: object, limit: int = LONGEST) -> str:
    """One line for labels, headings, toasts and ``st.markdown``, shown literally; at most ``limit`` characters.

    >>> print(md("*2* [x](y)"))
    \\*2\\* \\[x\\]\\(y\\)
    """
    normal = unicodedata.normalize("NFC", str(text)[:limit]).translate(_DIRECTION_MARKS)
    visible = "".join(character for character in normal if character.isprintable() or character in "\n\t")
    escaped = _PUNCTUATION.sub(r"\\\1", " ".join(visible.split()))
    return _MAGIC.sub(rf"\1{_JOINER}", escaped)
