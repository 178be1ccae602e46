"""PDF/A-3: each rule that the file keeps, read by another program than the one that wrote it (clauses of ISO 19005-3)."""

from io import BytesIO
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from PIL import ImageCms

from core.badges.appearance import LAYOUTS
from core.badges.formats.pdf_certificate import certificate
from tests.badges.appearances import an_appearance
from tests.badges.formats.certificates import DOCUMENT, artwork, made, reader
from tests.badges.views import a_view

XMP = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dc": "http://purl.org/dc/elements/1.1/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
}
MARKUP = a_view(title="A < B & {C} ]]> \u201cD\u201d", holder_name="王 <b>Bob</b>", outcome="'quoted' \u2028 & <done>")


def catalog(data: bytes) -> Any:
    return reader(data).root_object


def metadata(data: bytes) -> ET.Element:
    return ET.fromstring(catalog(data)["/Metadata"].get_data())  # noqa: S314 - our own file


def said(data: bytes, name: str) -> str:
    found = metadata(data).find(f".//{name}", XMP)
    assert found is not None
    return "".join(found.itertext()).strip()


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_file_says_which_standards_it_keeps(layout: str) -> None:
    """6.6.4, and ISO 14289-1, clause 5."""
    data = made(layout=layout)
    assert (said(data, "pdfaid:part"), said(data, "pdfaid:conformance"), said(data, "pdfuaid:part")) == ("3", "A", "1")


@pytest.mark.parametrize("view", [a_view(), MARKUP], ids=["common", "markup"])
def test_the_two_descriptions_of_the_file_agree(view: Any) -> None:
    """6.6.2.3 and 6.1.3: what stands in both the metadata and the information dictionary is the same."""
    data, info = made(view), reader(made(view)).metadata
    assert info is not None
    assert said(data, "dc:title") == info.title == f"{view.title} – {view.holder_name}"
    assert said(data, "dc:creator") == info.author == "Northshore AFP"
    assert said(data, "dc:description") == info.subject == f"{view.holder_name} has demonstrated: {view.outcome}"
    assert said(data, "pdf:Producer") == info.producer == said(data, "xmp:CreatorTool") == info.creator == "Proofmark"
    assert said(data, "xmp:CreateDate") == said(data, "xmp:ModifyDate") == "2026-04-14T09:30:00Z"
    assert info.creation_date == info.modification_date == a_view().awarded_at


def test_metadata_can_be_found_without_unpacking() -> None:
    """6.6.2.1: by a program that knows nothing of PDF."""
    assert b"<pdfaid:part>3</pdfaid:part>" in made()
    assert "/Filter" not in catalog(made())["/Metadata"]


def test_colours_have_a_meaning_outside_the_file() -> None:
    """6.2.3: an output intent with a profile that a colour management system opens."""
    (intent,) = catalog(made())["/OutputIntents"]
    assert intent["/S"] == "/GTS_PDFA1"
    profile = intent["/DestOutputProfile"]
    assert profile["/N"] == 3
    opened = ImageCms.ImageCmsProfile(BytesIO(profile.get_data()))
    assert "sRGB" in ImageCms.getProfileDescription(opened)


def test_the_profile_does_not_tell_when_it_was_made() -> None:
    profile = catalog(made())["/OutputIntents"][0]["/DestOutputProfile"].get_data()
    assert profile[24:36] == bytes((0x07, 0xD0, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))


def test_the_document_is_associated_with_the_whole_file() -> None:
    """6.8: named twice, with the kind of the file, its relation to the pages, and its date."""
    root = catalog(made())
    (attached,) = [row.get_object() for row in root["/AF"]]
    assert (attached["/F"], attached["/UF"], attached["/AFRelationship"]) == ("credential.json", "credential.json", "/Data")
    name, listed = root["/Names"]["/EmbeddedFiles"]["/Names"]
    assert name == "credential.json" and listed.get_object() is attached
    file = attached["/EF"]["/F"]
    assert file["/Subtype"] == "/application/vc+ld+json"
    assert file["/Params"]["/ModDate"] == "D:20260414093000Z" and file["/Params"]["/Size"] == len(DOCUMENT.encode())
    assert file.get_data() == DOCUMENT.encode()


def test_the_file_has_a_name_that_is_the_same_for_the_same_document() -> None:
    """6.1.3: an identifier in the trailer, and nothing is encrypted."""
    first, other = (reader(certificate(a_view(), an_appearance(artwork()), text)).trailer for text in (DOCUMENT, "{}"))
    assert first["/ID"][0] == first["/ID"][1] and len(first["/ID"][0].original_bytes) == 16
    assert first["/ID"] == reader(made()).trailer["/ID"] != other["/ID"]
    assert "/Encrypt" not in first


def test_a_viewer_shows_the_title_and_not_the_name_of_the_file() -> None:
    """ISO 14289-1, 7.1."""
    assert catalog(made())["/ViewerPreferences"]["/DisplayDocTitle"].value is True


def test_nothing_in_the_file_acts() -> None:
    """6.5 and 6.6.1: no script, no form, no action but links to addresses."""
    assert not {"/OpenAction", "/AA", "/AcroForm"} & set(catalog(made()))
    assert b"/JavaScript" not in made() and b"/Launch" not in made()
    actions = [link.get_object()["/A"]["/S"] for page in reader(made()).pages for link in page.get("/Annots", [])]
    assert set(actions) == {"/URI"}
