from core.queries.wishes import open_wishes
from core.services import wishes
from tests.cast import Cast


def test_nobody_is_named(cast: Cast) -> None:
    wishes.wish(cast.portal, cast.ada, words="forklift")
    (wish,) = open_wishes(cast.portal, cast.mo)
    assert (wish.words, wish.people, wish.last_on) == ("forklift", 1, cast.clock().date())
    assert cast.ada.name not in repr(wish) and cast.ada.member_id not in repr(wish)
