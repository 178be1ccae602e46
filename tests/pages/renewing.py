"""Pages have today's clock: badges for them are earned far enough back that they end soon."""

from datetime import UTC, datetime, timedelta

from core.rules.members import Actor
from core.storage.awards import Award
from tests.cast import Cast
from tests.services.renewing import a_program_that_ends, earn, publish


def a_badge_that_ends_in(cast: Cast, who: Actor, days: int, **changes: object) -> Award:
    """Earned on the day that makes it end so many days from now."""
    now = datetime.now(UTC).replace(microsecond=0)
    cast.clock.time = now - timedelta(days=365 - days)
    publish(cast, a_program_that_ends(validity="P365D", **changes))
    award = earn(cast, who)
    cast.clock.time = now
    return award
