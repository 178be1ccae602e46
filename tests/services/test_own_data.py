"""A member takes everything that is kept about them: complete, their own, and nobody else's."""

import csv
import io
import json
import zipfile

import pytest

from core.errors import NotSignedIn
from core.queries.peers import waiting
from core.rules.members import Actor
from core.rules.peers import Note
from core.services import enrolments, job_roles, peers, submissions
from core.services.own_data import own_folder
from core.services.verification import verify
from core.storage.database import reading, rows
from core.storage.own_data import SECTIONS
from tests.cast import ASSOCIATION, Cast
from tests.services.steps import a_draft, add_script, decide


def taken(cast: Cast, who: Actor) -> zipfile.ZipFile:
    with own_folder(cast.portal, who) as stream:
        return zipfile.ZipFile(io.BytesIO(stream.read()))


@pytest.fixture
def full(cast: Cast) -> Cast:
    """Ada did a bit of everything, and others had to do with her."""
    job = job_roles.describe(cast.portal, cast.dee, name="Operator")
    job_roles.tell(cast.portal, cast.ada, current=[job], wanted=[], goal="=Fewer calls")
    draft = a_draft(cast, cast.ada)
    add_script(cast, cast.ada, draft, requirement="E2", file_name="message.txt")
    enrolments.enrol(cast.portal, cast.ben, code="COM-101", goal="Ben's own goal")
    peers.set_willing(cast.portal, cast.ben, willing=True)
    peers.ask(cast.portal, cast.ada, submission_id=draft)
    match_id = waiting(cast.portal, cast.ben)[0].match_id
    peers.give(cast.portal, cast.ben, match_id=match_id, notes={"C1": Note("Clear.", "Shorter.")}, anonymous=True)
    submissions.submit(cast.portal, cast.ada, submission_id=draft, own_work=True)
    decide(cast, cast.rui, draft)
    return cast


def test_it_is_all_there(full: Cast) -> None:
    folder = taken(full, full.ada)
    data = json.loads(folder.read("data.json"))
    assert list(data) == [section.name for section in SECTIONS]
    assert data["members"][0]["email"] == "ada@northshore.example" and "password_hash" not in data["members"][0]
    assert data["decisions"][0]["trace"]["verdict"] == "pass" and data["decisions"][0]["feedback"].startswith("Clear and calm")
    assert data["feedback_received"] == [
        {"notes": {"C1": {"strength": "Clear.", "suggestion": "Shorter.", "level": None}}, "given_at": "2026-10-06T09:00:00Z",
         "helpful": None, "report": ""}
    ]  # fmt: skip
    assert {"member.took_data", "submission.handed_in"} <= {row["action"] for row in data["log"]}
    files = {name for name in folder.namelist() if name.startswith("evidence/")}
    assert files == {"evidence/COM-101/attempt 1/message.txt", "evidence/COM-101/attempt 1/message (2).txt"}
    assert folder.read("evidence/COM-101/attempt 1/message.txt") == b"Water is off until ten.\n"


def test_the_badges_verify_by_themselves(full: Cast) -> None:
    folder = taken(full, full.ada)
    (name,) = [name for name in folder.namelist() if name.startswith("badges/")]
    assert verify(full.portal, data=folder.read(name)).verdict == "valid"


def test_nobody_else_is_in_it(full: Cast) -> None:
    folder = taken(full, full.ada)
    everything = "\n".join(folder.read(name).decode("utf-8", "replace") for name in folder.namelist() if name != "README.txt")
    everything = everything.replace(ASSOCIATION.contact, "")  # whom to ask, in every e-mail
    with reading(full.portal.database) as db:
        others = rows(db, "SELECT * FROM members WHERE id <> :me", me=full.ada.id)
    for other in others:
        assert other["email"] not in everything and other["display_name"] not in everything and other["id"] not in everything
    assert "Ben's own goal" not in everything


def test_tables_open_in_spreadsheets_without_doing_anything(full: Cast) -> None:
    text = taken(full, full.ada).read("tables/member_aims.csv").decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert row["goal"] == "'=Fewer calls"


def test_a_new_member_has_little_and_a_visitor_nothing(cast: Cast) -> None:
    data = json.loads(taken(cast, cast.ben).read("data.json"))
    assert {name for name, found in data.items() if found} <= {"members", "member_roles", "log", "sessions"}
    with pytest.raises(NotSignedIn):
        own_folder(cast.portal, Actor.visitor())


def test_a_file_that_is_gone_is_named(full: Cast) -> None:
    for path in full.portal.evidence_folder.rglob("*"):
        if path.is_file():
            path.unlink()
    assert "evidence/COM-101/attempt 1/message.txt.missing.txt" in taken(full, full.ada).namelist()
