"""The table of importers. Another format is one new file with ``parse(stream, choices)`` and one line here."""

from collections.abc import Callable, Mapping, Sequence
from itertools import islice
from typing import BinaryIO

from core.rules.lms import cmi5, d2l_content, d2l_grades, generic, moodle, scorm, xapi
from core.rules.lms.choices import Choices, Format
from core.rules.lms.lines import Cells, pieces, sheet
from core.rules.lms.rows import Importer
from core.rules.lms.values import places

CMI5_MARK = "w3id.org/xapi/cmi5/"
IMPORTERS: dict[Format, Importer] = {
    one.format: one
    for one in (
        Importer("xapi_json", "xAPI statements (JSON)", "xAPI", "xapi", xapi.parse, "What a learning record store hands out."),
        Importer("cmi5_json", "cmi5 sessions (JSON)", "cmi5", "xapi", cmi5.parse, "xAPI statements with what each unit asks for."),
        Importer(
            "moodle_completion_csv",
            "Moodle: activity completion (CSV)",
            "Moodle",
            "moodle",
            moodle.parse,
            "Reports → Activity completion, downloaded in one of the two forms at the end of that page.",
        ),
        Importer("scorm_csv", "SCORM results (CSV)", "SCORM", "scorm", scorm.parse, "A row for each person and package, with its status."),
        Importer(
            "d2l_content_user_completion",
            "Brightspace: content user completion (CSV)",
            "Brightspace",
            "d2l",
            d2l_content.parse,
            "The data set of that name. It knows people by number only, so it needs the data set Users beside it.",
        ),
        Importer("d2l_grades_csv", "Brightspace: grades (CSV)", "Brightspace", "d2l", d2l_grades.parse, "The grade book, with points."),
        Importer("generic_csv", "Another table (CSV)", "a list", "other", generic.parse, "You say which column holds what."),
    )
}


def guess(stream: BinaryIO) -> Choices:
    """The format by the beginning of the file, and for a general table its columns. Refuses what is no text."""
    text = next(pieces(stream))
    stream.seek(0)
    if text.lstrip()[:1] in ("{", "["):
        return Choices(format="cmi5_json" if CMI5_MARK in text else "xapi_json")
    heads = headings(stream)
    there = places(heads)
    for name, is_it in _LOOKS_LIKE.items():
        if is_it(heads, there):
            return Choices(format=name)
    return Choices(columns=generic.guessed_columns(heads))


def headings(stream: BinaryIO) -> list[str]:
    """The first row of a table that can be read; empty for a file of another kind. The stream is at its beginning again afterwards."""
    found = next((row.cells for row in islice(sheet(stream), 5) if isinstance(row, Cells)), [])
    stream.seek(0)
    return found


_LOOKS_LIKE: dict[Format, Callable[[Sequence[str], Mapping[str, int]], bool]] = {
    "moodle_completion_csv": lambda heads, there: len(heads) >= 3 and not heads[0].strip(),
    "d2l_content_user_completion": lambda heads, there: {"contentobjectid", "userid"} <= set(there),
    "d2l_grades_csv": lambda heads, there: bool(d2l_grades.items_in(heads)),
    "scorm_csv": lambda heads, there: scorm.is_table(heads),
}
