"""Fifth step of the designer: what members can count on, what the badge is worth later, and what Europe's standard asks for."""

from typing import Any

import streamlit as st

from core.queries.drafts import StudioCard
from core.rules.design_check.focus import weeks_needed
from core.rules.draft_promises import FOLLOW_UP_DAYS, survey_at, with_survey
from core.rules.drafts import Draft
from core.rules.eu_elements import ASSESSED, PARTICIPATION_WORDS, QUALITY, SUPERVISION_WORDS
from core.rules.programs import SurveyMoment
from pages.shared import frame, session
from pages.shared.draft_editing import FORM, Change, choice, key, number, several, text

VALID = {"": "It does not expire", "P1Y": "1 year", "P2Y": "2 years", "P3Y": "3 years", "P5Y": "5 years"}
RENEWALS = {
    "none": "It is not renewed",
    "reassess": "By showing the skill again",
    "evidence": "By one piece of evidence from practice",
    "update_program": "By a short update program",
}
MOMENTS: dict[SurveyMoment, str] = {
    "before": "Before they begin",
    "after": "Right after the award",
    "follow_up": "Some weeks after the award",
}
NOT_STATED = {"": "Not stated"}


def promise_step(draft: Draft, change: Change, programs: dict[str, str], *, is_revision: bool) -> None:
    """``programs`` by code are those that can renew a badge; ``is_revision`` asks what is different this time."""
    st.markdown("Every promise here stands on the program's page before anybody enrols. Promise less, and keep it.")
    _time(draft, change)
    _judging(draft, change)
    text(
        draft,
        change,
        "prerequisites",
        "What people need before they start",
        lines=2,
        placeholder="Access to …",
        why="Things and access, and badges where it cannot be otherwise. Every condition keeps somebody out.",
    )
    _later(draft, change, programs)
    st.subheader("Ask what it was good for", anchor=False)
    for moment in MOMENTS:
        _survey(draft, change, moment)
    _standard(draft, change)
    _record(draft, change, is_revision)


def _time(draft: Draft, change: Change) -> None:
    hours, weekly, weeks = st.columns(3)
    with hours:
        number(draft, change, "effort_hours", "Hours of work", least=0.5, most=500.0, step=0.5, why="All in all, for somebody new to it.")
    with weekly:
        number(draft, change, "weekly_hours", "Hours a week", least=0.5, most=40.0, step=0.5, why="What people manage beside their work.")
    with weeks:
        number(draft, change, "weeks", "Weeks", least=1, most=104, why="From start to submission. What takes longer is a pathway.")
    needed = weeks_needed(draft)
    if needed and needed != draft.weeks:
        st.caption(f"{draft.effort_hours:g} hours at {draft.weekly_hours:g} hours a week are {needed} week{'' if needed == 1 else 's'}.")
        label = f"Make it {needed} week{'' if needed == 1 else 's'}"
        st.button(
            label, key=key("weeks_needed"), icon=":material/event:", on_click=change, args=(lambda old: old.with_(weeks=weeks_needed(old)),)
        )


def _judging(draft: Draft, change: Change) -> None:
    if not draft.wants_performance:
        return
    attempts, days = st.columns(2)
    with attempts:
        number(
            draft,
            change,
            "max_attempts",
            "Attempts",
            least=1,
            most=10,
            why="Each comes back with written feedback. Three are kind and enough.",
        )
    with days:
        number(
            draft, change, "decision_days", "Working days until the decision", least=1, most=60, why="Reviewers see it as their due day."
        )
    text(
        draft,
        change,
        "what_good_looks_like",
        "What good looks like",
        lines=4,
        placeholder="A message of three sentences that …",
        why="An example says more than a level. Describe a piece of work that you would be glad to get.",
    )


