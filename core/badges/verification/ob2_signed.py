"""Open Badges 2.0, signed: a JSON Web Signature by a key that the issuer's own profile names.

A key inside the badge, or one that only the badge names, proves nothing.
"""

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from core.badges.canonical import NotCheckable
from core.badges.documents import Document
from core.badges.jws import check_signature, opened
from core.badges.public_keys import jwk_of
from core.badges.verification import ob2
from core.badges.verification.case import Brought, Case, Kind
from core.badges.verification.issuers import document_at
from core.badges.verification.parts import part
from core.badges.verification.report import Check, failed, passed, unchecked
from core.errors import DocumentProblem


def _fits(found: Brought) -> bool:
    return found.header is not None and ob2.is_assertion(found.document)


def _open(found: Brought) -> tuple[Document, str]:
    document, issuer = ob2.opened(found.document)
    if part(document, "verification").get("type") not in ("SignedBadge", "signed"):
        raise DocumentProblem("The badge is signed, but does not say that its signature counts.")
    return document, issuer


def _proof(case: Case) -> Check:
    """The key is the one that the issuer's profile names, and says itself that it belongs to the issuer."""
    try:
        found = ob2.issued(case, case.document)
        named = part(case.document, "verification").get("creator") or found.profile.get("publicKey")
        name = ob2.address(named)
        keys = found.profile.get("publicKey")
        if name not in {ob2.address(key) for key in (keys if isinstance(keys, list) else [keys])} - {""}:
            return failed("proof", "The badge was signed with a key that its issuer does not name.")
        key = document_at(name, case.fetch)
    except NotCheckable as problem:
        return unchecked("proof", problem.message)
    if key.get("owner") != found.issuer or key.get("id") != name:
        return failed("proof", "The key that signed belongs to somebody else.")
    return _signature(case, key.get("publicKeyPem"))


def _signature(case: Case, pem: object) -> Check:
    """The key decides which algorithm may be named, never the badge (RFC 8725, section 3.1)."""
    header, _ = opened(case.token)
    try:
        check_signature(case.token, str(header["alg"]), _jwk(pem))
    except NotCheckable as problem:
        return unchecked("proof", problem.message)
    except DocumentProblem as problem:
        return failed("proof", problem.message)
    return passed("proof", "The signature fits the badge, and the key belongs to the issuer.")


def _jwk(pem: object) -> dict[str, str]:
    """A PEM as a JSON Web Key. Refuses (``NotCheckable``) what is none, and kinds of key that are not read here."""
    try:
        public = load_pem_public_key(str(pem).encode())
    except (ValueError, UnsupportedAlgorithm) as error:
        raise NotCheckable("The issuer's key cannot be read.") from error
    try:
        return jwk_of(public)
    except ValueError as error:
        raise NotCheckable("The issuer's key is of a kind that is not read here.") from error


KIND = Kind(
    label="Open Badges 2.0, signed",
    fits=_fits,
    open=_open,
    shape=ob2.SHAPE,
    checks={
        "issuer_known": ob2.issuer_known,
        "proof": _proof,
        "register": ob2.register,
        "validity": ob2.validity,
        "status": ob2.listed_as_revoked,
    },
    claims=ob2.claims,
)
