"""The Open Badges 3.0 credential of one award, as it is before signing.

The shape follows what independent verifiers accept: contexts without inline parts, every address absolute, whole
seconds, numbers as strings, nothing empty. Sources: Open Badges 3.0, Verifiable Credentials Data Model 2.0.
"""

import base64
import hashlib

from core.badges.achievement import achievement_address, achievement_part, criterion_id, level_id, status_id
from core.badges.addresses import web_address
from core.badges.contexts import CREDENTIAL_CONTEXTS
from core.badges.documents import Document
from core.badges.multibase import base64url
from core.badges.status_list import status_entry
from core.errors import DocumentProblem
from core.rules.awards import AwardFacts, EvidenceFact, Issuer, benchmark_sentence
from core.rules.programs import ProgramVersion, earned_word
from core.rules.times import stamp

SCHEMA = "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json"
_SHA256 = b"\x12\x20"  # multihash: SHA-256, 32 bytes


def build(facts: AwardFacts, issuer_did: str) -> Document:
    """The unsigned credential. Refuses levels that the rubric does not have and an association without a web address.

    ``name`` begins with *Completed* or *Demonstrated*, so that wallets show which of the two it was.
    """
    address, program = f"{facts.base_url}/b/{facts.token}", facts.program
    name = f"{earned_word(program.benchmark)}: {program.title}"
    dates = {"validFrom": facts.awarded_at, "validUntil": facts.valid_until, "awardedDate": facts.awarded_at}
    document = {
        "@context": list(CREDENTIAL_CONTEXTS),
        "id": address,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": name,
        "description": benchmark_sentence(program, judged_here=facts.judged_here),
        "image": {"id": f"{address}.png", "type": "Image", "caption": program.picture_words or f"Badge: {program.title}"},
        "issuer": issuer_part(facts.issuer, facts.base_url, issuer_did),
        **{member: stamp(date) for member, date in dates.items() if date},
        "credentialSubject": _subject(facts, issuer_did),
        "evidence": [_evidence(item) for item in facts.evidence],
        "credentialSchema": [{"id": SCHEMA, "type": "1EdTechJsonSchemaValidator2019"}],
        "credentialStatus": status_entry(facts.base_url, facts.list_number, facts.status_index),
    }
    return _filled(document)


def achievement(program: ProgramVersion, base_url: str, issuer_did: str, issuer: Issuer) -> Document:
    """The document at the public address of a program version. Never changes, as a published version never does."""
    return {"@context": list(CREDENTIAL_CONTEXTS), **achievement_part(program, base_url, issuer, issuer_did)}


def issuer_profile(issuer: Issuer, base_url: str, issuer_did: str) -> Document:
    """The document at ``/issuer.json``."""
    return {"@context": list(CREDENTIAL_CONTEXTS), **issuer_part(issuer, base_url, issuer_did)}


def issuer_part(issuer: Issuer, base_url: str, issuer_did: str) -> Document:
    """The association as it stands inside a credential. Refuses a ``url`` that nobody could open."""
    try:
        url = web_address(issuer.url)
    except ValueError as error:
        raise DocumentProblem(
            "The association needs a full web address, such as https://www.example.org, before it can issue badges."
        ) from error
    country = {"type": ["Address"], "addressCountryCode": issuer.country} if issuer.country else None
    return _filled(
        {
            "id": issuer_did,
            "type": ["Profile"],
            "name": issuer.name,
            "url": url,
            "email": issuer.email,
            "description": issuer.description,
            "address": country,
            "image": {"id": f"{base_url}/issuer.png", "type": "Image"},
        }
    )


def email_hash(email: str, salt: str) -> str:
    """The ``IdentityHash`` of Open Badges 3.0: SHA-256 of the lower-cased address followed by the salt, both UTF-8.

    >>> email_hash("A@example.com", "Kosher")
    'sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399'
    """
    return "sha256$" + hashlib.sha256(f"{email.strip().lower()}{salt}".encode()).hexdigest()


def _subject(facts: AwardFacts, issuer_did: str) -> Document:
    return _filled(
        {
            "type": ["AchievementSubject"],
            "identifier": _identifiers(facts),
            "activityStartDate": stamp(facts.started_at) if facts.started_at else None,
            "narrative": facts.narrative,
            "achievement": achievement_part(facts.program, facts.base_url, facts.issuer, issuer_did),
            "result": _results(facts),
        }
    )


def _identifiers(facts: AwardFacts) -> list[Document]:
    """The e-mail address only as a salted hash; the name in clear, as it is what a badge is shown for."""
    hashed = {
        "hashed": True,
        "identityHash": email_hash(facts.holder_email, facts.salt),
        "identityType": "emailAddress",
        "salt": facts.salt,
    }
    name = {"hashed": False, "identityHash": facts.holder_name, "identityType": "name"}
    return [{"type": "IdentityObject", **hashed}, {"type": "IdentityObject", **name}]


def _results(facts: AwardFacts) -> list[Document]:
    program, address = facts.program, achievement_address(facts.program, facts.base_url)
    criteria = program.rubric.criteria if program.rubric else ()
    top = len(program.rubric.levels) - 1 if program.rubric else 0
    if not set(facts.levels) <= {row.key for row in criteria} or not all(0 <= level <= top for level in facts.levels.values()):
        raise DocumentProblem("The levels reached do not fit the rubric of this version.")
    reached = [
        {"resultDescription": criterion_id(address, row.key), "achievedLevel": level_id(address, row.key, facts.levels[row.key])}
        for row in criteria
        if row.key in facts.levels
    ]
    completed = [{"resultDescription": status_id(address), "status": "Completed"}] if program.wants_progress else []
    return [{"type": ["Result"], **result} for result in [*reached, *completed]]


def _evidence(item: EvidenceFact) -> Document:
    """A description; without an address, unless it is public anyway: the artefact stays private, its digest binds it."""
    return _filled(
        {
            "id": item.url,
            "type": ["Evidence"],
            "name": item.name,
            "genre": item.genre,
            "narrative": item.narrative,
            **_digests(item),
            "mediaType": item.media_type,
        }
    )


def _digests(item: EvidenceFact) -> dict[str, str]:
    if not item.sha256:
        return {}
    digest = bytes.fromhex(item.sha256)
    return {"digestSRI": f"sha256-{base64.b64encode(digest).decode()}", "digestMultibase": base64url(_SHA256 + digest)}


def _filled(document: Document) -> Document:
    """Without empty members: JSON-LD drops them, so no signature would cover them."""
    return {name: value for name, value in document.items() if value not in (None, "", [])}
