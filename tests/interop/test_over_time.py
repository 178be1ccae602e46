"""What happens to badges over the years, as strangers see it: taken back, suspended, corrected, another key, another address.

In the order in which it happens to this portal; each story has badges of its own.
"""

import json
import shutil
import urllib.error
from datetime import timedelta
from pathlib import Path

import pytest

from core.badges import status_list
from core.rules.members import Actor
from core.services import corrections, reissue, revocations, signing_keys
from tests.cast import Cast
from tests.interop.forgeries import Badge
from tests.interop.golden import GOLDEN, PUBLIC, days_ago, earn
from tests.interop.stage import Stage, fill
from tests.interop.strangers import Answer
from tests.servers import free_port, serve
from tests.services import steps

GOOD, TAKEN_BACK = Answer(True, (), 0), Answer(True, (), 1)


@pytest.fixture
def cast(stage: Stage) -> Cast:
    """Everybody at the running portal, today."""
    stage.cast.clock.time = days_ago(0)
    return stage.cast


def both_forms(stage: Stage, *names: str) -> dict[str, Badge]:
    return {f"{name} {form}": stage.badge(name, form) for name in names for form in ("json", "jwt")}


def answers(stage: Stage, badges: dict[str, Badge]) -> set[Answer]:
    return set(stage.ask_strangers(badges).values())


def test_a_badge_is_taken_back_while_everybody_looks_on(stage: Stage, cast: Cast) -> None:
    badges = both_forms(stage, "performance")
    assert answers(stage, badges) == {GOOD}
    steps.revoke(cast, stage.tokens["performance"])
    assert answers(stage, badges) == {TAKEN_BACK}
    assert {stage.verdict(badge)["verdict"] for badge in badges.values()} == {"revoked"}


def test_a_suspension_shows_in_its_own_list_and_goes_away(stage: Stage, cast: Cast) -> None:
    badge, token = stage.badge("both"), stage.tokens["both"]
    index = int(badge["credentialStatus"]["statusListIndex"])  # type: ignore[index]
    for act, suspended in ((revocations.suspend, True), (revocations.lift, False)):
        act(cast.portal, Actor.system(), token=token)
        signed = json.loads(stage.fetch("/status/1/suspension"))
        assert stage.ask_strangers({"list": signed})["list"] == Answer(True, (), None)
        assert status_list.bit(signed, index) is suspended
        assert answers(stage, {"badge": badge}) == {GOOD}, "a suspension can be lifted, a set bit of the revocation list never"
        assert stage.verdict(badge)["verdict"] == ("suspended" if suspended else "valid")


def test_a_corrected_badge_takes_the_place_of_the_old_one(stage: Stage, cast: Cast) -> None:
    old = both_forms(stage, "progress")
    stage.tokens["corrected"] = corrections.correct_name(cast.portal, cast.mo, token=stage.tokens["progress"], name="Zoë Nguyễn")
    assert answers(stage, old) == {TAKEN_BACK}
    assert answers(stage, both_forms(stage, "corrected")) == {GOOD}


def test_a_new_key_leaves_old_badges_as_they_are(stage: Stage, cast: Cast) -> None:
    old = both_forms(stage, "both", "capstone")
    signing_keys.rotate(cast.portal, Actor.system())
    stage.tokens["by the new key"] = earn(cast, cast.ben, GOLDEN["both"])
    assert answers(stage, old | both_forms(stage, "by the new key")) == {GOOD}


def test_a_stolen_key_counts_no_more_and_its_badges_are_signed_anew(stage: Stage, cast: Cast) -> None:
    stolen, _ = signing_keys.every_key(cast.portal, Actor.system())[::-1]
    signing_keys.withdraw(cast.portal, Actor.system(), multikey=stolen.multikey, since=cast.clock() - timedelta(days=2))
    badges = both_forms(stage, "both", "capstone")
    refused = stage.ask_strangers(badges)
    assert all("not authorized by controller" in " ".join(answer.reasons) for answer in refused.values())
    assert {stage.verdict(badge)["verdict"] for badge in badges.values()} == {"valid"}, "our register knows when we signed"
    assert reissue.reissue(cast.portal, Actor.system()) > 0
    assert answers(stage, both_forms(stage, "both", "capstone", "by the new key")) == {GOOD}
    # signed when others had the key too: only after somebody looked into it
    assert reissue.outdated(cast.portal, Actor.system()).doubtful == (stage.tokens["corrected"],)
    reissue.reissue_doubtful(cast.portal, Actor.system(), token=stage.tokens["corrected"])
    assert answers(stage, both_forms(stage, "corrected")) == {GOOD}


def test_a_portal_that_moves_to_a_public_address_takes_its_badges_along(a_set_up_folder: Path, tmp_path: Path) -> None:
    """First on one machine, where badges name their key directly (did:key) and there are no JWTs; then for everybody."""
    folder, port = Path(shutil.copytree(a_set_up_folder, tmp_path / "data")), free_port()
    cast, tokens = fill(folder, f"http://localhost:{port}")
    here = Stage(cast, serve(folder, port), tokens)
    try:
        local = {name: here.badge(name) for name in ("performance", "capstone")}
        assert all(badge["issuer"]["id"].startswith("did:key:") for badge in local.values())
        assert answers(here, local) == {GOOD}
        assert here.ask_strangers({"revoked": here.badge("revoked")})["revoked"] == TAKEN_BACK
        with pytest.raises(urllib.error.HTTPError, match="404"):
            here.badge("performance", "jwt")
    finally:
        here.server.stop()
    moved = cast.with_settings(public_url=PUBLIC)
    moved.clock.time = days_ago(0)
    assert reissue.reissue(moved.portal, Actor.system()) == len(tokens)
    everywhere = Stage(moved, serve(folder, port, public_url=PUBLIC), tokens)
    try:
        assert answers(everywhere, both_forms(everywhere, "performance", "capstone")) == {GOOD}
        assert answers(everywhere, both_forms(everywhere, "revoked")) == {TAKEN_BACK}
        assert {everywhere.verdict(badge)["verdict"] for badge in local.values()} == {"valid"}
    finally:
        everywhere.server.stop()
