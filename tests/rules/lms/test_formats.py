"""One file per format, written from its documented layout, and what is read from it: ``tests/fixtures/lms/*.toml`` beside each file."""

import tomllib
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.errors import BadInput
from core.rules.lms import IMPORTERS, guess
from core.rules.lms.choices import FORMATS, Choices, Columns, Format
from core.rules.lms.rows import Bad, Other, Read, Row, Void
from tests.rules.lms.reading import FIXTURES, in_a_line, lines_of

CASES = sorted(FIXTURES.glob("*.toml"))
ANY = Choices(columns=Columns(mail="mail", activity="what", state="state", score="score", at="when"))


def file_of(case: Path) -> Path:
    return next(path for path in case.parent.glob(f"{case.stem}.*") if path.suffix != ".toml")


def read_all(name: Format, data: bytes, choices: Choices = ANY) -> list[Read]:
    return list(IMPORTERS[name].parse(BytesIO(data), choices.with_(format=name)))


def test_every_format_has_an_importer_and_a_case() -> None:
    assert set(IMPORTERS) == set(FORMATS)
    assert {tomllib.loads(case.read_text(encoding="utf-8"))["format"] for case in CASES} == set(FORMATS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_what_is_read_from_each_file(case: Path) -> None:
    told = tomllib.loads(case.read_text(encoding="utf-8"))
    with file_of(case).open("rb") as file:
        guessed = guess(file)
        assert guessed.format == told["format"]
    choices = Choices.model_validate(told["choices"] | {"format": told["format"]}) if "choices" in told else guessed
    assert lines_of(file_of(case), choices) == told["rows"]


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("data", [b"", b" \r\n\t\n", b"PK\x03\x04 a workbook", b"\x89PNG\r\n\x1a\n\x00\x00", b"just one line"])
def test_what_is_no_such_file_is_refused_with_a_sentence(name: Format, data: bytes) -> None:
    with pytest.raises(BadInput) as refusal:
        read_all(name, data)
    assert refusal.value.message.endswith(".")


HEADS = (
    b"mail,what,state,score,when\n",
    b'"","Email","A",""\n',
    b"ContentObjectId,OrgUnitId,UserId,DateCompleted,LastModified\n",
    b"OrgDefinedId,Username,A Points Grade <Numeric MaxPoints:10>\n",
    b"learner_id,identifier,lesson_status,completion_status,success_status,score_scaled,date\n",
    b'{"statements": [',
    b"[",
    b"\xff\xfe",
    b"",
)
ROWS = st.lists(
    st.one_of(st.binary(max_size=40), st.sampled_from([b'"', b",", b"\n", b"a@b.example", b"2026-05-03", b"{", b"}", b"[", b":"]))
)


@given(st.sampled_from(FORMATS), st.sampled_from(HEADS), ROWS.map(b"".join))
@example("xapi_json", b"[", b"[" * 100_000)
@example("xapi_json", b"", b'{"a":' * 50_000)
@example("cmi5_json", b"", b'{"verb": {"id": []}, "object": 3, "actor": null, "id": {}}')
@example("xapi_json", b"", b'{"verb": {"id": "http://adlnet.gov/expapi/verbs/passed"}, "actor": {"mbox": 1}, "object": {"id": "x"}}')
@example("xapi_json", b"", b'{"a": 1e999999999, "b": NaN, "c": ' + b"9" * 5000 + b"}")
@example("generic_csv", HEADS[0], b'a@b.example,"x\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n\n')
def test_no_bytes_make_an_importer_stumble(name: Format, head: bytes, rest: bytes) -> None:
    """Only rows, lines that are told, or one refusal with a sentence."""
    try:
        found = read_all(name, head + rest)
    except BadInput as refusal:
        assert refusal.message
        return
    assert all(isinstance(one, Row | Bad | Void | Other) for one in found)
    assert all(0 <= one.score_bp <= 10_000 for one in found if isinstance(one, Row) and one.score_bp is not None)


@given(st.binary(max_size=400))
def test_guessing_gives_a_format_or_a_sentence(data: bytes) -> None:
    try:
        assert guess(BytesIO(data)).format in FORMATS
    except BadInput as refusal:
        assert refusal.message


@pytest.mark.parametrize("broken", ["not json at all", '{"id": ', '{"id": 1, "id": 2}', "{]}"])
def test_a_broken_statement_harms_none_after_it(broken: str) -> None:
    verb = "http://adlnet.gov/expapi/verbs/passed"
    good = f'{{"id": "1", "actor": {{"mbox": "mailto:a@b.example"}}, "verb": {{"id": "{verb}"}}, "object": {{"id": "x"}}}}'
    found = [in_a_line(one) for one in read_all("xapi_json", f"{good}\n{broken}\n{good}\n".encode())]
    assert [line.split(" | ")[0] for line in found if "passed" in line] == ["line 1", "line 3"]


def test_units_ask_for_what_the_person_says_where_the_file_does_not() -> None:
    data = (FIXTURES / "cmi5.json").read_bytes().replace(b"extensions/moveon", b"extensions/x")
    rows = [one for one in read_all("cmi5_json", data, Choices(move_on="Passed")) if isinstance(one, Row)]
    assert {(row.word, row.state) for row in rows if row.word in ("completed", "passed")} == {
        ("completed", "not_complete"),
        ("passed", "passed"),
    }


def test_the_mark_from_which_a_grade_is_a_pass_is_chosen() -> None:
    data = (FIXTURES / "d2l_grades.csv").read_bytes()
    states = {row.state for row in read_all("d2l_grades_csv", data, Choices(pass_mark_bp=4_950)) if isinstance(row, Row) and row.score_bp}
    assert states == {"passed"}


def test_a_moodle_report_may_identify_people_by_as_many_columns_as_the_site_shows() -> None:
    heads = '"","Phone","Email address","Department","Read","","Walk",""\n'
    row = '"Ada Obi","","ada@northshore.example","Boilers","Completed","2026-05-03 10:00","Not completed",""\n'
    found = [one for one in read_all("moodle_completion_csv", (heads + row).encode()) if isinstance(one, Row)]
    assert [(one.activity, one.who.mail) for one in found] == [("Read", "ada@northshore.example"), ("Walk", "ada@northshore.example")]


def test_general_columns_that_are_not_there_are_named() -> None:
    with pytest.raises(BadInput, match=r"Not found: “nowhere”\. It has: “mail”, “what”"):
        read_all("generic_csv", b"mail,what\na@b.example,x\n", Choices(columns=Columns(mail="mail", activity="nowhere")))
