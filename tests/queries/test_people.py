"""Finding people."""

from datetime import timedelta

import pytest

from core.errors import NotAllowed, NotFound, NotSignedIn
from core.queries.people import people, person
from core.rules.members import Actor
from core.services import members
from tests.builders import a_person
from tests.cast import Cast


def names(cast: Cast, words: str = "") -> list[str]:
    return [row.member.display_name for row in people(cast.portal, cast.mo, words=words).people]


def test_everybody_comes_by_name(cast: Cast) -> None:
    assert names(cast) == ["Ada Obi", "Ben Ruiz", "Dee Novak", "Mo Lind", "Rui Costa", "Sol Haddad"]


@pytest.mark.parametrize(
    ("words", "found"),
    [("rui", ["Ben Ruiz", "Rui Costa"]), (" SOL@north ", ["Sol Haddad"]), ("%", []), ("_", []), ("'", []), ("\\", []), ("nobody", [])],
)
def test_words_are_taken_literally(cast: Cast, words: str, found: list[str]) -> None:
    assert names(cast, words) == found


def test_a_long_answer_is_cut_and_counted(cast: Cast) -> None:
    found = people(cast.portal, cast.mo, limit=2)
    assert (len(found.people), found.total) == (2, 6)


def test_an_open_invitation_shows_until_it_is_used_or_too_old(cast: Cast) -> None:
    member, _ = members.add(cast.portal, cast.mo, details=a_person("Ida Holm"))
    assert [row.invited for row in people(cast.portal, cast.mo, words="Ida").people] == [True]
    cast.clock.time += timedelta(days=15)
    assert [row.invited for row in people(cast.portal, cast.mo, words="Ida").people] == [False]
    assert person(cast.portal, cast.mo, member.id).has_password is False


def test_only_administrators_look_people_up(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        people(cast.portal, cast.dee)
    with pytest.raises(NotAllowed):
        person(cast.portal, cast.ada, cast.ben.member_id)
    with pytest.raises(NotSignedIn):
        people(cast.portal, Actor.visitor())
    with pytest.raises(NotFound):
        person(cast.portal, cast.mo, "nobody")
