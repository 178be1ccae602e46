import sqlite3

from core.rules.members import Actor
from core.services import signing_keys
from core.services.doctor import examine
from core.services.status_lists import refresh_all
from tests.cast import Cast
from tests.services.steps import a_submission, decide


def findings(cast: Cast) -> dict[str, bool]:
    return {finding.id: finding.ok for finding in examine(cast.portal)}


def test_a_healthy_portal(cast: Cast) -> None:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    assert set(findings(cast).values()) == {True}


def test_a_damaged_evidence_file_is_named(cast: Cast) -> None:
    a_submission(cast, cast.ada)
    (kept,) = [path for path in cast.portal.evidence_folder.rglob("*") if path.is_file()]
    kept.write_bytes(b"something else")
    assert not findings(cast)["evidence"]


def test_a_changed_document_a_changed_program_and_a_lost_key_are_found(cast: Cast) -> None:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    with sqlite3.connect(cast.portal.database) as raw:
        for trigger in ("signed_documents_never_change", "published_versions_never_change"):
            raw.execute(f"DROP TRIGGER {trigger}")
        raw.execute("UPDATE credentials SET document = replace(document, 'Ada', 'Eva')")
        raw.execute("UPDATE program_versions SET content = replace(content, 'Brief', 'Shout') WHERE code = 'COM-101'")
    raw.close()
    found = findings(cast)
    assert (found["badges"], found["programs"]) == (False, False)
    for key in cast.portal.keys_folder.iterdir():
        key.unlink()
    assert not findings(cast)["keys"]


def test_what_others_on_the_machine_can_read_is_found(cast: Cast) -> None:
    signing_keys.rotate(cast.portal, Actor.system())
    (retired,) = cast.portal.keys_folder.glob("issuer-0001.pem")
    retired.chmod(0o644)
    cast.portal.folder.chmod(0o755)
    told = {finding.id: finding.sentence for finding in examine(cast.portal) if not finding.ok}
    assert set(told) == {"folder", "keys"}
    assert "chmod 700" in told["folder"] and "issuer-0001.pem" in told["keys"]
    retired.chmod(0o600)
    cast.portal.folder.chmod(0o750)
    assert set(findings(cast).values()) == {True}


def test_a_changed_status_list_is_found(cast: Cast) -> None:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    assert refresh_all(cast.portal) == 2
    with sqlite3.connect(cast.portal.database) as raw:
        raw.execute("UPDATE status_lists SET document = replace(document, 'validFrom\":\"2026', 'validFrom\":\"2016')")
    raw.close()
    assert [name for name, ok in findings(cast).items() if not ok] == ["status lists"]
