import pytest

from core.services import health


def test_a_portal_that_can_write_is_well(visitor):
    response = visitor.get("/healthz")
    assert (response.status_code, response.json()["status"]) == (200, "ok")


def test_a_missing_database_is_told_and_not_made(visitor, portal):
    portal.database.unlink()
    response = visitor.get("/healthz")
    assert (response.status_code, response.json()["status"]) == (503, "unavailable")
    assert not portal.database.exists()


@pytest.mark.parametrize("content", [b"", b"not a database, but as long as the head of one" * 20])
def test_a_broken_database_is_told(visitor, portal, content):
    for beside in portal.folder.glob("portal.db-*"):
        beside.unlink()
    portal.database.write_bytes(content)
    assert visitor.get("/healthz").status_code == 503


def test_asking_often_does_not_write_often(visitor, portal, monkeypatch):
    written = []
    check = health.check
    monkeypatch.setattr(health, "check", lambda portal: written.append(1) or check(portal))
    for _ in range(20):
        visitor.get("/healthz")
    assert len(written) <= 2
