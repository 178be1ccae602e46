"""Any badge that the portal could issue, whatever people typed, is read by programs of other people as we read it."""

from datetime import timedelta

from hypothesis import Phase, given, settings

from core.badges import credential, did, proofs, status_list
from core.badges.documents import Document
from core.badges.keys import PublicKey
from core.rules.awards import AwardFacts
from tests.badges.any_facts import any_facts
from tests.badges.facts import PUBLIC, Office, a_key
from tests.interop.golden import days_ago
from tests.interop.strangers import Answer, ask

IN_FORCE = {"awarded_at": days_ago(3), "started_at": days_ago(9), "valid_until": days_ago(-3), "list_number": 1}


def published(office: Office) -> dict[str, Document]:
    """The documents that strangers fetch: our keys, and a list in which nothing was taken back."""
    place = {"base_url": office.base_url, "number": 1, "issuer_did": office.did}
    unsigned = status_list.build((), **place, purpose="revocation", now=days_ago(0), lasts=timedelta(days=1))
    keys = did.did_document(office.did, [PublicKey(office.key.multikey, "active", office.key.jwk)])
    return {f"{PUBLIC}/.well-known/did.json": keys, status_list.list_address(PUBLIC, 1): office.sign(unsigned, days_ago(0))}


def quickly(document: Document, office: Office) -> Document:
    """Signed as in a cohort, where the careful reader looks at samples only."""
    method = did.verification_method(office.did, office.key)
    return proofs.sign(document, office.key, verification_method=method, created=days_ago(3), second_opinion=False)


def test_whatever_was_typed_verifies_elsewhere() -> None:
    """All are gathered first: starting the other program for each of them would take longer than everything else."""
    office, gathered = Office(a_key(), PUBLIC), []

    @settings(max_examples=50, phases=[Phase.generate])
    @given(facts=any_facts(**IN_FORCE))
    def gather(facts: AwardFacts) -> None:
        gathered.append(facts)

    gather()
    unsigned = [credential.build(facts, office.did) for facts in gathered]
    badges = {f"{number} carefully": office.sign(document, days_ago(3)) for number, document in enumerate(unsigned)}
    badges |= {f"{number} quickly": quickly(document, office) for number, document in enumerate(unsigned)}
    answers = ask(badges, portals={}, documents=published(office))
    assert [(name, answers[name], badges[name]) for name in badges if answers[name] != Answer(True, (), 0)] == []
