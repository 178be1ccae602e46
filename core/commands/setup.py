"""From an empty data folder to a portal."""

import secrets
import sys
from pathlib import Path

from core.commands.words import Arguments, Verbs, print_json
from core.portal import Portal


def _setup(portal: Portal, given: Arguments) -> int:
    """Set up an empty data folder; the administrator's password is read from standard input."""
    from core.rules.members import MemberDetails
    from core.services import setup
    from core.services.fields import parsed

    details = parsed(
        setup.AssociationDetails,
        name=given.association,
        contact=given.contact or given.admin_name,
        email=given.email or given.admin_email,
        country=given.country,
        url=given.web,
    )
    admin = parsed(MemberDetails, email=given.admin_email, display_name=given.admin_name, name_on_badge=given.admin_name)
    logo = Path(given.logo).read_bytes() if given.logo else None
    setup.set_up(portal, details=details, admin=admin, password=_password_from_input(), logo=logo)
    print(f"{given.association} is set up. Open it with: python -m core serve")
    return 0


def _password_from_input() -> str:
    if sys.stdin.isatty():
        from getpass import getpass

        return getpass("Password of the administrator: ")
    return sys.stdin.readline().rstrip("\n")


def _sample(portal: Portal, given: Arguments) -> int:
    """Fill an empty data folder with the sample association; print its logins and badges to look at."""
    from core.services import sample

    password = given.password or secrets.token_urlsafe(12)
    people = sample.set_up_sample(portal, password=password)
    logins = [{"email": person.email, "name": person.display_name, "roles": sorted(person.roles)} for person in people]
    badges = sample.badges_to_look_at(portal)
    if given.json:
        print_json({"password": password, "logins": logins, "badges": badges})
        return 0
    print("The sample association is ready. Everybody signs in with the password\n\n   ", password, "\n")
    for login in logins:
        print(f"    {login['email']:<38} {login['name']:<24} {', '.join(login['roles'])}")
    print("\nBadges to look at, as anybody may who has their address:\n")
    for kind, address in badges.items():
        print(f"    {kind:<18} {address}")
    print("\nOpen it with: python -m core serve")
    return 0


def add_to(verbs: Verbs) -> None:
    setup = verbs.add("setup", _setup)
    for option in ("--association", "--admin-email", "--admin-name"):
        setup.add_argument(option, required=True)
    setup.add_argument("--web", required=True, help="web address of the association")
    setup.add_argument("--country", required=True, help="two letters, such as CA")
    for option in ("--contact", "--email", "--logo"):
        setup.add_argument(option, default="")

    sample = verbs.add("sample", _sample)
    sample.add_argument("--password", default="", help="for everybody in the sample; made up when left out")
    sample.add_argument("--json", action="store_true")
