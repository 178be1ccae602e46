from core.queries import learning
from core.queries.skill_map import skill_map
from core.rules.members import Actor
from tests.cast import Cast
from tests.services.renewing import a_program_that_ends, earn, publish
from tests.services.steps import a_submission, decide, revoke


def lights(cast: Cast, who: Actor) -> set[str]:
    """The programs of the cast are about one skill."""
    return {star.light for one in skill_map(cast.portal, who) for star in one.stars}


def test_a_badge_lights_its_star_and_taking_it_back_puts_it_out(cast: Cast) -> None:
    assert lights(cast, cast.ada) == {"dark"}
    submission = a_submission(cast, cast.ada)
    assert lights(cast, cast.ada) == {"kindled"}
    decide(cast, cast.rui, submission)
    assert lights(cast, cast.ada) == {"lit"} and lights(cast, cast.ben) == {"dark"}
    revoke(cast, learning.badges(cast.portal, cast.ada)[0].award.token)
    assert lights(cast, cast.ada) == {"dark"}


def test_a_badge_that_has_run_out_leaves_a_faded_star(cast: Cast) -> None:
    publish(cast, a_program_that_ends(validity="P365D"))
    earn(cast, cast.ada)
    cast.clock.pass_days(400)
    assert lights(cast, cast.ada) == {"faded"}
