"""File names: understood by people, taken by every system."""

import re
import unicodedata
from dataclasses import replace
from email.message import Message

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.badges.formats.names import ascii_name, content_disposition, file_name, stem
from tests.badges.views import ISSUER, NAMES, a_view

ANY_TEXT = st.text(max_size=200)
FORBIDDEN = re.compile(r'[\x00-\x20<>:"/\\|?*\x7f-\x9f]')


def a_name(issuer: str = "Northshore AFP", title: str = "Brief occupants", holder: str = "Amara Okafor") -> str:
    return file_name(a_view(issuer=replace(ISSUER, name=issuer), title=title, holder_name=holder), "pdf")


def test_it_says_who_issued_what_to_whom_and_when() -> None:
    assert a_name() == "Northshore-AFP_Brief-occupants_Amara-Okafor_2026-04-14.pdf"


@pytest.mark.parametrize(
    ("holder", "written"),
    [
        ("Zoë Nguyễn-O’Brien", "Zoë-Nguyễn-OBrien"),
        ("महेश शर्मा", "महेश-शर्मा"),
        ("محمد عبد الله", "محمد-عبد-الله"),
        ("王小明", "王小明"),
        ("Zoe\u0308", "Zoë"),
        ("../../etc/passwd", "etc-passwd"),
        ("a\u202egnp.exe", "agnp-exe"),
        ("CON", "CON"),
        ("x_y", "x-y"),
        ("W" * 90, "W" * 40),
        ("One " * 20, "-".join(["One"] * 10)),
    ],
)
def test_names_are_kept_in_their_letters(holder: str, written: str) -> None:
    assert a_name(holder=holder) == f"Northshore-AFP_Brief-occupants_{written}_2026-04-14.pdf"


def test_what_has_no_letters_is_left_out() -> None:
    assert a_name("🎉", "???", "") == "2026-04-14.pdf"


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_every_system_takes_it(issuer: str, title: str, holder: str) -> None:
    name = a_name(issuer, title, holder)
    assert not FORBIDDEN.search(name) and "Cf" not in map(unicodedata.category, name)
    assert name.count(".") == 1 and len(name.encode()) <= 255
    assert re.search(r"(^|_)2026-04-14\.pdf$", name)
    plain = ascii_name(name)
    assert re.fullmatch(r"[A-Za-z0-9_.-]+2026-04-14\.pdf|2026-04-14\.pdf", plain)


def test_the_plain_name_keeps_what_has_letters() -> None:
    assert [ascii_name(name) for name in NAMES[:3]] == ["Jose Nunez", "Lukasz Zolc", "badge"]
    assert ascii_name('../"x"\r\n.pdf') == "x.pdf"
    assert ascii_name("王.zip") == "badge.zip"


@given(ANY_TEXT, st.booleans())
def test_a_browser_reads_the_name_from_the_header(holder: str, inline: bool) -> None:
    name = a_name(holder=holder)
    header = content_disposition(name, inline=inline)
    assert header.isascii() and header.isprintable()
    message = Message()
    message["Content-Disposition"] = header
    assert message.get_content_disposition() == ("inline" if inline else "attachment")
    kept = re.fullmatch(r'\w+; filename="([^"\\]+)"; filename\*=UTF-8\'\'([^ ;]+)', header)
    assert kept and kept[1] == ascii_name(name)
    message.replace_header("Content-Disposition", f"attachment; filename*=UTF-8''{kept[2]}")
    assert message.get_filename() == name


def test_the_name_in_a_folder_has_no_suffix() -> None:
    assert stem(a_view(holder_name="Amara Okafor")) == "Northshore-AFP_Present-with-Confidence_Amara-Okafor_2026-04-14"
