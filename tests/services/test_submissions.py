import io
import os
import zipfile
from dataclasses import replace

import pytest

from core.errors import BadInput, Conflict, NotAllowed, NotFound, NotSignedIn, RuleBroken
from core.queries import learning
from core.rules.evidence import MEGABYTE
from core.rules.members import Actor
from core.services import enrolments, reviews, submissions
from core.storage import files
from core.storage import submissions as stored
from core.storage.database import reading
from tests.cast import Cast
from tests.services.steps import a_draft, a_submission, add_script

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452") + b"\x00" * 64
EXE = b"MZ\x90\x00" + b"\x00" * 200


def items(cast: Cast, draft_id: str) -> list:
    with reading(cast.portal.database) as db:
        return stored.items(db, draft_id)


def a_docx() -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("[Content_Types].xml", "<Types/>")
        archive.writestr("_rels/.rels", "<Relationships/>")
        archive.writestr("word/document.xml", "<document/>")
    return target.getvalue()


def test_bytes_are_kept_under_their_digest_before_the_row(cast: Cast) -> None:
    draft = a_draft(cast, cast.ada)
    (item,) = items(cast, draft)
    path = files.path_of(cast.portal.evidence_folder, item.sha256)
    assert path.read_bytes() == b"Water is off until ten.\n"
    assert item.size == path.stat().st_size
    assert item.media_type == "text/plain"


def test_the_same_bytes_twice_are_kept_once(cast: Cast) -> None:
    a_draft(cast, cast.ada)
    a_draft(cast, cast.ben)
    kept = [path for path in cast.portal.evidence_folder.rglob("*") if path.is_file()]
    assert len(kept) == 1


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("tool.exe", EXE, "not a type we can take"),
        ("report.pdf", EXE, "content is something else"),
        ("report.pdf", b"", "is empty"),
        ("notes.txt", EXE, "content is something else"),
        ("photo.png", b"<svg onload='alert(1)'/>", "content is something else"),
    ],
)
def test_a_file_that_cannot_be_taken_gets_one_sentence_and_the_draft_stays(cast: Cast, name: str, content: bytes, words: str) -> None:
    draft = a_draft(cast, cast.ada)
    before = learning.participations(cast.portal, cast.ada)
    with pytest.raises(BadInput, match=words) as refusal:
        add_script(cast, cast.ada, draft, requirement="E2", file_name=name, stream=io.BytesIO(content))
    assert list(refusal.value.fields) == ["E2"]
    assert learning.participations(cast.portal, cast.ada) == before


@pytest.mark.parametrize(("name", "content"), [("p.png", PNG), ("letter.docx", a_docx()), ("u.csv", "\ufeffa;b\n".encode("utf-16"))])
def test_files_are_known_by_their_content(cast: Cast, name: str, content: bytes) -> None:
    draft = a_draft(cast, cast.ada)
    add_script(cast, cast.ada, draft, requirement="E2", file_name=name, stream=io.BytesIO(content))
    assert len(items(cast, draft)) == 2


def test_the_size_limit_comes_from_the_settings(cast: Cast) -> None:
    small = replace(cast, portal=replace(cast.portal, settings=cast.portal.settings.model_copy(update={"evidence_limit_mb": 1})))
    draft = a_draft(cast, cast.ada)
    with pytest.raises(BadInput, match=r"the limit is 1 MB"):
        add_script(small, cast.ada, draft, requirement="E2", file_name="a.txt", stream=io.BytesIO(b"a" * (MEGABYTE + 1)))
    add_script(cast, cast.ada, draft, requirement="E2", file_name="a.txt", stream=io.BytesIO(b"a" * (MEGABYTE + 1)))


