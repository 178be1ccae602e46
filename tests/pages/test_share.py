"""Sharing a badge: the addresses of the networks follow the words, and what cannot be shared says why."""

from urllib.parse import quote

import pytest
from streamlit.testing.v1 import AppTest

from core.queries import learning
from core.queries.sharing import own_evidence, shareable
from core.rules.share_links import CHANNELS
from core.services import sharing
from pages.shared.dates import day
from tests.pages.door import Door, words
from tests.services.steps import a_submission, decide, revoke


@pytest.fixture
def token(door: Door) -> str:
    decide(door.cast, door.cast.rui, a_submission(door.cast, door.cast.ada))
    return learning.badges(door.cast.portal, door.cast.ada)[0].award.token


def links(app: AppTest) -> dict[str, str]:
    return {element.proto.label: element.proto.url for element in app.get("link_button")}


def test_there_is_a_letter_named_for_people(door: Door, token: str) -> None:
    app = door.open(door.cast.ada, "share", b=token)
    assert "Download the letter (PDF)" in [button.proto.label for button in app.get("download_button")]
    name = shareable(door.cast.portal, door.cast.ada, token).letter_name
    assert name == "Northshore-Association_Brief-occupants-during-an-incident_Ada-Obi_2026-10-06_Letter.pdf"


def test_my_badges_leads_to_sharing(door: Door, token: str) -> None:
    app = door.open(door.cast.ada, "badges")
    app.button(f"share_{token}").click().run()
    assert app.title[0].value == "Share “Brief occupants during an incident”"


def test_the_page_shows_what_people_see_and_every_channel(door: Door, token: str) -> None:
    app = door.open(door.cast.ada, "share", b=token)
    assert not app.exception
    assert f'src="/b/{token}/card.png"' in words(app)
    assert list(links(app)) == [label for label, _ in CHANNELS.values()]
    assert f"certId={token}" in links(app)["Add to LinkedIn profile"]
    assert app.code[0].value == f"{door.cast.portal.base_url}/b/{token}"
    assert app.code[1].value.startswith("<a href=") and app.code[2].value.startswith("[![Badge: ")


def test_what_was_shared_is_told_with_its_day(door: Door, token: str) -> None:
    assert "You shared it" not in words(door.open(door.cast.ada, "share", b=token))
    sharing.note_share(door.cast.portal, door.cast.ada, token=token, channel="linkedin")
    sharing.note_share(door.cast.portal, door.cast.ada, token=token, channel="mastodon")
    app = door.open(door.cast.ada, "share", b=token)
    today = day(door.cast.clock().date(), door.cast.clock().date())
    assert f"You shared it: LinkedIn post on {today}, Mastodon on {today}." in words(app)


def test_own_words_go_into_the_links(door: Door, token: str) -> None:
    app = door.open(door.cast.ada, "share", b=token)
    app.text_area[0].set_value("Ask me about it!").run()
    assert quote("Ask me about it!", safe="") in links(app)["Bluesky"]
    app.text_area[0].set_value("zero\x00").run()
    assert "invisible control character" in words(app)
    assert "I%20demonstrated" in links(app)["Bluesky"]


def test_mastodon_asks_for_the_server_once(door: Door, token: str) -> None:
    app = door.open(door.cast.ada, "share", b=token)
    app.text_input(key="share_server").set_value("not a server").run()
    assert "for example mastodon.social" in words(app) and len(links(app)) == len(CHANNELS)
    app.text_input(key="share_server").set_value("@ada@fosstodon.org").run()
    assert links(app)["Post on fosstodon.org"].startswith("https://fosstodon.org/share?text=I%20demonstrated")


def test_a_revoked_badge_has_nothing_to_share(door: Door, token: str) -> None:
    revoke(door.cast, token)
    app = door.open(door.cast.ada, "share", b=token)
    assert "not in force today" in words(app) and not links(app)


def test_a_badge_that_is_kept_private_has_nothing_to_share(door: Door, token: str) -> None:
    sharing.set_private(door.cast.portal, door.cast.ada, token=token, private=True)
    app = door.open(door.cast.ada, "share", b=token)
    assert "You keep this badge private" in words(app) and not links(app)


def test_the_holder_chooses_what_is_shown_of_their_work(door: Door, token: str) -> None:
    app = door.open(door.cast.ada, "share", b=token)
    (one,) = own_evidence(door.cast.portal, door.cast.ada, token)
    assert "The first message** · :material/lock: Described only" in words(app)
    app.button(key=f"publish_{one.item.id}").click().run()
    assert "Please confirm this first" in words(app)
    app.checkbox(key=f"sure_{one.item.id}").check().run()
    app.button(key=f"publish_{one.item.id}").click().run()
    assert own_evidence(door.cast.portal, door.cast.ada, token)[0].is_published
    assert "The first message** · :material/public: Shown" in words(app)
    app.button(key=f"withdraw_{one.item.id}").click().run()
    assert not own_evidence(door.cast.portal, door.cast.ada, token)[0].is_published


def test_the_holder_chooses_how_the_badge_calls_them(door: Door, token: str) -> None:
    app = door.open(door.cast.ada, "share", b=token)
    (choice,) = (radio for radio in app.radio if radio.label == "Your name on it")
    assert choice.value == "full" and choice.options == ["In full (Ada Obi)", "Initials only (A. O.)", "Not at all (Name withheld)"]
    choice.set_value("initials").run()
    assert "calls you so from now on" in words(app) and "Both say “A. O.”" in words(app)
    assert next(radio for radio in app.radio if radio.label == "Your name on it").value == "initials"


def test_somebody_elses_badge_is_not_found(door: Door, token: str) -> None:
    app = door.open(door.cast.ben, "share", b=token)
    assert "not among yours" in words(app) and not links(app)


def test_the_number_on_linkedin_is_kept_or_refused_at_the_field(door: Door, token: str) -> None:
    app = door.open(door.cast.mo, "issuer")
    field = next(box for box in app.text_input if "LinkedIn" in box.label)
    field.set_value("our page")
    next(button for button in app.button if button.label == "Keep the number").click().run()
    assert "give the number alone" in words(app)
    next(box for box in app.text_input if "LinkedIn" in box.label).set_value("1234567")
    next(button for button in app.button if button.label == "Keep the number").click().run()
    assert "organizationId=1234567" in links(door.open(door.cast.ada, "share", b=token))["Add to LinkedIn profile"]
