"""What designers see in the studio: every draft, every program once, and the words that were used before."""

import pytest

from core.errors import NotAllowed, NotFound
from core.queries.drafts import sheet, studio, used_words
from core.rules.drafts import draft_of
from core.services import pathways, versions
from core.storage.drafts import StoredDraft
from tests.builders import a_pathway, a_performance_program
from tests.cast import Cast
from tests.drafting import TOO_LONG, a_draft_program, blocking, keep, next_draft, publish, published_by_two, stored
from tests.services.steps import a_submission, decide


def begun(cast: Cast) -> StoredDraft:
    return stored(cast, keep(cast, cast.dee, a_draft_program()))


def test_drafts_come_first_then_each_program_once(cast: Cast) -> None:
    begun(cast)
    cards = studio(cast.portal, cast.dee)
    assert [(card.kind, card.draft.code) for card in cards] == [
        ("draft", "COM-201"),
        ("program", "ACC-115"),
        ("program", "COM-101"),
        ("program", "ORI-001"),
    ]
    assert cards[0].changed_by == "Dee Novak"


def test_a_program_leads_to_the_draft_of_its_next_version(cast: Cast) -> None:
    draft_id = next_draft(cast, cast.dee, version="1.1")
    program = next(card for card in studio(cast.portal, cast.dee) if card.kind == "program" and card.draft.code == "COM-101")
    assert program.open_draft == draft_id
    published_by_two(cast, draft_id)
    after = [card for card in studio(cast.portal, cast.dee) if card.draft.code == "COM-101"]
    assert [(card.kind, card.draft.version, card.open_draft) for card in after] == [("program", "1.1", "")]


def test_use_is_counted_over_all_versions(cast: Cast) -> None:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    published_by_two(cast, next_draft(cast, cast.dee, version="1.1"))
    card = next(card for card in studio(cast.portal, cast.dee) if card.draft.code == "COM-101")
    assert (card.draft.version, card.enrolled, card.awards) == ("1.1", 1, 1)


def test_what_the_owner_let_pass_stays_passed_when_it_is_published(cast: Cast) -> None:
    draft = a_draft_program(**TOO_LONG)
    draft_id = keep(cast, cast.dee, draft)
    passed = blocking(cast, draft)
    for key in passed:
        versions.waive(cast.portal, cast.mo, draft_id=draft_id, finding=key, reason="The ministry sets the hours.")
    assert set(studio(cast.portal, cast.dee)[0].waivers) == set(passed)
    versions.submit(cast.portal, cast.dee, draft_id=draft_id)
    publish(cast, cast.mo, draft_id)
    card = next(card for card in studio(cast.portal, cast.dee) if card.draft.code == "COM-201")
    assert card.kind == "program" and set(card.waivers) == set(passed)


def test_what_a_checker_asked_for_stands_on_the_card(cast: Cast) -> None:
    draft_id = begun(cast).id
    versions.submit(cast.portal, cast.dee, draft_id=draft_id)
    assert studio(cast.portal, cast.dee)[0].state == "in_check"
    versions.send_back(cast.portal, cast.mo, draft_id=draft_id, comment="Level 3 needs words.")
    assert studio(cast.portal, cast.dee)[0].comment == "Level 3 needs words."


def test_badges_of_pathways_are_designed_elsewhere(cast: Cast) -> None:
    pathways.publish(cast.portal, cast.mo, pathway=a_pathway())
    assert a_pathway().code not in [card.draft.code for card in studio(cast.portal, cast.dee)]


def test_a_sheet_says_who_changed_it_and_what_is_live(cast: Cast) -> None:
    found = sheet(cast.portal, cast.mo, next_draft(cast, cast.dee, version="1.1"))
    assert (found.changed_by, found.live) == ("Dee Novak", "1.0")
    assert found.draft == draft_of(a_performance_program()).with_(version="1.1")
    assert sheet(cast.portal, cast.dee, begun(cast).id).live == ""


def test_words_are_offered_once(cast: Cast) -> None:
    published_by_two(cast, next_draft(cast, cast.dee, version="1.1", goals=("Fewer calls",), tags=("incident", "Calls")))
    found = used_words(cast.portal)
    assert found.goals == ("Fewer calls",) and found.tags == ("Calls", "incident") and found.job_roles == ("Facility manager",)


def test_only_designers_and_administrators_see_drafts(cast: Cast) -> None:
    with pytest.raises(NotAllowed):
        studio(cast.portal, cast.ada)
    with pytest.raises(NotAllowed):
        sheet(cast.portal, cast.rui, begun(cast).id)
    with pytest.raises(NotFound):
        sheet(cast.portal, cast.dee, "nothing")
