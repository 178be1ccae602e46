"""Colleagues help each other with drafts; and nothing of it reaches a decision."""

import json
import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.errors import BadInput, NotAllowed, NotFound, NotSignedIn, RuleBroken
from core.queries import learning
from core.queries.peers import asked_about, desk, inbox, to_moderate, waiting
from core.queries.review_queue import desk as review_desk
from core.rules.members import Actor, Role
from core.rules.peers import Note
from core.services import enrolments, peers, submissions
from core.services.upkeep import upkeep
from core.storage import submissions as stored
from core.storage.database import reading, rows
from tests.cast import Cast, a_cast, the_cast_in
from tests.services.steps import GOOD, NEARLY, a_draft, decide

NOTES = {"C1": Note("The time comes first.", "Say when you look again.", 2)}


def willing(cast: Cast, *people: Actor) -> None:
    for who in people:
        enrolments.enrol(cast.portal, who, code="COM-101")
        peers.set_willing(cast.portal, who, willing=True)


def asked(cast: Cast, **changes: object) -> str:
    """Ada's draft, about which she asked; gives its id."""
    draft = a_draft(cast, cast.ada)
    peers.ask(cast.portal, cast.ada, submission_id=draft, **changes)
    return draft


def task(cast: Cast, who: Actor) -> str:
    return waiting(cast.portal, who)[0].match_id


def give(cast: Cast, who: Actor, notes: dict[str, Note] = NOTES, **changes: bool) -> str:
    match_id = task(cast, who)
    peers.give(cast.portal, who, match_id=match_id, notes=notes, anonymous=changes.get("anonymous", False))
    return match_id


def test_two_are_asked_and_the_author_reads_what_they_say(cast: Cast) -> None:
    willing(cast, cast.ben, cast.dee, cast.mo)
    draft = asked(cast, question=" Is it clear? ")
    assert sum(len(waiting(cast.portal, who)) for who in (cast.ben, cast.dee, cast.mo)) == 2
    helper = next(who for who in (cast.ben, cast.dee, cast.mo) if waiting(cast.portal, who))
    found = desk(cast.portal, helper, task(cast, helper))
    assert (found.author, found.question, len(found.items)) == ("Ada Obi", "Is it clear?", 1)
    give(cast, helper)
    told = asked_about(cast.portal, cast.ada, draft)
    assert told is not None and told.looking == 1
    (received,) = told.received
    assert (received.giver, received.notes) == (helper.name, (("Says what, who, when", NOTES["C1"]),))


def test_the_author_hears_and_nobody_has_to_copy_what_helpers_are_sent(cast: Cast) -> None:
    willing(cast, cast.ben)
    asked(cast)
    give(cast, cast.ben)
    with reading(cast.portal.database) as db:
        found = {row["kind"]: row["state"] for row in rows(db, "SELECT kind, state FROM messages")}
    assert found == {"peer_asked": "suppressed", "peer_answered": "manual"}


def test_whoever_becomes_willing_is_asked_at_once(cast: Cast) -> None:
    draft = asked(cast)
    assert asked_about(cast.portal, cast.ada, draft).looking == 0
    willing(cast, cast.ben)
    assert len(waiting(cast.portal, cast.ben)) == 1 and asked_about(cast.portal, cast.ada, draft).looking == 1


def test_names_are_kept_back_on_both_sides(cast: Cast) -> None:
    willing(cast, cast.ben)
    draft = asked(cast, anonymous=True)
    found = desk(cast.portal, cast.ben, task(cast, cast.ben))
    assert found.author == "A colleague" and waiting(cast.portal, cast.ben)[0].author == "A colleague"
    assert all("message" not in item.file_name for item in found.items)
    give(cast, cast.ben, anonymous=True)
    assert asked_about(cast.portal, cast.ada, draft).received[0].giver == "A colleague"


