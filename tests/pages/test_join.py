import pytest

from core.services import members
from core.services.passwords import password_matches
from core.storage import members as stored
from core.storage.database import reading
from tests.builders import a_person
from tests.cast import Cast
from tests.pages.door import Door, today, words

CHOSEN = "four grey herons wait"


@pytest.fixture
def invitation(cast: Cast) -> str:
    return members.add(today(cast).portal, cast.mo, details=a_person("Eva Lund"))[1]


def choose(door: Door, token: str, first: str, second: str):
    app = door.open(page="join", token=token)
    app.text_input(key="join_password").set_value(first)
    app.text_input(key="join_again").set_value(second)
    app.button[-1].click().run()
    return app


def kept(cast: Cast) -> str | None:
    with reading(cast.portal.database) as db:
        return stored.password_hash(db, stored.by_email(db, "eva@northshore.example").id)


def test_an_invited_person_chooses_a_password_once(cast: Cast, door: Door, invitation: str) -> None:
    app = choose(door, invitation, CHOSEN, CHOSEN)
    assert not app.exception
    assert password_matches(CHOSEN, kept(cast))
    assert "does not work" in words(door.open(page="join", token=invitation))


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [("short", "short", "at least 12 characters"), (CHOSEN, "four grey herons", "not the same"), ("x" * 80, "x" * 80, "at most 72")],
)
def test_what_is_wrong_stands_beside_the_field_and_nothing_is_lost(
    cast: Cast, door: Door, invitation: str, first: str, second: str, sentence: str
) -> None:
    app = choose(door, invitation, first, second)
    assert sentence in words(app).replace("\\", "")
    assert app.text_input(key="join_password").value == first
    assert kept(cast) is None


@pytest.mark.parametrize("token", ["", "never-given", "../../etc/passwd"])
def test_an_address_without_an_invitation_says_what_to_do(door: Door, token: str) -> None:
    assert "Ask the association for a new one" in words(door.open(page="join", token=token))


def test_nobody_joins_while_signed_in_as_somebody_else(cast: Cast, door: Door, invitation: str) -> None:
    app = door.open(cast.ada, "join", token=invitation)
    assert "You are signed in as Ada Obi" in words(app)
    assert len(app.text_input) == 0
