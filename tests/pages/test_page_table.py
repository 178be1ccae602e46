"""Which page exists for whom, written out: the menu and the services are held to this table."""

import pytest

from core.rules.members import Actor
from pages.shared import registry
from tests.cast import Cast
from tests.pages.door import Door

EVERYBODY = {"visitor", "ada", "rui", "dee", "mo"}
SIGNED_IN = EVERYBODY - {"visitor"}
# Ada is a member, Rui a reviewer, Dee a designer, Mo administrator and designer.
TABLE = {
    "catalogue": EVERYBODY,
    "program": EVERYBODY,
    "pathways": EVERYBODY,
    "pathway": EVERYBODY,
    "verify": EVERYBODY,
    "join": EVERYBODY,
    "endorse": EVERYBODY,
    "attest": EVERYBODY,
    "sign_in": EVERYBODY,
    "set_up": set(),  # exists in an empty portal only
    "home": SIGNED_IN,
    "my_learning": SIGNED_IN,
    "submit": SIGNED_IN,
    "feedback": SIGNED_IN,
    "quiz": SIGNED_IN,
    "peers": SIGNED_IN,
    "community": SIGNED_IN,
    "badges": SIGNED_IN,
    "share": SIGNED_IN,
    "renew": SIGNED_IN,
    "profile": SIGNED_IN,
    "queue": {"rui"},
    "review": {"rui"},
    "renewals": {"rui"},
    "studio": {"dee", "mo"},
    "edit_program": {"dee", "mo"},
    "confirm": {"dee", "mo"},
    "design_pathways": {"dee", "mo"},
    "cohort": {"dee", "mo"},
    "imports": {"dee", "mo"},
    "job_roles": {"dee", "mo"},
    "groups": {"dee", "mo"},
    "goals": {"dee", "mo"},
    "frameworks": {"dee", "mo"},
    "publish_check": {"dee", "mo"},
    "program_history": {"dee", "mo"},
    "analytics": {"dee", "mo"},
    "people": {"mo"},
    "awards": {"mo"},
    "cases": {"rui", "dee", "mo"},
    "privacy": {"mo"},
    "messages": {"mo"},
    "issuer": {"mo"},
}


def test_every_page_is_in_the_table() -> None:
    assert {entry.name for entry in registry.PAGES} == set(TABLE)


@pytest.mark.parametrize("who", sorted(EVERYBODY))
def test_pages_exist_for_those_in_the_table_and_for_nobody_else(cast: Cast, door: Door, who: str) -> None:
    actor: Actor | None = None if who == "visitor" else cast.actors[who]
    app = door.open(actor)
    for entry in registry.PAGES:
        if who in TABLE[entry.name]:
            app.switch_page(str(entry.path)).run()
            assert not app.exception, entry.name
            assert app.title, f"{entry.name} has no main heading"
        else:
            with pytest.raises(ValueError, match="Could not find"):
                app.switch_page(str(entry.path))
