"""Awards: who earned what, how it stands, how it looks. What was signed about them is kept in ``credentials``."""

from dataclasses import dataclass
from datetime import datetime

from sqlite_utils import Database

from core.errors import NotFound
from core.rules.awards import Origin, RecordedState
from core.rules.names_shown import NameShown
from core.rules.pass_rules import RuleResult
from core.rules.times import moment, stamp
from core.storage.database import Row, change, one, rows


@dataclass(frozen=True)
class Looks:
    """How an award looks, frozen when it was made: keys of its pictures, of the association's mark and of fixed words.

    ``artwork`` and ``branding`` are ``None`` in awards from before looks were frozen.
    """

    artwork: str | None
    branding: int | None
    wording: str
    layout: str


@dataclass(frozen=True)
class Award:
    """``token`` is the public address; ``credential`` is the newest signed JSON to the byte, ``jwt`` its other form or empty.

    ``replaces`` is the token of the award that this one corrects or renews; ``replaced_by`` looks the other way.
    ``list_number`` and ``status_index`` are its place in the status lists.
    """

    token: str
    member_id: str
    enrolment_id: str | None
    decision_id: str | None
    version_id: str
    program_code: str
    origin: Origin
    replaces: str | None
    replaced_by: str | None
    awarded_at: datetime
    valid_until: datetime | None
    result: RuleResult
    state: RecordedState
    state_reason: str
    state_at: datetime | None
    list_number: int
    status_index: int
    looks: Looks
    listed: bool
    private: bool
    name_shown: NameShown
    credential: str
    jwt: str


_AWARD = (
    "SELECT a.*, c.document AS credential, c.jwt, n.token AS replaced_by FROM awards a"
    " JOIN credentials c ON c.award_token = a.token"
    " AND c.edition = (SELECT max(edition) FROM credentials WHERE award_token = a.token)"
    " LEFT JOIN awards n ON n.replaces = a.token"
)


def _award(row: Row) -> Award:
    result = RuleResult.model_validate_json(row.pop("trace"))
    times = {name: moment(row[name]) if row[name] else None for name in ("awarded_at", "valid_until", "state_at")}
    looks = Looks(row.pop("artwork_sha256"), row.pop("branding"), row.pop("wording"), row.pop("layout"))
    return Award(**{**row, **times, "result": result, "looks": looks, "listed": bool(row["listed"]), "private": bool(row["private"])})


def find(db: Database, token: str) -> Award | None:
    row = one(db, f"{_AWARD} WHERE a.token = :token", token=token)
    return _award(row) if row else None


def get(db: Database, token: str) -> Award:
    award = find(db, token)
    if award is None:
        raise NotFound("We cannot find this badge. Please check the address.")
    return award


def held_by(db: Database, member_id: str | None, token: str) -> Award:
    """The badge, when it is this person's; somebody else's is *not found*."""
    award = find(db, token)
    if award is None or award.member_id != member_id:
        raise NotFound("This badge is not among yours.")
    return award


def of_member(db: Database, member_id: str) -> list[Award]:
    return [_award(row) for row in rows(db, f"{_AWARD} WHERE a.member_id = :id ORDER BY a.awarded_at DESC, a.rowid DESC", id=member_id)]


def of_enrolment(db: Database, enrolment_id: str) -> Award | None:
    """The award that the enrolment led to; where it was corrected, the newest."""
    row = one(db, f"{_AWARD} WHERE a.enrolment_id = :id ORDER BY a.rowid DESC LIMIT 1", id=enrolment_id)
    return _award(row) if row else None


def active(db: Database, member_id: str, program_code: str) -> Award | None:
    """The badge that the person holds for the program, suspended or not, run out or not."""
    row = one(
        db,
        f"{_AWARD} WHERE a.member_id = :member AND a.program_code = :code AND a.state IN ('active', 'suspended')",
        member=member_id,
        code=program_code,
    )
    return _award(row) if row else None


def everything(db: Database) -> list[Award]:
    return [_award(row) for row in rows(db, f"{_AWARD} ORDER BY a.awarded_at, a.rowid")]


