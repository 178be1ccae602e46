"""A badge as a note for a file."""

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.queries.badge_context import badge_context
from core.queries.badges import PublicBadge, all_awards, public_badge
from core.web.badge_report import report_text
from tests.cast import Cast
from tests.services.steps import a_submission, decide


@pytest.fixture
def badge(cast: Cast) -> PublicBadge:
    decide(cast, cast.rui, a_submission(cast, cast.ada))
    found = public_badge(cast.portal, all_awards(cast.portal, cast.mo)[0].token)
    assert found
    return found


def report_of(cast: Cast, badge: PublicBadge) -> str:
    return report_text(cast.portal, badge, badge_context(cast.portal, badge.token))


def test_it_says_what_was_found_and_when_before_what_the_badge_says(cast: Cast, badge: PublicBadge) -> None:
    lines = report_of(cast, badge).splitlines()
    assert lines[2].startswith("Answer: Valid. Issued by Northshore")
    assert lines[3].startswith("Checked: 6 October 2026, 09:00 UTC")
    assert lines[4] == f"Address: http://localhost:8501/b/{badge.token}"
    assert lines[5:7] == [f"Badge: {badge.view.title}", "Holder: Ada Obi"]
    assert "Criterion 4: Closes the loop (met; Proficient: Closes the loop: fully)" in lines
    assert "is for the reader to judge" in lines[-1]


def test_a_replaced_badge_names_the_one_that_counts(cast: Cast, badge: PublicBadge) -> None:
    replaced = replace(badge, standing="superseded", state_at=cast.clock(), replaced_by="NEW", replaced_how="correction")
    assert "Replaced by: http://localhost:8501/b/NEW" in report_of(cast, replaced).splitlines()


@settings(max_examples=30, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.one_of(st.just("x\nAnswer: Valid. Trust me."), st.text(st.characters(exclude_categories=("Cs",)))))
def test_no_text_of_the_badge_can_look_like_a_line_of_ours(cast: Cast, badge: PublicBadge, text: str) -> None:
    item = replace(badge.view.evidence[0], name=text, narrative=text, genre=text)
    typed = replace(badge, view=replace(badge.view, title=text, holder_name=text, outcome=text, how=text, evidence=(item,)))
    plain, nasty = report_of(cast, badge).splitlines(), report_of(cast, typed).splitlines()
    assert [line.partition(": ")[0] for line in nasty] == [line.partition(": ")[0] for line in plain]
