"""The activities of a program as its completion rule groups them, each to be ticked off by whoever does that."""

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from core.queries.learning import Participation
from core.rules.completion import Activity, AllOf, CompletionRule, Done, InOrder, KOf, named, percent, satisfied
from core.rules.completion_words import heading, whence
from core.rules.ticking import is_done, needed_score, waits_for
from core.services import enrolments
from pages.shared import frame, registry, session, wiring
from pages.shared.dates import day
from pages.shared.program_story import KIND_WORDS
from pages.shared.text import md

ATTESTATION = "I have done this."
_WAITING = {
    "facilitator": "The facilitator of the program confirms this one.",
    "import": "A list of the organisers ticks this one off; that can take some days.",
}
_SHEET = """
<style>
.st-key-activities [class*="st-key-group_"] { padding-left: 0.9rem;
  border-left: 3px solid color-mix(in srgb, currentColor 22%, transparent); }
@media (max-width: 40rem) { .st-key-activities [class*="st-key-group_"] { padding-left: 0.55rem; } }
</style>
"""


def activities(way: Participation) -> None:
    """The rule from the outside in, then what the program has beside it."""
    st.html(_SHEET)
    rule = way.program.completion
    by_key = {row.key: row for row in way.program.activities}
    with st.container(key="activities"):
        if rule is None:
            counted: tuple[str, ...] = ()
        else:
            counted = named(rule)
            _part(way, rule, by_key, _Place("0"))
        beside = [row for row in way.program.activities if row.key not in counted]
        if beside and counted:
            st.subheader("Not needed for the badge", anchor=False)
        for row in beside:
            _card(way, row, _Place(""))


@dataclass(frozen=True)
class _Place:
    """Where a part stands: ``number`` where an order counts it, ``is_spare`` in a choice that is made already."""

    key: str
    number: str = ""
    is_spare: bool = False

    @property
    def is_whole(self) -> bool:
        return self.key == "0"


def _part(way: Participation, rule: CompletionRule, by_key: Mapping[str, Activity], place: _Place) -> None:
    """One part of the rule. That all of the whole is needed goes without saying."""
    if isinstance(rule, Done):
        _card(way, by_key[rule.activity], place)
        return
    if not (place.is_whole and isinstance(rule, AllOf)):
        _heading(way, rule, place.number)
    is_spare = place.is_spare or (isinstance(rule, KOf) and satisfied(rule, way.said))
    with st.container(key=f"{'parts' if place.is_whole else 'group'}_{place.key}"):
        for count, part in enumerate(rule.of, 1):
            number = f"{place.number}{count}." if isinstance(rule, InOrder) else ""
            _part(way, part, by_key, _Place(f"{place.key}_{count}", number, is_spare))


def _heading(way: Participation, rule: AllOf | KOf | InOrder, number: str) -> None:
    """What the group wants, and how far it is."""
    done = sum(satisfied(part, way.said) for part in rule.of)
    state = ":material/check_circle: Done" if satisfied(rule, way.said) else f"{done} done so far"
    st.markdown(f"**{f'{number} {heading(rule)}'.strip()}** · {state}")


def _card(way: Participation, activity: Activity, place: _Place) -> None:
    with st.container(border=True, key=f"activity_{activity.key}"):
        _told(activity, needed_score(way.program, activity.key), place)
        said = way.said.get(activity.key)
        if said and is_done(way.program, way.said, activity.key):
            _done(way, activity)
        elif waiting := waits_for(way.program, way.said, activity.key):
            st.markdown(f":material/lock: Not yet. {md(waiting)}")
        else:
            if place.is_spare:
                st.markdown(":material/done_all: Not needed any more: enough of these are done.")
            _open(way, activity)


def _open(way: Participation, activity: Activity) -> None:
    """What is still to do, by whoever does it."""
    _so_far(way, activity)
    if activity.source == "quiz":
        _to_quiz(way, activity)
    elif activity.source != "self":
        st.markdown(f":material/hourglass_empty: Open. {_WAITING[activity.source]}")
    elif way.enrolment.is_open:
        _to_tick(way, activity)


def _told(activity: Activity, needed: int | None, place: _Place) -> None:
    st.subheader(md(f"{place.number} {activity.title}"), anchor=False)
    notes = [KIND_WORDS[activity.kind]]
    if activity.minutes:
        notes.append(f"about {activity.minutes} minutes")
    if needed is not None:
        notes.append(f"at least {percent(needed)}")
    st.caption(" · ".join(notes))
    if activity.instructions:
        st.markdown(md(activity.instructions))
    if activity.link:
        st.link_button("Open the material", activity.link, icon=":material/open_in_new:")


def _stated(way: Participation, activity: Activity) -> str:
    """When, from whom, with which score: *3 May, from Moodle, 85 %*."""
    said = way.said[activity.key]
    score = f", {percent(said.score_bp)}" if said.score_bp is not None else ""
    return f"{day(said.at, wiring.portal().now().date())}, {md(whence(said))}{score}"


def _done(way: Participation, activity: Activity) -> None:
    st.markdown(f":material/check_circle: **Done** on {_stated(way, activity)}")
    if activity.quiz and way.said[activity.key].source == "quiz":
        _quiz_link(way, activity, "See your answers")


def _so_far(way: Participation, activity: Activity) -> None:
    """What was stated and is not enough."""
    if activity.key in way.said:
        st.markdown(f":material/history: So far: {_stated(way, activity)}. That is not enough yet.")


def _quiz_link(way: Participation, activity: Activity, label: str) -> None:
    target = {"e": way.enrolment.id, "a": activity.key}
    st.page_link(registry.path_of("quiz"), label=label, icon=":material/quiz:", query_params=target, width="content")


def _to_quiz(way: Participation, activity: Activity) -> None:
    assert activity.quiz is not None
    if not way.enrolment.is_open:
        return
    questions, tries = len(activity.quiz.questions), activity.quiz.tries
    often = f" · {tries} {'try' if tries == 1 else 'tries'}" if tries else ""
    st.markdown(
        f":material/radio_button_unchecked: {questions} question{'' if questions == 1 else 's'}{often}"
        f" · passed with {percent(activity.quiz.pass_bp)}"
    )
    label = "Go on with the quiz" if activity.key in way.said else "Take the quiz"
    if st.button(label, key=f"quiz_{activity.key}", icon=":material/quiz:"):
        st.switch_page(registry.path_of("quiz"), query_params={"e": way.enrolment.id, "a": activity.key})


def _to_tick(way: Participation, activity: Activity) -> None:
    """The sentence to stand for, and the button; the sentence comes first."""
    key = f"{way.enrolment.id}_{activity.key}"
    st.markdown(":material/radio_button_unchecked: Open")
    attested = st.checkbox(md(activity.attestation or ATTESTATION), key=f"attested_{key}")
    frame.problem_beside(key, activity.key)
    if st.button("Tick off", key=f"tick_{key}", icon=":material/done:"):
        with frame.errors_shown(key):
            enrolments.complete_activity(
                wiring.portal(), session.actor(), enrolment_id=way.enrolment.id, activity=activity.key, attested=attested
            )
            session.flash(f"“{activity.title}” is done.")
            st.rerun()