def tokens(db: Database) -> list[str]:
    """Every award, the oldest first."""
    return [row["token"] for row in rows(db, "SELECT token FROM awards ORDER BY awarded_at, rowid")]


def add(db: Database, award: Award) -> None:
    """The award without its documents, which ``credentials.add`` keeps."""
    change(
        db,
        "INSERT INTO awards (token, member_id, enrolment_id, decision_id, version_id, program_code, origin, replaces, awarded_at,"
        " valid_until, trace, state, list_number, status_index, artwork_sha256, branding, wording, layout, listed, private,"
        " name_shown)"
        " VALUES (:token, :member_id, :enrolment_id, :decision_id, :version_id, :program_code, :origin, :replaces, :awarded_at,"
        " :valid_until, :trace, :state, :list_number, :status_index, :artwork, :branding, :wording, :layout, :listed, :private,"
        " :name_shown)",
        token=award.token,
        member_id=award.member_id,
        enrolment_id=award.enrolment_id,
        decision_id=award.decision_id,
        version_id=award.version_id,
        program_code=award.program_code,
        origin=award.origin,
        replaces=award.replaces,
        awarded_at=stamp(award.awarded_at),
        valid_until=stamp(award.valid_until) if award.valid_until else None,
        trace=award.result.model_dump_json(),
        state=award.state,
        list_number=award.list_number,
        status_index=award.status_index,
        artwork=award.looks.artwork,
        branding=award.looks.branding,
        wording=award.looks.wording,
        layout=award.looks.layout,
        listed=award.listed,
        private=award.private,
        name_shown=award.name_shown,
    )


def set_state(db: Database, token: str, state: RecordedState, *, reason: str, at: str) -> None:
    change(
        db,
        "UPDATE awards SET state = :state, state_reason = :reason, state_at = :at WHERE token = :token",
        token=token,
        state=state,
        reason=reason,
        at=at,
    )


def set_listed(db: Database, token: str, listed: bool) -> None:
    change(db, "UPDATE awards SET listed = :listed WHERE token = :token", token=token, listed=listed)


def set_private(db: Database, token: str, private: bool) -> None:
    """A badge that is kept private is not shown to search engines either."""
    change(db, "UPDATE awards SET private = :private, listed = listed AND NOT :private WHERE token = :token", token=token, private=private)


def set_name_shown(db: Database, token: str, shown: NameShown) -> None:
    change(db, "UPDATE awards SET name_shown = :shown WHERE token = :token", token=token, shown=shown)


def freeze_looks(db: Database, token: str, looks: Looks) -> None:
    """For awards from before looks were frozen; never a second time."""
    change(
        db,
        "UPDATE awards SET artwork_sha256 = :artwork, branding = :branding, wording = :wording, layout = :layout"
        " WHERE token = :token AND artwork_sha256 IS NULL",
        token=token,
        **vars(looks),
    )


def places_taken(db: Database) -> tuple[int, int]:
    """The newest status list in which awards have a place, and how many have one in it; ``(1, 0)`` before the first."""
    row = one(db, "SELECT list_number, count(*) AS taken FROM awards GROUP BY list_number ORDER BY list_number DESC LIMIT 1")
    return (row["list_number"], row["taken"]) if row else (1, 0)


def is_taken(db: Database, list_number: int, index: int) -> bool:
    """Whether a place in a status list belongs to an award."""
    found = one(db, "SELECT 1 FROM awards WHERE list_number = :number AND status_index = :place", number=list_number, place=index)
    return found is not None


def indexes_taken_back(db: Database, list_number: int) -> set[int]:
    """The places in a revocation list whose bit is set: revoked badges, and those that a corrected one replaced."""
    found = rows(
        db,
        "SELECT status_index FROM awards WHERE list_number = :number AND (state = 'revoked' OR (state = 'superseded'"
        " AND token IN (SELECT replaces FROM awards WHERE origin = 'correction')))",
        number=list_number,
    )
    return {row["status_index"] for row in found}


def indexes_suspended(db: Database, list_number: int) -> set[int]:
    """The places in a suspension list whose bit is set."""
    found = rows(db, "SELECT status_index FROM awards WHERE list_number = :number AND state = 'suspended'", number=list_number)
    return {row["status_index"] for row in found}
