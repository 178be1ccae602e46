"""The quiz of an activity as its designer works on it: questions, what is right, why, pass mark and tries.

Questions have no names of their own: every box is filled anew from what is kept at its place.
"""

from typing import Any

import streamlit as st

from core.rules import quiz_drafts as quizzes
from core.rules.drafts import Draft, DraftActivity
from pages.shared import session
from pages.shared.draft_editing import text
from pages.shared.rubric_editor import Change, shown

KINDS = {"single": "One answer is right", "multiple": "Several answers are right", "text": "A short text"}


def quiz_editor(draft: Draft, row: DraftActivity, change: Change) -> None:
    """Pass mark and tries, then the questions."""
    quiz = row.quiz or {}
    st.markdown("**The quiz.** Each question counts the same. Where several answers are right, exactly these have to be chosen.")
    with st.container(horizontal=True):
        _number("Pass mark in %", row.key, "pass_bp", quiz.get("pass_bp", 8000) / 100, (1.0, 100.0, 5.0), change)
        _number("Tries (0: as many as one likes)", row.key, "tries", quiz.get("tries", 3), (0, 20, 1), change)
    questions = quiz.get("questions", [])
    for place, question in enumerate(questions):
        with st.container(border=True, key=_key(row.key, "question", place)):
            _question(draft, row.key, place, question, change)
    st.button(
        "Add a question",
        key=_key(row.key, "add"),
        on_click=change,
        args=(lambda draft: quizzes.add_question(draft, row.key),),
        icon=":material/add:",
        disabled=len(questions) >= quizzes.MOST_QUESTIONS,
    )


def _key(*parts: object) -> str:
    return "quiz_" + "_".join(str(part) for part in (st.query_params.get("d", ""), *parts))


def _number(label: str, row: str, name: str, value: Any, limits: tuple[Any, Any, Any], change: Change) -> None:
    lowest, highest, step = limits
    widget = shown(_key(row, name), min(max(value, lowest), highest))
    st.number_input(
        label,
        lowest,
        highest,
        step=step,
        format="%g" if isinstance(step, float) else "%d",
        key=widget,
        on_change=_take_number,
        args=(change, row, name, widget),
    )


def _take_number(change: Change, row: str, name: str, widget: str) -> None:
    typed = session.typed(widget) or 0
    value = round(typed * 100) if name == "pass_bp" else int(typed)
    change(lambda draft: quizzes.change_quiz(draft, row, **{name: value}))


def _question(draft: Draft, row: str, at: int, question: dict[str, Any], change: Change) -> None:
    place = f"activities.{row}.quiz.questions.{at}"
    text(draft, change, f"{place}.text", f"Question {at + 1}", lines=2, why="About something that the work needs, in plain words.")
    kind = question.get("kind") if question.get("kind") in KINDS else "single"
    widget = shown(_key("kind", row, at), kind)
    st.selectbox("What is asked for", list(KINDS), key=widget, format_func=KINDS.__getitem__,
                 on_change=_take, args=(change, row, at, "kind", widget))  # fmt: skip
    if kind == "text":
        _accepted(row, at, question, change)
    else:
        _choices(row, at, question, change)
    text(draft, change, f"{place}.explanation", "Why is that right?", why="Members read it when the quiz is passed, or over.")
    _buttons(row, at, len(quizzes.quiz_of(draft, row).get("questions", ())), change)


def _take(change: Change, row: str, place: int, name: str, widget: str) -> None:
    value = session.typed(widget) or ""
    change(lambda draft: quizzes.change_question(draft, row, place, **{name: value}))


def _accepted(row: str, at: int, question: dict[str, Any], change: Change) -> None:
    widget = shown(_key("accepted", row, at), "\n".join(question.get("accepted", ())))
    about = "Capitals, accents, spaces and punctuation make no difference."
    st.text_area(
        f"Texts that are right, one per line. {about}",
        key=widget,
        height="content",
        on_change=_take_accepted,
        args=(change, row, at, widget),
    )


def _take_accepted(change: Change, row: str, place: int, widget: str) -> None:
    lines = quizzes.lines_of(session.typed(widget) or "")
    change(lambda draft: quizzes.change_question(draft, row, place, accepted=lines))


def _choices(row: str, at: int, question: dict[str, Any], change: Change) -> None:
    choices = [str(words) for words in question.get("choices", ())]
    widget = shown(_key("choices", row, at), "\n".join(choices))
    st.text_area(
        "Answers to choose from, one per line", key=widget, height="content", on_change=_take_choices, args=(change, row, at, widget)
    )
    right = [choice for choice in question.get("right", ()) if choice < len(choices)]
    if not choices:
        return
    widget = _key("right", row, at, len(choices), question.get("kind"))
    args = (change, row, at, widget)
    if question.get("kind") == "multiple":
        shown(widget, right)
        st.multiselect("Which of them are right?", range(len(choices)), key=widget, format_func=choices.__getitem__,
                       on_change=_take_right, args=args)  # fmt: skip
    else:
        shown(widget, right[0] if right else None)
        st.selectbox("Which one is right?", range(len(choices)), index=None, key=widget, format_func=choices.__getitem__,
                     on_change=_take_right, args=args)  # fmt: skip


def _take_choices(change: Change, row: str, place: int, widget: str) -> None:
    typed = session.typed(widget) or ""
    change(lambda draft: quizzes.write_choices(draft, row, place, typed))


def _take_right(change: Change, row: str, place: int, widget: str) -> None:
    typed = session.typed(widget)
    right = [] if typed is None else sorted(typed) if isinstance(typed, list) else [typed]
    change(lambda draft: quizzes.change_question(draft, row, place, right=right))


def _buttons(row: str, place: int, many: int, change: Change) -> None:
    def moved(by: int) -> Any:
        return lambda draft: quizzes.move_question(draft, row, place, by)

    def removed(draft: Draft) -> Draft:
        return quizzes.remove_question(draft, row, place)

    with st.container(horizontal=True):
        st.button("Up", key=_key("up", row, place), on_click=change, args=(moved(-1),), icon=":material/arrow_upward:", disabled=place == 0)
        st.button(
            "Down",
            key=_key("down", row, place),
            on_click=change,
            args=(moved(1),),
            icon=":material/arrow_downward:",
            disabled=place == many - 1,
        )
        st.button("Remove", key=_key("remove", row, place), on_click=change, args=(removed,), icon=":material/delete:")
