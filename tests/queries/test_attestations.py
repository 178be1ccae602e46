from core.queries.attestations import of_draft
from core.services import attestations
from tests.cast import Cast
from tests.services.test_attestations import an_empty_draft


def test_only_the_author_sees_who_was_asked(cast: Cast) -> None:
    draft = an_empty_draft(cast)
    for name in ("Sam Lee", "Kim Fox"):
        attestations.ask(cast.portal, cast.ada, submission_id=draft, requirement="E1", name=name, relation="client")
        cast.clock.pass_days(1)
    assert [one.name for one in of_draft(cast.portal, cast.ada, draft)] == ["Kim Fox", "Sam Lee"]
    assert of_draft(cast.portal, cast.ben, draft) == of_draft(cast.portal, cast.rui, draft) == []
