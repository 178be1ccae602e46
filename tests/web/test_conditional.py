"""A caller that has the bytes already does not get them again."""

import pytest
from starlette.requests import Request
from starlette.responses import Response

from core.web.conditional import tagged


def asked(none_match: str = "") -> Request:
    headers = [(b"if-none-match", none_match.encode())] if none_match else []
    return Request({"type": "http", "method": "GET", "path": "/", "headers": headers})


def answer(body: str = "{}", media_type: str = "application/json") -> Response:
    return Response(body, media_type=media_type, headers={"Cache-Control": "no-cache", "Vary": "Accept"})


def test_the_tag_is_of_the_bytes_and_of_their_type() -> None:
    tags = [tagged(asked(), answer(*what)).headers["etag"] for what in (("{}",), ("{}",), ("[]",), ("{}", "application/vc"))]
    assert tags[0] == tags[1]
    assert len(set(tags)) == 3
    assert tags[0].startswith('"') and tags[0].endswith('"')


@pytest.mark.parametrize("form", ["{}", "W/{}", '"other", {}', "*"])
def test_the_same_tag_is_answered_without_a_body(form: str) -> None:
    tag = tagged(asked(), answer()).headers["etag"]
    again = tagged(asked(form.format(tag)), answer())
    assert (again.status_code, again.body) == (304, b"")
    assert (again.headers["etag"], again.headers["vary"], again.headers["cache-control"]) == (tag, "Accept", "no-cache")


def test_another_tag_is_answered_in_full() -> None:
    assert tagged(asked('"something else"'), answer()).status_code == 200
