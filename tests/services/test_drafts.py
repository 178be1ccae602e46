"""Drafts from their beginning to their end: what they begin with, what is kept at once, what is refused, what a split makes."""

from collections.abc import Callable

import pytest

from core.errors import BadInput, NotAllowed, NotFound, RuleBroken
from core.queries import catalogue
from core.queries.drafts import studio
from core.rules.drafts import Draft, DraftSkill, draft_of
from core.rules.members import Actor
from core.services import drafts, pathways, programs, versions
from core.services.templates import templates
from core.storage import pathways as stored_pathways
from core.storage.database import reading, rows
from tests.builders import a_pathway, a_performance_program
from tests.cast import Cast
from tests.drafting import a_draft_program, keep, next_draft, published_by_two, stored

LARGE = (DraftSkill(name="Briefing", statement="Brief occupants"), DraftSkill(name="Minutes", statement="Write minutes"))


def version_id(cast: Cast, code: str = "COM-101") -> str:
    return catalogue.program(cast.portal, code).id


def write(cast: Cast, draft_id: str, **changes: object) -> None:
    drafts.change(cast.portal, cast.dee, draft_id=draft_id, change=lambda draft: draft.with_(**changes))


def actions(cast: Cast) -> list[str]:
    with reading(cast.portal.database) as db:
        return [row["action"] for row in rows(db, "SELECT action FROM audit_log ORDER BY id")]


def test_a_blank_draft_is_empty_and_noted(cast: Cast) -> None:
    draft_id = drafts.begin(cast.portal, cast.dee)
    found = stored(cast, draft_id)
    assert (found.draft, found.state, found.based_on, found.created_by) == (Draft(), "draft", None, cast.dee.id)
    assert actions(cast)[-1] == "program.drafted"


def test_a_template_twice_gives_two_codes(cast: Cast) -> None:
    name, template = next(iter(templates().items()))
    one, two = (stored(cast, drafts.begin(cast.portal, cast.dee, template=name)).draft for _ in range(2))
    assert one == draft_of(template)
    assert two == one.with_(code=f"{one.code}-2")


def test_a_template_that_nobody_has_is_not_found(cast: Cast) -> None:
    with pytest.raises(NotFound):
        drafts.begin(cast.portal, cast.dee, template="../association")


def test_a_program_file_begins_a_program_or_the_next_version(cast: Cast) -> None:
    new = a_performance_program(code="NEW-1")
    assert stored(cast, drafts.begin_from_file(cast.portal, cast.dee, text=programs.write_program(new))).draft == draft_of(new)
    again = a_performance_program(title="Brief people", change_note="A shorter title.")
    found = stored(cast, drafts.begin_from_file(cast.portal, cast.dee, text=programs.write_program(again)))
    assert (found.draft.version, found.draft.title, found.draft.change_note) == ("1.1", "Brief people", "A shorter title.")
    assert found.based_on == version_id(cast)


def test_everything_wrong_in_a_file_is_named(cast: Cast) -> None:
    with pytest.raises(BadInput) as refused:
        drafts.begin_from_file(cast.portal, cast.dee, text='title = "x"\nweeks = 99')
    assert "code" in refused.value.fields and "weeks" in refused.value.fields


def test_a_copy_has_a_code_of_its_own(cast: Cast) -> None:
    copy = stored(cast, drafts.clone(cast.portal, cast.dee, version_id=version_id(cast)))
    assert (copy.draft.code, copy.based_on) == ("COM-101-2", None)


def test_one_draft_of_the_next_version_at_a_time(cast: Cast) -> None:
    found = stored(cast, drafts.next_version(cast.portal, cast.dee, code="COM-101"))
    assert (found.draft.code, found.draft.version, found.based_on) == ("COM-101", "1.1", version_id(cast))
    with pytest.raises(RuleBroken, match=r"being revised already, as version 1\.1"):
        drafts.next_version(cast.portal, cast.mo, code="COM-101")
    with pytest.raises(RuleBroken, match="being revised already"):
        drafts.begin_from_file(cast.portal, cast.dee, text=programs.write_program(a_performance_program()))
    drafts.drop(cast.portal, cast.dee, draft_id=found.id)
    drafts.next_version(cast.portal, cast.mo, code="COM-101")


def test_there_is_no_next_version_of_nothing_and_none_of_a_pathway(cast: Cast) -> None:
    with pytest.raises(NotFound):
        drafts.next_version(cast.portal, cast.dee, code="XYZ-1")
    pathways.publish(cast.portal, cast.mo, pathway=a_pathway())
    code = a_pathway().code
    with pytest.raises(RuleBroken, match="Design pathways"):
        drafts.next_version(cast.portal, cast.dee, code=code)
    with reading(cast.portal.database) as db:
        badge = rows(db, "SELECT id FROM program_versions WHERE code = :code", code=code)[0]["id"]
    with pytest.raises(RuleBroken, match="Design pathways"):
        drafts.clone(cast.portal, cast.dee, version_id=badge)


def test_changes_are_kept_one_on_another(cast: Cast) -> None:
    draft_id = drafts.begin(cast.portal, cast.dee)
    cast.clock.pass_days(1)
    write(cast, draft_id, title="Run a meeting")
    drafts.change(cast.portal, cast.mo, draft_id=draft_id, change=lambda draft: draft.with_(outcome=f"{draft.title} that ends"))
    found = stored(cast, draft_id)
    assert (found.draft.title, found.draft.outcome) == ("Run a meeting", "Run a meeting that ends")
    assert (found.updated_by, found.updated_at) == (cast.mo.id, cast.clock())


