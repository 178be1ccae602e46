import pytest
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from core.portal import Portal
from core.services import sessions
from core.settings import Settings
from core.web import guard
from tests.doors import open_portal
from tests.web.conftest import app_of

ORIGIN = {"origin": "http://localhost:8501"}
SOCKET = "ws://localhost:8501/_stcore/stream"
UPLOAD = "/_stcore/upload_file/a/b"


def bind_of(client: TestClient, **headers: str) -> str:
    with client.websocket_connect(SOCKET, headers={**ORIGIN, **headers}) as socket:
        return socket.receive_text()


def test_every_response_carries_the_security_headers(visitor):
    for path in ("/a_page", "/healthz", "/nothing/here", "/_stcore/metrics", "/issuer.json"):
        headers = visitor.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["x-frame-options"] == "DENY"
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert "strict-transport-security" not in headers


def test_scripts_run_by_hash_only(visitor):
    policy = visitor.get("/a_page").headers["content-security-policy"]
    scripts = next(part for part in policy.split(";") if part.strip().startswith("script-src"))
    assert scripts.strip() == "script-src 'self' 'sha256-abc='"


def test_over_https_cookies_are_locked_to_the_host(tmp_path):
    portal = open_portal(tmp_path, url="https://badges.example.org")
    client = TestClient(app_of(portal), base_url="https://badges.example.org")
    response = client.get("/a_page")
    assert response.headers["set-cookie"].startswith("__Host-portal_browser=")
    assert "Secure" in response.headers["set-cookie"]
    assert response.headers["strict-transport-security"]


def test_a_page_marks_the_browser_once(visitor):
    first = visitor.get("/a_page")
    assert "HttpOnly" in first.headers["set-cookie"]
    assert "SameSite=lax" in first.headers["set-cookie"]
    assert "set-cookie" not in visitor.get("/a_page").headers


@pytest.mark.parametrize("path", ["/_stcore/metrics", "/_stcore/agent/openapi.json", "/_stcore/agent", "/_stcore/script-health-check"])
def test_the_insides_of_the_framework_are_not_there(visitor, path):
    response = visitor.get(path)
    assert response.status_code == 404
    assert response.json()["error"]["code"] == "not_found"


def test_no_foreign_page_may_steer_the_portal(visitor):
    assert visitor.get("/_stcore/host-config").json()["allowedOrigins"] == []


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "evil.example:8501", "", "[", "localhost@evil.example"])
def test_another_host_name_is_refused(visitor, host):
    response = visitor.get("/a_page", headers={"host": host})
    assert response.status_code == 421
    assert "http://localhost:8501" in response.text


def test_the_health_check_answers_under_any_name(visitor):
    assert visitor.get("/healthz", headers={"host": "10.0.0.7"}).status_code == 200


@pytest.mark.parametrize(
    "origin",
    [
        "http://evil.example",
        "null",
        "",
        "https://localhost:8501",
        "http://localhost:9",
        "http://localhost",
        "http://localhost:8501.evil.example",
    ],
)
def test_a_foreign_origin_gets_no_websocket(visitor, origin):
    with pytest.raises(WebSocketDisconnect) as refusal, visitor.websocket_connect(SOCKET, headers={"origin": origin}):
        pass
    assert refusal.value.code == 1008


def test_a_websocket_without_origin_is_refused(visitor):
    with pytest.raises(WebSocketDisconnect), visitor.websocket_connect(SOCKET):
        pass


def test_the_loopback_names_of_this_machine_work_on_any_port(portal):
    client = TestClient(app_of(portal), base_url="http://127.0.0.1:9000")
    assert client.get("/a_page").status_code == 200
    with client.websocket_connect("ws://127.0.0.1:9000/_stcore/stream", headers={"origin": "http://127.0.0.1:9000"}) as socket:
        assert socket.receive_text()


def test_nobody_can_send_the_header_that_binds_sessions(visitor, amara):
    forged = visitor.get("/anything", headers={"x-portal-bind": "somebody"}).json()["headers"]
    assert "x-portal-bind" not in forged
    assert bind_of(visitor, **{"X-Portal-Bind": bind_of(amara)}) != bind_of(amara)


def test_a_person_in_one_browser_keeps_the_same_bind(visitor, amara, ben):
    assert bind_of(amara) == bind_of(amara) != bind_of(ben)
    assert bind_of(visitor) != bind_of(visitor)  # a browser without any cookie resumes nothing


def test_signing_out_changes_the_bind(portal, amara):
    before = bind_of(amara)
    sessions.end(portal, amara.cookies["portal_session"])
    assert bind_of(amara) != before


@pytest.mark.parametrize("method", ["GET", "PUT", "DELETE"])
@pytest.mark.parametrize("path", [UPLOAD, "/media/abc.png"])
def test_files_need_a_person(visitor, method, path):
    response = visitor.request(method, path)
    assert (response.status_code, response.json()["error"]["code"]) == (403, "not_signed_in")


def test_media_are_kept_by_no_cache(amara):
    assert amara.get("/media/abc.png").headers["cache-control"] == "private, no-store"


def test_whoever_sets_the_portal_up_may_upload_a_logo(tmp_path):
    empty = Portal(Settings(data_folder=tmp_path))
    assert TestClient(app_of(empty), base_url="http://localhost:8501").put(UPLOAD, content=b"x").status_code == 200


def test_a_logo_has_a_tighter_limit_than_evidence(tmp_path):
    nobody = TestClient(app_of(Portal(Settings(data_folder=tmp_path / "new"))), base_url="http://localhost:8501")
    assert nobody.put(UPLOAD, content=b"x" * (3 * 1024 * 1024)).status_code == 413


def test_an_upload_says_its_length_first(amara):
    response = amara.put(UPLOAD, content=iter([b"x"]))
    assert response.status_code == 411


def test_an_upload_above_the_limit_is_refused_before_it_is_read(amara, portal):
    size = portal.settings.evidence_limit_mb * 1024 * 1024 + 100 * 1024
    assert amara.put(UPLOAD, content=b"x", headers={"content-length": str(size)}).status_code == 413


def test_a_person_has_a_number_of_uploads_and_others_have_theirs(amara, ben):
    statuses = [amara.put(UPLOAD, content=b"x").status_code for _ in range(guard.UPLOADS_PER_10_MINUTES + 1)]
    assert statuses == [200] * guard.UPLOADS_PER_10_MINUTES + [429]
    assert ben.put(UPLOAD, content=b"x").status_code == 200


def test_a_person_has_a_volume_of_uploads(amara, portal):
    size = portal.settings.evidence_limit_mb * 1024 * 1024
    statuses = [amara.put(UPLOAD, content=b"", headers={"content-length": str(size)}).status_code for _ in range(9)]
    assert statuses[-1] == 429
