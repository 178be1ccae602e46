"""One pathway (``?code=PTH-001``): where it leads, the whole way as a checklist and as a picture, and how far one is already."""

import streamlit as st

from core.errors import NotFound
from core.queries import pathways as shown
from core.queries.pathways import PathwayView
from core.rules.members import Actor
from core.rules.pathways import Ordered, nodes, program_nodes
from core.rules.programs import ProgramVersion
from core.rules.times import duration_in_words
from core.services import pathways
from pages.shared import frame, registry, session, wiring
from pages.shared.dates import day
from pages.shared.pathway_way import checklist, picture, progress
from pages.shared.program_card import SKILL_WORDS
from pages.shared.program_story import paragraphs
from pages.shared.text import md

NEXT_SHOWN = 3


def unknown(code: str) -> None:
    frame.open_page("This pathway is not here", f"There is no pathway “{code}”. It may have been retired or renamed.")
    st.page_link(registry.path_of("pathways"), label="See all pathways", icon=":material/arrow_back:")


def top(view: PathwayView) -> None:
    pathway = view.pathway
    st.set_page_config(page_title=pathway.title)
    art, words = st.columns([1, 4], vertical_alignment="center", gap="medium")
    with art:
        st.html(
            f'<img src="/achievements/{pathway.code}/{pathway.version}.png" alt="The badge of this pathway" width="180" height="180"'
            ' style="max-width: 100%; height: auto">'
        )
    with words:
        frame.open_page(pathway.title, pathway.outcome)
        kind = SKILL_WORDS[pathway.skill_kind]
        st.caption(f":material/route: Pathway · {kind} · about {pathway.months} months · {md(pathway.code)} {pathway.version}")


def where(view: PathwayView, actor: Actor) -> None:
    """How far one is, what comes next, and whether one follows it."""
    if view.capstone:
        st.success("You hold the badge of this pathway.", icon=":material/workspace_premium:")
        st.page_link(registry.path_of("badges"), label="See it among your badges", icon=":material/arrow_forward:")
        return
    if actor.signed_in:
        progress(view)
        left(view)
        for number, program in enumerate(view.next_programs[:NEXT_SHOWN] if view.followed or view.evaluation.share else ()):
            step(view, program, first=number == 0)
    following(view, actor)


def left(view: PathwayView) -> None:
    if view.followed:
        planned = f"You plan to be there by {day(view.followed.target_on, portal.now().date())}; a plan, never a condition."
        st.caption(f"About {view.months_left} of {view.pathway.months} months are left. {planned}")


def step(view: PathwayView, program: ProgramVersion, *, first: bool) -> None:
    """A way straight to a program that is open: a button for the first, links for those that one may choose instead."""
    page = "pathway" if program.benchmark == "pathway" else "program"
    working = any(view.signs[leaf.key] == "working" for leaf in program_nodes(view.pathway.root) if leaf.program == program.code)
    if first and view.followed:
        if st.button(f"{'Go on with' if working else 'Next:'} {md(program.title)}", type="primary", icon=":material/arrow_forward:"):
            st.switch_page(registry.path_of(page), query_params={"code": program.code})
        return
    label = f"{'Next' if first else 'Or'}: {md(program.title)}"
    st.page_link(registry.path_of(page), label=label, icon=":material/arrow_forward:", query_params={"code": program.code})


def following(view: PathwayView, actor: Actor) -> None:
    code = view.pathway.code
    if view.followed is None:
        if st.button("Follow this pathway", type="primary", icon=":material/route:"):
            follow(actor, view)
        st.caption("You need not follow it to earn its badge: what you earn counts anyway. Following puts it on your home page.")
        return
    with st.container(horizontal=True):
        st.button("Stop following", key="leave", type="tertiary", icon=":material/close:", on_click=act, args=("leave", code))
        if view.is_newer:
            st.button("Follow the newest version", key="switch", on_click=act, args=("switch", code))
    if view.is_newer:
        st.caption("There is a newer version. You stay with the one that you started, unless you want to change.")


def follow(actor: Actor, view: PathwayView) -> None:
    if not actor.signed_in:
        st.switch_page(registry.path_of("sign_in"), query_params={"next": f"/pathway?code={view.pathway.code}"})
    with frame.errors_shown():
        pathways.start(portal, actor, code=view.pathway.code)
        session.flash(f"You follow “{view.pathway.title}”.")
        st.rerun()


def act(verb: str, code: str) -> None:
    """The two smaller buttons."""
    with frame.problems_kept("pathway"):
        (pathways.leave if verb == "leave" else pathways.switch)(wiring.portal(), session.actor(), code=code)


def story(view: PathwayView) -> None:
    pathway = view.pathway
    st.subheader("What it is good for", anchor=False)
    st.markdown(paragraphs(pathway.description))
    if pathway.job_roles:
        st.caption("For example for: " + ", ".join(md(role) for role in pathway.job_roles))
    st.subheader("What you can count on", anchor=False)
    chained = any(isinstance(node, Ordered) and len(node.of) > 1 for node in nodes(pathway.root))
    weeks = f" The programs that build on each other take about {view.chain_weeks} weeks." if chained else ""
    valid = f"{duration_in_words(pathway.validity)} from the day you earn it" if pathway.validity else "it does not expire"
    st.markdown(
        f"- **Time:** about {pathway.months} months, at your own pace. It is a guide, not a condition.{weeks}\n"
        "- **The badge:** it comes by itself with the last badge that is needed. It lists the badges that it rests on.\n"
        f"- **Validity:** {valid}."
    )


portal, actor = wiring.portal(), session.actor()
code = st.query_params.get("code", "").strip().upper()
try:
    view = shown.pathway(portal, actor, code)
except NotFound:
    unknown(code)
    st.stop()
top(view)
where(view, actor)
frame.problem_beside("pathway", "")
st.subheader("The way", anchor=False)
words, drawn = st.columns([3, 2], gap="large")
with words:
    checklist(view)
with drawn:
    picture(view)
story(view)
