import pytest

from core.errors import NotAllowed
from core.messages.renewal_decided import RenewalDecided
from core.queries import messages
from core.rules.members import Actor
from core.services import mail, members
from core.storage.database import writing
from tests.cast import Cast


def say(cast: Cast, to: Actor, about: str, number: int) -> None:
    with writing(cast.portal.database) as db:
        said = RenewalDecided("tok", f"Lockout {number}", True, "")
        mail.say(db, cast.portal, said, to=to.member_id, about=about, dedupe=f"{about}:{number}")
    cast.clock.pass_days(1)


def test_of_one_thing_only_what_was_said_last(cast: Cast) -> None:
    for about, number in (("tok-1", 1), ("tok-2", 2), ("tok-1", 3)):
        say(cast, cast.ada, about, number)
    assert [message.dedupe for message in messages.unread(cast.portal, cast.ada)] == ["tok-1:3", "tok-2:2"]
    mail.seen(cast.portal, cast.ada, about="tok-1")
    assert [message.dedupe for message in messages.unread(cast.portal, cast.ada)] == ["tok-2:2"]


def test_the_outbox_is_for_administrators_and_leaves_out_who_left(cast: Cast) -> None:
    say(cast, cast.ada, "tok-1", 1)
    say(cast, cast.ben, "tok-2", 2)
    members.change_roles(cast.portal, cast.mo, member_id=cast.ben.member_id, roles=cast.ben.roles, active=False)
    found = messages.outbox(cast.portal, cast.mo)
    assert [(row.name, row.about) for row in found.to_copy] == [("Ada Obi", "A renewal has its answer")]
    assert (found.sends, found.server, found.counts["manual"]) == (False, False, 2)
    with pytest.raises(NotAllowed):
        messages.outbox(cast.portal, cast.dee)
