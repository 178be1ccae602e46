"""A large file streams: the bar moves, every row has its verdict, and the memory is that of a small one."""

import json
import tracemalloc
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from core.queries.lms_imports import how_far
from core.services import enrolments, lms_imports
from core.storage import lms_imports as stored
from core.storage.database import reading
from tests.cast import Cast
from tests.services.lms_steps import said_in

pytestmark = pytest.mark.slow

ROWS = 100_000
BROKEN = (2, 50_001, 99_999)  # lines of the table with a quotation mark that nothing ends


def table(rows: int) -> Iterator[str]:
    """A general table: one person who takes part, and thousands whom nobody here knows."""
    yield "mail,activity,state,date\n"
    for n in range(rows):
        line = n + 2
        who = "ada" if n % 1_000 == 998 else f"p{n}"
        yield (
            f'{who}@northshore.example,"A1\n'
            if line in BROKEN
            else f"{who}@northshore.example,A1,done,2026-05-03 0{n // 60_000}:{n // 1_000 % 60:02}\n"
        )


def statements(rows: int) -> Iterator[str]:
    """The same as one array of xAPI statements."""
    for n in range(rows):
        statement: dict[str, Any] = {
            "id": f"{n:08}-0000-4000-8000-000000000000",
            "actor": {"mbox": f"mailto:p{n}@northshore.example"},
            "verb": {"id": "http://adlnet.gov/expapi/verbs/completed"},
            "object": {"id": "https://lms.example/a1"},
            "timestamp": "2026-05-03T08:00:00Z",
        }
        yield ("[" if n == 0 else ",") + json.dumps(statement)
    yield "]"


def written(path: Path, parts: Iterator[str]) -> Path:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(parts)
    return path


class Look(NamedTuple):
    """The import, how far the bar was after each group, and the bytes that were needed at most at one time, of what Python knows."""

    id: str
    bar: list[float]
    memory: int


def looked_at(cast: Cast, file: Path) -> Look:
    tracemalloc.start()
    try:
        with file.open("rb") as stream:
            found = lms_imports.upload(cast.portal, cast.dee, code="ORI-001", stream=stream, file_name=file.name)
        bar = [step.done / step.whole for step in lms_imports.look(cast.portal, cast.dee, import_id=found)]
        return Look(found, bar, tracemalloc.get_traced_memory()[1])
    finally:
        tracemalloc.stop()


def test_a_hundred_thousand_rows_are_looked_at_with_a_bar_and_the_memory_of_a_tenth(cast: Cast, tmp_path: Path) -> None:
    started = enrolments.enrol(cast.portal, cast.ada, code="ORI-001")
    tenth = looked_at(cast, written(tmp_path / "tenth.csv", table(ROWS // 10)))
    found, bar, memory = looked_at(cast, written(tmp_path / "large.csv", table(ROWS)))
    assert memory < 1.25 * tenth.memory
    assert len(bar) > ROWS / lms_imports.GROUP and bar == sorted(bar) and bar[0] < 0.05 and bar[-1] == 1
    counts = how_far(cast.portal, cast.dee, found).counts
    assert counts == {"malformed": len(BROKEN), "apply": 100, "no_member": ROWS - 100 - len(BROKEN)}
    with reading(cast.portal.database) as db:
        assert tuple(row.line for row in stored.each_row(db, found) if row.verdict == "malformed") == BROKEN
    lms_imports.begin(cast.portal, cast.dee, import_id=found)
    assert [step.done for step in lms_imports.apply(cast.portal, cast.dee, import_id=found)][-1] == 100
    assert len(said_in(cast, started.id)) == 100


def test_five_times_the_statements_of_one_array_need_no_more_memory(cast: Cast, tmp_path: Path) -> None:
    small, large = (looked_at(cast, written(tmp_path / f"{rows}.json", statements(rows))) for rows in (5_000, 25_000))
    assert large.memory < 1.25 * small.memory
    assert how_far(cast.portal, cast.dee, large.id).counts == {"no_member": 25_000}
    assert len(large.bar) > 25 and large.bar == sorted(large.bar) and large.bar[-1] == 1


def test_a_bar_that_is_left_can_be_taken_up_again(cast: Cast, tmp_path: Path) -> None:
    file = written(tmp_path / "some.csv", table(5_000))
    with file.open("rb") as stream:
        found = lms_imports.upload(cast.portal, cast.dee, code="ORI-001", stream=stream, file_name=file.name)
    assert len(list(islice(lms_imports.look(cast.portal, cast.dee, import_id=found), 2))) == 2
    assert how_far(cast.portal, cast.dee, found).found.state != "previewed"
    assert list(lms_imports.look(cast.portal, cast.dee, import_id=found))[-1].done == file.stat().st_size
    assert sum(how_far(cast.portal, cast.dee, found).counts.values()) == 5_000
