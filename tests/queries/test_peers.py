"""What helpers see of each other's drafts, and nobody else."""

from core.queries.peers import asked_about, inbox
from core.services import peers
from tests.cast import Cast
from tests.services.steps import a_draft
from tests.services.test_peers import asked, give, willing


def test_nobody_asked_nothing_shown(cast: Cast) -> None:
    found = inbox(cast.portal, cast.ada)
    assert (found.willing, found.tasks, found.given) == (False, (), ())


def test_only_the_author_sees_what_was_said(cast: Cast) -> None:
    willing(cast, cast.ben)
    draft = asked(cast)
    give(cast, cast.ben)
    for stranger in (cast.ben, cast.rui, cast.mo):
        assert asked_about(cast.portal, stranger, draft) is None


def test_the_most_urgent_first(cast: Cast) -> None:
    willing(cast, cast.ben)
    asked(cast)
    cast.clock.pass_days(1)
    second = a_draft(cast, cast.dee)
    peers.ask(cast.portal, cast.dee, submission_id=second)
    tasks = inbox(cast.portal, cast.ben).tasks
    assert [task.author for task in tasks] == ["Ada Obi", "Dee Novak"] and tasks[0].until < tasks[1].until
