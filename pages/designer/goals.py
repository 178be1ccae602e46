"""What the association wants to reach (``?g=<goal>``, or ``new``): goals, what is observed, and which programs serve them."""

import streamlit as st

from core.errors import NotFound
from core.queries.goals import GoalsPage, GoalView, all_goals
from core.queries.uses import used_at_work
from core.rules.goals import REACHED_WORDS
from core.rules.permissions import Permission, allowed
from core.rules.uses import USED_WORDS
from core.services import goals
from pages.shared import frame, registry, session, wiring
from pages.shared.goal_charts import side_by_side
from pages.shared.goal_forms import goal_form, indicator_form, observation_form, programs_form
from pages.shared.plain_table import Link, plain_table
from pages.shared.text import md

NEW = "new"
portal, actor = wiring.portal(), session.actor()
may_write = allowed(actor, Permission.PROGRAM_PUBLISH)


def everything(found: GoalsPage) -> None:
    frame.open_page("Goals", "What the association wants to reach, by what one would see it, and which programs serve it.")
    if may_write and st.button("Write down a goal", type="primary", icon=":material/add:"):
        st.switch_page(registry.path_of("goals"), query_params={"g": NEW})
    if not found.goals:
        st.info("No goal yet. Begin with what the board asks about: “Fewer accidents”, for example.", icon=":material/flag:")
    else:
        table_of(found.goals)
    if found.without_goal:
        st.caption("Programs that serve none of these goals: " + ", ".join(md(program.title) for program in found.without_goal) + ".")
    members_own(found)
    used()


def table_of(views: tuple[GoalView, ...]) -> None:
    plain_table(
        "Goals, those that are pursued first.",
        ("Goal", "Where it stands", "Programs"),
        [
            (
                Link(view.goal.details.title + (" (no longer pursued)" if view.goal.is_retired else ""), f"/goals?g={view.goal.id}"),
                " ".join(f"{row.indicator.details.name}: {row.words}" for row in view.measured) or "Nothing is measured yet.",
                ", ".join(program.title for program in view.programs) or "none yet",
            )
            for view in views
        ],
    )


def members_own(found: GoalsPage) -> None:
    """What members said about the goals that they had themselves."""
    st.header("Members' own goals", anchor=False)
    if found.answers is None:
        st.caption("Asked after a program: did you reach what you wanted? Shown here as soon as five members answered.")
        return
    total = sum(found.answers.values())
    said = ", ".join(f"{REACHED_WORDS[word].lower()}: {found.answers.get(word, 0)}" for word in REACHED_WORDS)
    st.markdown(f"**Of {total} members who said whether they reached their own goal:** {said}.")


def used() -> None:
    """What holders said two to three months after a badge."""
    st.header("Used at work", anchor=False)
    said = used_at_work(portal, actor)
    if said is None:
        st.caption("Asked 60 to 90 days after a badge: have you used it at work since? Shown here as soon as five holders answered.")
        return
    st.markdown(f"**{said.often} of {said.answered} holders who answered use it at least every month.**")
    counts = ", ".join(f"{words.lower()}: {said.counts.get(word, 0)}" for word, words in USED_WORDS.items())
    st.caption(f"{said.asked} were asked. {counts[0].upper()}{counts[1:]}. Those who answer may differ from those who do not.")


def one(view: GoalView) -> None:
    st.page_link(registry.path_of("goals"), label="All goals", icon=":material/arrow_back:")
    frame.open_page(view.goal.details.title, view.goal.details.why)
    serving = ", ".join(md(program.title) for program in view.programs)
    st.markdown(f"**Programs that serve it:** {serving}" if serving else "No program serves it yet.")
    for measured in view.measured:
        side_by_side(view, measured)
        if may_write:
            observation_form(measured)
    if not may_write:
        return
    with st.expander("Measure it by something (else)", icon=":material/straighten:", expanded=not view.measured):
        indicator_form(view)
    with st.expander("Programs, words, pursuing it", icon=":material/edit:"):
        programs_form(view)
        goal_form(view)
        pursuing(view)


def pursuing(view: GoalView) -> None:
    retired = view.goal.is_retired
    if st.button("Pursue it again" if retired else "It is reached, or given up"):
        with frame.errors_shown():
            goals.set_retired(portal, actor, goal_id=view.goal.id, retired=not retired)
            st.rerun()


def new() -> None:
    st.page_link(registry.path_of("goals"), label="All goals", icon=":material/arrow_back:")
    frame.open_page("A new goal")
    goal_form(None)


found, wanted = all_goals(portal, actor), st.query_params.get("g")
if not wanted:
    everything(found)
elif wanted == NEW and may_write:
    new()
elif view := next((view for view in found.goals if view.goal.id == wanted), None):
    one(view)
else:
    frame.open_page("This goal is not here")
    raise NotFound("There is no such goal.")
