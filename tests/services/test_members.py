from datetime import timedelta

import pytest

from core.errors import BadInput, NotAllowed, NotFound, RuleBroken, TooManyTries
from core.rules.members import Actor, Role
from core.services import members, sessions
from core.services.passwords import password_matches
from core.services.sessions import Candidate
from core.storage import members as stored
from core.storage.database import reading
from tests.builders import a_person
from tests.cast import PASSWORD, Cast

NEW = "seven quiet lanterns"


def hash_of(cast: Cast, member_id: str) -> str | None:
    with reading(cast.portal.database) as db:
        return stored.password_hash(db, member_id)


def a_session(cast: Cast, who: Actor) -> str:
    ticket = sessions.open_ticket(cast.portal, candidate=Candidate(who.id, "", "a@b.example", "127.0.0.1"), browser="b")
    token = sessions.redeem(cast.portal, ticket=ticket or "", browser="b")
    assert token
    return token


def test_an_invited_person_chooses_a_password_once(cast: Cast) -> None:
    member, token = members.add(cast.portal, cast.mo, details=a_person("Eva Lund", Role.REVIEWER))
    assert not member.has_password
    assert members.invited(cast.portal, token=token) == member
    members.join(cast.portal, token=token, password=NEW)
    assert password_matches(NEW, hash_of(cast, member.id))
    assert members.invited(cast.portal, token=token) is None
    with pytest.raises(NotFound, match="used already"):
        members.join(cast.portal, token=token, password=NEW)


def test_an_invitation_ends_after_two_weeks_and_a_newer_one_replaces_it(cast: Cast) -> None:
    member, first = members.add(cast.portal, cast.mo, details=a_person("Eva Lund"))
    second = members.invite_again(cast.portal, cast.mo, member_id=member.id)
    assert members.invited(cast.portal, token=first) is None
    cast.clock.pass_days(15)
    assert members.invited(cast.portal, token=second) is None


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"email": "ada@northshore.example"}, "email"), ({"name_on_badge": "Eva \N{PARTY POPPER}"}, "name_on_badge")],
)
def test_what_cannot_be_taken_is_said_beside_its_field(cast: Cast, changes: dict, field: str) -> None:
    with pytest.raises(BadInput) as refusal:
        members.add(cast.portal, cast.mo, details=a_person("Eva Lund", **changes))
    assert list(refusal.value.fields) == [field]


def test_a_changed_password_ends_every_session_at_once(cast: Cast) -> None:
    tokens = [a_session(cast, cast.ada), a_session(cast, cast.ada)]
    other = a_session(cast, cast.ben)
    assert sessions.actor_of(cast.portal, tokens[0]).id == cast.ada.id
    members.change_password(cast.portal, cast.ada, current=PASSWORD, new=NEW)
    assert [sessions.actor_of(cast.portal, token).signed_in for token in tokens] == [False, False]
    assert sessions.actor_of(cast.portal, other).id == cast.ben.id
    assert password_matches(NEW, hash_of(cast, cast.ada.member_id))


@pytest.mark.parametrize(("current", "new", "field"), [("wrong wrong wrong", NEW, "current"), (PASSWORD, "short", "new")])
def test_a_password_is_not_changed_by_guessing_or_into_a_weak_one(cast: Cast, current: str, new: str, field: str) -> None:
    with pytest.raises(BadInput) as refusal:
        members.change_password(cast.portal, cast.ada, current=current, new=new)
    assert list(refusal.value.fields) == [field]
    assert password_matches(PASSWORD, hash_of(cast, cast.ada.member_id))


def test_guesses_of_the_present_password_are_counted(cast: Cast) -> None:
    for _ in range(5):
        with pytest.raises(BadInput):
            members.change_password(cast.portal, cast.ada, current="wrong wrong wrong", new=NEW)
    with pytest.raises(TooManyTries):
        members.change_password(cast.portal, cast.ada, current=PASSWORD, new=NEW)
    cast.clock.pass_days(1)
    members.change_password(cast.portal, cast.ada, current=PASSWORD, new=NEW)


def test_somebody_made_inactive_is_out_at_once(cast: Cast) -> None:
    token = a_session(cast, cast.ben)
    members.change_roles(cast.portal, cast.mo, member_id=cast.ben.member_id, roles=frozenset({Role.MEMBER}), active=False)
    assert not sessions.actor_of(cast.portal, token).signed_in
    cast.clock.time += timedelta(minutes=1)
    assert not sessions.actor_of(cast.portal, token).signed_in


def test_there_is_always_an_administrator(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="at least one active administrator"):
        members.change_roles(cast.portal, cast.mo, member_id=cast.mo.member_id, roles=frozenset({Role.MEMBER}), active=True)
    with pytest.raises(RuleBroken):
        members.change_roles(cast.portal, cast.mo, member_id=cast.mo.member_id, roles=frozenset({Role.ADMIN}), active=False)


def test_roles_count_from_the_next_look(cast: Cast) -> None:
    token = a_session(cast, cast.ben)
    members.change_roles(cast.portal, cast.mo, member_id=cast.ben.member_id, roles=frozenset({Role.REVIEWER}), active=True)
    assert sessions.actor_of(cast.portal, token).roles == {Role.MEMBER, Role.REVIEWER}


@pytest.mark.parametrize("who", ["ada", "rui", "dee"])
def test_only_administrators_manage_people(cast: Cast, who: str) -> None:
    with pytest.raises(NotAllowed):
        members.add(cast.portal, cast.actors[who], details=a_person("Eva Lund"))
    with pytest.raises(NotAllowed):
        members.change_roles(cast.portal, cast.actors[who], member_id=cast.ben.member_id, roles=frozenset({Role.ADMIN}), active=True)


def test_names_are_changed_by_their_owner(cast: Cast) -> None:
    members.change_names(cast.portal, cast.ada, display_name="Ada Obi-Lund", name_on_badge="Ада Оби", job_title="Lead")
    with reading(cast.portal.database) as db:
        assert stored.get(db, cast.ada.member_id).name_on_badge == "Ада Оби"
    with pytest.raises(BadInput):
        members.change_names(cast.portal, cast.ada, display_name="Ada", name_on_badge="", job_title="")