def _later(draft: Draft, change: Change, programs: dict[str, str]) -> None:
    st.subheader("How long it counts", anchor=False)
    choice(draft, change, "validity", "The badge is valid for", VALID, why="Only skills that age need an end: tools change, laws change.")
    if not draft.validity:
        return
    choice(
        draft,
        change,
        "renewal.kind",
        "How it is renewed",
        RENEWALS,
        radio=True,
        why="Holders are reminded 60, 30 and 7 days before the end.",
    )
    if draft.renewal.get("kind") == "evidence":
        text(
            draft,
            change,
            "renewal.prompt",
            "The evidence of practice",
            lines=2,
            placeholder="The last plan that you wrote, with its date.",
            why="One piece from work in the last year, looked at by a reviewer.",
        )
    if draft.renewal.get("kind") == "update_program":
        words: dict[Any, str] = {draft.renewal.get("program"): "Choose a program"} | programs
        choice(draft, change, "renewal.program", "The update program", words, why="Whoever earns its badge has this one renewed.")


def _survey(draft: Draft, change: Change, moment: SurveyMoment) -> None:
    """The address of a form of one's own; what was typed and could not be kept stays in the box."""
    widget, kept = key(f"surveys.{moment}.link"), survey_at(draft, moment)
    if not session.problems(FORM):
        session.put(widget, kept.get("link", ""))
    st.text_input(
        f"Survey: {MOMENTS[moment].lower()}",
        key=widget,
        placeholder="https://",
        on_change=_keep_survey,
        args=(change, moment, widget, "link"),
        help="The address of your form. Leave it empty to ask nothing then.",
    )
    frame.problem_beside(FORM, f"surveys.{moment}.link")
    if moment == "follow_up" and kept:
        days = key("survey_days")
        session.put(days, int(kept.get("days_after", FOLLOW_UP_DAYS)))
        st.number_input("Days after the award", 0, 365, key=days, on_change=_keep_survey, args=(change, moment, days, "days_after"))


def _keep_survey(change: Change, moment: SurveyMoment, widget: str, member: str) -> None:
    typed = session.typed(widget)
    change(lambda draft: with_survey(draft, moment, **{member: typed}))


def _standard(draft: Draft, change: Change) -> None:
    st.subheader("For the European standard", anchor=False)
    st.caption("A micro-credential says these things, so that it can be compared anywhere. The level stands in the step Skill.")
    choice(draft, change, "participation", "Form of participation", NOT_STATED | PARTICIPATION_WORDS, why="How people take part.")
    choice(
        draft,
        change,
        "supervision",
        "Supervision and identity",
        NOT_STATED | SUPERVISION_WORDS,
        why="Say what is so, not what sounds best.",
    )
    text(
        draft, change, "assessment", "Type of assessment", placeholder=ASSESSED.get(draft.benchmark, ""), why="In one line, in plain words."
    )
    text(draft, change, "quality", "How its quality is looked after", lines=2, placeholder=QUALITY, why="Who looks after it, and how.")


def _record(draft: Draft, change: Change, is_revision: bool) -> None:
    st.subheader("For the record", anchor=False)
    text(
        draft,
        change,
        "picture_words",
        "The badge's picture in words",
        placeholder="A round badge with …",
        why="For people who hear the page instead of seeing it.",
    )
    several(draft, change, "tags", "Tags", [], new=True, placeholder="Type a tag and press Enter", why="The search finds them.")
    language, version = st.columns(2)
    with language:
        text(
            draft,
            change,
            "language",
            "Language",
            placeholder="en",
            why="The language of the badge as a short code, such as en, fr or pt-BR.",
        )
    with version:
        text(draft, change, "version", "Version", placeholder="1.0", why="Raise the first number when something else is asked for.")
    if is_revision:
        text(
            draft,
            change,
            "change_note",
            "What is different this time",
            lines=2,
            placeholder="The second criterion is easier to read.",
            why="Members and the colleague who checks it read this first.",
        )


def updates(cards: list[StudioCard], but: str) -> dict[str, str]:
    """The programs that take participants, by code, without the one that is designed here."""
    live = [card.draft for card in cards if card.kind == "program" and card.state == "published" and card.draft.code != but]
    return {draft.code: f"{draft.code} {draft.title}" for draft in live}
