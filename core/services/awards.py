"""Awards: issued once, signed once, verified before they are stored; afterwards only read, or revoked."""

import hashlib
import secrets
from datetime import timedelta
from functools import lru_cache
from typing import Any

from sqlite_utils import Database

from core.badges import credential, did, keys, proofs, status_list
from core.badges.artwork import badge_png, monogram_png
from core.badges.documents import to_text
from core.badges.formats import FORMATS
from core.badges.preview import preview
from core.badges.reading import view_of
from core.errors import DocumentProblem, NotFound, RuleBroken
from core.portal import Portal, new_token
from core.rules import awards as rules
from core.rules.audit_actions import Action
from core.rules.awards import AwardFacts, EvidenceFact, Issuer
from core.rules.completion import SATISFYING, effective
from core.rules.enrolments import Enrolment
from core.rules.evidence import genre_of
from core.rules.members import Actor
from core.rules.permissions import Permission, require
from core.rules.programs import ProgramVersion
from core.rules.reviews import Decision
from core.rules.texts import filled_line
from core.rules.times import stamp
from core.services.fields import field_errors
from core.services.recording import record
from core.services.verification import verify_signed
from core.storage import association, awards, enrolments, members, programs, reviews, submissions
from core.storage.awards import Award
from core.storage.database import reading, writing

STATUS_LIST_LASTS = timedelta(days=7)
_drawn = lru_cache(maxsize=128)(badge_png)  # drawing takes long; a published version never changes, and nobody is in the picture


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
    _end_expired(db, portal, enrolment)
    facts = _facts(db, portal, enrolment, program, decision)
    document = signed_document(portal, facts)
    awards.add(
        db,
        Award(
            token=facts.token,
            member_id=enrolment.member_id,
            enrolment_id=enrolment_id,
            decision_id=decision.id if decision else None,
            version_id=enrolment.version_id,
            program_code=enrolment.program_code,
            awarded_at=facts.awarded_at,
            valid_until=facts.valid_until,
            result=result,
            state="active",
            state_reason="",
            state_at=None,
            status_index=facts.status_index,
            credential=document,
            credential_sha256=hashlib.sha256(document.encode()).hexdigest(),
        ),
    )
    enrolments.set_state(db, enrolments.get(db, enrolment_id), "completed", finished_at=stamp(portal.now()))
    record(db, portal, Actor.system(), Action.AWARD_ISSUED, facts.token, enrolment.program_code)
    return facts.token


def _approving_decision(db: Database, enrolment_id: str) -> Decision | None:
    decided = [reviews.decision_on(db, attempt.id) for attempt in submissions.of_enrolment(db, enrolment_id)]
    return next((decision for decision in decided if decision and decision.outcome == "approved"), None)


def _end_expired(db: Database, portal: Portal, enrolment: Enrolment) -> None:
    """An older badge of the same program that has run out makes room; its document and address stay."""
    older = awards.active(db, enrolment.member_id, enrolment.program_code)
    if older:
        awards.set_state(db, older.token, "superseded", reason="renewed", at=stamp(portal.now()))


def _facts(db: Database, portal: Portal, enrolment: Enrolment, program: ProgramVersion, decision: Decision | None) -> AwardFacts:
    member = members.get(db, enrolment.member_id)
    now = portal.now()
    activities = _activity_facts(db, enrolment, program)
    artefacts = _evidence_facts(db, program, decision)
    attempt = submissions.get(db, decision.submission_id).attempt if decision else 0
    return AwardFacts(
        token=new_token(),
        base_url=portal.base_url,
        issuer=issuer_of(db),
        program=program,
        holder_name=member.name_on_badge,
        holder_email=member.email,
        salt=secrets.token_hex(16),
        awarded_at=now,
        valid_until=rules.valid_until(program, now),
        narrative=rules.how_it_was_earned(program, attempt=attempt, items=len(artefacts), reviewers=1, completed=len(activities)),
        levels=decision.ratings if decision else {},
        evidence=(*activities, *artefacts),
        started_at=enrolment.enrolled_at,
        status_index=_free_index(db),
    )


def _activity_facts(db: Database, enrolment: Enrolment, program: ProgramVersion) -> tuple[EvidenceFact, ...]:
    said = effective(enrolments.completions(db, enrolment.id))
    words = {"self": "Completed by own statement", "facilitator": "Completion confirmed by the facilitator"}
    done = [(row, said[row.key]) for row in program.activities if row.key in said and said[row.key].state in SATISFYING]
    return tuple(
        EvidenceFact(name=row.title, genre="activity", narrative=f"{words[statement.source]} on {statement.at:%d %B %Y}.")
        for row, statement in done
    )


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


