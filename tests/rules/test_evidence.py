from dataclasses import replace

import pytest

from core.errors import BadInput
from core.rules.evidence import MEGABYTE, EvidenceItem, check_link, check_room, display_file_name, file_problem, genre_of, missing
from tests.builders import a_performance_program

PROGRAM = a_performance_program()


@pytest.mark.parametrize(
    ("name", "detected", "is_text"),
    [
        ("plan.pdf", "pdf", False),
        ("Plan.PDF", "pdf", False),
        ("notes.docx", "docx", False),
        ("photo.jpeg", "jpg", False),
        ("talk.m4a", "m4a", False),
        ("talk.m4a", "mp4", False),
        ("readings.csv", None, True),
        ("script.txt", None, True),
    ],
)
def test_what_is_taken(name: str, detected: str | None, is_text: bool) -> None:
    assert file_problem(name, 1000, detected, is_text, 25) is None


@pytest.mark.parametrize(
    ("name", "size", "detected", "is_text", "words"),
    [
        ("virus.exe", 1000, "exe", False, "not a type we can take"),
        ("page.html", 1000, None, True, "not a type we can take"),
        ("drawing.svg", 1000, None, True, "not a type we can take"),
        ("no_suffix", 1000, None, True, "not a type we can take"),
        ("empty.pdf", 0, None, True, "is empty"),
        ("film.mp4", 26 * MEGABYTE, "mp4", False, "26.0 MB; the limit is 25 MB"),
        ("renamed.pdf", 1000, "exe", False, "content is something else"),
        ("renamed.txt", 1000, "exe", False, "content is something else"),
        ("zeros.csv", 1000, None, False, "content is something else"),
        ("letter.docx", 1000, "zip", False, "content is something else"),
        ("sheet.xlsx", 1000, "docx", False, "content is something else"),
        ("script.pdf", 1000, None, True, "content is something else"),
    ],
)
def test_what_is_refused_in_one_sentence(name: str, size: int, detected: str | None, is_text: bool, words: str) -> None:
    assert words in (file_problem(name, size, detected, is_text, 25) or "")


def test_the_limit_itself_is_taken() -> None:
    assert file_problem("film.mp4", 25 * MEGABYTE, "mp4", False, 25) is None


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../../etc/cron.d/x.pdf", "x.pdf"),
        ("C:\\Users\\me\\plan.pdf", "plan.pdf"),
        ("gpj\u202eexe.pdf", "gpjexe.pdf"),
        ('a"b<c>.txt', "abc.txt"),
        ("Prüfplan Ω.docx", "Prüfplan Ω.docx"),
    ],
)
def test_file_names_are_shown_without_folders_and_tricks(given: str, shown: str) -> None:
    assert display_file_name(given) == shown


@pytest.mark.parametrize("link", ["https://video.example.org/watch?v=1", "http://example.org", " https://bücher.example/a "])
def test_links_that_are_taken(link: str) -> None:
    assert check_link(link) == link.strip()


@pytest.mark.parametrize(
    "link",
    ["", "javascript:alert(1)", "ftp://example.org/a", "https://", "https://localhost/x", "https://me:secret@example.org",
     "https://a b.org",  "https://example.org/<script>", "file:///etc/passwd", "https://[::1]/", "https://example.org/" + "x" * 2000],
)  # fmt: skip
def test_links_that_are_refused(link: str) -> None:
    with pytest.raises(ValueError, match="full web address"):
        check_link(link)


def item(requirement: str) -> EvidenceItem:
    return EvidenceItem("I", "S", requirement, "text", "A title", text="words")


def test_what_is_missing_is_named_per_requirement() -> None:
    assert list(missing(PROGRAM.evidence, [])) == ["E1"]
    assert missing(PROGRAM.evidence, [item("E1")]) == {}


def test_a_text_that_was_begun_and_not_written_is_missing() -> None:
    begun = replace(item("E1"), title="My script", text="")
    assert missing(PROGRAM.evidence, [begun]) == {"E1": "“My script” has no text yet. Write it, or take it out."}
    assert missing(PROGRAM.evidence, [replace(begun, text="Water is off.")]) == {}
    also_optional = replace(begun, requirement="E2")
    assert list(missing(PROGRAM.evidence, [item("E1"), also_optional])) == ["E2"]


def test_a_full_requirement_takes_no_more() -> None:
    with pytest.raises(BadInput, match="Remove one first"):
        check_room(PROGRAM.requirement("E1"), "text", [item("E1")])
    with pytest.raises(BadInput, match="takes file or text only"):
        check_room(PROGRAM.requirement("E1"), "link", [])


@pytest.mark.parametrize(
    ("requirement", "kind", "genre"), [("E1", "text", "document"), ("E2", "text", "document"), ("E2", "file", "audio")]
)
def test_a_written_account_instead_of_a_recording_is_a_document(requirement: str, kind, genre: str) -> None:
    assert genre_of(PROGRAM.requirement(requirement), kind) == genre