def test_a_change_that_changes_nothing_is_no_change(cast: Cast) -> None:
    draft_id = drafts.begin(cast.portal, cast.dee)
    drafts.change(cast.portal, cast.mo, draft_id=draft_id, change=lambda draft: draft)
    assert stored(cast, draft_id).row_version == 1 and stored(cast, draft_id).updated_by == cast.dee.id


@pytest.mark.parametrize(
    ("change", "place"),
    [
        (lambda draft: draft.with_(outcome="a\x00b"), "outcome"),
        (lambda draft: draft.with_(weeks="soon"), "weeks"),
        (lambda draft: draft.with_(code="ACC-115"), "code"),
        (lambda draft: draft.with_(nonsense=1), "nonsense"),
    ],
)
def test_what_cannot_be_kept_is_named_by_its_place(cast: Cast, change: Callable[[Draft], Draft], place: str) -> None:
    draft_id = keep(cast, cast.dee, a_draft_program())
    with pytest.raises(BadInput) as refused:
        drafts.change(cast.portal, cast.dee, draft_id=draft_id, change=change)
    assert set(refused.value.fields) == {place}
    assert stored(cast, draft_id).draft == a_draft_program()


def test_a_program_keeps_its_code(cast: Cast) -> None:
    draft_id = next_draft(cast, cast.dee, version="1.1")
    with pytest.raises(BadInput, match="published under this code"):
        write(cast, draft_id, code="COM-999")


def test_what_is_checked_or_done_with_is_not_changed(cast: Cast) -> None:
    draft_id = keep(cast, cast.dee, a_draft_program())
    versions.submit(cast.portal, cast.dee, draft_id=draft_id)
    for act in (lambda: write(cast, draft_id, title="x"), lambda: drafts.drop(cast.portal, cast.dee, draft_id=draft_id)):
        with pytest.raises(RuleBroken, match="being checked"):
            act()
    done = keep(cast, cast.dee, a_draft_program(code="COM-202", outcome="Close the books of a month without a loose end"))
    published_by_two(cast, done)
    with pytest.raises(RuleBroken, match="done with"):
        write(cast, done, title="x")


def test_a_draft_that_is_dropped_is_gone_from_the_studio(cast: Cast) -> None:
    draft_id = keep(cast, cast.dee, a_draft_program())
    drafts.drop(cast.portal, cast.dee, draft_id=draft_id)
    assert draft_id not in [card.draft_id for card in studio(cast.portal, cast.dee)]
    assert actions(cast)[-1] == "program.dropped"
    with pytest.raises(RuleBroken):
        drafts.drop(cast.portal, cast.dee, draft_id=draft_id)


def test_a_split_makes_a_draft_for_each_skill_and_a_pathway_over_them(cast: Cast) -> None:
    old = a_draft_program(title="Brief and\nwrite").with_(skills=LARGE)
    draft_id = keep(cast, cast.dee, old)
    keep(cast, cast.dee, a_draft_program(code="COM-201-A"))
    parts = drafts.split(cast.portal, cast.dee, draft_id=draft_id)
    made = [stored(cast, part).draft for part in parts.programs]
    assert [draft.code for draft in made] == ["COM-201-A-2", "COM-201-B"]
    assert [draft.skills for draft in made] == [LARGE[:1], LARGE[1:]]
    with reading(cast.portal.database) as db:
        pathway = stored_pathways.get_draft(db, parts.pathway).draft
    assert [node.program for node in pathway.root.of] == ["COM-201-A-2", "COM-201-B"]
    assert pathway.title == "Brief and write"
    assert stored(cast, draft_id).draft == old


def test_parts_of_a_draft_without_a_code_get_one(cast: Cast) -> None:
    parts = drafts.split(cast.portal, cast.dee, draft_id=keep(cast, cast.dee, Draft(skills=LARGE)))
    assert [stored(cast, part).draft.code for part in parts.programs] == ["NEW-A", "NEW-B"]


def test_there_is_nothing_to_split_in_a_focused_draft(cast: Cast) -> None:
    with pytest.raises(RuleBroken, match="nothing to split"):
        drafts.split(cast.portal, cast.dee, draft_id=keep(cast, cast.dee, a_draft_program()))


def calls(cast: Cast, who: Actor) -> list[Callable[[], object]]:
    portal, draft_id = cast.portal, keep(cast, cast.dee, a_draft_program().with_(skills=LARGE))
    return [
        lambda: drafts.begin(portal, who),
        lambda: drafts.begin_from_file(portal, who, text=""),
        lambda: drafts.clone(portal, who, version_id=version_id(cast)),
        lambda: drafts.next_version(portal, who, code="COM-101"),
        lambda: drafts.change(portal, who, draft_id=draft_id, change=lambda draft: draft),
        lambda: drafts.split(portal, who, draft_id=draft_id),
        lambda: drafts.drop(portal, who, draft_id=draft_id),
    ]


@pytest.mark.parametrize("who", ["ada", "rui"])
def test_only_designers_and_administrators_design(cast: Cast, who: str) -> None:
    for call in calls(cast, cast.actors[who]):
        with pytest.raises(NotAllowed):
            call()
