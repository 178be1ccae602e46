"""The forms in which a badge is handed out: whichever one takes, the same signed document is in it."""

import io
import json
from collections.abc import Iterator
from zipfile import ZipFile

import pytest
from PIL import Image

from core.badges import vc_jwt
from core.badges.appearance import SignedBadge
from core.badges.documents import to_text, unsecured
from core.badges.extraction import extract
from core.badges.formats import FORMATS
from tests.badges.appearances import a_badge, an_issued_badge
from tests.badges.facts import Office, some_facts

BEGINNINGS = {"json": b"{", "jwt": b"eyJ", "png": b"\x89PNG", "svg": b"<svg ", "pdf": b"%PDF-", "zip": b"PK"}
EVERY_CHOICE = [(kind, choice) for kind, form in FORMATS.items() for choice in form.choices]


def carriers(badge: SignedBadge, kind: str, choice: str) -> Iterator[bytes]:
    """The file, or the files in it, that carry the document as JSON."""
    file = FORMATS[kind].render(badge, choice)
    if kind != "zip":
        yield file
        return
    with ZipFile(io.BytesIO(file)) as folder:
        yield from (folder.read(name) for name in folder.namelist() if not name.endswith((".txt", ".jwt")))


@pytest.mark.parametrize(("kind", "choice"), [row for row in EVERY_CHOICE if row != ("json", "object") and row[0] != "jwt"])
def test_every_form_holds_the_signed_document_and_verifies(kind: str, choice: str, office: Office) -> None:
    badge = an_issued_badge(office, some_facts("both"))
    files = list(carriers(badge, kind, choice))
    assert len(files) == (4 if kind == "zip" else 1)
    for file in files:
        assert extract(file) == badge.document
        assert office.verify(file).verdict == "valid"


@pytest.mark.parametrize(("kind", "choice"), EVERY_CHOICE)
def test_every_form_is_the_same_bytes_each_time_and_looks_its_kind(kind: str, choice: str, office: Office) -> None:
    form, badge = FORMATS[kind], an_issued_badge(office, some_facts())
    files = {form.render(badge, choice) for _ in range(2)}
    assert len(files) == 1
    assert files.pop().startswith(BEGINNINGS[form.suffix])
    assert kind == form.suffix and form.label and bool(form.option) == (len(form.choices) > 1)


def test_the_token_says_the_same_and_is_signed_by_the_same_issuer(office: Office) -> None:
    badge = an_issued_badge(office, some_facts("both"))
    token = FORMATS["jwt"].render(badge, "").decode()
    issuer = office.trusted(office.did)
    assert issuer is not None
    vc_jwt.check(token, issuer.jwks)
    assert vc_jwt.read(token)[1] == unsecured(json.loads(badge.document))


def test_the_single_proof_is_the_same_proof(office: Office) -> None:
    badge = a_badge(to_text(office.issue(some_facts())))
    listed, single = (json.loads(FORMATS["json"].render(badge, form)) for form in ("array", "object"))
    assert single.pop("proof") == listed.pop("proof")[0]
    assert single == listed
    assert office.verify(FORMATS["json"].render(badge, "object")).verdict == "valid"


def test_a_picture_is_the_frozen_one_in_the_size_asked_for(office: Office) -> None:
    badge = a_badge(to_text(office.issue(some_facts())))
    artwork = badge.appearance.artwork
    for size, frozen in (("600", artwork.png), ("1200", artwork.png_large)):
        baked, clean = (Image.open(io.BytesIO(data)) for data in (FORMATS["png"].render(badge, size), frozen))
        assert baked.size == (int(size), int(size)) and baked.tobytes() == clean.tobytes()


def test_a_changed_document_is_found_out_in_a_picture(office: Office) -> None:
    badge = a_badge(to_text(office.issue(some_facts()) | {"name": "Another"}))
    for kind in ("png", "svg"):
        assert office.verify(FORMATS[kind].render(badge, FORMATS[kind].choices[0])).verdict == "invalid"
