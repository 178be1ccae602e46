"""What the association chose: listing, reading and changing it."""

from core.commands.words import Arguments, Verbs, print_json
from core.portal import Portal
from core.rules.choices import CHOICES, check_choice
from core.rules.members import Actor

NAME = f"one of {', '.join(CHOICES)}"


def _list(portal: Portal, given: Arguments) -> int:
    """Every setting with its value and its meaning."""
    from core.services.association import choices

    values = choices(portal, Actor.system())
    if given.json:
        print_json(values)
        return 0
    for name, value in values.items():
        print(f"{name} = {value}    {CHOICES[name].question} {CHOICES[name].values[value]}")
    return 0


def _get(portal: Portal, given: Arguments) -> int:
    """The value of one setting."""
    from core.services.association import choices

    if given.name not in CHOICES:
        check_choice(given.name, "")
    print(choices(portal, Actor.system())[given.name])
    return 0


def _set(portal: Portal, given: Arguments) -> int:
    """Change one setting."""
    from core.services.association import choose

    choose(portal, Actor.system(), name=given.name, value=given.value)
    print(f"{given.name} = {given.value}")
    return 0


def add_to(verbs: Verbs) -> None:
    settings = verbs.noun("settings", "What the association chose.")
    settings.add("list", _list).add_argument("--json", action="store_true")
    settings.add("get", _get).add_argument("name", help=NAME)
    change = settings.add("set", _set)
    change.add_argument("name", help=NAME)
    change.add_argument("value")
