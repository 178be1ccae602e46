import time

import pytest
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import WebSocketRoute
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from core.web.socket_guard import BURST, LARGEST_MESSAGE, SocketGuard
from tests.web.conftest import kind_of, reached_socket

ADDRESS = "/_stcore/stream"


@pytest.fixture
def client() -> TestClient:
    guard = Middleware(SocketGuard, kind_of=kind_of, per_address=2)
    return TestClient(Starlette(routes=[WebSocketRoute(ADDRESS, reached_socket)], middleware=[guard]))


@pytest.fixture
def socket(client):
    with client.websocket_connect(ADDRESS) as socket:
        socket.receive_text()
        yield socket


@pytest.mark.parametrize(
    "kind", ["clear_cache", "debug_shutdown_runtime", "debug_disconnect_websocket", "set_run_on_save", "load_git_info", ""]
)
def test_messages_the_portal_does_not_need_never_arrive(socket, kind):
    socket.send_bytes(kind.encode())
    socket.send_bytes(b"rerun_script")
    assert socket.receive_text() == "rerun_script"


def test_rubbish_ends_the_connection(socket):
    socket.send_bytes(b"\xff\xff")
    with pytest.raises(WebSocketDisconnect):
        socket.receive_text()


def test_a_large_message_ends_the_connection(socket):
    socket.send_bytes(b"r" * (LARGEST_MESSAGE + 1))
    with pytest.raises(WebSocketDisconnect):
        socket.receive_text()


def test_a_flood_is_slowed_down(socket):
    start = time.monotonic()
    for _ in range(BURST + 5):
        socket.send_bytes(b"rerun_script")
    for _ in range(BURST + 5):
        socket.receive_text()
    assert time.monotonic() - start > 0.4


def test_an_address_has_a_number_of_connections_and_gets_them_back(client):
    with client.websocket_connect(ADDRESS), client.websocket_connect(ADDRESS):
        with pytest.raises(WebSocketDisconnect) as refusal, client.websocket_connect(ADDRESS):
            pass
        assert refusal.value.code == 1013
    with client.websocket_connect(ADDRESS) as again:
        assert again.receive_text() == ""