def test_declining_and_letting_the_time_run_out_pass_it_on(cast: Cast) -> None:
    willing(cast, cast.ben, cast.dee)
    asked(cast)
    enrolments.enrol(cast.portal, cast.mo, code="COM-101")
    peers.decline(cast.portal, cast.ben, match_id=task(cast, cast.ben))
    assert waiting(cast.portal, cast.ben) == () and waiting(cast.portal, cast.mo) == ()
    peers.set_willing(cast.portal, cast.mo, willing=True)
    assert len(waiting(cast.portal, cast.mo)) == 1
    cast.clock.pass_days(14)
    late = waiting(cast.portal, cast.dee)
    assert late == () and upkeep(cast.portal).peers_expired == 2
    assert upkeep(cast.portal).peers_expired == 0


def test_refused(cast: Cast) -> None:
    willing(cast, cast.ben)
    draft = asked(cast)
    match_id = task(cast, cast.ben)
    with pytest.raises(RuleBroken, match="already"):
        peers.ask(cast.portal, cast.ada, submission_id=draft)
    for stranger in (cast.ada, cast.dee, cast.rui):
        with pytest.raises(NotFound):
            desk(cast.portal, stranger, match_id)
        with pytest.raises(NotFound):
            peers.give(cast.portal, stranger, match_id=match_id, notes=NOTES, anonymous=False)
    with pytest.raises(NotFound):
        peers.ask(cast.portal, cast.ben, submission_id=draft)
    with pytest.raises(NotSignedIn):
        peers.ask(cast.portal, Actor.visitor(), submission_id=draft)
    with pytest.raises(BadInput):
        peers.give(cast.portal, cast.ben, match_id=match_id, notes={"C1": Note("Half", "")}, anonymous=False)
    with pytest.raises(NotFound):  # not given yet
        peers.rate(cast.portal, cast.ada, match_id=match_id, helpful=5)
    submissions.submit(cast.portal, cast.ada, submission_id=draft, own_work=True)
    assert waiting(cast.portal, cast.ben) == () and desk(cast.portal, cast.ben, match_id).items == ()
    with pytest.raises(RuleBroken, match="handed the work in"):
        peers.give(cast.portal, cast.ben, match_id=match_id, notes=NOTES, anonymous=False)


def test_what_is_typed_is_kept(cast: Cast) -> None:
    willing(cast, cast.ben)
    asked(cast)
    match_id = task(cast, cast.ben)
    peers.keep(cast.portal, cast.ben, match_id=match_id, notes={"C1": Note("Half", "")}, anonymous=True)
    kept = desk(cast.portal, cast.ben, match_id).match
    assert (kept.notes, kept.anonymous, kept.state) == ({"C1": Note("Half", "")}, True, "assigned")


def test_rated_and_reported_by_the_author_alone(cast: Cast) -> None:
    willing(cast, cast.ben)
    draft = asked(cast)
    match_id = give(cast, cast.ben)
    for wrong in (0, 6):
        with pytest.raises(BadInput):
            peers.rate(cast.portal, cast.ada, match_id=match_id, helpful=wrong)
    peers.rate(cast.portal, cast.ada, match_id=match_id, helpful=4)
    assert inbox(cast.portal, cast.ben).given[0].helpful == 4
    with pytest.raises(NotFound):
        peers.rate(cast.portal, cast.ben, match_id=match_id, helpful=5)
    with pytest.raises(BadInput):
        peers.report(cast.portal, cast.ada, match_id=match_id, reason=" ")
    peers.report(cast.portal, cast.ada, match_id=match_id, reason="It is rude.")
    assert asked_about(cast.portal, cast.ada, draft).received == ()


@pytest.mark.parametrize("hide", [True, False])
def test_somebody_decides_about_what_was_reported(cast: Cast, hide: bool) -> None:
    willing(cast, cast.ben)
    draft = asked(cast)
    match_id = give(cast, cast.ben, anonymous=True)
    peers.report(cast.portal, cast.ada, match_id=match_id, reason="It is rude.")
    (waits,) = to_moderate(cast.portal, cast.dee).reported
    assert (waits.giver, waits.reason, waits.notes[0][1]) == ("Ben Ruiz", "It is rude.", NOTES["C1"])
    for stranger in (cast.ada, cast.rui):
        with pytest.raises(NotAllowed):
            peers.moderate(cast.portal, stranger, match_id=match_id, hide=hide)
    peers.moderate(cast.portal, cast.dee, match_id=match_id, hide=hide)
    told = asked_about(cast.portal, cast.ada, draft)
    assert told is not None and len(told.received) == (0 if hide else 1)
    with pytest.raises(NotFound):
        peers.moderate(cast.portal, cast.dee, match_id=match_id, hide=hide)


