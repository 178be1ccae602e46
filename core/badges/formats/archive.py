"""What makes a certificate a file for archives: it says what it is, what its colours mean, and carries the signed document.

PDF/A-3 (ISO 19005-3) at its strictest level, A, and PDF/UA-1 (ISO 14289-1): nothing outside the file is needed to show it
or to read it aloud, in twenty years as today.
"""

import hashlib
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from io import BytesIO
from xml.sax.saxutils import escape

from PIL import ImageCms
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, ByteStringObject, DictionaryObject

from core.badges.extraction import ATTACHMENT
from core.badges.formats.objects import Value, dictionary, packed, packed_stream, stream, text

_MEDIA_TYPE = "application/vc+ld+json"
_DESCRIPTION = "The signed credential (Open Badges 3.0)"
_PROGRAM = "Proofmark"
_DATE_OF_PROFILE = slice(24, 36)  # ICC.1:2010, 7.2: six numbers of two bytes
_A_DAY = b"".join(number.to_bytes(2, "big") for number in (2000, 1, 1, 0, 0, 0))

_PACKET = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{language}</rdf:li></rdf:Bag></dc:language>
<xmp:CreatorTool>{program}</xmp:CreatorTool>
<xmp:CreateDate>{moment}</xmp:CreateDate><xmp:ModifyDate>{moment}</xmp:ModifyDate><xmp:MetadataDate>{moment}</xmp:MetadataDate>
<pdf:Producer>{program}</pdf:Producer>
<pdfaid:part>3</pdfaid:part><pdfaid:conformance>A</pdfaid:conformance><pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA Universal Accessibility Schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI><pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name><pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>The part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property></rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True)
class About:
    """What a file says of itself; ``moment`` is when the badge was awarded, so that the file does not change with the day it is made."""

    title: str
    author: str
    subject: str
    language: str
    moment: datetime

    @property
    def stamp(self) -> str:
        """The moment as dates are written in a PDF (ISO 32000-1, 7.9.4)."""
        return f"D:{self.moment.astimezone(UTC):%Y%m%d%H%M%S}Z"


@lru_cache(maxsize=1)
def _srgb() -> bytes:
    """An ICC profile of sRGB (IEC 61966-2-1) that does not tell the time at which it was made."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[_DATE_OF_PROFILE] = _A_DAY
    return bytes(profile)


def completed(writer: PdfWriter, about: About, document_text: str) -> bytes:
    """The file with everything that an archive asks for, and the document attached unchanged as the data behind it."""
    catalog = writer.root_object
    attached = writer._add_object(_attachment(writer, about, document_text))
    catalog.update(
        dictionary(
            {
                "Lang": text(about.language),
                "ViewerPreferences": {"DisplayDocTitle": True},
                "Metadata": writer._add_object(stream({"Type": "Metadata", "Subtype": "XML"}, _packet(about))),
                "OutputIntents": [_output_intent(writer)],
                "AF": [attached],
                "Names": {"EmbeddedFiles": {"Names": [text(ATTACHMENT), attached]}},
            }
        )
    )
    writer.metadata = {
        "/Title": about.title, "/Author": about.author, "/Subject": about.subject, "/Creator": _PROGRAM, "/Producer": _PROGRAM,
        "/CreationDate": about.stamp, "/ModDate": about.stamp,
    }  # fmt: skip
    writer.pdf_header = "%PDF-1.7"
    name = ByteStringObject(hashlib.sha256(document_text.encode()).digest()[:16])
    writer._ID = ArrayObject([name, name])
    out = BytesIO()
    writer.write(out)
    return out.getvalue()


def _attachment(writer: PdfWriter, about: About, document_text: str) -> DictionaryObject:
    """ISO 19005-3, 6.8: the kind of the file, how it belongs to the pages, and its name twice."""
    data = document_text.encode()
    dates: dict[str, Value] = {"CreationDate": text(about.stamp), "ModDate": text(about.stamp), "Size": len(data)}
    file = writer._add_object(packed_stream({"Type": "EmbeddedFile", "Subtype": _MEDIA_TYPE, "Params": dates}, packed(data)))
    return dictionary(
        {
            "Type": "Filespec", "F": text(ATTACHMENT), "UF": text(ATTACHMENT), "Desc": text(_DESCRIPTION),
            "AFRelationship": "Data", "EF": {"F": file, "UF": file},
        }
    )  # fmt: skip


def _output_intent(writer: PdfWriter) -> DictionaryObject:
    """ISO 19005-3, 6.2.3: which red is meant by red."""
    name = text("sRGB IEC61966-2.1")
    profile = writer._add_object(packed_stream({"N": 3}, packed(_srgb())))
    return dictionary(
        {"Type": "OutputIntent", "S": "GTS_PDFA1", "OutputConditionIdentifier": name, "Info": name, "DestOutputProfile": profile}
    )


def _packet(about: About) -> bytes:
    """The same as XMP metadata (ISO 16684-1), which has to agree with the dates and names of the file (ISO 19005-3, 6.6.2.3)."""
    said = {"title": about.title, "author": about.author, "subject": about.subject, "language": about.language, "program": _PROGRAM}
    moment = f"{about.moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    return _PACKET.format(**{name: escape(value) for name, value in said.items()}, moment=moment).encode()
