"""The five steps: what is typed is kept at once, what is refused stays with its sentence, and the design check answers beside it."""

from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from core.queries.drafts import studio
from core.rules.drafts import Draft, DraftSkill
from core.services import drafts, versions
from tests.cast import Cast
from tests.drafting import TOO_LONG, a_draft_program, keep, next_draft, stored
from tests.pages.door import Door, today, words

NASTY = "Close *it* <img src=x> :smile: [x](https://evil.example)"
LARGE = (DraftSkill(name="Briefing", statement="Brief occupants"), DraftSkill(name="Minutes", statement="Write minutes"))


@pytest.fixture
def now(door: Door) -> Cast:
    return today(door.cast)


def design(door: Door, draft_id: str, step: str = "people", who: str = "dee") -> AppTest:
    app = door.open(door.cast.actors[who], "edit_program", d=draft_id, step=step)
    assert not app.exception
    return app


def box(app: AppTest, kind: str, label: str) -> Any:
    return next(one for one in app.get(kind) if one.label.startswith(label))


def write(app: AppTest, kind: str, label: str, value: object) -> AppTest:
    box(app, kind, label).set_value(value).run()
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    return app


def plain(app: AppTest) -> str:
    return words(app).replace("\\", "").replace("\u2060", "")


def heading(app: AppTest) -> str:
    return next(element.value for element in app.header if element.value[:1].isdigit())


BOXES = [
    ("people", "text_area", "The problem at work", "Nobody knows who decides.", "problem_solved"),
    ("people", "multiselect", "Job roles", ["Facility manager"], "job_roles"),
    ("skill", "text_area", "The outcome", "Runs a meeting that ends with decisions", "outcome"),
    ("skill", "text_input", "Title", "Run a meeting", "title"),
    ("skill", "selectbox", "Level in the European", 4, "eqf_level"),
    ("evidence", "radio", "How is the badge earned?", "both", "benchmark"),
    ("learning", "text_area", "How colleagues help", "Show it to a colleague first.", "peer_step"),
    ("promise", "number_input", "Hours of work", 6.5, "effort_hours"),
    ("promise", "number_input", "Weeks", 3, "weeks"),
    ("promise", "number_input", "Attempts", 2, "max_attempts"),
    ("promise", "selectbox", "The badge is valid for", "P2Y", "validity"),
    ("promise", "selectbox", "Form of participation", "online", "participation"),
    ("promise", "text_input", "Type of assessment", "A plan, judged on a rubric", "assessment"),
    ("promise", "text_area", "What good looks like", "Three sentences.", "what_good_looks_like"),
]


@pytest.mark.parametrize(("step", "kind", "label", "value", "member"), BOXES, ids=[row[4] for row in BOXES])
def test_what_is_typed_is_kept_at_once(door: Door, now: Cast, step: str, kind: str, label: str, value: Any, member: str) -> None:
    draft_id = drafts.begin(now.portal, now.dee)
    app = write(design(door, draft_id, step), kind, label, value)
    kept = getattr(stored(now, draft_id).draft, member)
    assert (list(kept) if isinstance(kept, tuple) else kept) == value
    assert box(app, kind, label).value == value and "Saved " in plain(app)


def test_a_refused_text_stays_with_its_sentence_until_it_is_put_right(door: Door, now: Cast) -> None:
    draft_id = keep(now, now.dee, a_draft_program())
    app = write(design(door, draft_id, "skill"), "text_input", "Code of the program", "ACC-115")
    assert "ACC-115 is another program already" in plain(app)
    assert box(app, "text_input", "Code of the program").value == "ACC-115"
    assert stored(now, draft_id).draft.code == "COM-201"
    app = write(app, "text_input", "Code of the program", "COM-203")
    assert "is another program already" not in plain(app) and stored(now, draft_id).draft.code == "COM-203"


def test_what_a_browser_hands_in_after_a_broken_connection_is_kept(door: Door, now: Cast) -> None:
    draft_id = keep(now, now.dee, a_draft_program())
    app = design(door, draft_id)
    app.session_state[f"draft_{draft_id}_problem_solved"] = "Typed while the train was in the tunnel."  # and no callback is called
    app.run()
    assert stored(now, draft_id).draft.problem_solved == "Typed while the train was in the tunnel."


