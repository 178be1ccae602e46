import json
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from core.errors import BadInput
from core.portal import Portal
from core.queries import learning
from core.rules.members import Actor
from core.services import association, badge_files, corrections, issuer, reissue, revocations, signing_keys
from core.services.verification import MOST_AT_ONCE, Recent, asks_others, badge_in, lines_of, verify, verify_pasted, verify_signed
from core.settings import Settings
from core.storage import credentials
from core.storage.awards import Award
from core.storage.database import reading
from tests.badges.verification.world import Stranger
from tests.cast import ASSOCIATION, PASSWORD, Cast
from tests.services.steps import a_submission, decide


@pytest.fixture
def award(cast: Cast) -> Award:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    return learning.badges(cast.portal, cast.ada)[0].award


@pytest.fixture
def document(award: Award) -> dict:
    return json.loads(award.credential)


def moved(cast: Cast, address: str = "https://badges.example.org") -> Portal:
    return replace(cast.portal, settings=cast.portal.settings.model_copy(update={"public_url": address}))


def details(report, status: str = "passed") -> str:
    return " ".join(check.detail for check in report.checks if check.status == status)


def failed(cast: Cast, document: dict) -> set[str]:
    report = verify(cast.portal, data=json.dumps(document).encode())
    assert report.verdict == "invalid"
    return {check.id for check in report.checks if check.status == "failed"}


def test_our_own_badge_is_valid(cast: Cast, document: dict) -> None:
    report = verify(cast.portal, data=json.dumps(document).encode())
    assert report.verdict == "valid"
    assert {check.status for check in report.checks} == {"passed"}


@pytest.mark.parametrize(
    "path",
    [
        ("name",), ("validFrom",), ("credentialSubject", "achievement", "name"), ("credentialSubject", "identifier", 1, "identityHash"),
        ("credentialSubject", "result", 0, "achievedLevel"), ("evidence", 0, "narrative"), ("evidence", 0, "digestMultibase"),
        ("credentialStatus", "statusListIndex"), ("issuer", "name"), ("proof", 0, "proofValue"), ("proof", 0, "created"),
    ],
    ids=str,
)  # fmt: skip
def test_a_changed_character_anywhere_is_invalid_with_the_check_named(cast: Cast, document: dict, path: tuple) -> None:
    part = document
    for step in path[:-1]:
        part = part[step]
    text = part[path[-1]]
    part[path[-1]] = text[:-2] + ("2" if text[-2] != "2" else "3") + text[-1]
    assert failed(cast, document) & {"proof", "shape"}


def test_a_badge_that_was_signed_but_never_registered_is_invalid(cast: Cast, document: dict) -> None:
    """As after an older backup was restored: the signature is good, and the register does not know the badge."""
    from core.badges import did, proofs

    key = issuer.signing_key(cast.portal)
    name = issuer.issuer_did(cast.portal)
    unknown = {name: value for name, value in document.items() if name != "proof"} | {"id": f"{cast.portal.base_url}/b/{'x' * 32}"}
    signed = proofs.sign(unknown, key, verification_method=did.verification_method(name, key), created=cast.clock())
    assert failed(cast, signed) == {"register"}


def test_a_badge_of_another_portal_cannot_be_vouched_for(cast: Cast, document: dict, tmp_path) -> None:
    from core.services import setup
    from tests.builders import a_person

    other = Portal(Settings(data_folder=tmp_path / "other"), cast.clock)
    setup.set_up(other, details=ASSOCIATION, admin=a_person("Mo Lind"), password=PASSWORD)
    report = verify(other, data=json.dumps(document).encode())
    assert report.verdict == "indeterminate"
    assert not report.issued_here


