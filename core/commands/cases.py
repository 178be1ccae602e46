"""Taking badges back at the command line: opening a case, passing on what somebody decided about it or about an appeal, suspending."""

from core.commands.words import WHICH_BADGE, Arguments, Verbs, print_json, token_of
from core.errors import NotFound
from core.portal import Portal
from core.queries.appeals import AppealRow, appeals_about, open_appeals
from core.queries.revocations import CaseRow, cases_about, open_cases
from core.rules.appeals import AppealOutcome
from core.rules.members import Actor
from core.rules.revocations import CAUSES, Verdict
from core.rules.times import long_day, stamp

SYSTEM = Actor.system()
_VERDICTS: dict[str, Verdict] = {"revoke": "revoked", "keep": "kept"}
_OUTCOMES: dict[str, AppealOutcome] = {"revoke": "dismissed", "keep": "upheld"}


def _revoke(portal: Portal, given: Arguments) -> int:
    """Ask for a badge to be taken back. The holder has fourteen days to answer, then somebody else decides."""
    from core.services.revocations import open_case

    newest = _newest(portal, given.token)
    if newest and newest.standing == "revoked":
        print("This badge is revoked already.")
        return 0
    if newest is None or newest.stage == "closed" or newest.case.cause != given.reason:
        open_case(portal, SYSTEM, token=given.token, cause=given.reason, explanation=given.explanation, suspend=given.suspend)
    case = cases_about(portal, SYSTEM, given.token)[0].case
    print(f"A case is open since {long_day(case.opened_at)}. The holder can answer until {long_day(case.answer_until)}.")
    print(f"Then somebody decides: python -m core awards decide {portal.base_url}/b/{given.token} revoke|keep --by E-MAIL --grounds …")
    return 0


def _newest(portal: Portal, token: str) -> CaseRow | None:
    return next(iter(cases_about(portal, SYSTEM, token)), None)


def _the_case(portal: Portal, token: str) -> CaseRow:
    newest = _newest(portal, token)
    if newest is None:
        raise NotFound("There is no case about this badge.")
    return newest


def _cases(portal: Portal, given: Arguments) -> int:
    """Every open case and every open appeal, the oldest first."""
    rows, appealed = open_cases(portal, SYSTEM), open_appeals(portal, SYSTEM)
    if given.json:
        print_json([_as_data(row) for row in rows] + [_as_data(row.of_case) | _appeal_as_data(row) for row in appealed])
        return 0
    for row in rows:
        print(_line(row, "answered" if row.case.answered_at else "no answer"))
    for each in appealed:
        print(_line(each.of_case, "appeal"))
    return 0


def _line(row: CaseRow, stage: str) -> str:
    case = row.case
    return f"{stamp(case.opened_at)}  {case.cause:<14}  {stage:<9}  {row.program_code:<10}  {row.holder:<28}  {case.award_token}"


def _as_data(row: CaseRow) -> dict[str, str]:
    case = row.case
    return {
        "token": case.award_token,
        "cause": case.cause,
        "explanation": case.explanation,
        "answer": case.answer,
        "holder": row.holder,
        "opened_by": row.opened_by,
        "opened_at": stamp(case.opened_at),
        "can_be_decided_from": stamp(row.ready_at),
    }


def _appeal_as_data(row: AppealRow) -> dict[str, str]:
    appeal = row.appeal
    return {
        "appeal_ground": appeal.ground,
        "appeal": appeal.statement,
        "appealed_at": stamp(appeal.made_at),
        "decide_until": appeal.due_on.isoformat(),
    }


def _decide(portal: Portal, given: Arguments) -> int:
    """Pass on what somebody decided in a case, or about the appeal in it; you vouch for them, and the audit log says so."""
    newest = _the_case(portal, given.token)
    appealed = next((row for row in appeals_about(portal, SYSTEM, given.token) if row.appeal.case_id == newest.case.id), None)
    if appealed:
        _judge(portal, given, appealed)
    else:
        _decide_case(portal, given, newest)
    print("The badge is revoked." if given.verdict == "revoke" else "The badge stays.")
    return 0


def _decide_case(portal: Portal, given: Arguments, row: CaseRow) -> None:
    from core.services.revocations import decide_as_named

    verdict = _VERDICTS[given.verdict]
    if row.case.outcome != verdict:
        decide_as_named(portal, SYSTEM, case_id=row.case.id, by=given.by, verdict=verdict, grounds=given.grounds)


def _judge(portal: Portal, given: Arguments, row: AppealRow) -> None:
    from core.services.appeals import judge_as_named

    outcome = _OUTCOMES[given.verdict]
    if row.appeal.outcome != outcome:
        judge_as_named(portal, SYSTEM, case_id=row.appeal.case_id, by=given.by, outcome=outcome, reasons=given.grounds)


def _withdraw(portal: Portal, given: Arguments) -> int:
    """Withdraw a case that was opened at the command line."""
    from core.services.revocations import withdraw

    withdraw(portal, SYSTEM, case_id=_the_case(portal, given.token).case.id)
    print("The case is withdrawn.")
    return 0


def _suspend(portal: Portal, given: Arguments) -> int:
    """Take a badge out of force for a while; it can be lifted again."""
    from core.services.revocations import suspend

    suspend(portal, SYSTEM, token=given.token)
    print(f"Suspended: {portal.base_url}/b/{given.token}")
    return 0


def _lift(portal: Portal, given: Arguments) -> int:
    """Put a suspended badge back in force."""
    from core.services.revocations import lift

    lift(portal, SYSTEM, token=given.token)
    print(f"In force again: {portal.base_url}/b/{given.token}")
    return 0


def add_to(awards: Verbs) -> None:
    revoke = awards.add("revoke", _revoke)
    revoke.add_argument("token", type=token_of, help=WHICH_BADGE)
    revoke.add_argument("--reason", required=True, choices=CAUSES)
    revoke.add_argument("--explanation", required=True, help="for the holder and for whoever decides; never public")
    revoke.add_argument("--suspend", action="store_true", help="at once, for reasons of integrity only")
    awards.add("cases", _cases).add_argument("--json", action="store_true")
    decide = awards.add("decide", _decide)
    decide.add_argument("token", type=token_of, help=WHICH_BADGE)
    decide.add_argument("verdict", choices=_VERDICTS)
    decide.add_argument("--by", required=True, metavar="E-MAIL", help="who decided: not the holder, nor anybody who had a part before")
    decide.add_argument("--grounds", required=True, help="the holder reads them; never public")
    for name, action in (("withdraw", _withdraw), ("suspend", _suspend), ("lift", _lift)):
        awards.add(name, action).add_argument("token", type=token_of, help=WHICH_BADGE)
