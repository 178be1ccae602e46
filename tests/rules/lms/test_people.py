"""Who the ids of a learning system are."""

from io import BytesIO

import pytest

from core.errors import BadInput
from core.rules.lms.people import Known, parse
from core.rules.lms.rows import Bad
from tests.rules.lms.reading import FIXTURES


def read(data: bytes) -> list[Known | Bad]:
    return list(parse(BytesIO(data)))


def test_the_data_set_users_knows_three_ids_of_everybody() -> None:
    found = read((FIXTURES / "d2l_users.csv").read_bytes())
    assert found[:3] == [Known(key, "ben@northshore.example") for key in ("id:1041", "id:n-7", "username:ben.ruiz")]
    assert found[3:] == [Bad(3, "“not an address” is no e-mail address.")]


def test_any_two_columns_will_do() -> None:
    assert read(b"who;E-Mail\nB-7;Ben@Northshore.example\n;x@y.example\n") == [Known("any:b-7", "ben@northshore.example")]


@pytest.mark.parametrize(
    ("data", "word"), [(b"", "empty"), (b"a,b\n1,2\n", "e-mail addresses"), (b"email,shoe,hat\na@b.example,1,2\n", "ids or user names")]
)
def test_what_names_nobody_is_refused(data: bytes, word: str) -> None:
    with pytest.raises(BadInput, match=word):
        read(data)
