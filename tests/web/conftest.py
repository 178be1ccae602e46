"""The edge and the public addresses in front of a small inner application that says what reached it."""

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse
from starlette.routing import Route, WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocket, WebSocketDisconnect

from core.portal import Portal
from core.rules.members import Role
from core.web.errors import HANDLERS
from core.web.guard import Guard
from core.web.routes import routes
from core.web.socket_guard import SocketGuard
from tests.doors import Clock, add_person, come_in, open_portal

INDEX = '<html><head><link rel="shortcut icon" href="./favicon.png"><title>Framework</title><script>boot()</script></head></html>'


def kind_of(data: bytes) -> str:
    if not data.isascii():
        raise ValueError("rubbish")
    return data.decode()


async def reached(request: Request) -> JSONResponse:
    body = await request.body()
    return JSONResponse({"headers": dict(request.headers), "size": len(body)}, headers={"server": "inner"})


async def reached_page(_request: Request) -> HTMLResponse:
    return HTMLResponse(INDEX)


async def reached_socket(websocket: WebSocket) -> None:
    await websocket.accept()
    await websocket.send_text(websocket.headers.get("x-portal-bind", ""))
    try:
        while True:
            await websocket.send_text((await websocket.receive_bytes()).decode())
    except WebSocketDisconnect:
        return


def app_of(portal: Portal) -> Starlette:
    inner = [
        WebSocketRoute("/_stcore/stream", reached_socket),
        Route("/a_page", reached_page),
        Route("/{rest:path}", reached, methods=["GET", "PUT", "DELETE"]),
    ]
    edge = [Middleware(Guard, portal=portal, script_hashes=["sha256-abc="]), Middleware(SocketGuard, kind_of=kind_of)]
    return Starlette(routes=[*routes(portal, INDEX, ["catalogue", "sign_in"]), *inner], middleware=edge, exception_handlers=HANDLERS)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def portal(tmp_path, clock) -> Portal:
    portal = open_portal(tmp_path, clock)
    add_person(portal)
    add_person(portal, "Ben Ito", [Role.REVIEWER])
    return portal


@pytest.fixture
def visitor(portal) -> TestClient:
    return TestClient(app_of(portal), base_url="http://localhost:8501", follow_redirects=False, raise_server_exceptions=False)


@pytest.fixture
def amara(portal, visitor) -> TestClient:
    """A browser in which Amara is signed in."""
    return browser_of(visitor, come_in(portal))


@pytest.fixture
def ben(portal, visitor) -> TestClient:
    """A browser in which Ben, a reviewer, is signed in."""
    return browser_of(visitor, come_in(portal, "ben@example.org"))


def browser_of(visitor: TestClient, token: str) -> TestClient:
    return TestClient(visitor.app, base_url="http://localhost:8501", follow_redirects=False, cookies={"portal_session": token})
