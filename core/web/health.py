"""``GET /healthz``: for whoever watches over the machine."""

import time

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from core.portal import Portal
from core.services import health

REMEMBERED = 1.0  # seconds; an address that anybody may call must not become a way to keep the disk busy


class HealthDesk:
    def __init__(self, portal: Portal) -> None:
        self._portal, self._until, self._last = portal, 0.0, health.Health(False, "")

    def answer(self, _request: Request) -> Response:
        """200 when the database can be written, 503 when not."""
        if time.monotonic() >= self._until:
            self._last = health.check(self._portal)
            self._until = time.monotonic() + REMEMBERED
        status = "ok" if self._last.ok else "unavailable"
        return JSONResponse(
            {"status": status, "detail": self._last.detail},
            status_code=200 if self._last.ok else 503,
            headers={"Cache-Control": "no-store"},
        )