def test_a_disk_that_breaks_off_leaves_no_half_file(cast: Cast) -> None:
    class Broken(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            raise OSError(5, "gone")

    draft = a_draft(cast, cast.ada)
    with pytest.raises(Exception, match="could not be stored"):
        add_script(cast, cast.ada, draft, requirement="E2", stream=Broken(b"x"))
    assert not list(cast.portal.evidence_folder.glob(".incoming-*"))


def test_everything_that_is_missing_is_named_at_once(cast: Cast) -> None:
    started = enrolments.enrol(cast.portal, cast.ada, code="COM-101")
    draft = submissions.open_draft(cast.portal, cast.ada, enrolment_id=started.id)
    with pytest.raises(BadInput) as refusal:
        submissions.submit(cast.portal, cast.ada, submission_id=draft.id, own_work=False)
    assert set(refusal.value.fields) == {"E1", "context", "own_work"}


def test_a_draft_is_opened_once(cast: Cast) -> None:
    started = enrolments.enrol(cast.portal, cast.ada, code="COM-101")
    first = submissions.open_draft(cast.portal, cast.ada, enrolment_id=started.id)
    assert submissions.open_draft(cast.portal, cast.ada, enrolment_id=started.id).id == first.id


def test_nothing_changes_after_handing_in(cast: Cast) -> None:
    submission = a_submission(cast, cast.ada)
    (item,) = items(cast, submission)
    with pytest.raises(RuleBroken, match="no longer be changed"):
        submissions.save_draft(cast.portal, cast.ada, submission_id=submission, context="Other", self_ratings={})
    with pytest.raises(RuleBroken):
        submissions.remove_item(cast.portal, cast.ada, item_id=item.id)
    with pytest.raises(RuleBroken):
        add_script(cast, cast.ada, submission)


def test_a_submission_can_be_taken_back_until_a_reviewer_begins(cast: Cast) -> None:
    submission = a_submission(cast, cast.ada)
    submissions.take_back(cast.portal, cast.ada, submission_id=submission)
    submissions.submit(cast.portal, cast.ada, submission_id=submission, own_work=True)
    reviews.begin(cast.portal, cast.rui, submission_id=submission)
    with pytest.raises(RuleBroken, match="begun to read"):
        submissions.take_back(cast.portal, cast.ada, submission_id=submission)


def test_an_older_view_of_a_draft_cannot_be_handed_in(cast: Cast) -> None:
    draft = a_draft(cast, cast.ada)
    with reading(cast.portal.database) as db:
        old_view = stored.get(db, draft)
    submissions.add_link(cast.portal, cast.ada, submission_id=draft, requirement="E2", url="https://a.example/1", title="All clear")
    from core.storage.database import writing

    with pytest.raises(Conflict), writing(cast.portal.database) as db:
        stored.hand_in(db, old_view, evidence_sha256="x", at="2026-10-06T09:00:00Z")


@pytest.mark.parametrize("who", ["ben", "rui", "mo"])
def test_somebody_elses_draft_is_not_found(cast: Cast, who: str) -> None:
    draft = a_draft(cast, cast.ada)
    (item,) = items(cast, draft)
    stranger = cast.actors[who]
    for attempt in (
        lambda: submissions.save_draft(cast.portal, stranger, submission_id=draft, context="x", self_ratings={}),
        lambda: submissions.submit(cast.portal, stranger, submission_id=draft, own_work=True),
        lambda: submissions.remove_item(cast.portal, stranger, item_id=item.id),
        lambda: submissions.open_evidence(cast.portal, stranger, item_id=item.id),
    ):
        with pytest.raises(NotFound):
            attempt()


def test_who_may_open_an_evidence_file(cast: Cast) -> None:
    submission = a_submission(cast, cast.ada)
    (item,) = items(cast, submission)
    for allowed in (cast.ada, cast.rui, cast.sol):
        assert submissions.open_evidence(cast.portal, allowed, item_id=item.id)[1].exists()
    assert submissions.open_evidence(cast.portal, cast.ada, item_id=item.id)[0].file_name == "message.txt"
    assert submissions.open_evidence(cast.portal, cast.rui, item_id=item.id)[0].file_name == f"e1-{item.id[-4:].lower()}.txt"
    for refused in (cast.ben, cast.mo, cast.dee, Actor.visitor()):
        with pytest.raises(NotFound):
            submissions.open_evidence(cast.portal, refused, item_id=item.id)


def test_visitors_write_nothing(cast: Cast) -> None:
    with pytest.raises(NotSignedIn):
        submissions.open_draft(cast.portal, Actor.visitor(), enrolment_id="x")
    with pytest.raises(NotAllowed):
        submissions.open_draft(cast.portal, Actor("M", "No role", frozenset()), enrolment_id="x")


def test_a_text_is_kept_from_its_first_word_but_not_handed_in_unwritten(cast: Cast) -> None:
    draft = a_draft(cast, cast.ada)
    (script,) = items(cast, draft)
    submissions.remove_item(cast.portal, cast.ada, item_id=script.id)
    begun = submissions.add_text(cast.portal, cast.ada, submission_id=draft, requirement="E1", title="My script", text="")
    with pytest.raises(BadInput, match="“My script” has no text yet"):
        submissions.submit(cast.portal, cast.ada, submission_id=draft, own_work=True)
    submissions.change_item(cast.portal, cast.ada, item_id=begun.id, title="My script", description="", text="Water is off.")
    submissions.submit(cast.portal, cast.ada, submission_id=draft, own_work=True)


@pytest.mark.parametrize("url", ["javascript:alert(1)", "http://localhost:8501/x", ""])
def test_links_that_nobody_should_follow_are_refused(cast: Cast, url: str) -> None:
    with pytest.raises(BadInput, match="full web address"):
        submissions.add_link(cast.portal, cast.ada, submission_id=a_draft(cast, cast.ada), requirement="E2", url=url, title="T")


def test_titles_that_no_certificate_can_print_are_refused(cast: Cast) -> None:
    with pytest.raises(BadInput, match="cannot print"):
        add_script(cast, cast.ada, a_draft(cast, cast.ada), requirement="E2", title="My plan \N{PARTY POPPER}")


@pytest.mark.skipif(os.name != "posix", reason="file modes are POSIX")
def test_evidence_is_readable_by_the_portal_only(cast: Cast) -> None:
    a_draft(cast, cast.ada)
    assert cast.portal.evidence_folder.stat().st_mode & 0o077 == 0
