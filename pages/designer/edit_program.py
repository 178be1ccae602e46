"""Designing a program in five steps (``?d=<draft>&step=people``): what is typed is kept at once, and the design check answers beside it."""

from collections.abc import Callable

import streamlit as st

from core.errors import NotFound
from core.queries import drafts as shown
from core.queries.design_checks import report_on
from core.queries.drafts import Sheet
from core.rules.design_check import Report, Step
from core.rules.drafts import Draft
from core.services import drafts
from pages.shared import frame, registry, session, wiring
from pages.shared.alignment_picker import alignment_picker
from pages.shared.dates import clock, day
from pages.shared.design_check import STEP_NAMES, findings_panel, focus_dial, seal_row
from pages.shared.draft_editing import FORM, unplaced_problems
from pages.shared.draft_evidence import evidence_step
from pages.shared.draft_learning import learning_step
from pages.shared.draft_people import people_step
from pages.shared.draft_preview import badge_preview, page_preview
from pages.shared.draft_promise import promise_step, updates
from pages.shared.draft_skill import skill_step
from pages.shared.draft_split import split_assistant
from pages.shared.text import md

STEPS: tuple[Step, ...] = ("people", "skill", "evidence", "learning", "promise")
STEP = "design_step"
portal, actor = wiring.portal(), session.actor()


def change(apply: Callable[[Draft], Draft]) -> None:
    """For callbacks: the change is made to the draft as it stands stored, and kept."""
    with frame.problems_kept(FORM):
        drafts.change(wiring.portal(), session.actor(), draft_id=st.query_params.get("d", ""), change=apply)


def split() -> None:
    """To the studio, where the new drafts stand."""
    with frame.errors_shown():
        parts = drafts.split(portal, actor, draft_id=st.query_params.get("d", ""))
        session.show_once(parts.pathway)
        session.flash(f"{len(parts.programs)} drafts were begun. The old one stays until you throw it away.")
        st.switch_page(registry.path_of("studio"))


def saved(sheet: Sheet) -> str:
    at, today = sheet.stored.updated_at, portal.now().date()
    when = clock(at) if at.date() == today else f"{day(at, today)}, {clock(at)}"
    return f":material/cloud_done: Saved {when}" + (f" by {md(sheet.changed_by)}" if sheet.stored.updated_by != actor.id else "")


def top(sheet: Sheet) -> None:
    draft = sheet.draft
    frame.open_page(draft.title or "A new program")
    revises = f" · members take part in {md(sheet.live)} until you publish this" if sheet.stored.based_on and sheet.live else ""
    st.caption(f"{md(draft.code) or 'no code yet'} · version {md(draft.version)}{revises} · {saved(sheet)}")
    st.page_link(registry.path_of("studio"), label="All programs", icon=":material/arrow_back:")
    if sheet.stored.comment:
        st.warning(f"It was sent back: {md(sheet.stored.comment)}", icon=":material/undo:")


def chosen_step(report: Report) -> Step:
    """The step in the address; each says how much there is to improve in it."""
    open_ones = [row.step for row in report.findings if not row.waived]
    words = {step: f"{n} {STEP_NAMES[step]}" + (f" ({many})" if (many := open_ones.count(step)) else "") for n, step in enumerate(STEPS, 1)}
    here = next((step for step in STEPS if step == st.query_params.get("step")), STEPS[0])
    session.put(STEP, here)
    st.segmented_control("Step", STEPS, format_func=words.__getitem__, key=STEP, required=True, on_change=take_step,
                         label_visibility="collapsed")  # fmt: skip
    return here


def take_step() -> None:
    go(session.typed(STEP) or STEPS[0])


def go(step: Step) -> None:
    st.query_params["step"] = step


def form(sheet: Sheet, step: Step) -> None:
    draft = sheet.draft
    match step:
        case "people":
            people_step(draft, change, shown.used_words(portal))
        case "skill":
            skill_step(draft, change, shown.used_words(portal))
            with st.expander("What others call this skill", icon=":material/account_tree:"):
                alignment_picker(draft, change)
        case "evidence":
            evidence_step(draft, change)
        case "learning":
            learning_step(draft, change)
        case "promise":
            others = updates(shown.studio(portal, actor), but=draft.code)
            promise_step(draft, change, others, is_revision=bool(sheet.stored.based_on))


def back_and_next(step: Step) -> None:
    place = STEPS.index(step)
    with st.container(horizontal=True, key="back_and_next"):
        if place:
            before = STEPS[place - 1]
            st.button(f"Back: {STEP_NAMES[before]}", icon=":material/arrow_back:", on_click=go, args=(before,))
        if place + 1 < len(STEPS):
            after = STEPS[place + 1]
            st.button(f"Next: {STEP_NAMES[after]}", type="primary", icon=":material/arrow_forward:", on_click=go, args=(after,))
        else:
            to_check(primary=True)


def to_check(*, primary: bool = False) -> None:
    if st.button("Last look", key=f"check_{primary}", type="primary" if primary else "secondary", icon=":material/fact_check:"):
        st.switch_page(registry.path_of("publish_check"), query_params={"d": st.query_params.get("d", "")})


def beside(sheet: Sheet, report: Report, step: Step) -> None:
    """The answer of the design check, and what the badge looks like."""
    focus_dial(report)
    seal_row(report.seals)
    findings_panel(report, step=step, change=change)
    st.subheader("The badge", anchor=False)
    badge_preview(sheet.draft)
    if step != STEPS[-1]:
        to_check()


def whole(sheet: Sheet) -> None:
    top(sheet)
    if sheet.stored.state != "draft":
        st.info("This draft is being checked or is done with, and cannot be changed now.", icon=":material/lock:")
        to_check(primary=True)
        return
    report = report_on(portal, sheet.draft, waivers=[waiver.finding for waiver in sheet.stored.waivers])
    step = chosen_step(report)
    split_assistant(sheet.draft, split)
    words, check = st.columns([3, 2], gap="large")
    with words:
        st.header(f"{STEPS.index(step) + 1}. {STEP_NAMES[step]}", anchor=False)
        problems = st.container()
        form(sheet, step)
        back_and_next(step)
        with problems:
            unplaced_problems()
    with check:
        beside(sheet, report, step)
    if st.toggle("Preview as a member", key="as_a_member_sees_it"):
        page_preview(sheet.draft)


try:
    whole(shown.sheet(portal, actor, st.query_params.get("d", "")))
except NotFound:
    frame.open_page("This draft is not here", "It may have been thrown away. Your drafts stand in the studio.")
    st.page_link(registry.path_of("studio"), label="To the studio", icon=":material/arrow_back:")
