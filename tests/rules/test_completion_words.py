"""The rule as members read it."""

from datetime import UTC, datetime

import pytest

from core.rules.completion import AllOf, Completion, CompletionRule, InOrder, KOf
from core.rules.completion_words import heading, in_a_sentence, stated_in_words, whence

TITLES = {"A": "Read", "B": "Draw", "C": "Show"}


def said(state: str = "complete", source: str = "self", **more: object) -> Completion:
    return Completion.model_validate({"activity": "A", "state": state, "source": source, "at": datetime(2026, 5, 3, tzinfo=UTC)} | more)


@pytest.mark.parametrize(
    ("group", "words"),
    [
        (AllOf(of=("A", "B")), "All 2"),
        (InOrder(of=("A", "B", "C")), "All 3, in this order"),
        (KOf(k=2, of=("A", "B", "C")), "Any 2 of these 3"),
        (KOf(k=2, of=("A", "B")), "All 2"),
        (KOf(k=1, of=("A",)), "This one"),
    ],
)
def test_a_group_says_what_it_wants(group: AllOf | KOf | InOrder, words: str) -> None:
    assert heading(group) == words


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (AllOf(of=("A", "B", "C")), "“Read”, “Draw” and “Show”"),
        (InOrder(of=("A", "B")), "“Read”, then “Draw”"),
        (KOf(k=1, of=("A", "B")), "any 1 of “Read” or “Draw”"),
        (AllOf(of=("A", KOf(k=1, of=("B", "C")))), "“Read” and (any 1 of “Draw” or “Show”)"),
        (AllOf(of=("A",)), "“Read”"),
    ],
)
def test_a_part_fits_into_a_sentence(rule: CompletionRule, words: str) -> None:
    assert in_a_sentence(rule, TITLES) == words


@pytest.mark.parametrize(
    ("statement", "inside", "public"),
    [
        (said(), "by you", "Completed by own statement on 03 May 2026."),
        (said("passed", "quiz", score_bp=6666), "by the quiz", "Quiz passed on 03 May 2026. Score: 66.66 %."),
        (said("complete", "import", note="Moodle"), "from Moodle", "Completion listed by the organisers as of 03 May 2026."),
        (said("complete", "import", note="from Moodle"), "from Moodle", "Completion listed by the organisers as of 03 May 2026."),
        (said("complete", "import"), "by a list of the organisers", "Completion listed by the organisers as of 03 May 2026."),
        (said("complete", "facilitator"), "confirmed by the facilitator", "Completion confirmed by the facilitator on 03 May 2026."),
        (said("waived", "facilitator", note="after an injury"), "waived by the facilitator: after an injury",
         "Waived by the facilitator on 03 May 2026."),
    ],
)  # fmt: skip
def test_where_a_statement_comes_from_and_what_the_world_reads(statement: Completion, inside: str, public: str) -> None:
    assert whence(statement) == inside
    assert stated_in_words(statement) == public
