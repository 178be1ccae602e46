"""The questions of a quiz as a form that keeps what is typed, and a quiz that is over with what is right."""

import streamlit as st

from core.queries.quizzes import Asked, QuizDesk
from core.rules.quizzes import LONGEST_ANSWER, Answer
from core.services import quizzes
from pages.shared import frame, session, wiring
from pages.shared.text import md

_SHEET = """
<style>
.st-key-quiz [data-testid="stRadio"] label, .st-key-quiz [data-testid="stCheckbox"] label { padding: 0.3rem 0; min-height: 2rem; }
.st-key-quiz h2 { font-size: 1.15rem !important; }
</style>
"""
_RIGHT = ":green[:material/check_circle:] Right"
_NOT_RIGHT = ":orange[:material/replay:] Not right yet"


def _form(enrolment_id: str, activity: str) -> str:
    return f"quiz_{enrolment_id}_{activity}"


def _key(form: str, desk: QuizDesk, place: int, choice: int | None = None) -> str:
    """Of this try: the next one begins with what was answered last, and not with what stood in an old window."""
    return f"{form}_{len(desk.tries)}_{place}" + ("" if choice is None else f"_{choice}")


def quiz_form(desk: QuizDesk, enrolment_id: str, activity: str) -> None:
    """All questions, and one button at the end."""
    form = _form(enrolment_id, activity)
    st.html(_SHEET)
    with st.container(key="quiz"):
        for place, asked in enumerate(desk.asked):
            _heading(desk, place, asked)
            _question(desk, form, place, asked, (desk, enrolment_id, activity))
            frame.problem_beside(form, str(place))
    frame.problem_beside(form, "")
    if session.problems(form):
        st.markdown(":material/info: Some questions are still open; no try was used.")
    # the button of this try: a second click, or one in another window, must not hand in the next
    if st.button("Hand in", key=f"{form}_{len(desk.tries)}_hand_in", type="primary", icon=":material/send:"):
        with frame.errors_shown(form):
            quizzes.take(
                wiring.portal(),
                session.actor(),
                enrolment_id=enrolment_id,
                activity=activity,
                answers=_given(desk, form),
                number=len(desk.tries) + 1,
            )
            st.rerun()
    st.caption(":material/cloud_done: What you answer is kept; you can go on later.")


def _heading(desk: QuizDesk, place: int, asked: Asked) -> None:
    st.header(f"{place + 1}. {md(asked.text)}", anchor=False)
    if asked.right is not None:
        st.markdown(_RIGHT if asked.right else _NOT_RIGHT)


def _question(desk: QuizDesk, form: str, place: int, asked: Asked, of: tuple[QuizDesk, str, str]) -> None:
    """The widget for one question, with what stands in it already."""
    before, label = desk.typed.get(place), f"Your answer to question {place + 1}"
    if asked.kind == "text":
        text = before if isinstance(before, str) else ""
        st.text_input(label, text, key=_key(form, desk, place), max_chars=LONGEST_ANSWER, on_change=_keep, args=of)
        return
    chosen = before if isinstance(before, tuple) else ()
    if asked.kind == "single":
        st.radio(
            label,
            range(len(asked.choices)),
            index=chosen[0] if chosen else None,
            format_func=lambda choice: md(asked.choices[choice]),
            key=_key(form, desk, place),
            on_change=_keep,
            args=of,
            label_visibility="collapsed",
        )
        return
    st.caption("Choose all that are right.")
    for choice, words in enumerate(asked.choices):
        st.checkbox(md(words), choice in chosen, key=_key(form, desk, place, choice), on_change=_keep, args=of)


def _given(desk: QuizDesk, form: str) -> dict[int, Answer]:
    """What stands in the form at this moment, also in callbacks."""
    return {place: _answer(desk, form, place, asked) for place, asked in enumerate(desk.asked)}


def _answer(desk: QuizDesk, form: str, place: int, asked: Asked) -> Answer:
    if asked.kind == "text":
        return session.typed(_key(form, desk, place)) or ""
    if asked.kind == "single":
        chosen = session.typed(_key(form, desk, place))
        return () if chosen is None else (chosen,)
    return tuple(choice for choice in range(len(asked.choices)) if session.typed(_key(form, desk, place, choice)))


def _keep(desk: QuizDesk, enrolment_id: str, activity: str) -> None:
    form = _form(enrolment_id, activity)
    with frame.problems_kept(form):
        quizzes.keep(wiring.portal(), session.actor(), enrolment_id=enrolment_id, activity=activity, answers=_given(desk, form))


def marked(desk: QuizDesk) -> None:
    """A quiz that is over: what was answered, what is right, and why."""
    st.html(_SHEET)
    with st.container(key="quiz"):
        for place, asked in enumerate(desk.asked):
            _heading(desk, place, asked)
            st.markdown(f"You answered: {md(_in_words(asked, desk.typed.get(place, ())))}")
            if asked.solution and not asked.right:
                st.markdown(f"Right: {md(' · '.join(asked.solution))}")
            if asked.explanation:
                st.markdown(f":material/lightbulb: {md(asked.explanation)}")


def _in_words(asked: Asked, answer: Answer) -> str:
    return answer if isinstance(answer, str) else " · ".join(asked.choices[choice] for choice in answer)
