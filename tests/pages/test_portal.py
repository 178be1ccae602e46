"""The front door: who sees which pages."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from core.rules.members import Actor, Role
from core.rules.permissions import allowed
from core.services import members, sessions
from core.settings import ROOT
from pages.shared import registry, session
from pages.shared.text import md
from tests.cast import Cast, an_empty_portal
from tests.pages.door import Door, a_session, today, words

EVERYBODY = ["ada", "rui", "dee", "mo"]


def test_a_visitor_sees_whose_portal_it_is_and_whom_to_ask(door: Door) -> None:
    seen = words(door.open())
    assert "Northshore Association of Facility Professionals" in seen
    assert f"Need help? {md('Mo Lind, office')}, [office@northshore.example](mailto:office@northshore.example)" in seen
    assert "Streamlit" not in seen


@pytest.mark.parametrize("who", [None, *EVERYBODY])
def test_a_page_exists_for_those_who_may_and_for_nobody_else(cast: Cast, door: Door, who: str | None) -> None:
    actor = cast.actors[who] if who else Actor.visitor()
    app = door.open(actor if who else None)
    for entry in registry.PAGES:
        if entry.state == "ready" and may_see(actor, entry):
            assert not app.switch_page(str(entry.path)).run().exception, entry.name
        else:
            with pytest.raises(ValueError, match="Could not find"):
                app.switch_page(str(entry.path))


def may_see(actor: Actor, entry: registry.Entry) -> bool:
    return entry.permission is None or allowed(actor, entry.permission)


def test_somebody_who_is_signed_in_is_greeted_by_name(cast: Cast, door: Door) -> None:
    app = door.open(cast.ada)
    assert "Ada Obi" in words(app)
    assert [button.label for button in app.button if button.label == "Sign out"]


def test_a_lost_role_closes_the_page_in_the_next_run(cast: Cast, door: Door) -> None:
    app = door.open(cast.rui, "queue")
    members.change_roles(cast.portal, cast.mo, member_id=cast.rui.member_id, roles=frozenset({Role.MEMBER}), active=True)
    app.run()
    assert app.title[0].value != "Review"


def test_what_was_kept_goes_when_somebody_else_looks(cast: Cast, door: Door, monkeypatch: pytest.MonkeyPatch) -> None:
    app = door.open(cast.ada)
    app.session_state["a draft"] = "private words"
    monkeypatch.setattr(session, "token", lambda: a_session(cast, cast.ben))
    app.run()
    assert "a draft" not in app.session_state
    assert "Ben Ruiz" in words(app)


def test_what_was_kept_goes_when_the_session_ends(cast: Cast, door: Door) -> None:
    app = door.open(cast.ada)
    app.session_state["a draft"] = "private words"
    sessions.end(today(cast).portal, session.token())
    app.run()
    assert "a draft" not in app.session_state
    assert "Ada Obi" not in words(app)


def test_an_empty_folder_opens_the_set_up_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = an_empty_portal(tmp_path)
    monkeypatch.setenv("PROOFMARK_DATA", str(empty.folder))
    app = AppTest.from_file(str(ROOT / "pages" / "portal.py"), default_timeout=30).run()
    assert not app.exception
    with pytest.raises(ValueError, match="Could not find"):
        app.switch_page(str(registry.PAGES_FOLDER / "public" / "catalogue.py"))


def test_the_table_has_every_page_once() -> None:
    assert len(registry.addresses()) == len(set(registry.addresses()))
    assert all(entry.title and entry.icon for entry in registry.PAGES)
