"""The studio: what needs a look stands first, and a new program is begun in one step."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from core.queries.drafts import StudioCard, studio
from core.rules.drafts import Draft
from core.rules.members import Actor
from core.services import drafts, setup, versions
from core.services.programs import write_program
from core.services.templates import templates
from tests.builders import a_performance_program, a_person, sample_programs
from tests.cast import ASSOCIATION, PASSWORD, Cast, Clock, an_empty_portal
from tests.drafting import a_draft_program, keep, next_draft, stored
from tests.pages.door import Door, today, words

NASTY = "Close *it* <img src=x> :smile: [x](https://evil.example)"


@pytest.fixture
def now(door: Door) -> Cast:
    return today(door.cast)


def at_studio(door: Door, who: str = "dee") -> AppTest:
    app = door.open(door.cast.actors[who], "studio")
    assert not app.exception
    return app


def press(app: AppTest, label: str, number: int = 0) -> AppTest:
    [button for button in app.button if button.label == label][number].click().run()
    assert not app.exception
    return app


def headings(app: AppTest) -> list[str]:
    return [element.value for element in app.header]


def plain(app: AppTest) -> str:
    return words(app).replace("\\", "").replace("\u2060", "")


def newest(cast: Cast) -> StudioCard:
    return studio(cast.portal, cast.dee)[0]


def is_open(app: AppTest, card: StudioCard) -> bool:
    """Whether the designer of this draft is on the screen."""
    title = card.draft.title or "A new program"
    return app.query_params.get("d") in (card.draft_id, [card.draft_id]) and title in plain(app).splitlines()[0]


def test_every_program_has_a_card_with_its_score_and_its_findings(door: Door) -> None:
    app = at_studio(door)
    said = plain(app)
    assert headings(app) == ["Programs (3)"]
    assert "Brief occupants during an incident" in said and "COM-101 · 1.0 · ● published · 0 enrolled · 0 badges" in said
    assert said.count('aria-label="Focus score') == 3 and said.count('class="seals small"') == 3
    assert "findings, nothing that stops publishing" in said


def test_what_waits_for_somebody_stands_first(door: Door, now: Cast) -> None:
    keep(now, now.dee, Draft(title="A thought"))
    waiting, returned = (keep(now, now.dee, a_draft_program(code=code, outcome=what)) for code, what in
                         (("A-1", "Brief neighbours clearly when it is over"), ("A-2", "Close the books of a month")))  # fmt: skip
    for draft_id in (waiting, returned):
        versions.submit(now.portal, now.dee, draft_id=draft_id)
    versions.send_back(now.portal, now.mo, draft_id=returned, comment="Level 3 needs words.")
    app = at_studio(door)
    assert headings(app) == ["Needs a look (2)", "Drafts (1)", "Programs (3)"]
    assert "Sent back: Level 3 needs words." in plain(app) and "◐ waits for a check" in plain(app)


def test_a_template_is_opened_as_a_draft(door: Door, now: Cast) -> None:
    app = press(at_studio(door), "Use this template")
    assert newest(now).draft.title == next(iter(templates().values())).title
    assert is_open(app, newest(now))


def test_a_blank_program_is_opened(door: Door, now: Cast) -> None:
    app = press(at_studio(door), "Begin blank")
    assert newest(now).draft == Draft() and is_open(app, newest(now))


def test_a_copy_of_ones_own_program_is_opened(door: Door, now: Cast) -> None:
    app = at_studio(door)
    box = next(box for box in app.selectbox if box.label == "Copy")
    box.set_value(next(card.version_id for card in studio(now.portal, now.dee) if card.draft.code == "COM-101")).run()
    app = press(app, "Begin with a copy")
    assert newest(now).draft.code == "COM-101-2" and is_open(app, newest(now))


def test_a_pasted_file_with_a_published_code_is_the_next_version(door: Door, now: Cast) -> None:
    app = at_studio(door)
    app.text_area(key="program_text").set_value(write_program(a_performance_program(title="Brief people"))).run()
    app = press(app, "Begin with this file")
    assert (newest(now).draft.title, newest(now).draft.version) == ("Brief people", "1.1") and is_open(app, newest(now))


def test_everything_wrong_in_a_file_is_said_and_the_text_stays(door: Door) -> None:
    text = sample_programs()["COM-101"].replace("weeks = 2", "weeks = 99").replace('code = "COM-101"', "")
    app = at_studio(door)
    app.text_area(key="program_text").set_value(text).run()
    said = plain(press(app, "Begin with this file"))
    assert "code: Please fill this in." in said and "weeks: Please use at most 12 weeks" in said
    assert app.text_area(key="program_text").value == text


def test_a_file_is_taken_and_what_is_no_text_is_refused(door: Door) -> None:
    app = at_studio(door)
    app.file_uploader[0].set_value([("mine.toml", sample_programs()["NRG-210"].encode(), "application/toml")]).run()
    assert "NRG-210" in app.text_area(key="program_text").value
    app.file_uploader[0].set_value([("bad.toml", b"\xff\xfe\x00\x81", "application/toml")]).run()
    assert "not plain text" in plain(app)


def test_the_next_version_is_begun_once_and_then_gone_on_with(door: Door, now: Cast) -> None:
    app = press(at_studio(door), "Next version")
    assert newest(now).draft.version == "1.1" and is_open(app, newest(now))
    app = at_studio(door)
    assert [button.label for button in app.button].count("Next version") == 2
    assert "Go on with the next version" in [link.proto.label for link in app.get("page_link")]


def test_who_was_slower_is_led_to_the_draft_that_is_there(door: Door, now: Cast) -> None:
    app = at_studio(door)
    for code in ("COM-101", "ACC-115", "ORI-001"):
        drafts.next_version(now.portal, now.mo, code=code)
    app = press(app, "Next version")
    assert headings(app) == ["Drafts (3)", "Programs (3)"]
    assert [link.proto.label for link in app.get("page_link")].count("Go on with the next version") == 3


def test_a_draft_is_thrown_away(door: Door, now: Cast) -> None:
    draft_id = keep(now, now.dee, a_draft_program())
    app = press(at_studio(door), "Throw this draft away")
    assert stored(now, draft_id).state == "dropped"
    assert "The draft of “Close an incident” is gone." in plain(app) and headings(app) == ["Programs (3)"]


def test_program_files_are_there_for_what_is_complete(door: Door, now: Cast) -> None:
    keep(now, now.dee, Draft(title="A thought"))
    assert len(at_studio(door).get("download_button")) == 3


def test_an_empty_studio_offers_three_templates(tmp_path, monkeypatch: pytest.MonkeyPatch) -> None:
    portal = an_empty_portal(tmp_path)
    mo = Actor.of(setup.set_up(portal, details=ASSOCIATION, admin=a_person("Mo Lind"), password=PASSWORD))
    cast = Cast(portal, Clock(), {"mo": mo})
    app = at_studio(Door(cast, monkeypatch), "mo")
    assert "No program yet" in plain(app)
    assert len([box for box in app.button if str(box.key).startswith("use_first_")]) == 3
    app = press(app, "Use this template")
    draft = studio(portal, mo)[0].draft
    assert draft.title in plain(app).splitlines()[0] and draft.title in [program.title for program in templates().values()]


def test_what_was_typed_stays_text(door: Door, now: Cast) -> None:
    next_draft(now, now.dee, version="1.1", title=NASTY[:60])
    app = at_studio(door)
    assert "<img src=x>" not in "".join(element.proto.body for element in app.get("html"))
    assert not re.search(r"(?<!\\)\]\(https", words(app)) and " *it* " not in words(app)


@pytest.mark.parametrize("who", ["ada", "rui"])
def test_others_have_no_studio(door: Door, who: str) -> None:
    with pytest.raises(ValueError):
        at_studio(door, who)
