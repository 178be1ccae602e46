from dataclasses import replace

import pytest

from core.rules.evidence import MEDIA_TYPES, EvidenceItem
from pages.shared.evidence_list import FILE_WORDS, evidence_html
from tests.builders import a_performance_program

PROGRAM = a_performance_program()
SCRIPT = EvidenceItem("01EVIDENCE", "01SUBMISSION", "E1", "text", "The message", "As sent", text="Water is off until ten.")
FILE = replace(SCRIPT, kind="file", text="", file_name="plan.pdf", media_type="application/pdf", size=3_500_000)


def of_type(suffix: str) -> EvidenceItem:
    return replace(FILE, file_name=f"it.{suffix}", media_type=MEDIA_TYPES[suffix])


def test_items_stand_below_their_requirement_and_an_optional_gap_says_so() -> None:
    shown = evidence_html(PROGRAM, [SCRIPT])
    first, second = shown.split("<section>")[1:]
    assert "Your script" in first and "Water is off until ten." in first
    assert "A recording or a link to one" in second and "it was optional" in second


def test_what_was_typed_is_never_markup() -> None:
    nasty = '"><script>alert(1)</script><img src=x onerror=y>'
    for item in (
        replace(SCRIPT, title=nasty, description=nasty, text=nasty),
        replace(FILE, title=nasty, description=nasty, file_name=f"{nasty}.pdf"),
        replace(SCRIPT, kind="link", title=nasty, url="https://example.org/"),
    ):
        shown = evidence_html(PROGRAM, [item])
        assert "<script" not in shown and "<img" not in shown and '""' not in shown


@pytest.mark.parametrize(("suffix", "tag"), [("png", "<img"), ("jpg", "<img"), ("mp3", "<audio"), ("m4a", "<audio"), ("mp4", "<video")])
def test_pictures_sound_and_film_are_shown_in_their_place(suffix: str, tag: str) -> None:
    shown = evidence_html(PROGRAM, [of_type(suffix)])
    assert f"{tag} " in shown and 'src="/evidence/01EVIDENCE?inline=1"' in shown


@pytest.mark.parametrize("suffix", ["pdf", "docx", "pptx", "xlsx", "csv"])
def test_other_files_are_downloads_with_type_and_size(suffix: str) -> None:
    shown = evidence_html(PROGRAM, [of_type(suffix)])
    assert "inline=1" not in shown
    assert '<a href="/evidence/01EVIDENCE" download>' in shown
    assert f"{FILE_WORDS[suffix]}, 3.3 MB" in shown


def test_every_type_that_is_taken_has_a_word() -> None:
    assert set(FILE_WORDS) == set(MEDIA_TYPES)


def test_a_link_names_its_host_and_opens_apart_from_the_portal() -> None:
    shown = evidence_html(PROGRAM, [replace(SCRIPT, kind="link", url="https://paypal.example.org/?a=1&b=<2>")])
    assert "Open paypal.example.org in a new tab" in shown
    assert 'target="_blank" rel="noopener noreferrer nofollow"' in shown
    assert "?a=1&amp;b=&lt;2&gt;" in shown


def test_a_look_alike_host_is_shown_in_the_letters_of_the_network() -> None:
    assert "Open xn--exmple-4nf.org in" in evidence_html(PROGRAM, [replace(SCRIPT, kind="link", url="https://exаmple.org/login")])
