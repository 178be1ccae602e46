"""What a badge rests on is kept in its row, and the database itself guards it."""

import pytest

from core.errors import NotFound
from core.services import batches as service
from core.storage import batches
from core.storage.database import change, one, reading, writing
from tests.cast import Cast

FILE = b"e-mail,name,C1,C2,C3,C4\nlee@x.example,Lee Wong,2,3,2,2\ntom@x.example,Tom Ek,0,0,0,0\nnowhere,Nobody,2,2,2,2\n"


@pytest.fixture
def batch_id(cast: Cast) -> str:
    found = service.begin(cast.portal, cast.mo, code="COM-101", data=FILE, file_name="../a file.csv", origin="a workshop")
    list(service.issue(cast.portal, cast.mo, batch_id=found))
    return found


def test_rows_are_kept_with_what_they_say(cast: Cast, batch_id: str) -> None:
    with reading(cast.portal.database) as db:
        issued, not_met, wrong = batches.rows_of(db, batch_id)
        assert issued.facts and issued.facts.levels == {"C1": 2, "C2": 3, "C3": 2, "C4": 2}
        assert issued.award_token and batches.basis_of(db, issued.award_token) == issued.facts
        assert not_met.facts and (not_met.award_token, not_met.verdict) == (None, "not_met")
        assert (wrong.facts, wrong.email) == (None, "nowhere")
        assert batches.counts(db, batch_id) == {"issued": 1, "not_met": 1, "wrong": 1}
        kept = batches.get(db, batch_id)
        assert (kept.file_name, kept.origin, kept.started_by) == ("a file.csv", "a workshop", cast.mo.id)


def test_an_unknown_batch_is_not_found(cast: Cast) -> None:
    with reading(cast.portal.database) as db, pytest.raises(NotFound):
        batches.get(db, "nothing")


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE batch_rows SET facts = '' WHERE verdict = 'issued'",
        "UPDATE batch_rows SET verdict = 'ready' WHERE verdict = 'issued'",
        "DELETE FROM batch_rows",
    ],
)
def test_what_a_badge_rests_on_never_changes(cast: Cast, batch_id: str, statement: str) -> None:
    with pytest.raises(Exception, match="what a badge rests on never"), writing(cast.portal.database) as db:
        change(db, statement)


def test_judging_a_file_again_leaves_its_issued_rows_alone(cast: Cast, batch_id: str) -> None:
    with reading(cast.portal.database) as db:
        before = batches.rows_of(db, batch_id)
    assert service.begin(cast.portal, cast.mo, code="COM-101", data=FILE, file_name="another name.csv") == batch_id
    with reading(cast.portal.database) as db:
        assert batches.rows_of(db, batch_id) == before


@pytest.mark.parametrize("source", ["self", "facilitator"])
def test_only_an_import_has_nobody_who_states_it(cast: Cast, source: str) -> None:
    list(service.issue(cast.portal, cast.mo, batch_id=_of_progress(cast)))
    with pytest.raises(Exception, match="CHECK"), writing(cast.portal.database) as db:
        assert one(db, "SELECT source FROM completions") == {"source": "import"}
        change(db, "UPDATE completions SET stated_by = NULL, source = :source", source=source)


def _of_progress(cast: Cast) -> str:
    return service.begin(cast.portal, cast.mo, code="ORI-001", data=b"e-mail,name\nlee@x.example,Lee\n", file_name="c.csv")