def _free_index(db: Database) -> int:
    """A random free place in the status list, so that neighbours in it tell nothing about each other."""
    taken = awards.taken_indexes(db)
    if len(taken) > status_list.LENGTH // 2:
        raise DocumentProblem("The status list is half full; random free places become rare. A second list is needed.")
    while (index := secrets.randbelow(status_list.LENGTH)) in taken:
        pass
    return index


def issuer_of(db: Database) -> Issuer:
    """The association as badges name it."""
    row = association.get(db)
    return Issuer(name=row.name, url=row.url, email=row.email, country=row.country, description=row.description, contact=row.contact)


def signed_document(portal: Portal, facts: AwardFacts) -> str:
    """The signed credential as stored: built, signed, and verified as a stranger would before it is handed out."""
    key = keys.active(portal.keys_folder)
    issuer_did = did.issuer_did(portal.base_url, key)
    document = credential.build(facts, issuer_did)
    signed = proofs.sign(document, key, verification_method=did.verification_method(issuer_did, key), created=facts.awarded_at)
    text = to_text(signed)
    report = verify_signed(portal, text, now=facts.awarded_at)
    if report.verdict != "valid":
        failed = "; ".join(check.detail for check in report.checks if check.status != "passed")
        raise DocumentProblem(f"The badge did not verify after signing, so it was not issued: {failed}")
    view_of(signed)  # what picture, certificate and page will be made from
    return text


def badge_file(portal: Portal, *, token: str, format_id: str) -> tuple[bytes, str, str]:
    """A file of an award: ``(bytes, media type, file name)``. Refuses unknown badges and formats."""
    with reading(portal.database) as db:
        award = awards.get(db, token)
    if format_id not in FORMATS:
        raise NotFound("There is no such file of this badge.")
    kind = FORMATS[format_id]
    return kind.render(award.credential), kind.media_type, f"{award.program_code}-{token[:6]}.{kind.suffix}"


def revoke(portal: Portal, actor: Actor, *, token: str, reason: str) -> None:
    """Revoke an award for good; its public page and the status list say so at once. Refuses an empty reason."""
    require(actor, Permission.AWARD_REVOKE)
    with field_errors("reason"):
        reason = filled_line(reason)
    with writing(portal.database) as db:
        award = awards.get(db, token)
        if award.state == "revoked":
            raise RuleBroken("This badge is revoked already.")
        awards.set_state(db, token, "revoked", reason=reason, at=stamp(portal.now()))
        record(db, portal, actor, Action.AWARD_REVOKED, token, reason)


def _issuer_did(portal: Portal) -> str:
    return did.issuer_did(portal.base_url, keys.active(portal.keys_folder))


def issuer_document(portal: Portal) -> dict[str, Any]:
    """The issuer's public Profile (Open Badges 3.0)."""
    with reading(portal.database) as db:
        return credential.issuer_profile(issuer_of(db), portal.base_url, _issuer_did(portal))


def achievement_document(portal: Portal, *, code: str, version: str) -> dict[str, Any]:
    """The public Achievement of a program version, also of one that was superseded."""
    with reading(portal.database) as db:
        stored = programs.by_version(db, code, version)
        return credential.achievement(stored.program, portal.base_url, _issuer_did(portal), issuer_of(db))


def achievement_picture(portal: Portal, *, code: str, version: str) -> bytes:
    """The badge of a program version as it will look, without a holder (PNG); signed badges name its address."""
    with reading(portal.database) as db:
        stored = programs.by_version(db, code, version)
        return _drawn(preview(stored.program, issuer_of(db)))


def did_document(portal: Portal) -> dict[str, Any]:
    """The issuer's DID document; only where the issuer is a ``did:web``."""
    issuer = _issuer_did(portal)
    if not issuer.startswith("did:web:"):
        raise NotFound("This portal has no public web address yet; its badges name their key directly (did:key).")
    return did.did_document(issuer, keys.public_keys(portal.keys_folder))


def status_document(portal: Portal, *, number: int) -> dict[str, Any]:
    """The signed status list, as of now. There is one list so far."""
    if number != 1:
        raise NotFound("There is no such status list.")
    with reading(portal.database) as db:
        revoked = awards.indexes_in_state(db, "revoked")
    key = keys.active(portal.keys_folder)
    issuer = did.issuer_did(portal.base_url, key)
    document = status_list.build(revoked, base_url=portal.base_url, issuer_did=issuer, now=portal.now(), lasts=STATUS_LIST_LASTS)
    method = did.verification_method(issuer, key)
    return proofs.sign(document, key, verification_method=method, created=portal.now(), form="object")


def issuer_picture(portal: Portal) -> bytes:
    """The association's logo, or its monogram."""
    with reading(portal.database) as db:
        row = association.get(db)
    return row.logo or monogram_png(row.name)
