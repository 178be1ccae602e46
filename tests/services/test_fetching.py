"""The guard is tried against a real server on this machine, which it would refuse by itself, and against names and addresses."""

import socket
import ssl
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from core.badges.verification import NotFetched
from core.services.fetching import LARGEST, MOST_ADDRESSES, Asking, checked_address, dial, is_public

HOST = "badges.elsewhere.org"


class Elsewhere(BaseHTTPRequestHandler):
    """What some server of others may do."""

    seen: list[str] = []  # noqa: RUF012 - one for all, as every request has a handler of its own

    def do_GET(self) -> None:
        self.seen.append(self.path)
        kind, _, rest = self.path.removeprefix("/").partition("/")
        if kind == "redirect":
            self.send_response(302)
            self.send_header("Location", f"https://{HOST}/good")
            self.end_headers()
        elif kind == "drip":
            self.drip()
        else:
            status = int(rest) if kind == "status" else 200
            body = b" " * (LARGEST + 1) if kind == "large" else b'{"a": 1}'
            self.send_response(status)
            self.send_header(
                "Content-Type", {"html": "text/html", "jwt": "application/vc+jwt"}.get(kind, "application/json; charset=utf-8")
            )
            self.end_headers()
            self.wfile.write(body)

    def drip(self) -> None:
        """A letter now and then, for as long as somebody listens."""
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.end_headers()
        try:
            while True:
                self.wfile.write(b" ")
                self.wfile.flush()
                time.sleep(0.02)
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        return


@pytest.fixture
def server() -> Iterator[ThreadingHTTPServer]:
    Elsewhere.seen = []
    with ThreadingHTTPServer(("127.0.0.1", 0), Elsewhere) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def asking(server: ThreadingHTTPServer, seconds: float = 10) -> Asking:
    """As in the portal, but the line leads to the server of the test, whatever the host."""
    return Asking({"ours.example.org"}, lambda host, left: socket.create_connection(server.server_address[:2], timeout=left), seconds)


def test_an_answer_in_json_or_a_token_is_taken(server: ThreadingHTTPServer) -> None:
    ask = asking(server)
    for path in ("good?x=1", "jwt", "status/410"):
        assert ask(f"https://{HOST}/{path}") == b'{"a": 1}'


def test_an_address_is_asked_once_and_only_so_many(server: ThreadingHTTPServer) -> None:
    ask = asking(server)
    for _ in range(3):
        ask(f"https://{HOST}/0")
    assert Elsewhere.seen == ["/0"]
    for number in range(1, MOST_ADDRESSES):
        ask(f"https://{HOST}/{number}")
    with pytest.raises(NotFetched, match="more addresses"):
        ask(f"https://{HOST}/more")
    assert len(Elsewhere.seen) == MOST_ADDRESSES


@pytest.mark.parametrize(
    ("path", "sentence"),
    [
        ("redirect", "not followed"),
        ("html", "text/html"),
        ("large", "more than 1 MiB"),
        ("status/404", "answered with 404"),
        ("status/500", "answered with 500"),
    ],
)
def test_other_answers_are_refused_with_a_sentence(server: ThreadingHTTPServer, path: str, sentence: str) -> None:
    ask = asking(server)
    for _ in range(2):
        with pytest.raises(NotFetched, match=sentence):
            ask(f"https://{HOST}/{path}")
    assert len(Elsewhere.seen) == 1


def test_whoever_takes_forever_is_not_waited_for(server: ThreadingHTTPServer) -> None:
    with pytest.raises(NotFetched, match=r"too long|could not be reached"):
        asking(server, seconds=0.3)(f"https://{HOST}/drip")


def test_a_name_service_that_takes_forever_is_not_waited_for() -> None:
    free = threading.Event()

    def slow(host: str, seconds: float) -> socket.socket:
        free.wait(30)
        raise OSError

    with pytest.raises(NotFetched, match="too long"):
        Asking((), slow, 0.1)(f"https://{HOST}/x")
    free.set()


@pytest.mark.parametrize(
    "address",
    [
        "http://badges.elsewhere.org/x", "ftp://badges.elsewhere.org/", "file:///etc/passwd", "data:,x", "javascript:1", "//x", "", "x",
        "https://user:pass@badges.elsewhere.org/", "https://badges.elsewhere.org:22/", "https://badges.elsewhere.org:8443/",
        "https://127.0.0.1/", "https://localhost/", "https://[::1]/", "https://0/", "https://0177.0.0.1/", "https://2130706433/",
        "https://10.0.0.1/", "https://192.168.1.1/", "https://169.254.169.254/", "https://100.64.0.1/", "https://[::ffff:10.0.0.1]/",
        "https://köln.example/", "https://badges.elsewhere.org/a b", "https://badges.elsewhere.org/\r\nHost: x", "https://[", "https://x:y/",
        "https://ours.example.org/did.json",
    ],
)  # fmt: skip
def test_addresses_that_are_never_asked(server: ThreadingHTTPServer, address: str) -> None:
    with pytest.raises(NotFetched):
        asking(server)(address)
    assert Elsewhere.seen == []


def test_the_default_port_may_be_written() -> None:
    assert checked_address(f"https://{HOST}:443/x").hostname == HOST


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.1", "255.255.255.255", "224.0.0.1",
        "::1", "::", "fe80::1", "fd00::1", "ff02::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "::7f00:1",
        "fec0::1", "3fff::1", "2001::1", "2001:db8::1", "64:ff9b:1::7f00:1", "fe80::1%eth0", "not an address",
    ],
)  # fmt: skip
def test_what_is_not_public_is_refused_also_when_a_public_name_leads_there(address: str) -> None:
    assert not is_public(address)
    asked = []

    def resolve(host: str) -> list[str]:
        asked.append(host)
        return ["93.184.215.14", address]

    with pytest.raises(NotFetched, match="public network"):
        dial(HOST, 1, resolve=resolve)
    assert asked == [HOST]


def test_public_addresses_are_public() -> None:
    assert is_public("93.184.215.14") and is_public("2606:2800:21f:cb07:6820:80da:af6b:8b2c")


def test_a_name_that_nobody_has_is_refused() -> None:
    with pytest.raises(NotFetched):
        dial(HOST, 1, resolve=lambda host: [])
    with pytest.raises(OSError):
        dial("no-such-host.invalid", 1)
    with pytest.raises(NotFetched, match="could not be reached"):
        Asking(())("https://no-such-host.invalid/did.json")


def test_localhost_is_refused_by_the_real_name_service() -> None:
    with pytest.raises(NotFetched, match="public network"):
        dial("localhost", 1)


def test_a_server_that_cannot_prove_its_name_is_not_believed(server: ThreadingHTTPServer) -> None:
    """It speaks no TLS at all, so nothing is asked of it."""

    def plain(host: str, seconds: float) -> socket.socket:
        line = socket.create_connection(server.server_address[:2], timeout=seconds)
        try:
            return ssl.create_default_context().wrap_socket(line, server_hostname=host)
        except OSError:
            line.close()
            raise

    with pytest.raises(NotFetched, match="could not be reached"):
        Asking((), plain)(f"https://{HOST}/good")
    assert Elsewhere.seen == []
