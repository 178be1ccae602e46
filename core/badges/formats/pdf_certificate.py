"""The certificate: what was signed on a page for the wall, with the signed document inside the file.

Whoever doubts the paper scans the code; whoever has the file can verify the attached ``credential.json`` alone.
"""

import json

from core.badges.appearance import WORDINGS, Appearance, SignedBadge
from core.badges.formats.archive import About, completed
from core.badges.formats.layouts import LAYOUTS
from core.badges.formats.layouts.furniture import Content, day
from core.badges.formats.paper import drawn
from core.badges.formats.sheet import QUIET, Sheet, Style
from core.badges.formats.tags import Artifact, Tree
from core.badges.pictures.artwork import colour_of, shade
from core.badges.reading import view_of
from core.badges.view import BadgeView

_SMALL_PRINT = Style(7, colour=QUIET)


def render(badge: SignedBadge, layout: str = "") -> bytes:
    """The certificate of a signed credential, in the layout that was frozen with it unless another one is asked for.

    The same badge gives the same bytes. Refuses documents of another make than ours (``DocumentProblem``).
    """
    return certificate(view_of(json.loads(badge.document)), badge.appearance, badge.document, layout)


def certificate(view: BadgeView, looks: Appearance, document_text: str, layout: str = "") -> bytes:
    """What ``view`` says on paper, continued on further pages where there is much of it, with the document attached unchanged."""
    content, plan = Content(view, looks, WORDINGS[looks.wording]), LAYOUTS[layout or looks.layout]
    sheet = Sheet(plan.stock, view.language, plan.colour or shade(colour_of(view.category), 1), plan.ground)
    sheet.running_head = f"{content.title} ({content.words.continued})"
    plan.lay_out(sheet, content)
    _number_pages(sheet, content)
    subject = f"{view.holder_name} {content.words.earned[view.benchmark]}: {view.outcome}"
    about = About(content.title, view.issuer.name, subject, view.language, view.awarded_at)
    return completed(drawn(sheet.pages, Tree(sheet.root)), about, document_text)


def _number_pages(sheet: Sheet, content: Content) -> None:
    """The small print at the foot of every page."""
    view, words, stock = content.view, content.words, sheet.stock
    same = f"{view.program_code} {view.program_version} · {words.awarded_on} {day(view.awarded_at)}"
    for number in range(len(sheet.pages)):
        with sheet.elsewhere(number, stock.left, stock.height - stock.foot, stock.room), sheet.unread(Artifact("Footer")):
            sheet.paragraph(f"{same} · {words.page} {number + 1} {words.pages} {len(sheet.pages)}", _SMALL_PRINT, align=stock.foot_at)
