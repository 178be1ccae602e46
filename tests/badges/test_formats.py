"""The forms in which a badge is handed out: whichever one takes, the same signed document is in it."""

import json

import pytest

from core.badges.documents import to_text
from core.badges.extraction import extract
from core.badges.formats import FORMATS
from tests.badges.facts import Office, some_facts

BEGINNINGS = {"json": b"{", "png": b"\x89PNG", "pdf": b"%PDF-"}


@pytest.mark.parametrize("format_id", FORMATS)
def test_every_form_holds_the_signed_document_and_verifies(format_id: str, office: Office) -> None:
    text = to_text(office.issue(some_facts("both")))
    file = FORMATS[format_id].render(text)
    assert file.startswith(BEGINNINGS[FORMATS[format_id].suffix])
    assert extract(file) == text
    assert office.verify(file).verdict == "valid"


def test_a_changed_document_is_found_out_in_a_picture(office: Office) -> None:
    document = office.issue(some_facts()) | {"name": "Another"}
    assert office.verify(FORMATS["png"].render(json.dumps(document))).verdict == "invalid"
