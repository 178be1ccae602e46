"""The command line: ``python -m core VERB``. Exit code 0 is good, 1 refused, 2 wrong usage."""

import argparse
import json
import os
import secrets
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from pydantic import ValidationError

from core.errors import PortalError
from core.portal import Portal
from core.settings import ROOT, load_settings

Arguments = argparse.Namespace


def _serve(portal: Portal, given: Arguments) -> int:
    """Open the portal on this machine; the address for the world is the setting PROOFMARK_URL."""
    command = [
        sys.executable,
        "-m",
        "streamlit",
        "run",
        str(ROOT / "app.py"),
        "--server.address",
        given.host,
        "--server.port",
        str(given.port),
    ]
    environment = os.environ | {"PROOFMARK_URL": os.environ.get("PROOFMARK_URL", f"http://localhost:{given.port}")}
    os.chdir(ROOT)  # Streamlit reads .streamlit/ from where it is started
    os.execve(sys.executable, command, environment)  # noqa: S606 - our own interpreter with fixed arguments


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
    """Fill an empty data folder with the sample association and print its logins."""
    from core.services import sample

    password = given.password or secrets.token_urlsafe(12)
    people = sample.set_up_sample(portal, password=password)
    logins = [{"email": person.email, "name": person.display_name, "roles": sorted(person.roles)} for person in people]
    if given.json:
        print(json.dumps({"password": password, "logins": logins}, ensure_ascii=False, indent=2))
        return 0
    print("The sample association is ready. Everybody signs in with the password\n\n   ", password, "\n")
    for login in logins:
        print(f"    {login['email']:<38} {login['name']:<24} {', '.join(login['roles'])}")
    print("\nOpen it with: python -m core serve")
    return 0


def _awards_list(portal: Portal, given: Arguments) -> int:
    """Every award, the newest first."""
    from core.queries.badges import all_awards
    from core.rules.members import Actor

    rows = all_awards(portal, Actor.system())
    if given.json:
        print(json.dumps([asdict(row) for row in rows], ensure_ascii=False, indent=2))
        return 0
    for row in rows:
        print(f"{row.awarded_at}  {row.state:<10}  {row.program_code:<10}  {row.holder:<28}  {portal.base_url}/b/{row.token}")
    return 0


def _awards_revoke(portal: Portal, given: Arguments) -> int:
    """Revoke an award for good; the reason is shown in public."""
    from core.rules.members import Actor
    from core.services import awards

    awards.revoke(portal, Actor.system(), token=given.token, reason=given.reason)
    print(f"Revoked: {portal.base_url}/b/{given.token}")
    return 0


def _verify(portal: Portal, given: Arguments) -> int:
    """Verify a badge from a file (JSON, PNG or PDF) or, with -, from standard input. Exit code 1 unless it is valid."""
    from core.services.verification import verify

    data = sys.stdin.buffer.read() if given.file == "-" else Path(given.file).read_bytes()
    report = verify(portal, data=data)
    if given.json:
        print(json.dumps(report.summary(), ensure_ascii=False, indent=2))
    else:
        print(report.verdict)
        for check in report.checks:
            print(f"  {check.status:<9} {check.id:<14} {check.detail}")
    return 0 if report.verdict == "valid" else 1


def _programs_publish(portal: Portal, given: Arguments) -> int:
    """Publish a program version from its TOML file."""
    from core.rules.members import Actor
    from core.services import programs

    program = programs.read_program(Path(given.file).read_text(encoding="utf-8"))
    programs.publish(portal, Actor.system(), program=program)
    print(f"Published: {program.code} {program.version}, {program.title}")
    return 0


def _doctor(portal: Portal, given: Arguments) -> int:
    """Look the portal over: database, keys, audit log, evidence. Exit code 1 when something is wrong."""
    from core.services.doctor import examine

    findings = examine(portal)
    for finding in findings:
        print(f"{'ok ' if finding.ok else 'BAD'}  {finding.id:<12} {finding.sentence}")
    return 0 if all(finding.ok for finding in findings) else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m core", description="Proofmark: micro-credential programs of a small association.")
    verbs = parser.add_subparsers(dest="verb", required=True, metavar="VERB")

    def verb(name: str, action: Callable[[Portal, Arguments], int], under: "argparse._SubParsersAction[argparse.ArgumentParser]" = verbs):  # type: ignore[no-untyped-def]
        added = under.add_parser(name, help=action.__doc__, description=action.__doc__)
        added.set_defaults(action=action)
        return added

    serve = verb("serve", _serve)
    serve.add_argument("--host", default="127.0.0.1")
    serve.add_argument("--port", type=int, default=8501)

    setup = verb("setup", _setup)
    for option in ("--association", "--admin-email", "--admin-name"):
        setup.add_argument(option, required=True)
    setup.add_argument("--web", required=True, help="web address of the association")
    setup.add_argument("--country", required=True, help="two letters, such as CA")
    for option in ("--contact", "--email", "--logo"):
        setup.add_argument(option, default="")

    sample = verb("sample", _sample)
    sample.add_argument("--password", default="", help="for everybody in the sample; made up when left out")
    sample.add_argument("--json", action="store_true")

    awards = verbs.add_parser("awards", help="List or revoke awards.").add_subparsers(dest="which", required=True)
    verb("list", _awards_list, awards).add_argument("--json", action="store_true")
    revoke = verb("revoke", _awards_revoke, awards)
    revoke.add_argument("token")
    revoke.add_argument("--reason", required=True)

    programs = verbs.add_parser("programs", help="Publish a program.").add_subparsers(dest="which", required=True)
    verb("publish", _programs_publish, programs).add_argument("file")

    verify = verb("verify", _verify)
    verify.add_argument("file")
    verify.add_argument("--json", action="store_true")

    verb("doctor", _doctor)
    return parser


def main(words: Sequence[str] | None = None) -> int:
    """Run one verb; refusals are sentences on standard error."""
    given = _parser().parse_args(words)
    try:
        portal = Portal(load_settings())
        return int(given.action(portal, given))
    except PortalError as refusal:
        print(refusal.message, file=sys.stderr)
    except ValidationError as problem:
        print(*(error["msg"] for error in problem.errors()), sep="\n", file=sys.stderr)
    except OSError as problem:
        print(f"{problem.filename}: {problem.strerror}", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
