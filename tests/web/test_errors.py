import pytest

from core import errors
from core.errors import PortalError
from core.web.errors import STATUS


def test_every_refusal_of_the_portal_has_a_status():
    assert set(STATUS) == {kind for kind in PortalError.__subclasses__() if kind.__module__ == errors.__name__}


@pytest.mark.parametrize(
    "path",
    ["/b/unknown", "/b/a/b", "/b", "/b/unknown.exe", "/b/unknown.png", "/achievements/no/1.0.json", "/achievements/x", "/status/99",
     "/status/one", "/.well-known/other", "/api/nothing", "/session/other", "/evidence/unknown", "/evidence/"],
)  # fmt: skip
def test_unknown_addresses_say_so_in_one_shape(visitor, path):
    response = visitor.get(path, headers={"accept": "application/json"})
    assert response.status_code == 404
    assert set(response.json()) == {"error"}
    assert set(response.json()["error"]) == {"code", "message"}


def test_a_method_that_is_not_there_has_the_same_shape(visitor):
    response = visitor.post("/issuer.json")
    assert response.status_code == 405
    assert response.json()["error"]["code"] == "method_not_allowed"


def test_waiting_is_said_in_the_header_too():
    from core.web.errors import portal_error

    response = portal_error(None, errors.TooManyTries(7))
    assert (response.status_code, response.headers["retry-after"]) == (429, "7")


def test_a_fault_of_ours_tells_nothing_about_our_insides(visitor, portal):
    portal.database.write_bytes(b"this is not a database at all, but it is long enough to be read as one" * 20)
    response = visitor.get("/issuer.json")
    assert response.status_code in (500, 503)
    assert set(response.json()["error"]) == {"code", "message"}
    assert "sqlite" not in response.text.lower()