def test_badges_from_before_the_public_address_stay_ours_and_lead_to_the_newer_form(cast: Cast, award: Award, document: dict) -> None:
    portal = moved(cast)
    assert verify(portal, data=award.credential.encode()).verdict == "valid"
    reissue.reissue(portal, cast.mo)
    report = verify(portal, data=award.credential.encode())
    assert report.verdict == "valid"
    assert f"signed anew since: https://badges.example.org/b/{award.token}" in details(report)
    for kind in ("json", "jwt", "png", "svg", "pdf"):
        newest = verify(portal, data=badge_files.badge_file(portal, token=award.token, kind=kind).data)
        assert (newest.verdict, newest.issued_here) == ("valid", True)
    assert verify_pasted(portal, text=document["id"]).verdict == "valid"  # the earlier address


@pytest.mark.parametrize(("hours", "verdict"), [(48, "valid"), (-1, "invalid")])
def test_of_a_withdrawn_key_only_what_was_signed_before_counts(cast: Cast, award: Award, hours: int, verdict: str) -> None:
    cast.clock.pass_days(3)
    key = issuer.public_keys(cast.portal)[0].multikey
    signing_keys.withdraw(cast.portal, Actor.system(), multikey=key, since=award.awarded_at + timedelta(hours=hours))
    assert verify(cast.portal, data=award.credential.encode()).verdict == verdict


def test_revoking_and_suspending_show_at_once(cast: Cast, award: Award) -> None:
    recent = Recent()
    data = award.credential.encode()
    assert recent.verify(cast.portal, data=data).verdict == "valid"
    revocations.suspend(cast.portal, Actor.system(), token=award.token)
    assert recent.verify(cast.portal, data=data).verdict == "suspended"
    revocations.lift(cast.portal, Actor.system(), token=award.token)
    assert recent.verify(cast.portal, data=data).verdict == "valid"


@pytest.mark.parametrize("moment", [1, 2, 3])
def test_a_badge_that_is_suspended_while_it_is_looked_at_is_not_remembered_as_valid(cast: Cast, award: Award, moment: int) -> None:
    """The clock is read at several moments of one look; at one of them somebody else suspends the badge."""
    asked = iter(range(1, 100))

    def clock() -> datetime:
        if next(asked) == moment:
            revocations.suspend(cast.portal, Actor.system(), token=award.token)
        return cast.clock()

    recent, data = Recent(), award.credential.encode()
    recent.verify(replace(cast.portal, clock=clock), data=data)
    assert recent.verify(cast.portal, data=data).verdict == verify(cast.portal, data=data).verdict


def test_what_was_seen_within_a_minute_is_not_looked_at_again(cast: Cast, award: Award) -> None:
    recent, data = Recent(), award.credential.encode()
    first = recent.verify(cast.portal, data=data)
    assert recent.verify(cast.portal, data=data) is first
    cast.clock.time += timedelta(seconds=61)
    again = recent.verify(cast.portal, data=data)
    assert again is not first and again == first
    for number in range(Recent.KEPT + 1):
        recent.verify(cast.portal, data=b"x%d" % number)
    assert recent.verify(cast.portal, data=data) is not again


def test_a_corrected_badge_is_no_longer_valid_and_names_its_successor(cast: Cast, award: Award) -> None:
    corrected = corrections.correct_name(cast.portal, cast.mo, token=award.token, name="Ada Obi-Lund")
    report = verify(cast.portal, data=award.credential.encode())
    assert report.verdict == "revoked"
    assert f"{cast.portal.base_url}/b/{corrected}" in details(report, "failed")


def test_what_was_just_signed_is_looked_at_in_both_forms(cast: Cast, award: Award) -> None:
    portal = moved(cast)
    reissue.reissue(portal, cast.mo)
    with reading(portal.database) as db:
        newest = credentials.editions_of(db, award.token)[0]
    for text in (newest.document, newest.jwt):
        assert verify_signed(portal, text, now=portal.now()).verdict == "valid"
        assert verify_signed(portal, text.replace("A", "B", 1), now=portal.now()).verdict == "invalid"


