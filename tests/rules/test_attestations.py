"""Who may ask, how long a link is good, and what a reviewer reads of it."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import RuleBroken
from core.rules.attestations import Attestation, as_evidence, check_may_ask, check_open
from core.rules.witnesses import LASTS, Relation

NOW = datetime(2026, 10, 6, 9, tzinfo=UTC)
ASKED = Attestation("a", "s", "E1", "Sam Lee", "manager", "asked", NOW, NOW + LASTS, None)


@pytest.mark.parametrize(
    ("accepts", "waiting", "refusal"),
    [(("file", "text"), 2, ""), (("text",), 0, ""), (("file", "link"), 0, "file or a link"), (("text",), 3, "3 people")],
)
def test_who_may_ask(accepts: tuple[str, ...], waiting: int, refusal: str) -> None:
    if not refusal:
        check_may_ask(accepts, waiting=waiting)
        return
    with pytest.raises(RuleBroken, match=refusal):
        check_may_ask(accepts, waiting=waiting)


@pytest.mark.parametrize(
    ("attestation", "later", "is_draft", "words"),
    [
        (ASKED, LASTS, True, "older than thirty days"),
        (replace(ASKED, state="given"), timedelta(0), True, "used already"),
        (replace(ASKED, state="withdrawn"), timedelta(0), True, "taken back"),
        (ASKED, timedelta(0), False, "handed in meanwhile"),
    ],
)
def test_links_that_are_over(attestation: Attestation, later: timedelta, is_draft: bool, words: str) -> None:
    check_open(ASKED, NOW + LASTS - timedelta(seconds=1), is_draft=True)
    with pytest.raises(RuleBroken, match=words):
        check_open(attestation, NOW + later, is_draft=is_draft)


@given(st.sampled_from(get_args(Relation)), st.text(min_size=1, max_size=2000))
def test_a_reviewer_reads_every_word_and_who_it_was_but_no_name(relation: Relation, words: str) -> None:
    title, text = as_evidence(relation, words, NOW)
    assert words in text and title in text and len(title) <= 120
    assert "Sam" not in text.replace(words, "")
