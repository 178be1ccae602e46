import pytest

from core.messages import FOR_SOME, KINDS
from core.queries.comfort import comfort
from core.queries.messages import choices
from core.queries.profile import profile
from core.rules.comfort import Comfort
from core.services import sessions
from core.services.passwords import password_matches
from core.storage import members as stored
from core.storage.database import reading
from pages.shared import session
from pages.shared.style import own_sheet
from pages.shared.text import md
from tests.cast import PASSWORD, Cast
from tests.pages.door import Door, today, words

NEW = "four grey herons wait"


def press(app, label: str):
    next(button for button in app.button if button.label == label).click()
    return app.run()


def field(app, label: str):
    return next(widget for widget in app.text_input if widget.label == label)


@pytest.mark.parametrize("who", ["ada", "rui", "dee", "mo"])
def test_everybody_signed_in_has_a_profile(cast: Cast, door: Door, who: str) -> None:
    app = door.open(cast.actors[who], "profile")
    assert not app.exception
    assert field(app, "Name on badges").value == profile(cast.portal, cast.actors[who]).name_on_badge


def test_visitors_have_none(door: Door) -> None:
    with pytest.raises(ValueError, match="profile"):
        door.open(page="profile")


def test_names_are_kept(cast: Cast, door: Door) -> None:
    app = door.open(cast.ada, "profile")
    field(app, "Name on badges").set_value("Ада Оби")
    field(app, "Job title").set_value("Lead")
    press(app, "Save your names")
    assert app.success[0].value == md("Your names are saved.")
    me = profile(cast.portal, cast.ada)
    assert (me.name_on_badge, me.job_title) == ("Ада Оби", "Lead")


def test_letters_no_certificate_can_print_are_named_beside_the_field(cast: Cast, door: Door) -> None:
    app = door.open(cast.ada, "profile")
    field(app, "Name on badges").set_value("Ada \U00013000")
    press(app, "Save your names")
    assert "We cannot print these characters on a certificate" in words(app)
    assert field(app, "Name on badges").value == "Ada \U00013000"
    field(app, "Name on badges").set_value("Ada")
    press(app, "Save your names")
    assert "We cannot print" not in words(app)


def change_password(app, current: str, new: str, again: str):
    for label, text in (("Present password", current), ("New password", new), ("New password again", again)):
        field(app, label).set_value(text)
    return press(app, "Change the password")


def test_a_new_password_ends_every_session(cast: Cast, door: Door) -> None:
    app = door.open(cast.ada, "profile")
    token = session.token()
    change_password(app, PASSWORD, NEW, NEW)
    assert not sessions.actor_of(today(cast).portal, token).signed_in
    with reading(cast.portal.database) as db:
        assert password_matches(NEW, stored.password_hash(db, cast.ada.member_id))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        (("wrong", NEW, NEW), "not your present password"),
        ((PASSWORD, "short", "short"), "at least 12 characters"),
        ((PASSWORD, NEW, "something else"), "not the same"),
    ],
)
def test_a_refused_password_is_told_beside_its_field(cast: Cast, door: Door, typed: tuple[str, str, str], sentence: str) -> None:
    app = change_password(door.open(cast.ada, "profile"), *typed)
    assert sentence in words(app)
    assert sessions.actor_of(today(cast).portal, session.token()).signed_in


def test_each_kind_of_message_is_chosen_by_itself(cast: Cast, door: Door) -> None:
    app = door.open(cast.ada, "profile")
    kinds = {pills.label: pills for pills in app.pills}
    assert list(kinds) == [mail.ABOUT for kind, mail in KINDS.items() if kind not in FOR_SOME]
    assert [option.content for option in kinds["My work has arrived"].proto.options] == ["E-mail"]
    kinds["My work has its answer"].set_value(["portal"]).run()
    chosen = {choice.kind: choice.chosen for choice in choices(cast.portal, cast.ada)}
    assert chosen["submission_decided"] == ("portal",) and chosen["badge_expiring"] == ("mail", "portal")


def test_reading_comfortably_is_kept_at_once_and_holds_on_every_page(door: Door) -> None:
    app = door.open(door.cast.ada, "profile")
    assert "font-size: 120%" not in words(app)
    app.segmented_control[0].select("larger").run()
    next(each for each in app.toggle if each.label == "Nothing moves").set_value(True).run()
    assert comfort(door.cast.portal, door.cast.ada) == Comfort("larger", still=True)
    for page in ("profile", "badges", "catalogue"):
        assert "html { font-size: 120% !important; }" in words(door.open(door.cast.ada, page))
    assert "font-size: 120%" not in words(door.open(door.cast.ben, "profile"))


@pytest.mark.parametrize(
    ("chosen", "there"),
    [(Comfort(), ""), (Comfort("largest"), "140%"), (Comfort(still=True), "0.01ms"), (Comfort(clear=True), "underline")],
)
def test_the_sheet_of_what_was_chosen(chosen: Comfort, there: str) -> None:
    sheet = own_sheet(chosen)
    assert there in sheet
    assert bool(sheet) == bool(there)
