"""Awards: listing them, putting a name right; further verbs of the noun stand in files of their own."""

from dataclasses import asdict

from core.commands import bulk, cases
from core.commands.words import WHICH_BADGE, Arguments, Verbs, print_json, token_of
from core.portal import Portal
from core.rules.members import Actor

FURTHER = (bulk, cases)


def _list(portal: Portal, given: Arguments) -> int:
    """Every award, the newest first, with its state of today."""
    from core.queries.badges import all_awards

    rows = all_awards(portal, Actor.system())
    if given.json:
        print_json([asdict(row) for row in rows])
        return 0
    for row in rows:
        print(f"{row.awarded_at}  {row.standing:<10}  {row.program_code:<10}  {row.holder:<28}  {portal.base_url}/b/{row.token}")
    return 0


def _correct(portal: Portal, given: Arguments) -> int:
    """Put the name on a badge right: it is signed anew as a badge of its own, and the old address leads to that one."""
    from core.services.corrections import correct_name

    token = correct_name(portal, Actor.system(), token=given.token, name=given.name, from_now_on=given.from_now_on)
    print(f"The corrected badge: {portal.base_url}/b/{token}")
    return 0


def add_to(verbs: Verbs) -> None:
    awards = verbs.noun("awards", "List, issue, correct or take back awards.")
    awards.add("list", _list).add_argument("--json", action="store_true")
    correct = awards.add("correct", _correct)
    correct.add_argument("token", type=token_of, help=WHICH_BADGE)
    correct.add_argument("--name", required=True, help="as it should stand on the badge")
    correct.add_argument("--from-now-on", action="store_true", help="later badges of this person carry it too")
    for file in FURTHER:
        file.add_to(awards)
