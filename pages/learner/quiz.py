"""A quiz (``?e=<enrolment>&a=<activity>``): the questions, or what the last try came to. What is typed is kept."""

import streamlit as st

from core.errors import NotFound
from core.queries import quizzes as seen
from core.queries.quizzes import QuizDesk
from core.rules.completion import percent
from pages.shared import frame, registry, session, wiring
from pages.shared.dates import day
from pages.shared.quiz_form import marked, quiz_form
from pages.shared.text import md

portal, actor = wiring.portal(), session.actor()
enrolment_id, activity = st.query_params.get("e", ""), st.query_params.get("a", "")


def back() -> None:
    params = {"e": enrolment_id} if enrolment_id else None
    st.page_link(registry.path_of("my_learning"), label="Back to the program", icon=":material/arrow_back:", query_params=params)


def result(desk: QuizDesk) -> None:
    """What the last try came to, in one message."""
    assert desk.last is not None
    right, when = sum(one.right is True for one in desk.asked), day(desk.last.at, portal.now().date())
    score = f"{right} of {len(desk.asked)} right ({share(desk.last.score_bp)})"
    if desk.last.passed:
        st.success(f"**Passed** on {when}: {score}.", icon=":material/check_circle:")
    else:
        st.warning(f"**Not yet** on {when}: {score}, {share(desk.pass_bp)} needed. {what_now(desk)}", icon=":material/replay:")


def share(score_bp: int) -> str:
    """The number and its sign stay on one line."""
    return percent(score_bp).replace(" ", "\u00a0")


def what_now(desk: QuizDesk) -> str:
    if desk.closed:
        return md(desk.closed)
    return "Change what was not right and hand it in again." + (f" {left(desk)}." if desk.left else "")


def left(desk: QuizDesk) -> str:
    return f"{desk.left} {'try' if desk.left == 1 else 'tries'} left"


def rules(desk: QuizDesk) -> str:
    """What the quiz asks for, before the first try."""
    often = f" {left(desk)}." if desk.left else " You can try as often as you like."
    return f"{len(desk.asked)} question{'' if len(desk.asked) == 1 else 's'}, {share(desk.pass_bp)} right are needed.{often}"


def show(desk: QuizDesk) -> None:
    frame.open_page(desk.title, desk.instructions)
    if desk.link:
        st.link_button("Open the material", desk.link, icon=":material/open_in_new:")
    if desk.last:
        result(desk)
    elif desk.closed:
        st.info(md(desk.closed), icon=":material/lock:")
    else:
        st.markdown(rules(desk))
    if not desk.closed:
        quiz_form(desk, enrolment_id, activity)
    elif desk.last:
        marked(desk)


back()
try:
    shown = seen.desk(portal, actor, enrolment_id, activity)
except NotFound:
    frame.open_page("Quiz")
    raise
show(shown)
