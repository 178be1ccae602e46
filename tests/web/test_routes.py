from starlette.routing import Route

from core.web.routes import routes
from pages.shared import registry
from tests.doors import open_portal
from tests.web.conftest import INDEX

RESERVED = ("/_stcore", "/media", "/component", "/static")  # the framework's own


def table(tmp_path) -> list[Route]:
    return list(routes(open_portal(tmp_path), INDEX, registry.addresses()))


def test_every_page_is_served_with_the_name_of_the_association(tmp_path):
    paths = {route.path for route in table(tmp_path)}
    assert {"/", *(f"/{name}" for name in registry.addresses())} <= paths


def test_no_address_stands_in_the_way_of_the_framework(tmp_path):
    assert not [route.path for route in table(tmp_path) if route.path.startswith(RESERVED)]


def test_only_reading_is_open_but_for_questions_and_signing_out(tmp_path):
    writing = {route.path for route in table(tmp_path) if route.methods & {"POST", "PUT", "DELETE", "PATCH"}}
    assert writing == {"/api/verify", "/verify", "/b/{token}/holder", "/session/end"}