@pytest.mark.parametrize("data", [b"", b"hello", b"{}", b"[]", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", b"{" * 5000, b'{"a":1,"a":2}'])
def test_what_is_no_badge_is_a_report_and_never_an_error(cast: Cast, data: bytes) -> None:
    assert verify(cast.portal, data=data).verdict == "invalid"


def test_addresses_of_others_are_asked_only_where_the_association_allows_it(cast: Cast) -> None:
    stranger = Stranger()
    data = json.dumps(stranger.badge()).encode()
    assert not asks_others(cast.portal)
    assert "does not ask other addresses" in details(verify(cast.portal, data=data), "unchecked")
    assert verify(cast.portal, data=data, foreign=stranger.world).verdict == "valid"
    association.choose(cast.portal, cast.mo, name="verify_foreign", value="on")
    report = verify(cast.portal, data=data)  # there is no such host
    assert report.verdict == "indeterminate"
    assert "badges.elsewhere.org could not be reached" in details(report, "unchecked")


def test_our_own_addresses_are_never_asked(cast: Cast) -> None:
    association.choose(cast.portal, cast.mo, name="verify_foreign", value="on")
    portal = moved(cast)
    stranger = Stranger()
    document = stranger.badge() | {"issuer": {**stranger.badge()["issuer"], "id": "https://badges.example.org/issuer.json"}}
    report = verify(portal, data=json.dumps(document).encode())
    assert (report.verdict, report.issued_here) == ("indeterminate", False)
    assert "is an address of this portal" in details(report, "unchecked")


def test_a_badge_can_be_pasted_as_text_or_by_its_address_or_code(cast: Cast, award: Award, document: dict) -> None:
    address = document["id"]
    for pasted in (
        award.credential,
        address,
        f"  {address}.json\n",
        f"{address}.png",
        f"{address}/",
        award.token,
        address.upper()[:21] + address[21:],
    ):
        assert verify_pasted(cast.portal, text=pasted).verdict == "valid"
    assert verify_pasted(cast.portal, text="hello").verdict == "invalid"


@pytest.mark.parametrize(
    ("pasted", "sentence"),
    [
        (" ", "Please paste"),
        ("http://localhost:8501/b/nobody-has-this", "No badge has this address"),
        ("x" * 32, "No badge has this address"),
        ("http://localhost:8501/catalogue", "not the address of a badge"),
        ("https://elsewhere.example/b/abc", "not fetched"),
        ("http://localhost:8501@elsewhere.example/b/abc", "not fetched"),
        ("https://[", "cannot be read"),
        ("https://[elsewhere]/b/abc", "cannot be read"),
        ("https://elsewhere\u2100/b/abc", "cannot be read"),
    ],
)
def test_other_addresses_are_never_fetched(cast: Cast, pasted: str, sentence: str) -> None:
    with pytest.raises(BadInput, match=sentence):
        verify_pasted(cast.portal, text=pasted)
    report = Recent().verify_line(cast.portal, text=pasted)
    assert report.answer == "cannot tell"
    assert sentence in report.checks[0].detail


def test_lines_are_taken_apart_and_documents_are_not() -> None:
    laid_out = json.dumps({"a": {"b": 1}}, indent=2)
    assert lines_of(f"\n{laid_out}\n") == [laid_out]
    assert lines_of(' {"a":1}\n\n{"b":2} \n') == ['{"a":1}', '{"b":2}']
    assert lines_of("<svg>\n</svg>") == ["<svg>\n</svg>"]
    assert lines_of("one\r\n\n two ") == ["one", "two"]
    assert lines_of(" \n") == []
    assert len(lines_of("x\n" * MOST_AT_ONCE)) == MOST_AT_ONCE
    with pytest.raises(BadInput, match="21 lines"):
        lines_of("x\n" * (MOST_AT_ONCE + 1))


def test_odd_text_is_pasted_as_it_is(cast: Cast) -> None:
    assert badge_in(cast.portal, text="\ud800x") == b"?x"
