"""The reviewer's view of one's own draft."""

import pytest

from core.errors import NotFound
from core.queries import learning, review_queue
from core.queries.preview import preview
from core.services import submissions
from tests.cast import Cast
from tests.services.steps import NEARLY, a_draft, a_submission, decide


def test_the_preview_is_what_the_reviewer_finds(cast: Cast) -> None:
    decide(cast, cast.rui, a_submission(cast, cast.ada), NEARLY)
    from_return = preview_of_the_draft(cast)
    submissions.submit(cast.portal, cast.ada, submission_id=from_return.submission.id, own_work=True)
    found = review_queue.desk(cast.portal, cast.sol, from_return.submission.id)
    for part in ("label", "program", "items", "earlier"):
        assert getattr(found, part) == getattr(from_return, part), part
    assert found.submission.context == from_return.submission.context


def preview_of_the_draft(cast: Cast) -> review_queue.ReviewDesk:
    latest = learning.participations(cast.portal, cast.ada)[0].latest
    assert latest is not None
    return preview(cast.portal, cast.ada, latest.submission.id).desk


def test_the_authors_name_in_a_file_name_is_pointed_out(cast: Cast) -> None:
    draft = a_draft(cast, cast.ada)
    assert preview(cast.portal, cast.ada, draft).telling == ()
    submissions.add_link(
        cast.portal, cast.ada, submission_id=draft, requirement="E2", url="https://a.example/", title="Recording by Ada Obi"
    )
    assert preview(cast.portal, cast.ada, draft).telling == ("The title “Recording by Ada Obi” says “Ada”, “Obi”.",)


def test_nobody_previews_the_draft_of_somebody_else(cast: Cast) -> None:
    draft = a_draft(cast, cast.ada)
    for who, wanted in ((cast.ben, draft), (cast.rui, draft), (cast.ada, "none")):
        with pytest.raises(NotFound, match="There is no such submission"):
            preview(cast.portal, who, wanted)
