"""Frameworks: a hierarchy without knots, editions and what they change, addresses of skills."""

from hypothesis import given
from hypothesis import strategies as st

from core.rules.frameworks import DEEPEST, Framework, FrameworkItem, alignment_of, differences, in_order, item_address, settled, untangled


def item(key: str, parent: str = "", **more: str) -> FrameworkItem:
    return FrameworkItem(key=key, name=f"Skill {key}", parent=parent, **more)


def test_a_circle_is_cut_once_and_said() -> None:
    items, remarks = untangled([item("a", "b"), item("b", "c"), item("c", "b"), item("d")])
    assert {row.key: row.parent for row in items} == {"a": "b", "b": "", "c": "b", "d": ""}
    assert [row.sentence for row in remarks] == ["It is above itself. It stands at the top now."]


def test_an_item_below_nothing_stands_at_the_top() -> None:
    items, (remark,) = untangled([item("a", "lost")])
    assert items[0].parent == "" and "not in the file" in remark.sentence


def test_what_lies_too_deep_begins_again_at_the_top() -> None:
    chain = [item("0"), *(item(str(n), str(n - 1)) for n in range(1, DEEPEST + 3))]
    items, (remark,) = untangled(chain)
    assert max(depth for depth, _ in in_order(items)) == DEEPEST - 1 and remark.place == f"Skill {DEEPEST}"


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 35)), max_size=60))
def test_whatever_the_links_are_every_item_is_reached_once(links: list[tuple[int, int]]) -> None:
    found = settled(Framework(id="X", kind="list", title="Any", items=tuple(item(str(key), str(parent)) for key, parent in links)))
    walked = [row.key for _, row in in_order(found.framework.items)]
    assert sorted(walked) == sorted({str(key) for key, _ in links})
    assert all(depth < DEEPEST for depth, _ in in_order(found.framework.items))


def test_of_two_items_with_one_key_the_first_counts() -> None:
    found = settled(Framework(id="X", kind="list", title="Any", items=(item("a", code="A1"), item("a", code="A2"))))
    assert [row.code for row in found.framework.items] == ["A1"] and "2 times" in found.remarks[0].sentence


def test_children_stand_below_their_parent_in_their_order() -> None:
    rows = [item("x", "b"), item("a"), item("b"), item("y", "a"), item("z", "a")]
    assert [(depth, row.key) for depth, row in in_order(rows)] == [(0, "a"), (1, "y"), (1, "z"), (0, "b"), (1, "x")]


def test_an_edition_says_what_is_new_changed_and_gone() -> None:
    before, after = [item("a"), item("b"), item("c")], [item("b"), item("c", level="2"), item("d")]
    found = differences(before, after)
    assert (found.added, found.changed, found.gone) == (("d",), ("c",), ("a",))


def test_a_skill_is_read_at_its_publisher_or_here() -> None:
    assert item_address("F", item("a", uri="https://example.org/a")) == "https://example.org/a"
    assert item_address("F", item("a", uri="urn:uuid:0f0e0d0c-0b0a-4908-8706-050403020100")) == "/frameworks/F/a.json"


def test_an_alignment_does_not_say_the_name_twice() -> None:
    framework = Framework(id="F", kind="list", title="Skills")
    assert alignment_of(framework, item("a", code="A", statement="Skill a"))["description"] == ""
    assert alignment_of(framework, item("a", statement="More."))["description"] == "More."
