"""How long it usually takes is said only when there is enough to say it."""

from core.queries.usual_time import usual_days
from tests.cast import Cast
from tests.services.steps import a_submission, decide


def test_counted_in_working_days_from_five_decisions_on(cast: Cast) -> None:
    for who, code, days in (
        (cast.ada, "COM-101", 1),
        (cast.ben, "COM-101", 1),
        (cast.dee, "COM-101", 7),
        (cast.mo, "COM-101", 7),
        (cast.ada, "ACC-115", 4),
    ):
        assert usual_days(cast.portal) is None
        submission = a_submission(cast, who, code)
        cast.clock.pass_days(days)
        decide(cast, cast.rui, submission)
    assert usual_days(cast.portal) == 2  # of 1, 1, 2, 5 and 5 working days
