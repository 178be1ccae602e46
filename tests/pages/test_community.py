"""Groups and tips on their pages, from opening to moderating."""

from core.queries import learning
from core.queries.community import inside, reported, tips_for
from core.queries.peers import asked_about
from core.services import enrolments, groups, peers
from tests.pages.door import Door, today, words
from tests.services.steps import a_submission, decide
from tests.services.test_groups import with_people, write
from tests.services.test_peers import asked, give, willing


def press(app, label: str):
    return next(button for button in app.button if button.label == label).click().run()


def test_opened_joined_and_written_in(door: Door) -> None:
    now = today(door.cast)
    app = door.open(now.dee, "groups")
    press(app, "Open the group")
    assert "Please fill this in." in words(app)
    app.selectbox[0].set_value("COM-101")
    next(box for box in app.text_input if box.label == "Name").set_value("Autumn")
    press(app, "Open the group")
    assert "The group is open" in words(app)
    enrolments.enrol(now.portal, now.ada, code="COM-101")
    app = door.open(now.ada, "community")
    press(app, "Join")
    assert app.title[0].value == "Autumn"
    press(app, "Write")
    assert "Please write something" in words(app)
    app.text_area(key="body_new").set_value("How do you *begin*?")
    press(app, "Write")
    assert "How do you *begin*?" in [text.value for text in app.get("text")]


def test_reported_and_moderated(door: Door) -> None:
    now = today(door.cast)
    group = with_people(now, now.ada, now.ben)
    post = write(now, now.ada, group, "You are all slow.")
    app = door.open(now.ben, "community", g=group)
    app.text_area(key=f"why_{post}").set_value("It is rude.").run()
    app.button(key=f"report_{post}").click().run()
    assert "You are all slow." not in words(app) and len(reported(now.portal, now.dee)) == 1
    app = door.open(now.dee, "groups")
    assert "It is rude." in words(app)
    app.button(key=f"hide_{post}").click().run()
    assert "Please say why." in words(app)
    app.text_input(key=f"because_{post}").set_value("Please be kind.").run()
    app.button(key=f"hide_{post}").click().run()
    assert reported(now.portal, now.dee) == []
    assert "Please be kind." in words(door.open(now.ada, "community", g=group))


def test_feedback_on_a_draft_is_reported_and_moderated(door: Door) -> None:
    now = today(door.cast)
    willing(now, now.ben)
    draft = asked(now)
    match_id = give(now, now.ben)
    peers.report(now.portal, now.ada, match_id=match_id, reason="It is rude.")
    assert "not in order, members say" in words(door.open(now.dee))
    app = door.open(now.dee, "groups")
    assert "It is rude." in words(app) and "Say when you look again." in words(app)
    app.button(key=f"stand_{match_id}").click().run()
    assert "It is rude." not in words(app)
    told = asked_about(now.portal, now.ada, draft)
    assert told is not None and len(told.received) == 1


def test_thanks_and_muting(door: Door) -> None:
    now = today(door.cast)
    group = with_people(now, now.ada, now.ben)
    post = write(now, now.ada, group, "Begin with the time.")
    app = door.open(now.ben, "community", g=group)
    app.button(key=f"thank_{post}").click().run()
    assert inside(now.portal, now.ada, group).threads[0].root.thanks == 1
    app.button(key=f"mute_{post}").click().run()
    assert "You muted 1 thread" in words(app)
    press(app, "Show them again")
    assert "Begin with the time." in words(app)


def test_a_group_that_is_not_ones_own(door: Door) -> None:
    now = today(door.cast)
    group = with_people(now, now.ada)
    assert "There is no such group among yours" in words(door.open(now.ben, "community", g=group))
    assert "There is no group for your programs" in words(door.open(now.ben, "community"))


def test_a_tip_from_the_share_page_to_the_programs_page(door: Door) -> None:
    now = today(door.cast)
    decide(now, now.rui, a_submission(now, now.ada))
    token = learning.badges(now.portal, now.ada)[0].award.token
    app = door.open(now.ada, "share", b=token)
    press(app, "Leave the tip")
    assert "Please write your tip" in words(app)
    next(box for box in app.text_area if box.label.startswith("One tip")).set_value("Begin with the *time*.")
    press(app, "Leave the tip")
    assert "Your tip stands on the program's page" in words(app)
    shown = words(door.open(page="program", code="COM-101"))
    assert "Tips of people who earned it" in shown and "Begin with the \\*time\\*. – Ada Obi" in shown
    app = door.open(now.ada, "share", b=token)
    press(app, "Take the tip back")
    assert tips_for(now.portal, now.ada, "COM-101") == ()


def test_a_group_that_is_over_can_be_read(door: Door) -> None:
    now = today(door.cast)
    group = with_people(now, now.ada)
    groups.close_group(now.portal, now.dee, group_id=group)
    assert "This group is over" in words(door.open(now.ada, "community", g=group))


def test_home_says_what_is_new_in_a_group(door: Door) -> None:
    cast = door.cast
    group = with_people(cast, cast.ada, cast.ben)
    cast.clock.pass_days(1)
    write(cast, cast.ada, group, "How do you begin?", mentions=[cast.ben.member_id])
    assert "1 post is for you in “Autumn”" in [link.proto.label for link in door.open(cast.ben).get("page_link")]
    door.open(cast.ben, "community", g=group)
    assert not any("for you in" in link.proto.label for link in door.open(cast.ben).get("page_link"))
