"""An endorsement fits the schema of Open Badges, verifies with the issuer's keys, and with nothing changed in it."""

import json

import pytest
from jsonschema import Draft201909Validator

from core.badges import proofs
from core.badges.did import issuer_did, verification_method
from core.badges.endorsement import build, signed
from core.errors import DocumentProblem
from tests.badges.facts import VECTORS, a_key, some_facts
from tests.builders import A_TUESDAY

KEY = a_key()
BASE = "https://badges.example.org"
DID = issuer_did(BASE, KEY)
METHODS = {verification_method(DID, KEY): KEY.multikey}


def a_document() -> dict:
    return build(
        address=f"{BASE}/b/t/endorsements/e.json",
        about=f"{BASE}/b/t",
        title="Brief occupants",
        words="Sam Lee (a colleague): “Calm.”",
        issuer=some_facts().issuer,
        base_url=BASE,
        did=DID,
        given_at=A_TUESDAY,
    )


def a_signed() -> dict:
    return json.loads(signed(a_document(), KEY, did=DID, methods=METHODS, now=A_TUESDAY))


def test_it_fits_the_schema_of_others() -> None:
    if not VECTORS.exists():
        pytest.skip("the vectors of other people are not beside this checkout")
    whole = json.loads((VECTORS / "ob_v3p0_achievementcredential_schema.json").read_text())
    schema = {"$schema": whole["$schema"], "$defs": whole["$defs"], "$ref": "#/$defs/EndorsementCredential"}
    assert [problem.message for problem in Draft201909Validator(schema).iter_errors(a_signed())] == []


def test_it_names_the_badge_and_verifies() -> None:
    document = a_signed()
    assert document["credentialSubject"]["id"] == f"{BASE}/b/t" and "EndorsementCredential" in document["type"]
    proofs.check_proof(document, METHODS)


@pytest.mark.parametrize("path", [("credentialSubject", "endorsementComment"), ("credentialSubject", "id"), ("name",), ("validFrom",)])
def test_nothing_can_be_changed_in_it(path: tuple[str, ...]) -> None:
    document = a_signed()
    place = document
    for name in path[:-1]:
        place = place[name]
    place[path[-1]] = "2027-01-01T00:00:00Z" if path == ("validFrom",) else "https://evil.example/b/t"
    with pytest.raises(DocumentProblem):
        proofs.check_proof(document, METHODS)


def test_what_others_could_not_check_is_not_handed_out() -> None:
    with pytest.raises(DocumentProblem):
        signed(a_document(), KEY, did=DID, methods={}, now=A_TUESDAY)
