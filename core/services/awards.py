"""Awards: earned once, when the whole rule of a program is satisfied by what is stored. What happens to them later is done next door."""

from sqlite_utils import Database

from core.portal import Portal
from core.rules import awards as rules
from core.rules.awards import EvidenceFact
from core.rules.completion import effective
from core.rules.completion_words import stated_in_words
from core.rules.enrolments import Enrolment
from core.rules.evidence import genre_of
from core.rules.pass_rules import RuleResult
from core.rules.programs import ProgramVersion
from core.rules.reviews import Decision
from core.services.capstones import after_award
from core.services.issuing import Grounds, issue
from core.services.press import Press, open_press
from core.services.renewals import renew_by_update
from core.storage import awards, enrolments, programs, reviews, submissions


def grant_if_earned(db: Database, portal: Portal, enrolment_id: str) -> str | None:
    """Inside a transaction: issue the award when the program's whole rule is satisfied by what is stored.

    Exactly one per enrolment, however often it is called; gives the token of a new award. The document is signed and
    verified here, so that decision, award and credential commit or vanish together.
    """
    enrolment = enrolments.get(db, enrolment_id)
    if awards.of_enrolment(db, enrolment_id):
        return None
    program = programs.get(db, enrolment.version_id).program
    decision = _approving_decision(db, enrolment_id)
    result = rules.earned(program, enrolments.completions(db, enrolment_id), decision.ratings if decision else None)
    if not result.passed:
        return None
    return award(db, open_press(db, portal), enrolment, program, _grounds(db, enrolment, program, decision, result))


def award(db: Database, press: Press, enrolment: Enrolment, program: ProgramVersion, grounds: Grounds) -> str:
    """Inside a transaction: issue the award of an enrolment, and see to what follows from it; gives its token."""
    token = issue(db, press, enrolment, program, grounds)
    after_award(db, press, enrolment.member_id, enrolment.program_code)
    renew_by_update(db, press, enrolment.member_id, enrolment.program_code, token)
    return token


def _approving_decision(db: Database, enrolment_id: str) -> Decision | None:
    decided = [reviews.decision_on(db, attempt.id) for attempt in submissions.of_enrolment(db, enrolment_id)]
    return next((decision for decision in decided if decision and decision.outcome == "approved"), None)


def _grounds(db: Database, enrolment: Enrolment, program: ProgramVersion, decision: Decision | None, result: RuleResult) -> Grounds:
    activities = activity_facts(db, enrolment, program)
    artefacts = _evidence_facts(db, program, decision)
    attempt = submissions.get(db, decision.submission_id).attempt if decision else 0
    narrative = rules.how_it_was_earned(program, attempt=attempt, items=len(artefacts), reviewers=1, completed=len(activities))
    ratings = decision.ratings if decision else {}
    return Grounds(result, ratings, narrative, (*activities, *artefacts), decision_id=decision.id if decision else None)


def activity_facts(db: Database, enrolment: Enrolment, program: ProgramVersion) -> tuple[EvidenceFact, ...]:
    """Each completed activity as evidence, with who stated it and when."""
    said = effective(enrolments.completions(db, enrolment.id))
    done = [(row, said[row.key]) for row in program.activities if row.key in said and said[row.key].is_good]
    return tuple(EvidenceFact(name=row.title, genre="activity", narrative=stated_in_words(statement)) for row, statement in done)


def _evidence_facts(db: Database, program: ProgramVersion, decision: Decision | None) -> tuple[EvidenceFact, ...]:
    if decision is None:
        return ()
    return tuple(
        EvidenceFact(
            name=item.title,
            genre=genre_of(program.requirement(item.requirement), item.kind),
            narrative=item.description or program.requirement(item.requirement).title,
            media_type=item.media_type,
            sha256=item.sha256,
        )
        for item in submissions.items(db, decision.submission_id)
    )
