"""In-house lists of skills, as spreadsheets write them."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import BadInput
from core.rules.framework_lists import read_list
from core.rules.frameworks import Read
from core.rules.lms.lines import sheet
from tests.frameworks import LIST


def read(data: bytes, **changes: str) -> Read:
    return read_list(sheet(io.BytesIO(data)), **({"code": "SKILLS", "title": "Our skills"} | changes))


def test_a_list_becomes_a_framework() -> None:
    found = read(LIST, publisher="Northshore")
    assert found.remarks == ()
    assert (found.framework.id, found.framework.kind, found.framework.publisher) == ("SKILLS", "list", "Northshore")
    assert [(row.key, row.code, row.parent, row.uri) for row in found.framework.items] == [
        ("COM", "COM", "", ""),
        ("COM.1", "COM.1", "COM", ""),
        ("COM.2", "COM.2", "COM", "https://example.org/listening"),
    ]


def test_columns_have_other_names_and_any_order() -> None:
    (item,) = read(b"Title,ID,Description,URL\nBriefing,C1,Brief them.,https://example.org/1\n").framework.items
    assert (item.key, item.name, item.statement, item.uri) == ("C1", "Briefing", "Brief them.", "https://example.org/1")


def test_a_wrong_row_is_named_with_its_line_and_the_others_are_taken() -> None:
    rows = (
        "code,name,address", "C1,Fine,", "C 2,Bad code,", "C3,,", "C4,=1+1,", "C5,Where,example.org",
        "C6,Too,,many", "C1,Again,", "C7,'=Fine too,",
    )  # fmt: skip
    found = read("\n".join(rows).encode())
    assert [row.name for row in found.framework.items] == ["Fine", "=Fine too"]
    said = [(row.place, row.sentence) for row in found.remarks]
    assert [place for place, _ in said] == ["Line 3", "Line 4", "Line 5", "Line 6", "Line 7", "C1"]
    words = ("is no code", "name: Please fill this in", "formula", "begins with https://", "more cells", "2 times")
    assert all(word in sentence for word, (_, sentence) in zip(words, said, strict=True))


def test_letters_that_were_lost_are_not_guessed() -> None:
    found = read("code,name\nC1,Zoë\nC2,Fine\n".encode("latin-1"))
    assert [row.name for row in found.framework.items] == ["Fine"] and "not in Unicode" in found.remarks[0].sentence


@pytest.mark.parametrize(
    ("data", "changes", "field", "words"),
    [
        (b"", {}, "file", "empty"),
        (b"\n\n", {}, "file", "empty"),
        (b"code,nom\nC1,x\n", {}, "file", "Not found: “name”"),
        (b"code,name,title\nC1,x,y\n", {}, "file", "more than one column “name”"),
        (b"code,name\n", {}, "file", "no skill"),
        (b"code,name\nC 1,x\n", {}, "file", "Line 2"),
        (b"PK\x03\x04code", {}, "file", "workbook"),
        (LIST, {"code": "a/b"}, "code", "short code"),
        (LIST, {"code": ""}, "code", "short code"),
        (LIST, {"title": " "}, "title", "title of one line"),
    ],
)
def test_what_is_no_list_is_refused_in_a_sentence(data: bytes, changes: dict[str, str], field: str, words: str) -> None:
    with pytest.raises(BadInput, match=words) as refused:
        read(data, **changes)
    assert set(refused.value.fields) == {field}


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode) | st.text(max_size=100).map(lambda text: LIST + text.encode()))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    try:
        assert read(data).framework.items
    except BadInput as refused:
        assert all(refused.fields.values())
