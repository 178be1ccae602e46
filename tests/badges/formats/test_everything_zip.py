import io
from dataclasses import replace
from zipfile import ZIP_STORED, ZipFile

from core.badges.formats import FORMATS
from core.badges.formats.everything_zip import READ_ME
from tests.badges.appearances import an_issued_badge
from tests.badges.facts import Office, some_facts


def the_folder(office: Office, both_forms: bool = True) -> ZipFile:
    badge = an_issued_badge(office, some_facts(holder_name="Ζωή 王"))
    badge = badge if both_forms else replace(badge, jwt="")
    return ZipFile(io.BytesIO(FORMATS["zip"].render(badge, "")))


def test_every_other_form_is_in_it_once(office: Office) -> None:
    folder = the_folder(office)
    assert folder.testzip() is None
    names = [name.split("/") for name in folder.namelist()]
    assert {front for front, _ in names} == {"Northshore-Association_Brief-occupants-during-an-incident_Ζωή-王_2026-10-06"}
    suffixes = sorted(name.rpartition(".")[2] for _, name in names)
    assert suffixes == sorted([*(FORMATS.keys() - {"zip"}), "txt"])
    assert [row.filename for row in folder.infolist()] == sorted(folder.namelist())


def test_nothing_of_the_machine_is_in_it(office: Office) -> None:
    for entry in the_folder(office).infolist():
        assert (entry.date_time, entry.extra, entry.compress_type) == ((2026, 10, 6, 9, 0, 0), b"", ZIP_STORED)


def test_the_page_names_every_file_and_says_how_to_check(office: Office) -> None:
    for both_forms in (True, False):
        folder = the_folder(office, both_forms)
        front = folder.namelist()[0].split("/")[0]
        text = folder.read(f"{front}/{READ_ME}").decode()
        others = {name.split("/")[1] for name in folder.namelist()} - {READ_ME}
        assert all(name in text for name in others) and len(others) == (5 if both_forms else 4)
        assert "https://badges.northshore-facilities.org/b/" in text and "Ζωή 王" in text
        assert text.count("\n") == text.count("\r\n")
