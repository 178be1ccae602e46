"""Stands before the websocket of the pages: how many, how fast, how large, and which messages.

The framework obeys any visitor who asks it to clear every cache of the process or to shut down. The portal needs the
messages in ``WANTED`` and passes no other.
"""

import asyncio
from collections import Counter
from collections.abc import Callable

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from core.web.limits import Bucket

WANTED = frozenset({"rerun_script", "stop_script", "file_urls_request", "app_heartbeat", "backend_operation_request"})
LARGEST_MESSAGE = 2 * 1024 * 1024
BURST, PER_SECOND = 40, 10.0  # messages of one connection: a person clicks and types far below that
CONNECTIONS_PER_ADDRESS = 300  # an office, or a training room, behind one address


class SocketGuard:
    """ASGI middleware. ``kind_of`` names the kind of a message and raises ``ValueError`` for what is none."""

    def __init__(self, app: ASGIApp, kind_of: Callable[[bytes], str], per_address: int = CONNECTIONS_PER_ADDRESS) -> None:
        self._app, self._kind_of, self._per_address = app, kind_of, per_address
        self._open: Counter[str] = Counter()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self._app(scope, receive, send)
            return
        address = (scope.get("client") or ("unknown",))[0]
        if self._open[address] >= self._per_address:
            await receive()
            await send({"type": "websocket.close", "code": 1013})
            return
        self._open[address] += 1
        try:
            await self._app(scope, self._filtered(receive, send), send)
        finally:
            self._open -= Counter({address: 1})

    def _filtered(self, receive: Receive, send: Send) -> Receive:
        bucket = Bucket(BURST, PER_SECOND)

        async def next_wanted() -> Message:
            while True:
                message = await receive()
                if message["type"] != "websocket.receive":
                    return message
                await asyncio.sleep(bucket.pause())
                code = self._breach(message)
                if code:
                    await send({"type": "websocket.close", "code": code})
                    return {"type": "websocket.disconnect", "code": code}
                if self._kind_of(message["bytes"]) in WANTED:
                    return message

        return next_wanted

    def _breach(self, message: Message) -> int | None:
        """The close code (RFC 6455, section 7.4.1) for a message that is too large or none at all."""
        data = message.get("bytes")
        if data is None:
            return 1003
        if len(data) > LARGEST_MESSAGE:
            return 1009
        try:
            self._kind_of(data)
        except ValueError:
            return 1002
        return None
