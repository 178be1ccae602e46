"""One page, whatever has to go on it, in any script; and a file that archives and screen readers accept."""

from dataclasses import replace
from io import BytesIO

import pytest
from pypdf import PdfReader

from core.badges.formats.letter import letter
from tests.badges.appearances import an_appearance
from tests.badges.formats.certificates import DOCUMENT, artwork, faults
from tests.badges.formats.test_pdf_certificate import KINDS, TWELVE_SCRIPTS
from tests.badges.views import a_view

TASK = "Write and send the first message of a real or rehearsed incident."


def made(view=None, problem: str = "People ring the desk.", task: str = TASK) -> bytes:
    return letter(view or a_view(), an_appearance(artwork()), DOCUMENT, problem=problem, task=task)


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_one_page_that_archives_and_readers_accept(kind: str) -> None:
    data = made(KINDS[kind], problem="Calls block the help desk. " * 60, task="Brief the occupants. " * 80)
    assert len(PdfReader(BytesIO(data)).pages) == 1
    assert faults(data) == []


@pytest.mark.parametrize("name", TWELVE_SCRIPTS)
def test_names_of_any_script(name: str) -> None:
    data = made(replace(a_view(), holder_name=name))
    assert len(PdfReader(BytesIO(data)).pages) == 1


def test_a_progress_badge_says_that_nothing_was_judged() -> None:
    words = " ".join(PdfReader(BytesIO(made(KINDS["progress, for ever, without evidence"]))).pages[0].extract_text().split())
    assert "no performance was assessed" in words and "valid until" not in words and TASK in words


def test_the_same_badge_gives_the_same_bytes() -> None:
    assert made() == made()
