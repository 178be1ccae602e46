"""The certificate: what was signed on a page for the wall, with the signed document inside the file.

Whoever doubts the paper scans the code; whoever has the file can verify the attached ``credential.json`` alone.
"""

import json
from datetime import UTC, datetime
from io import BytesIO

from pypdf import PdfWriter
from pypdf.generic import ArrayObject, NameObject, TextStringObject

from core.badges.artwork import badge_png, colour_of
from core.badges.extraction import ATTACHMENT
from core.badges.formats.paper import WIDTH
from core.badges.formats.sheet import MARGIN, Entry, Sheet
from core.badges.reading import view_of
from core.badges.view import BadgeView, CriterionView, EvidenceView
from core.rules.programs import BENCHMARK_SENTENCES, earned_word

_BADGE = 52
_CODE = 38
_FACTS_TOP = 236
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def render(document_text: str) -> bytes:
    """The certificate of a signed credential. Refuses documents of another make than ours (``DocumentProblem``)."""
    return certificate(view_of(json.loads(document_text)), document_text)


def certificate(view: BadgeView, document_text: str) -> bytes:
    """What ``view`` says on A4, continued on further pages where there is much of it, with the document attached unchanged."""
    sheet = Sheet(view.language, colour_of(view.category))
    foot = f"{view.program_code} {view.program_version} · awarded on {_day(view.awarded_at)}"
    name = f"{view.title} – {view.holder_name}"
    sheet.repeat(f"{name} (continued)", foot)
    sheet.add_page()
    sheet.floor = _FACTS_TOP - 2
    _print_award(sheet, view)
    with sheet.foot_of_first_page(_FACTS_TOP):
        _print_facts(sheet, view)
    sheet.section("Judged against the published rubric", map(_criterion, view.criteria))
    sheet.section("Evidence" if view.benchmark == "performance" else "Completed activities and evidence", map(_evidence, view.evidence))
    paper = sheet.output(name, view.issuer.name, f"{earned_word(view.benchmark)}: {view.outcome}")
    return _with_document(paper, document_text, view.awarded_at)


def _with_document(paper: bytes, document_text: str, moment: datetime) -> bytes:
    """The file with the document attached as the data behind it (ISO 32000-2, 14.13)."""
    writer, out = PdfWriter(clone_from=BytesIO(paper)), BytesIO()
    attached = writer.add_attachment(ATTACHMENT, document_text.encode())
    attached.subtype = NameObject("/application/vc+ld+json")
    attached.associated_file_relationship = NameObject("/Data")
    attached.alternative_name = TextStringObject(ATTACHMENT)
    attached.description = TextStringObject("The signed credential (Open Badges 3.0)")
    attached.modification_date = moment
    writer.root_object[NameObject("/AF")] = ArrayObject([attached.pdf_object.indirect_reference])
    stamp = f"D:{moment.astimezone(UTC):%Y%m%d%H%M%S}Z"
    writer.add_metadata({"/CreationDate": stamp, "/ModDate": stamp})
    writer.write(out)
    return out.getvalue()


def _day(moment: datetime) -> str:
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def _print_award(sheet: Sheet, view: BadgeView) -> None:
    sheet.paragraph(view.issuer.name, 13, bold=True, coloured=True, align="C", gap=1)
    sheet.page.picture(badge_png(view, 720), (WIDTH - _BADGE) / 2, sheet.y, _BADGE)
    sheet.y += _BADGE + 2
    sheet.one_line(view.holder_name, 30, 16)
    sheet.paragraph(f"has {earned_word(view.benchmark).lower()}", 11, quiet=True, align="C", gap=0.5)
    sheet.one_line(view.title, 20, 13)
    sheet.y += 1
    sheet.paragraph(view.outcome, 10.5, align="C", gap=2)
    sheet.paragraph(BENCHMARK_SENTENCES[view.benchmark], 9, bold=True, coloured=True, align="C", gap=0.5)
    sheet.paragraph(view.how, 9, quiet=True, align="C", gap=4)


def _print_facts(sheet: Sheet, view: BadgeView) -> None:
    """Who, when and where to check."""
    sheet.rule(_FACTS_TOP)
    sheet.code(view.url, MARGIN - 3, _FACTS_TOP + 2, _CODE)
    ends = _day(view.valid_until) if view.valid_until else "no end date"
    issuer = view.issuer
    rows = (
        ("Issued by", ", ".join(filter(None, (issuer.name, issuer.country)))),
        ("", " · ".join(filter(None, (issuer.url, issuer.email)))),
        ("Awarded on", _day(view.awarded_at)),
        ("Valid until", ends),
        ("Program", f"{view.program_code}, version {view.program_version}"),
        ("Skill", f"{view.skill_name} ({view.skill_kind}, {view.category})"),
        ("Check it", view.url),
    )
    sheet.x, sheet.y = MARGIN + _CODE + 2, _FACTS_TOP + 4.5
    sheet.facts(rows)


def _criterion(row: CriterionView) -> Entry:
    reached = f"Reached: {row.achieved_level}" + ("" if row.met else " (below what was required)")
    return row.title, reached, f"Required: {row.required_level}. {row.required_text}"


def _evidence(item: EvidenceView) -> Entry:
    return item.name, item.genre.replace("_", " "), _evidence_text(item)


def _evidence_text(item: EvidenceView) -> str:
    print_of_file = f"{item.media_type or 'File'}, SHA-256 {item.sha256}" if item.sha256 else ""
    return "\n".join(filter(None, (item.narrative, print_of_file)))
