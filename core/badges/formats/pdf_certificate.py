"""The certificate: what was signed on a page for the wall, with the signed document inside the file.

Whoever doubts the paper scans the code; whoever has the file can verify the attached ``credential.json`` alone.
"""

import json
from datetime import datetime
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from core.badges.artwork import badge_png, colour_of
from core.badges.formats.sheet import HEIGHT, MARGIN, WIDTH, Entry, Sheet
from core.badges.reading import view_of
from core.badges.view import BadgeView, CriterionView, EvidenceView
from core.rules.programs import BENCHMARK_SENTENCES, earned_word

_BADGE = 52
_CODE = 38
_FACTS_TOP = 236
_ABOVE_FACTS = HEIGHT - _FACTS_TOP + 2
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")


def render(document_text: str) -> bytes:
    """The certificate of a signed credential. Refuses documents of another make than ours (``DocumentProblem``)."""
    return certificate(view_of(json.loads(document_text)), document_text)


def certificate(view: BadgeView, document_text: str) -> bytes:
    """What ``view`` says on A4, continued on further pages where there is much of it, with the document attached unchanged."""
    with TemporaryDirectory() as folder:
        sheet = Sheet(_texts(view), view.language, colour_of(view.category), Path(folder))
        _describe_file(sheet, view)
        foot = f"{view.program_code} {view.program_version} · awarded on {_day(view.awarded_at)}"
        sheet.repeat(f"{view.title} – {view.holder_name} (continued)", foot)
        sheet.add_page()
        sheet.set_auto_page_break(True, _ABOVE_FACTS)
        _print_award(sheet, view)
        _print_facts(sheet, view)
        sheet.section("Judged against the published rubric", map(_criterion, view.criteria))
        sheet.section("Evidence" if view.benchmark == "performance" else "Completed activities and evidence", map(_evidence, view.evidence))
        sheet.embed_file(
            bytes=document_text.encode(),
            basename="credential.json",
            mime_type="application/vc+ld+json",
            associated_file_relationship="Data",
            modification_date=view.awarded_at,
            desc="The signed credential (Open Badges 3.0)",
        )
        return bytes(sheet.output())


def _texts(view: BadgeView) -> list[str]:
    rows = [text for row in (*view.criteria, *view.evidence) for text in vars(row).values() if isinstance(text, str)]
    own = [text for text in vars(view).values() if isinstance(text, str)]
    return [*own, *rows, *vars(view.issuer).values(), *BENCHMARK_SENTENCES.values()]


def _describe_file(sheet: Sheet, view: BadgeView) -> None:
    sheet.set_title(f"{view.title} – {view.holder_name}")
    sheet.set_author(view.issuer.name)
    sheet.set_subject(f"{earned_word(view.benchmark)}: {view.outcome}")
    sheet.set_lang(view.language)
    sheet.set_creation_date(view.awarded_at)


def _day(moment: datetime) -> str:
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def _print_award(sheet: Sheet, view: BadgeView) -> None:
    sheet.paragraph(view.issuer.name, 13, bold=True, coloured=True, align="C", gap=1)
    sheet.image(BytesIO(badge_png(view, 720)), x=(WIDTH - _BADGE) / 2, y=sheet.y, w=_BADGE, alt_text=f"Badge: {view.title}")
    sheet.set_xy(MARGIN, sheet.y + _BADGE + 2)
    sheet.one_line(view.holder_name, 30, 16)
    sheet.paragraph(f"has {earned_word(view.benchmark).lower()}", 11, quiet=True, align="C", gap=0.5)
    sheet.one_line(view.title, 20, 13)
    sheet.set_xy(MARGIN, sheet.y + 1)
    sheet.paragraph(view.outcome, 10.5, align="C", gap=2)
    sheet.paragraph(BENCHMARK_SENTENCES[view.benchmark], 9, bold=True, coloured=True, align="C", gap=0.5)
    sheet.paragraph(view.how, 9, quiet=True, align="C", gap=4)


def _print_facts(sheet: Sheet, view: BadgeView) -> None:
    """Who, when and where to check, at the foot of the page; what follows keeps clear of it."""
    top = sheet.y
    sheet.set_auto_page_break(False)
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
    sheet.set_xy(MARGIN + _CODE + 2, _FACTS_TOP + 4.5)
    sheet.facts(rows)
    sheet.set_xy(MARGIN, top)
    sheet.set_auto_page_break(True, _ABOVE_FACTS)


def _criterion(row: CriterionView) -> Entry:
    reached = f"Reached: {row.achieved_level}" + ("" if row.met else " (below what was required)")
    return row.title, reached, f"Required: {row.required_level}. {row.required_text}"


def _evidence(item: EvidenceView) -> Entry:
    return item.name, item.genre.replace("_", " "), _evidence_text(item)


def _evidence_text(item: EvidenceView) -> str:
    print_of_file = f"{item.media_type or 'File'}, SHA-256 {item.sha256}" if item.sha256 else ""
    return "\n".join(filter(None, (item.narrative, print_of_file)))
