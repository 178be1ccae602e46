"""Open Badges 3.0 as a signed token (VC-JWT; Open Badges 3.0, section 8.2)."""

from core.badges import vc_jwt
from core.badges.documents import Document
from core.badges.shape import check_shape, issuer_id
from core.badges.verification import ob3
from core.badges.verification.case import Brought, Case, Kind
from core.badges.verification.report import Check


def _open(found: Brought) -> tuple[Document, str]:
    _, document = vc_jwt.read(found.text)
    check_shape(document, signed_inside=False)
    return document, issuer_id(document)


def _proof(case: Case) -> Check:
    header, _ = vc_jwt.read(case.token)
    kid = header.get("kid", "")
    named = f"{case.issuer}{kid}" if kid.startswith("#") else kid
    return ob3.proof(case, named, lambda keys: vc_jwt.check(case.token, keys.jwks))


KIND = Kind(
    label="Open Badges 3.0, signed token (VC-JWT)",
    fits=lambda found: found.header is not None,
    open=_open,
    shape=ob3.SHAPE,
    checks={**ob3.CHECKS, "proof": _proof},
    claims=ob3.claims,
)
