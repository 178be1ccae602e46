"""Badges of a running portal before programs that nobody here wrote, and the same badges before the portal itself.

Good ones pass everywhere. Bad ones fail everywhere, each for its own reason: a test that only saw *failed* would also
pass when everything fails.
"""

from pathlib import Path

import pytest

from tests.interop.conftest import Findings
from tests.interop.stage import Stage
from tests.interop.strangers import Answer
from tests.schema import problems

GOOD, TAKEN_BACK = "verified, bit 0", "verified, bit 1"
FORGED = "proof register"  # in a token the register knows every letter
SIGNATURE, JWT_SIGNATURE = "Invalid signature", "signature verification failed"
NO_SUCH_KEY, NOT_THE_ISSUER = "has no verification method", "issuer must match the verification method controller"
# badge -> the verdict | for the credential: checks of the portal that fail, what strangers say | for the JWT: the same
TABLE: dict[str, tuple[str, str, str, str, str]] = {
    "progress": ("valid", "", GOOD, "", GOOD),
    "performance": ("valid", "", GOOD, "", GOOD),
    "both": ("valid", "", GOOD, "", GOOD),
    "capstone": ("valid", "", GOOD, "", GOOD),
    "revoked": ("revoked", "status", TAKEN_BACK, "status", TAKEN_BACK),
    "expired": ("expired", "validity", 'is after "validUntil"', "validity", '"exp" claim timestamp check failed'),
    "not yet valid": ("not_yet_valid", "proof validity", 'is before "validFrom"', "validity", '"nbf" claim timestamp check failed'),
    "changed": ("invalid", "proof register", SIGNATURE, FORGED, JWT_SIGNATURE),
    "signed with another key": ("invalid", "proof", SIGNATURE, FORGED, JWT_SIGNATURE),
    "key in the fragment": ("invalid", "proof", NO_SUCH_KEY, FORGED, NO_SUCH_KEY),
    "theirs in our name": ("invalid", "proof", NOT_THE_ISSUER, FORGED, 'unexpected "iss" claim value'),
    "ours in their name": ("invalid", "proof", SIGNATURE, "proof", JWT_SIGNATURE),
}


def in_words(answer: Answer) -> str:
    return f"verified, bit {answer.bit}" if answer.verified else " ".join(answer.reasons)


@pytest.mark.parametrize("form", ["json", "jwt"])
@pytest.mark.parametrize("badge", TABLE)
def test_everybody_comes_to_the_same_answer_for_the_same_reason(badge: str, form: str, findings: Findings) -> None:
    verdict, *columns = TABLE[badge]
    failed, said = columns[:2] if form == "json" else columns[2:]
    ours = findings.portal[form][badge]
    assert (ours["verdict"], " ".join(check["id"] for check in ours["checks"] if check["status"] == "failed")) == (verdict, failed)
    assert said in in_words(findings.strangers[form][badge])


def test_the_table_is_complete(findings: Findings) -> None:
    assert set(TABLE) == set(findings.portal["json"])


@pytest.mark.parametrize("badge", ["progress", "performance", "both", "capstone"])
def test_golden_badges_fit_the_1edtech_schema(badge: str, stage: Stage, vectors: Path) -> None:
    document = stage.badge(badge)
    assert isinstance(document, dict) and problems(document, vectors) == []


def test_the_path_rests_on_its_badges(stage: Stage) -> None:
    evidence = [row["id"] for row in stage.badge("capstone")["evidence"]]  # type: ignore[index]
    assert evidence == [f"{stage.public_url}/b/{stage.tokens[kind]}" for kind in ("progress", "performance", "both")]
