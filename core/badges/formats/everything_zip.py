"""Every file of a badge in one folder, with a page of plain words that says what each is for.

Nothing is compressed: pictures and certificate are already, and so the bytes never depend on who packs them.
"""

import io
import json
from collections.abc import Iterable, Mapping
from zipfile import ZipFile, ZipInfo

from core.badges.appearance import SignedBadge
from core.badges.formats.form import Format
from core.badges.formats.names import stem
from core.badges.reading import view_of
from core.badges.view import BadgeView
from core.rules.programs import earned_word

READ_ME = "READ ME.txt"
_READABLE = 0o100644 << 16
_UNIX = 3


def render(files: Mapping[str, Format], badge: SignedBadge, _choice: str) -> bytes:
    """The folder, packed; all times in it are the moment of the award, so that the same badge gives the same bytes."""
    view = view_of(json.loads(badge.document))
    kinds = [kind for kind in files.values() if badge.jwt or kind.suffix != "jwt"]
    members = {_member(kind): kind.render(badge, kind.choices[0]) for kind in kinds}
    members[READ_ME] = _read_me(view, kinds).encode()
    return _packed(view, members)


def _member(kind: Format) -> str:
    return f"{kind.name}.{kind.suffix}"


def _packed(view: BadgeView, members: Mapping[str, bytes]) -> bytes:
    out, moment = io.BytesIO(), view.awarded_at.timetuple()[:6]
    with ZipFile(out, "w") as folder:
        for name, data in sorted(members.items()):
            entry = ZipInfo(f"{stem(view)}/{name}", moment)
            entry.create_system, entry.external_attr = _UNIX, _READABLE
            folder.writestr(entry, data)
    return out.getvalue()


def _read_me(view: BadgeView, kinds: Iterable[Format]) -> str:
    """Lines end as on Windows: every other system reads that too."""
    files = [f"{_member(kind)}\n  {kind.purpose}" for kind in kinds]
    text = "\n\n".join(
        (
            f"{earned_word(view.benchmark)}: {view.title}\n{view.holder_name}\nIssued by {view.issuer.name}",
            "All files in this folder are the same badge in other clothes. Each of them carries the signed badge,\n"
            "so you may hand on any of them alone. If somebody changes one letter of it, a check finds out.",
            *files,
            f"How to check it\n  Open {view.url}\n"
            "  It says who issued the badge, for what, and whether it is still valid. Or give the picture or the\n"
            "  signed badge to any program that verifies Open Badges 3.0. Nobody needs an account for either.",
        )
    )
    return (text + "\n").replace("\n", "\r\n")
