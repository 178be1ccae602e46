import pytest

from core.web.this_machine import is_this_machine


@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501", "LOCALHOST"])
@pytest.mark.parametrize("address", [None, "127.0.0.1", "::1"])
def test_a_browser_on_the_server_is_local(host: str, address: str | None) -> None:
    assert is_this_machine({"Host": host}, address)


@pytest.mark.parametrize(
    ("headers", "address"),
    [
        ({"Host": "badges.example.org"}, None),
        ({"Host": "localhost.evil.example"}, None),
        ({"Host": "localhost:8501"}, "192.0.2.7"),
        ({"Host": "localhost:8501", "X-Forwarded-For": "127.0.0.1"}, None),
        ({"host": "localhost:8501", "x-real-ip": "192.0.2.7"}, None),
        ({"Host": "127.0.0.1:8501", "Via": "1.1 proxy"}, "127.0.0.1"),
        ({}, None),
    ],
)
def test_everybody_else_is_not(headers: dict[str, str], address: str | None) -> None:
    assert not is_this_machine(headers, address)
