"""What the portal keeps about somebody, handed to that person: a folder that people and programs can read."""

import csv
import io
import json
import tempfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO

from core.errors import NotFound
from core.portal import Portal
from core.rules.audit_actions import Action
from core.rules.evidence import display_file_name
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.spreadsheets import guarded
from core.rules.times import stamp
from core.services.recording import record
from core.storage import association, awards, files, own_data
from core.storage.database import Row, reading, writing
from core.storage.own_data import SECTIONS

IN_MEMORY = 16 * 1024 * 1024
_README = """What {association} keeps about you in its learning portal, as of {at}.

data.json       everything, section by section, for programs
tables/         the same as tables, for a spreadsheet
evidence/       the files that you handed in
badges/         your signed badges (Open Badges 3.0); each verifies by itself, also without this portal

What others wrote about your work is there without their names. Not in it: your password, which is kept as a digest that nobody can
turn back, and the secrets of your sessions.

Questions? {contact}, {email}
"""


def own_folder(portal: Portal, actor: Actor) -> IO[bytes]:
    """One's own data as a ZIP, from its beginning. Names nobody else. That it was taken is recorded."""
    require(actor, Permission.PROFILE_EDIT)
    with writing(portal.database) as db:
        record(db, portal, actor, Action.MEMBER_TOOK_DATA, actor.member_id)
    target = tempfile.SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - the caller reads and closes it
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as folder, reading(portal.database) as db:
        house = association.get(db)
        words = _README.format(association=house.name, at=stamp(portal.now()), contact=house.contact, email=house.email)
        folder.writestr("README.txt", words)
        data = {section.name: own_data.section(db, section, actor.member_id) for section in SECTIONS}
        folder.writestr("data.json", json.dumps(data, ensure_ascii=False, indent=2))
        for name, found in data.items():
            if found:
                folder.writestr(f"tables/{name}.csv", _table(found))
        for award in awards.of_member(db, actor.member_id):
            folder.writestr(f"badges/{award.program_code}-{award.awarded_at:%Y-%m-%d}-{award.token[-6:]}.json", award.credential)
        for path, sha256 in _evidence(own_data.files(db, actor.member_id)):
            _copy(portal, folder, path, sha256)
    target.seek(0)
    return target


def _copy(portal: Portal, folder: zipfile.ZipFile, path: str, sha256: str) -> None:
    """In pieces; of a file that is gone from the disk the folder says so."""
    try:
        source = files.path_of(portal.evidence_folder, sha256).open("rb")
    except (NotFound, OSError):
        folder.writestr(f"{path}.missing.txt", "This file is not there any more.")
        return
    with source, folder.open(path, "w") as target:
        while piece := source.read(1 << 20):
            target.write(piece)


def _table(found: list[Row]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(found[0]), lineterminator="\r\n")
    writer.writeheader()
    for row in found:
        writer.writerow({name: guarded(_cell(value)) for name, value in row.items()})
    return "\ufeff" + text.getvalue()  # so that spreadsheets read it as UTF-8


def _cell(value: object) -> str:
    if value is None:
        return ""
    return json.dumps(value, ensure_ascii=False) if isinstance(value, dict | list) else str(value)


def _evidence(found: list[Row]) -> Iterator[tuple[str, str]]:
    """Where each file stands in the folder; the same name twice gets a number."""
    taken: Counter[str] = Counter()
    for row in found:
        path = PurePosixPath("evidence", row["program"], row["part"], display_file_name(row["file_name"]) or "file")
        taken[str(path)] += 1
        number = taken[str(path)]
        yield str(path if number == 1 else path.with_name(f"{path.stem} ({number}){path.suffix}")), row["sha256"]
