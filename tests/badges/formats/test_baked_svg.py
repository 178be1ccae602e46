from dataclasses import replace

import pytest

from core.badges.documents import to_text
from core.badges.formats.baked_svg import render
from core.errors import DocumentProblem
from tests.badges.appearances import a_badge
from tests.badges.facts import Office, some_facts


def test_it_is_the_frozen_drawing_whatever_the_document_says(office: Office) -> None:
    badge = a_badge(to_text(office.issue(some_facts())))
    later = replace(badge, document=to_text(office.issue(some_facts("progress"))))
    _, drawing = badge.appearance.artwork.svg.split("<title>", 1)
    for one in (badge, later):
        assert render(one, "").decode().endswith(f"</openbadges:credential><title>{drawing}")


def test_a_drawing_that_carries_a_badge_is_not_frozen_artwork(office: Office) -> None:
    badge = a_badge(to_text(office.issue(some_facts())))
    artwork = replace(badge.appearance.artwork, svg=render(badge, "").decode())
    with pytest.raises(DocumentProblem, match="already"):
        render(replace(badge, appearance=replace(badge.appearance, artwork=artwork)), "")
