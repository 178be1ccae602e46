"""Nothing that anybody writes, in a badge or at the addresses that it names, makes verifying raise, and nothing odd is valid."""

import json
from functools import cache
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from core.badges.status_list import list_address
from tests.badges.facts import Office, a_key
from tests.badges.verification.old_badges import OldIssuer
from tests.badges.verification.world import ELSEWHERE, Stranger, World

ODD: list[Any] = [
    None,
    [],
    {},
    "",
    0,
    -1.5,
    True,
    [[]],
    [None],
    {"id": 1},
    "did:key:",
    "z",
    ["a", "a"],
    {"@id": []},
    "https://[",
    "#x",
    10**30,
]


@cache
def everything() -> tuple[Office, dict[str, Any], list[Any], World]:
    """A portal, what may be changed by its name, the badges that are brought, and the world in which all of it is right."""
    stranger, old = Stranger(), OldIssuer()
    foreign, hosted = stranger.badge(), old.hosted()
    world = World({**stranger.world, **old.world})
    return Office(a_key()), {"foreign": foreign, "hosted": hosted, **world}, [stranger.token(foreign), old.signed()], world


def drawn_path(data: st.DataObject, document: Any) -> tuple[Any, Any]:
    """A part of the document, and a member of it."""
    node = document
    while True:
        key = data.draw(st.sampled_from(sorted(node) if isinstance(node, dict) else range(len(node))))
        if not isinstance(node[key], dict | list) or not node[key] or data.draw(st.booleans()):
            return node, key
        node = node[key]


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_an_odd_value_anywhere_is_looked_at_and_never_raises(data: st.DataObject) -> None:
    office, documents, tokens, world = everything()
    name = data.draw(st.sampled_from(sorted(documents)))
    document = json.loads(json.dumps(documents[name]))
    node, key = drawn_path(data, document)
    node[key] = data.draw(st.sampled_from(ODD))
    changed = World(world | ({name: document} if name in world else {}))
    badges = [document] if name not in world else [documents["foreign"], documents["hosted"], *tokens]
    for badge in badges:
        assert office.verify(badge, foreign=changed).answer in ("valid", "not valid", "cannot tell")


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=80) | st.text(max_size=40).map(str.encode), st.data())
@example(b"{}", None)
@example(b"eyJhbGciOiJFUzI1NiJ9.e30.AAAA", None)
def test_any_bytes_at_any_address_are_never_good(answer: bytes, data: st.DataObject | None) -> None:
    office, documents, _, world = everything()
    address = data.draw(st.sampled_from(sorted(world))) if data else list_address(ELSEWHERE, 1)
    badge = documents["foreign" if address in Stranger().world else "hosted"]
    if not address.endswith("/key.json"):  # a hosted badge needs no key
        assert office.verify(badge, foreign=World(world | {address: answer})).answer != "valid"
