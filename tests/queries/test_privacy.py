from datetime import timedelta

from core.queries.privacy import is_overdue, own_request, requests
from core.services import erasure
from tests.cast import Cast


def test_requests_and_their_day(cast: Cast) -> None:
    assert own_request(cast.portal, cast.ada) is None
    erasure.ask(cast.portal, cast.ada, sure="forget me")
    erasure.ask(cast.portal, cast.mo, sure="forget me")
    assert [(row.name, row.is_own) for row in requests(cast.portal, cast.mo)] == [("Ada Obi", False), ("Mo Lind", True)]
    request = own_request(cast.portal, cast.ada)
    assert not is_overdue(request, request.due_on) and is_overdue(request, request.due_on + timedelta(days=1))
