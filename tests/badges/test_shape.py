"""The shape of a credential."""

import pytest

from core.badges import credential
from core.badges.shape import check_shape, issuer_id
from core.errors import DocumentProblem
from tests.badges.facts import Office, some_facts


def test_a_signed_badge_has_the_shape(office: Office) -> None:
    check_shape(office.issue(some_facts()))


def test_an_unsigned_one_has_not(office: Office) -> None:
    with pytest.raises(DocumentProblem, match="signature"):
        check_shape(credential.build(some_facts(), office.did))


@pytest.mark.parametrize(
    "document", [{}, {"type": 7}, {"@context": [], "type": [[]]}, {"@context": ["https://www.w3.org/ns/credentials/v2", {}]}]
)
def test_other_objects_have_not(document: dict[str, object]) -> None:
    with pytest.raises(DocumentProblem):
        check_shape(document)


def test_the_issuer_stands_alone_or_in_a_profile() -> None:
    assert issuer_id({"issuer": "did:key:z"}) == issuer_id({"issuer": {"id": "did:key:z"}}) == "did:key:z"
