"""One's own badges."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.queries import learning
from core.rules.skill_map import Constellation, Star
from pages.shared.badge_card import CHANGED, WHO_SEES, card_html, is_new, standing_in_words
from pages.shared.sky import sky_html
from tests.pages.door import Door, today, words
from tests.services.steps import a_submission, decide, revoke


def earned(door: Door) -> learning.OwnBadge:
    decide(door.cast, door.cast.rui, a_submission(door.cast, door.cast.ada))
    return learning.badges(door.cast.portal, door.cast.ada)[0]


def test_the_empty_shelf_names_the_quickest_program(door: Door) -> None:
    app = door.open(door.cast.ada, "badges")
    assert not app.exception
    assert "Your first badge will live here" in words(app)
    assert "about 6 hours over 2 weeks" in words(app)


def test_a_badge_comes_with_its_page_its_files_and_its_address(door: Door) -> None:
    token = earned(door).award.token
    app = door.open(door.cast.ada, "badges")
    for link in (
        f'href="/b/{token}"',
        f'href="/b/{token}.png" download',
        f'href="/b/{token}.json" download',
        f'href="/b/{token}.pdf" download',
    ):
        assert link in words(app)
    assert app.code[0].value == f"{door.cast.portal.base_url}/b/{token}"
    assert "Valid · earned on 6 October 2026" in words(app)


def test_a_new_badge_has_its_moment_for_a_week(door: Door) -> None:
    badge = earned(door)
    day = badge.award.awarded_at.date()
    assert is_new(badge, day) and is_new(badge, day + timedelta(days=6))
    assert not is_new(badge, day + timedelta(days=7))
    assert not is_new(replace(badge, standing="revoked"), day)
    assert "Well done" in card_html(badge, new=True) and "Well done" not in card_html(badge, new=False)


def test_the_moment_has_the_four_things_that_people_want_first(door: Door) -> None:
    cast = today(door.cast)
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    app = door.open(cast.ada, "badges")
    assert "You earned this" in words(app) and "On it stands: Ada Obi" in words(app)
    first = [one.label for one in app.get("link_button")] + [one.label for one in app.button]
    assert first[:2] == ["Add to LinkedIn profile", "Download the certificate"] and {"Share a post", "Keep it private"} <= set(first)
    next(button for button in app.button if button.label == "Keep it private").click().run()
    assert CHANGED["private"] in words(app) and not app.get("link_button")
    assert learning.badges(cast.portal, cast.ada)[0].award.private


def test_a_revoked_badge_says_so_in_words(door: Door) -> None:
    revoke(door.cast, earned(door).award.token)
    badge = learning.badges(door.cast.portal, door.cast.ada)[0]
    assert standing_in_words(badge).startswith("✖ Revoked") and "issued in error" in standing_in_words(badge)
    assert "until" not in standing_in_words(badge)


def test_the_address_of_a_revoked_badge_is_not_offered_for_showing(door: Door) -> None:
    token = earned(door).award.token
    revoke(door.cast, token)
    app = door.open(door.cast.ada, "badges")
    assert not app.code
    assert f'href="/b/{token}"' in words(app)


def test_titles_are_never_markup(door: Door) -> None:
    badge = earned(door)
    nasty = replace(badge, program=badge.program.model_copy(update={"title": '"><script>x</script>'}))
    assert "<script" not in card_html(nasty, new=True)


def test_everybody_sees_their_own_badges_only(door: Door) -> None:
    token = earned(door).award.token
    assert token not in words(door.open(door.cast.ben, "badges"))


def test_a_visitor_is_asked_to_sign_in(door: Door) -> None:
    with pytest.raises(ValueError, match="badges"):
        door.open(None, "badges")


def test_the_holder_chooses_who_sees_it(door: Door) -> None:
    token = earned(door).award.token
    for choice, listed, private in (("listed", True, False), ("private", False, True), ("listed", True, False), ("link", False, False)):
        app = door.open(door.cast.ada, "badges")
        app.radio[0].set_value(choice).run()
        assert not app.exception
        badge = learning.badges(door.cast.portal, door.cast.ada)[0]
        assert (badge.award.listed, badge.award.private) == (listed, private)
        assert CHANGED[choice] in words(app)
        assert (f"share_{token}" in [button.key for button in app.button]) is not private


def test_a_revoked_badge_is_not_for_search_engines(door: Door) -> None:
    revoke(door.cast, earned(door).award.token)
    assert door.open(door.cast.ada, "badges").radio[0].options == [WHO_SEES["link"], WHO_SEES["private"]]


def test_the_sky_is_a_list_too_and_what_was_typed_is_never_markup(door: Door) -> None:
    earned(door)
    shown = words(door.open(door.cast.ada, "badges"))
    assert "Your skills" in shown and "<span>shown</span>" in shown
    assert "<span>not yet</span>" in words(door.open(door.cast.ben, "badges"))
    nasty = Star("X", '"><script>x</script>', "lit", 0.5, '"><script>')
    assert "<script" not in sky_html([Constellation("<script>", (nasty,))])
