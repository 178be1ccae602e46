import json

import pytest

from core.errors import BadInput
from core.portal import Portal
from core.queries import learning
from core.services import awards
from core.services.verification import verify, verify_pasted
from core.settings import Settings
from tests.cast import ASSOCIATION, PASSWORD, Cast
from tests.services.steps import a_submission, decide


@pytest.fixture
def document(cast: Cast) -> dict:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    return json.loads(learning.badges(cast.portal, cast.ada)[0].award.credential)


def failed(cast: Cast, document: dict) -> set[str]:
    report = verify(cast.portal, data=json.dumps(document).encode())
    assert report.verdict == "invalid"
    return {check.id for check in report.checks if check.status == "failed"}


def test_our_own_badge_is_valid(cast: Cast, document: dict) -> None:
    report = verify(cast.portal, data=json.dumps(document).encode())
    assert report.verdict == "valid"
    assert {check.status for check in report.checks} == {"passed"}


@pytest.mark.parametrize(
    "path",
    [
        ("name",), ("validFrom",), ("credentialSubject", "achievement", "name"), ("credentialSubject", "identifier", 1, "identityHash"),
        ("credentialSubject", "result", 0, "achievedLevel"), ("evidence", 0, "narrative"), ("evidence", 0, "digestMultibase"),
        ("credentialStatus", "statusListIndex"), ("issuer", "name"), ("proof", 0, "proofValue"), ("proof", 0, "created"),
    ],
    ids=str,
)  # fmt: skip
def test_a_changed_character_anywhere_is_invalid_with_the_check_named(cast: Cast, document: dict, path: tuple) -> None:
    part = document
    for step in path[:-1]:
        part = part[step]
    text = part[path[-1]]
    part[path[-1]] = text[:-2] + ("2" if text[-2] != "2" else "3") + text[-1]
    assert failed(cast, document) & {"proof", "shape"}


def test_a_badge_that_was_signed_but_never_registered_is_invalid(cast: Cast, document: dict) -> None:
    from core.storage.database import writing

    with writing(cast.portal.database) as db:
        db.execute("DELETE FROM awards")
    assert failed(cast, document) == {"register"}


def test_a_badge_of_another_portal_cannot_be_vouched_for(cast: Cast, document: dict, tmp_path) -> None:
    from core.services import setup
    from tests.builders import a_person

    other = Portal(Settings(data_folder=tmp_path / "other"), cast.clock)
    setup.set_up(other, details=ASSOCIATION, admin=a_person("Mo Lind"), password=PASSWORD)
    report = verify(other, data=json.dumps(document).encode())
    assert report.verdict == "indeterminate"
    assert not report.issued_here


def test_badges_from_before_the_public_address_stay_ours(cast: Cast, document: dict) -> None:
    moved = Portal(cast.portal.settings.model_copy(update={"public_url": "https://badges.example.org"}), cast.clock)
    assert verify(moved, data=json.dumps(document).encode()).verdict == "valid"
    assert awards.issuer_document(moved)["id"] == "did:web:badges.example.org"


@pytest.mark.parametrize("data", [b"", b"hello", b"{}", b"[]", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", b"{" * 5000, b'{"a":1,"a":2}'])
def test_what_is_no_badge_is_a_report_and_never_an_error(cast: Cast, data: bytes) -> None:
    assert verify(cast.portal, data=data).verdict == "invalid"


def test_a_badge_can_be_pasted_as_text_or_by_its_address(cast: Cast, document: dict) -> None:
    for pasted in (json.dumps(document), document["id"], f"  {document['id']}.json\n", f"{document['id']}.png"):
        assert verify_pasted(cast.portal, text=pasted).verdict == "valid"
    assert verify_pasted(cast.portal, text="hello").verdict == "invalid"


@pytest.mark.parametrize(
    ("pasted", "sentence"),
    [
        (" ", "Please paste"),
        ("http://localhost:8501/b/nobody-has-this", "No badge has this address"),
        ("http://localhost:8501/catalogue", "not the address of a badge"),
        ("https://elsewhere.example/b/abc", "not fetched"),
        ("http://localhost:8501@elsewhere.example/b/abc", "not fetched"),
    ],
)
def test_other_addresses_are_never_fetched(cast: Cast, pasted: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        verify_pasted(cast.portal, text=pasted)
