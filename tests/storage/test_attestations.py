import pytest

from core.errors import NotFound
from core.rules.attestations import Attestation
from core.rules.witnesses import LASTS
from core.storage import attestations
from core.storage.database import writing
from tests.cast import Cast
from tests.services.steps import a_draft


def test_from_the_question_to_the_answer(cast: Cast) -> None:
    draft, now = a_draft(cast, cast.ada), cast.clock()
    with writing(cast.portal.database) as db:
        new = Attestation("a", draft, "E2", "Sam", "client", "asked", now, now + LASTS, None)
        attestations.add(db, new, secret_sha256="d1")
        assert attestations.get(db, "a") == new == attestations.by_secret(db, "d1") and attestations.of_submission(db, draft) == [new]
        attestations.set_state(db, "a", "given", name="Sam Lee", given_at="2026-10-07T09:00:00Z")
        given = attestations.get(db, "a")
        assert (given.name, given.state, given.given_at and given.given_at.day) == ("Sam Lee", "given", 7)
        attestations.set_state(db, "a", "withdrawn")
        assert attestations.get(db, "a").name == "Sam Lee"
        for read in (lambda: attestations.get(db, "x"), lambda: attestations.by_secret(db, "x")):
            with pytest.raises(NotFound):
                read()
