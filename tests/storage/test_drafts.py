from dataclasses import replace

import pytest

from core.errors import Conflict, NotFound
from core.rules.drafts import Draft, Waiver, draft_of
from core.storage import drafts
from core.storage.database import reading, writing
from core.storage.drafts import StoredDraft
from tests.builders import A_TUESDAY, a_performance_program
from tests.cast import Cast


def a_stored(cast: Cast, draft: Draft) -> StoredDraft:
    waiver = Waiver(finding="L04:weeks", reason="The shop floor closes for a week.", by=cast.dee.id, at=A_TUESDAY)
    return StoredDraft(
        id="D1",
        draft=draft,
        state="draft",
        based_on=None,
        version_id=None,
        waivers=(waiver,),
        comment="",
        created_by=cast.dee.id,
        created_at=A_TUESDAY,
        updated_by=cast.dee.id,
        updated_at=A_TUESDAY,
        submitted_by=None,
        submitted_at=None,
        row_version=1,
    )


@pytest.mark.parametrize("draft", [Draft(), draft_of(a_performance_program())], ids=["empty", "complete"])
def test_a_draft_comes_back_as_it_was_kept(cast: Cast, draft: Draft) -> None:
    kept = a_stored(cast, draft)
    with writing(cast.portal.database) as db:
        drafts.add(db, kept)
    with reading(cast.portal.database) as db:
        assert drafts.get(db, "D1") == kept
        assert drafts.open_ones(db) == [kept]


def test_who_saves_second_is_told(cast: Cast) -> None:
    kept = a_stored(cast, Draft())
    with writing(cast.portal.database) as db:
        drafts.add(db, kept)
        saved = drafts.save(db, replace(kept, draft=Draft(title="One")))
        assert drafts.get(db, "D1") == saved and saved.row_version == 2
        with pytest.raises(Conflict, match="Somebody else changed this draft"):
            drafts.save(db, replace(kept, draft=Draft(title="Two")))
        assert drafts.get(db, "D1").draft.title == "One"


def test_what_was_thrown_away_is_not_listed(cast: Cast) -> None:
    with writing(cast.portal.database) as db:
        drafts.add(db, replace(a_stored(cast, Draft()), state="dropped"))
        assert drafts.open_ones(db) == []
        with pytest.raises(NotFound, match="no such draft"):
            drafts.get(db, "D2")
