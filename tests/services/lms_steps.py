"""What people who import progress do again and again in tests."""

from io import BytesIO

from core.queries import lms_imports as shown
from core.queries.lms_imports import ImportView
from core.rules.completion import Completion
from core.rules.lms.choices import Choices
from core.rules.lms_imports import ImportRow
from core.rules.members import Actor
from core.services import lms_imports
from core.storage import enrolments
from core.storage import lms_imports as stored
from core.storage.database import reading
from tests.cast import Cast

HEADS = "mail,activity,state,date\n"


def a_table(*rows: str, heads: str = HEADS) -> bytes:
    """A general table; ``ada`` alone is Ada's address."""
    return (heads + "".join(f"{row}\n" for row in rows).replace("@,", "@northshore.example,")).encode()


def looked_at(cast: Cast, data: bytes, actor: Actor | None = None, code: str = "ORI-001", **chosen: object) -> str:
    """A file that was looked at to its end; gives the import."""
    who = actor or cast.dee
    import_id = lms_imports.upload(cast.portal, who, code=code, stream=BytesIO(data), file_name="spring.csv")
    if chosen:
        choices = shown.how_far(cast.portal, who, import_id).found.choices.with_(**chosen)
        lms_imports.choose(cast.portal, who, import_id=import_id, choices=choices)
    return look(cast, import_id, who)


def look(cast: Cast, import_id: str, actor: Actor | None = None) -> str:
    for _ in lms_imports.look(cast.portal, actor or cast.dee, import_id=import_id):
        pass
    return import_id


def taken_over(cast: Cast, data: bytes, actor: Actor | None = None, **chosen: object) -> str:
    """A file that was taken over to its end."""
    who = actor or cast.dee
    import_id = looked_at(cast, data, who, **chosen)
    lms_imports.begin(cast.portal, who, import_id=import_id)
    for _ in lms_imports.apply(cast.portal, who, import_id=import_id):
        pass
    return import_id


def rows_of(cast: Cast, import_id: str) -> list[ImportRow]:
    with reading(cast.portal.database) as db:
        return list(stored.each_row(db, import_id))


def verdicts(cast: Cast, import_id: str) -> list[str]:
    return [row.verdict for row in rows_of(cast, import_id)]


def view_of(cast: Cast, import_id: str) -> ImportView:
    return shown.how_far(cast.portal, cast.dee, import_id)


def choices_of(cast: Cast, import_id: str) -> Choices:
    return view_of(cast, import_id).found.choices


def said_in(cast: Cast, enrolment_id: str) -> list[Completion]:
    with reading(cast.portal.database) as db:
        return enrolments.completions(db, enrolment_id)