def test_what_somebody_else_changed_is_shown_and_not_lost(door: Door, now: Cast) -> None:
    draft_id = keep(now, now.dee, a_draft_program())
    app = design(door, draft_id)
    drafts.change(now.portal, now.mo, draft_id=draft_id, change=lambda draft: draft.with_(on_the_job_task="The next fire drill."))
    app = write(app, "text_area", "The problem at work", "People take the wrong exit.")
    found = stored(now, draft_id).draft
    assert (found.problem_solved, found.on_the_job_task) == ("People take the wrong exit.", "The next fire drill.")
    assert box(app, "text_area", "The task in which").value == "The next fire drill."


def test_next_and_back_go_through_all_steps_and_the_address_follows(door: Door, now: Cast) -> None:
    app = design(door, drafts.begin(now.portal, now.dee))
    seen = [heading(app)]
    for name in ("Skill", "Evidence", "Learning", "Promise"):
        app = press(app, f"Next: {name}")
        seen.append(heading(app))
    assert seen == ["1. People", "2. Skill", "3. Evidence", "4. Learning", "5. Promise"]
    assert app.query_params["step"] in ("promise", ["promise"])
    assert heading(press(app, "Back: Learning")) == "4. Learning"


def test_an_address_without_a_step_begins_with_people(door: Door, now: Cast) -> None:
    draft_id = drafts.begin(now.portal, now.dee)
    assert heading(door.open(door.cast.dee, "edit_program", d=draft_id)) == "1. People"
    assert heading(design(door, draft_id, "nonsense")) == "1. People"


def test_the_steps_can_be_chosen_and_count_their_findings(door: Door, now: Cast) -> None:
    app = design(door, keep(now, now.dee, a_draft_program(**TOO_LONG)))
    control = app.get("button_group")[0]
    assert any("5 Promise (" in option for option in control.options)
    control.set_value("promise").run()
    assert heading(app) == "5. Promise" and "9 weeks are long for one skill" in plain(app)


def test_a_fix_is_applied_with_its_button(door: Door, now: Cast) -> None:
    draft_id = drafts.begin(now.portal, now.dee)
    press(design(door, draft_id, "promise"), "Blended")
    assert stored(now, draft_id).draft.participation == "blended"


def test_a_verb_is_put_at_the_beginning(door: Door, now: Cast) -> None:
    draft_id = keep(now, now.dee, a_draft_program(outcome="Understands how to brief neighbours"))
    app = design(door, draft_id, "skill")
    next(group for group in app.get("button_group") if "Plans" in group.options).set_value("Plans").run()
    assert stored(now, draft_id).draft.outcome == "Plans neighbours"


def test_hours_become_weeks(door: Door, now: Cast) -> None:
    draft_id = keep(now, now.dee, a_draft_program(effort_hours=12))
    app = design(door, draft_id, "promise")
    press(app, "Make it 4 weeks")
    assert stored(now, draft_id).draft.weeks == 4


def test_how_it_is_renewed_is_asked_where_it_ends(door: Door, now: Cast) -> None:
    draft_id = keep(now, now.dee, a_draft_program())
    app = design(door, draft_id, "promise")
    assert "How it is renewed" not in [one.label for one in app.radio]
    app = write(app, "selectbox", "The badge is valid for", "P2Y")
    app = write(app, "radio", "How it is renewed", "update_program")
    offered = [option.replace("\u2060", "") for option in box(app, "selectbox", "The update program").options]
    assert offered == ["Choose a program", "ACC-115 Run an accessibility walk-through", "COM-101 Brief occupants during an incident",
                       "ORI-001 Start your learning plan"]  # fmt: skip
    app = write(app, "selectbox", "The update program", "ACC-115")
    app = write(app, "radio", "How it is renewed", "evidence")
    write(app, "text_area", "The evidence of practice", "Your last message.")
    assert stored(now, draft_id).draft.renewal == {"kind": "evidence", "program": "ACC-115", "prompt": "Your last message."}


def test_surveys_come_and_go_with_their_address(door: Door, now: Cast) -> None:
    draft_id = keep(now, now.dee, a_draft_program())
    app = write(design(door, draft_id, "promise"), "text_input", "Survey: some weeks", "https://forms.example/after")
    app = write(app, "number_input", "Days after the award", 60)
    assert stored(now, draft_id).draft.surveys == ({"moment": "follow_up", "link": "https://forms.example/after", "days_after": 60},)
    write(app, "text_input", "Survey: some weeks", "")
    assert stored(now, draft_id).draft.surveys == ()


