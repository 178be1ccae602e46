from core.rules.drafts import Draft, draft_of
from core.rules.evidence_drafts import add_evidence, move_evidence, remove_evidence
from tests.builders import a_performance_program

DRAFT = draft_of(a_performance_program())


def keys(draft: Draft) -> list[str]:
    return [row.key for row in draft.evidence]


def test_a_new_piece_stands_at_the_end_under_a_free_key() -> None:
    assert keys(add_evidence(DRAFT)) == ["E1", "E2", "E3"]
    assert keys(add_evidence(remove_evidence(DRAFT, "E1"))) == ["E2", "E1"]


def test_pieces_move_and_go_by_their_keys() -> None:
    assert keys(move_evidence(DRAFT, "E2", -1)) == ["E2", "E1"]
    assert move_evidence(DRAFT, "E1", -1) == DRAFT == move_evidence(DRAFT, "E9", 1) == remove_evidence(DRAFT, "E9")
    assert keys(remove_evidence(DRAFT, "E2")) == ["E1"]
