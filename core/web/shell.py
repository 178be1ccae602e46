"""The page in which the framework's script draws ours: with the association's name, and without the framework's."""

import html
import re
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, HTMLResponse, Response

from core.portal import Portal
from core.queries.association import the_association

STATIC = Path(__file__).parent / "static"
_NO_SCRIPT = "<noscript><p>This portal needs JavaScript. The public pages of badges do without.</p></noscript>"
_CHANGES = (
    (re.compile(r"<!--.*?-->", re.DOTALL), ""),
    (re.compile(r"<noscript>.*?</noscript>", re.DOTALL), _NO_SCRIPT),
    (re.compile(r'<link rel="shortcut icon"[^>]*>'), '<link rel="icon" href="./favicon.svg" type="image/svg+xml" />'),
    (re.compile(r'<link rel="service-desc"[^>]*>'), ""),
    (re.compile(r"</head>"), '<script src="/typing.js" defer></script></head>'),
)
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)


class Shell:
    """``index`` is the framework's page; scripts in it stay as they are, so that their hashes hold."""

    def __init__(self, portal: Portal, index: str) -> None:
        for pattern, ours in _CHANGES:
            index = pattern.sub(ours, index)
        self._portal = portal
        self._before, self._after = _TITLE.split(index, maxsplit=1)

    def page(self, _request: Request) -> Response:
        """The same for every page; the script fills it."""
        found = the_association(self._portal)
        title = html.escape(found.name if found else "Micro-credentials")
        return HTMLResponse(f"{self._before}<title>{title}</title>{self._after}", headers={"Cache-Control": "no-cache"})


def favicon(_request: Request) -> Response:
    return FileResponse(STATIC / "favicon.svg", media_type="image/svg+xml", headers={"Cache-Control": "public, max-age=86400"})


def typing_script(_request: Request) -> Response:
    """The portal's only script of its own: text boxes are kept after a pause in typing."""
    return FileResponse(STATIC / "typing.js", media_type="text/javascript", headers={"Cache-Control": "no-cache"})
