"""One program (``?code=COM-101``): what it promises, what it asks for, the whole rubric, and the way in."""

import streamlit as st

from core.queries import catalogue, learning, pathways
from core.queries.association import the_association
from core.queries.learning import Participation
from core.rules.design_snapshots import earned_seals
from core.rules.members import Actor
from core.rules.programs import ProgramVersion, earned_word
from core.rules.versions import closed_in_words
from core.services import enrolments
from core.storage.programs import StoredVersion
from pages.shared import frame, registry, session, wiring
from pages.shared.design_check import seal_row
from pages.shared.program_card import BENCHMARK_ICONS, SKILL_WORDS, badge_art
from pages.shared.program_story import tell
from pages.shared.text import md
from pages.shared.tips import earners_tips

FORM = "start_program"
STARTING = "start"  # in the address while the goal is asked for, so that signing in leads back to it


def unknown(code: str) -> None:
    frame.open_page("This program is not here", f"There is no program “{code}” in the catalogue. Its code may be another one.")
    st.page_link(registry.path_of("catalogue"), label="See all programs", icon=":material/arrow_back:")


def top(stored: StoredVersion) -> None:
    """The badge, what holding it says, and the good practices that the program was found to keep."""
    program = stored.program
    st.set_page_config(page_title=program.title)
    picture, words = st.columns([1, 4], vertical_alignment="center", gap="medium")
    with picture:
        badge_art(program, width=180, alt=f"Badge: {program.title}")
    with words:
        frame.open_page(program.title, program.outcome)
        word = f":material/{BENCHMARK_ICONS[program.benchmark]}: {earned_word(program.benchmark)}"
        st.caption(f"{word} · {SKILL_WORDS[program.skill.kind]} · {md(program.skill.name)} · {md(program.code)} {md(program.version)}")
        if seals := earned_seals(stored.design_check):
            seal_row(seals, small=True)


def work_page(program: ProgramVersion) -> str:
    """Where the work goes on: evidence is gathered on one page, activities are ticked off on the other."""
    return "submit" if program.wants_performance and not program.wants_progress else "my_learning"


def go_to(page: str, enrolment_id: str) -> None:
    st.switch_page(registry.path_of(page), query_params={"e": enrolment_id})


def continue_with(way: Participation) -> None:
    st.info(f"You are taking part. {md(way.next_step)}", icon=":material/flag:")
    if st.button("Continue", type="primary", icon=":material/arrow_forward:"):
        go_to(work_page(way.program), way.enrolment.id)


def already_earned() -> None:
    st.success("You earned this badge.", icon=":material/workspace_premium:")
    st.page_link(registry.path_of("badges"), label="See it among your badges", icon=":material/arrow_forward:")


def holds(actor: Actor, code: str) -> bool:
    """Whether the person holds a badge of this program that is valid today."""
    own = learning.badges(portal, actor) if actor.signed_in else []
    return any(badge.program.code == code and badge.standing == "valid" for badge in own)


def enrol(actor: Actor, program: ProgramVersion, page: str, goal: str = "") -> None:
    with frame.errors_shown(FORM):
        started = enrolments.enrol(portal, actor, code=program.code, goal=goal)
        session.flash(f"You have started “{program.title}”.")
        go_to(page, started.id)


def ways_in(actor: Actor, program: ProgramVersion) -> None:
    """Start, or hand in at once what one can do already; visitors sign in first and come back here."""
    if actor.signed_in and STARTING in st.query_params:
        ask_goal(actor, program)
        return
    with st.container(horizontal=True):
        starts = st.button("Start", type="primary", icon=":material/play_arrow:")
        skips = program.wants_performance and st.button("I can already do this", help="Go straight to handing in your evidence.")
    if not actor.signed_in and (starts or skips):
        st.switch_page(registry.path_of("sign_in"), query_params={"next": f"/program?code={program.code}" + "&start=1" * starts})
    if starts:
        st.query_params[STARTING] = "1"
        st.rerun()
    if skips:
        enrol(actor, program, "submit")


def ask_goal(actor: Actor, program: ProgramVersion) -> None:
    with st.form(FORM):
        goal = st.text_area(
            "What do you want to do better at work? (You can leave it empty.)",
            max_chars=enrolments.LONGEST_GOAL,
            placeholder="For example: fewer calls to the desk when the water is off",
            key="goal",
        )
        frame.problem_beside(FORM, "goal")
        if st.form_submit_button("Start the program", type="primary"):
            enrol(actor, program, work_page(program), goal)


def stacks(program: ProgramVersion) -> None:
    """The pathways that the badge counts for."""
    found = pathways.counting_with(portal, program.code)
    if found:
        st.subheader("Stacks it belongs to", anchor=False)
    for pathway in found:
        label = f"{md(pathway.title)} · about {pathway.months} months"
        st.page_link(registry.path_of("pathway"), label=label, icon=":material/stacks:", query_params={"code": pathway.code})


portal, actor = wiring.portal(), session.actor()
code = st.query_params.get("code", "").strip().upper()
way = learning.current(portal, actor, code)
stored, association = catalogue.offered(portal, code, way.program.version if way else ""), the_association(portal)
if stored and stored.program.benchmark == "pathway":  # its badge has this code too
    st.switch_page(registry.path_of("pathway"), query_params={"code": code})
if stored is None or association is None:
    unknown(code)
else:
    program, closed = stored.program, closed_in_words(stored.state, stored.teach_out_on)
    top(stored)
    if way and way.enrolment.state != "on_hold":
        continue_with(way)
    elif holds(actor, code):
        already_earned()
    elif closed:
        st.info(closed, icon=":material/event_busy:")
    else:
        ways_in(actor, program)
    tell(program, association)
    earners_tips(program.code)
    stacks(program)
