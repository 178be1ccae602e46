from core.queries import messages
from core.services import members, revocations
from core.services.reminders import remind
from core.services.upkeep import upkeep
from core.storage.database import reading, rows
from tests.cast import Cast
from tests.services.renewing import a_program_that_ends, answer, badge, earn, hand_in, publish, to_days_before_the_end


def made_for(cast: Cast) -> list[str]:
    """The days before the end of every reminder that was made."""
    with reading(cast.portal.database) as db:
        found = rows(db, "SELECT dedupe FROM messages WHERE kind = 'badge_expiring' ORDER BY id")
    return [row["dedupe"].rpartition(":")[2] for row in found]


def test_four_reminders_and_none_twice(cast: Cast) -> None:
    publish(cast, a_program_that_ends())
    award = earn(cast, cast.ada)
    made = {}
    for days_left in (100, 61, 60, 59, 30, 29, 7, 3, 0, -1, -20, -40):
        to_days_before_the_end(cast, award, days_left)
        made[days_left] = remind(cast.portal)
        assert remind(cast.portal) == 0
    assert {days for days, count in made.items() if count} == {60, 30, 7, 0}
    assert made_for(cast) == ["60", "30", "7", "0"]


def test_the_upkeep_makes_them_and_the_holder_sees_the_last(cast: Cast) -> None:
    publish(cast, a_program_that_ends())
    award = earn(cast, cast.ada)
    to_days_before_the_end(cast, award, 5)  # the upkeep slept over two
    assert upkeep(cast.portal).reminders == 1
    (told,) = messages.unread(cast.portal, cast.ada)
    assert (told.about, told.subject.startswith("Your badge “Verify lockouts END-100” is valid until")) == (award.token, True)
    assert "5 more days" in told.body and told.link.endswith(f"/renew?b={award.token}")
    assert messages.unread(cast.portal, cast.ben) == []


def test_nobody_is_reminded_of_what_is_out_of_force_or_being_judged(cast: Cast) -> None:
    publish(cast, a_program_that_ends())
    suspended, judged, left = (earn(cast, who) for who in (cast.ada, cast.ben, cast.sol))
    to_days_before_the_end(cast, left, 20)
    revocations.open_case(cast.portal, cast.mo, token=suspended.token, cause="integrity", explanation="Please see.", suspend=True)
    practice_id = hand_in(cast, cast.ben, judged)
    members.change_roles(cast.portal, cast.mo, member_id=cast.sol.member_id, roles=cast.sol.roles, active=False)
    assert remind(cast.portal) == 0
    answer(cast, practice_id, "returned", "Please add the date.")
    assert remind(cast.portal) == 1
    assert made_for(cast) == ["30"]


def test_a_renewed_badge_is_remembered_no_more(cast: Cast) -> None:
    publish(cast, a_program_that_ends())
    award = earn(cast, cast.ada)
    to_days_before_the_end(cast, award, 40)
    assert remind(cast.portal) == 1
    answer(cast, hand_in(cast, cast.ada, award))
    for _ in range(80):
        cast.clock.pass_days(1)
        assert remind(cast.portal) == 0
    to_days_before_the_end(cast, badge(cast, cast.ada), 60)
    assert remind(cast.portal) == 1


def test_everybody_is_reached_in_steps(cast: Cast) -> None:
    """More badges than one transaction takes, and a second round that finds nothing left."""
    publish(cast, *(a_program_that_ends(f"END-{number}") for number in range(100, 118)))
    every = [earn(cast, who, f"END-{number}") for number in range(100, 118) for who in (cast.ada, cast.ben, cast.rui)]
    to_days_before_the_end(cast, every[0], 10)
    assert remind(cast.portal) == len(every) == 54
    assert remind(cast.portal) == 0
