"""Text that people typed, shown as they typed it: never as Markdown, HTML, formula or link."""

import re
import unicodedata
from urllib.parse import quote

LONGEST = 2_000
# Only what means something is escaped: labels are read aloud as they are written, backslashes and all.
_MARKS = re.compile(r"([\\`*_\[\]<>#|~$&])")  # of Markdown, HTML and formulas, wherever they stand
_STARTS = re.compile(r"^(\d*)([-+=.)])")  # lists and underlines
# Addresses, :icons: and arrows are found in the text after the backslashes are gone; a word joiner breaks them.
_MAGIC = re.compile(r":(?=[\w/+-])|@(?=[\\\w.-])|(?<=ww)w(?=\.)|(?:-|\\<|\\>|\\~)(?=-|\\>|=)", re.IGNORECASE)
_JOINER = "\u2060"
_ESCAPED = r"\\\1"
_DIRECTION_MARKS = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C])


def md(text: object, limit: int = LONGEST) -> str:
    """One line for labels, headings, toasts and ``st.markdown``, shown literally; at most ``limit`` characters.

    >>> print(md("*2* [x](y)"))
    \\*2\\* \\[x\\](y)
    """
    normal = unicodedata.normalize("NFC", str(text)[:limit]).translate(_DIRECTION_MARKS)
    visible = "".join(character for character in normal if character.isprintable() or character in "\n\t")
    marked = _MARKS.sub(_ESCAPED, " ".join(visible.split()))
    return _STARTS.sub(r"\1\\\2", _MAGIC.sub(rf"\g<0>{_JOINER}", marked))


def mail_link(address: str) -> str:
    """An address that can be written to and copied, as Markdown."""
    return f"[{_MARKS.sub(_ESCAPED, address)}](mailto:{quote(address, safe='@')})"
