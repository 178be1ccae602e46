import sqlite3

import pytest

from core.errors import NotFound
from core.queries import learning
from core.rules.endorsements import Endorsement
from core.rules.witnesses import LASTS
from core.storage import endorsements
from core.storage.database import writing
from tests.cast import Cast
from tests.services.steps import a_submission, decide


def test_from_the_question_to_the_document(cast: Cast) -> None:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    token, now = learning.badges(cast.portal, cast.ada)[0].award.token, cast.clock()
    with writing(cast.portal.database) as db:
        new = Endorsement("e", token, "Sam", "client", "asked", "", now, now + LASTS, None, "")
        endorsements.add(db, new, secret_sha256="d1")
        assert endorsements.get(db, "e") == new == endorsements.by_secret(db, "d1") and endorsements.about(db, token) == [new]
        endorsements.save_statement(db, "e", name="Sam Lee", words="Calm.", at="2026-10-07T09:00:00Z")
        with pytest.raises(sqlite3.IntegrityError):
            endorsements.set_state(db, "e", "accepted")
        endorsements.set_state(db, "e", "accepted", document="{}")
        assert endorsements.get(db, "e").document == "{}"
        endorsements.set_state(db, "e", "withdrawn")
        assert endorsements.get(db, "e").document == ""
        for read in (lambda: endorsements.get(db, "x"), lambda: endorsements.by_secret(db, "x")):
            with pytest.raises(NotFound):
                read()