def test_whoever_may_judge_the_work_reads_nothing_that_was_reported_about_it(cast: Cast) -> None:
    willing(cast, cast.ben)
    asked(cast)
    match_id = give(cast, cast.ben)
    peers.report(cast.portal, cast.ada, match_id=match_id, reason="It is rude.")
    both = replace(cast.dee, roles=cast.dee.roles | {Role.REVIEWER})
    found = to_moderate(cast.portal, both)
    assert (found.reported, found.kept_back) == ((), 1)
    with pytest.raises(RuleBroken):
        peers.moderate(cast.portal, both, match_id=match_id, hide=True)


def test_a_colleague_opens_the_files_of_the_draft_while_the_task_is_open(cast: Cast) -> None:
    willing(cast, cast.ben)
    draft = asked(cast)
    with reading(cast.portal.database) as db:
        (item,) = stored.items(db, draft)
    found, path = peers.open_file(cast.portal, cast.ben, item_id=item.id)
    assert path.read_bytes() == b"Water is off until ten.\n" and found.file_name != item.file_name
    for stranger in (cast.dee, cast.rui, Actor.visitor()):
        with pytest.raises(NotFound):
            peers.open_file(cast.portal, stranger, item_id=item.id)
    give(cast, cast.ben)
    with pytest.raises(NotFound):
        peers.open_file(cast.portal, cast.ben, item_id=item.id)


# -- the wall: whatever colleagues say, the decision, its trace and the signed badge are the same --------------------------

words = st.text(st.characters(categories=["L", "N", "Zs", "P"]), max_size=60).map(lambda text: f"colleague-{text}".strip())
feedback = st.dictionaries(
    st.sampled_from(["C1", "C2", "C3", "C4"]), st.builds(Note, words, words, st.none() | st.integers(0, 3)), min_size=1
)


def decided(cast: Cast, notes: dict[str, Note] | None, ratings: dict[str, int | None]) -> tuple[str, dict, dict | None]:
    """What a decision says when colleagues had said ``notes`` before, and the signed badge without what is drawn by lot."""
    draft = a_draft(cast, cast.ada)
    if notes:
        willing(cast, cast.ben)
        peers.ask(cast.portal, cast.ada, submission_id=draft)
        give(cast, cast.ben, notes)
    submissions.submit(cast.portal, cast.ada, submission_id=draft, own_work=True)
    outcome = decide(cast, cast.rui, draft, ratings)
    with reading(cast.portal.database) as db:
        (row,) = rows(db, "SELECT outcome, ratings, reasons, trace, feedback FROM decisions")
    said = repr(review_desk(cast.portal, cast.rui, draft))
    for note in (notes or {}).values():
        assert note.strength not in said and note.suggestion not in said
    badges = learning.badges(cast.portal, cast.ada)
    if not badges:
        return str(outcome), row, None
    document = json.loads(badges[0].award.credential)
    for drawn in ("id", "image", "credentialStatus", "proof"):
        document.pop(drawn)
    for identifier in document["credentialSubject"]["identifier"]:
        identifier.pop("salt", None), identifier.pop("identityHash", None)
    return str(outcome), row, document


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return a_cast(tmp_path_factory.mktemp("wall")).portal.folder


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(notes=feedback, ratings=st.sampled_from([GOOD, NEARLY]))
def test_whatever_colleagues_say_the_decision_is_the_same(
    notes: dict, ratings: dict, folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    without, with_it = (the_cast_in(Path(shutil.copytree(folder, tmp_path_factory.mktemp("life") / "data"))) for _ in range(2))
    assert decided(with_it, notes, ratings) == decided(without, None, ratings)
