from core.queries import learning
from core.queries.names_shown import full_name
from core.services.names_shown import show_name
from core.storage.database import reading
from tests.cast import Cast
from tests.services.steps import a_submission, decide


def test_the_name_is_known_though_it_is_not_shown(cast: Cast) -> None:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    token = learning.badges(cast.portal, cast.ada)[0].award.token
    show_name(cast.portal, cast.ada, token=token, shown="withheld")
    with reading(cast.portal.database) as db:
        assert full_name(db, token) == "Ada Obi"
