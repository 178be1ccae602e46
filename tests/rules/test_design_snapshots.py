from core.rules.design_check import Seal, check
from core.rules.design_snapshots import earned_seals, read_snapshot, snapshot_of
from core.rules.drafts import Waiver, draft_of
from tests.builders import A_TUESDAY, a_performance_program

LONG = check(draft_of(a_performance_program(weeks=9)), waivers=["L04:weeks"])
WAIVER = Waiver(finding="L04:weeks", reason="The law asks for it.", by="dee", at=A_TUESDAY)


def test_a_snapshot_reads_back_as_it_was() -> None:
    kept = snapshot_of(LONG, [WAIVER])
    assert read_snapshot(kept.model_dump_json()) == kept
    assert (kept.score, kept.label, kept.seals) == (LONG.score, LONG.label, LONG.seals)
    assert [row.key for row in kept.findings] == [row.key for row in LONG.findings]


def test_what_the_owner_let_pass_carries_its_reason() -> None:
    (waived,) = snapshot_of(LONG, [WAIVER, WAIVER.model_copy(update={"finding": "L01:gone"})]).waived
    assert (waived.key, waived.because, waived.waived_by, waived.waived_at) == ("L04:weeks", "The law asks for it.", "dee", A_TUESDAY)


def test_members_see_what_was_earned() -> None:
    text = snapshot_of(LONG).model_dump_json()
    assert earned_seals(text) == tuple(seal for seal in LONG.seals if seal.earned)
    assert all(isinstance(seal, Seal) for seal in earned_seals(text))


def test_versions_from_before_the_design_check_have_none() -> None:
    assert read_snapshot("") is None and earned_seals("") == ()
