"""Docs that cannot lie: the map, the commands and the decisions are held to the files."""

import re

import pytest

from core.__main__ import _parser
from core.rules.audit_actions import Action
from core.settings import ENVIRONMENT, ROOT
from tests.docs_map import BADGES, MAP, QUESTIONS, the_map

README = (ROOT / "README.md").read_text(encoding="utf-8")
DECISIONS = sorted((ROOT / "docs" / "decisions").glob("*.md"))


def test_the_map_is_the_house() -> None:
    assert MAP.read_text(encoding="utf-8") == the_map(), "run `make docs`"


def test_every_badge_room_is_on_the_map_once() -> None:
    named = [name for names in BADGES.values() for name in names]
    assert sorted(named) == sorted(path.stem for path in (ROOT / "core" / "badges").glob("[!_]*.py"))


@pytest.mark.parametrize("path", sorted({path for paths in QUESTIONS.values() for path in paths}))
def test_what_the_map_tells_to_read_is_there(path: str) -> None:
    assert (ROOT / path).is_file()


def verbs() -> list[str]:
    parser = _parser()
    action = next(action for action in parser._actions if action.dest == "verb")
    return sorted(action.choices or ())


@pytest.mark.parametrize("verb", verbs())
def test_every_command_is_in_the_handbook(verb: str) -> None:
    assert f"python -m core {verb}" in (ROOT / "docs" / "howto" / "use-the-command-line.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", ENVIRONMENT)
def test_every_setting_is_explained(name: str) -> None:
    assert name in (ROOT / "docs" / "howto" / "run-for-real.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", DECISIONS, ids=lambda path: path.stem)
def test_decisions_are_numbered_and_say_their_state(path) -> None:
    assert re.fullmatch(r"\d{4}-[a-z0-9-]+\.md", path.name)
    text = path.read_text(encoding="utf-8")
    assert "Status:" in text and "## Decision" in text


def test_decision_numbers_are_given_once() -> None:
    numbers = [path.name[:4] for path in DECISIONS]
    assert len(set(numbers)) == len(numbers)


def test_links_in_the_readme_lead_somewhere() -> None:
    for target in re.findall(r"\]\((?!http)([^)#]+)", README):
        assert (ROOT / target).exists(), target


@pytest.mark.parametrize("path", sorted((ROOT / "docs").rglob("*.md")), ids=lambda path: path.stem)
def test_links_in_the_handbook_lead_somewhere(path) -> None:
    for target in re.findall(r"\]\((?!http)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


HOWTOS = sorted((ROOT / "docs" / "howto").glob("*.md"))


@pytest.mark.parametrize("path", HOWTOS, ids=lambda path: path.stem)
def test_files_that_the_handbook_names_are_there(path) -> None:
    for named in re.findall(r"`((?:core|pages|tests|docs)/[\w/]+\.(?:py|md|toml))`", path.read_text(encoding="utf-8")):
        assert (ROOT / named).exists(), named


def test_actions_read_as_noun_and_verb() -> None:
    assert all(re.fullmatch(r"[a-z]+\.[a-z_]+", action.value) for action in Action)