def test_evidence_comes_and_goes(door: Door, now: Cast) -> None:
    draft_id = drafts.begin(now.portal, now.dee)
    app = press(design(door, draft_id, "evidence"), "Add a piece of evidence")
    app = write(app, "text_input", "What it is", "The minutes as you sent them")
    assert [row.title for row in stored(now, draft_id).draft.evidence] == ["The minutes as you sent them"]
    press(app, "Remove")
    assert stored(now, draft_id).draft.evidence == ()


def test_a_large_draft_is_split_into_drafts_and_a_pathway(door: Door, now: Cast) -> None:
    draft_id = keep(now, now.dee, a_draft_program().with_(skills=LARGE))
    app = design(door, draft_id, "skill")
    said = plain(app)
    assert "As a pathway of 2 programs" in said and "Write minutes" in said and "This draft stays as it is" in said
    app = press(app, "Make these drafts")
    assert "2 drafts were begun" in plain(app)
    assert {card.draft.code for card in studio(now.portal, now.dee) if card.kind == "draft"} == {"COM-201", "COM-201-A", "COM-201-B"}
    assert "Go on with the pathway" in [link.proto.label for link in app.get("page_link")]


def test_a_focused_draft_is_not_offered_a_split(door: Door, now: Cast) -> None:
    app = design(door, keep(now, now.dee, a_draft_program()), "skill")
    assert "Make these drafts" not in [button.label for button in app.button]


def test_the_preview_is_the_page_that_members_see_or_what_is_missing(door: Door, now: Cast) -> None:
    app = design(door, keep(now, now.dee, a_draft_program()))
    box(app, "toggle", "Preview as a member").set_value(True).run()
    assert "How your work is judged" in plain(app) and "data:image/svg+xml" in plain(app)
    app = design(door, drafts.begin(now.portal, now.dee))
    box(app, "toggle", "Preview as a member").set_value(True).run()
    assert "as soon as nothing is missing" in plain(app) and "The title: Please fill this in." in plain(app)
    assert "data:image/svg+xml" in plain(app)


def test_the_publish_check_is_one_step_away(door: Door, now: Cast) -> None:
    app = press(design(door, keep(now, now.dee, a_draft_program()), "promise"), "Last look")
    assert "Last look: Close an incident" in plain(app)


def test_a_revision_says_what_is_live_and_asks_what_is_different(door: Door, now: Cast) -> None:
    draft_id = next_draft(now, now.dee, version="1.1")
    app = design(door, draft_id, "promise")
    assert "members take part in 1.0 until you publish this" in plain(app)
    write(app, "text_area", "What is different this time", "Clearer levels.")
    assert stored(now, draft_id).draft.change_note == "Clearer levels."


def test_what_is_being_checked_cannot_be_changed_here(door: Door, now: Cast) -> None:
    draft_id = keep(now, now.dee, a_draft_program())
    app = design(door, draft_id)
    versions.submit(now.portal, now.dee, draft_id=draft_id)
    app = write(app, "text_area", "The problem at work", "Too late.")
    assert "cannot be changed now" in plain(app) and not app.text_area
    assert stored(now, draft_id).draft == a_draft_program()


def test_what_was_sent_back_says_why(door: Door, now: Cast) -> None:
    draft_id = keep(now, now.dee, a_draft_program())
    versions.submit(now.portal, now.dee, draft_id=draft_id)
    versions.send_back(now.portal, now.mo, draft_id=draft_id, comment="Level 3 needs words.")
    assert "It was sent back: Level 3 needs words." in plain(design(door, draft_id))


def test_an_unknown_draft_is_not_here(door: Door) -> None:
    assert "This draft is not here" in plain(design(door, "nothing"))


@pytest.mark.parametrize("step", ["people", "skill", "evidence", "learning", "promise"])
def test_what_was_typed_stays_text(door: Door, now: Cast, step: str) -> None:
    draft = a_draft_program(title=NASTY[:60], description=NASTY)
    draft = draft.with_(skills=(*draft.skills, DraftSkill(name=NASTY)), criteria=[row.with_(title=NASTY) for row in draft.criteria])
    app = design(door, keep(now, now.dee, draft), step)
    html = "".join(element.proto.body for element in app.get("html"))
    text = "".join(str(element.value) for kind in ("title", "markdown", "caption") for element in app.get(kind))
    assert "<img src=x>" not in html + text
    assert "[x](" not in text and " *it* " not in text


def test_others_design_nothing(door: Door, now: Cast) -> None:
    draft_id = keep(now, now.dee, Draft())
    with pytest.raises(ValueError):
        design(door, draft_id, who="ada")
